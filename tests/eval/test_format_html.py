from functools import cache

import pytest

from eval.scoring import score
from eval.synth.formats.html import ENCODINGS, BodyStyle, SyntheticPage, write_html
from eval.synth.formats.html_tables import TableStyle
from extractor.pipeline import Processed, process
from tests.promises import broken_promises

STYLES = [(table, body) for table in TableStyle for body in BodyStyle]


@cache
def processed(seed: int, table: TableStyle, body: BodyStyle) -> tuple[SyntheticPage, Processed]:
    page = write_html(seed, table_style=table, body_style=body)
    return page, process(page.data, page.name)


@pytest.mark.parametrize(("table", "body"), STYLES)
def test_every_cell_of_a_page_is_as_in_gold(table, body):
    page, result = processed(700 + STYLES.index((table, body)), table, body)
    scored = score(result.report, page.gold)
    assert (scored.cells.wrong, scored.head.missed) == ((), 0)


@pytest.mark.parametrize(("table", "body"), STYLES[::5])
def test_every_value_of_a_page_has_its_address(table, body):
    _, result = processed(700 + STYLES.index((table, body)), table, body)
    tables = result.report.tables
    cells = [
        c
        for t in (tables.disclosure, tables.applications, tables.review_litigation)
        for r in t.values()
        if r
        for c in r.values()
    ]
    assert all(cell.path for cell in cells if cell and cell.printed)
    assert broken_promises(result.report, result.document) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_page_reads_alike_in_every_encoding(encoding):
    page = write_html(31, encoding=encoding)
    other = write_html(31, encoding=ENCODINGS[0])
    assert process(page.data, page.name).document.text == process(other.data, other.name).document.text


def test_the_same_seed_gives_the_same_page():
    assert write_html(5).data == write_html(5).data


def test_the_chrome_of_a_page_never_reaches_the_text():
    for seed in range(40, 50):
        page = write_html(seed, body_style=BodyStyle.DIV)
        text = process(page.data, page.name).document.text
        assert not any(word in text for word in ("8888", "本年新收 77", "网站标识码", "请输入关键字", "走进本地"))
