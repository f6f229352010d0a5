import io
import zipfile
from functools import cache

import openpyxl
import pytest

from eval.synth.formats.xlsx import BookStyle, write_xlsx
from eval.synth.generate import compose
from extractor.batch import find_files, run
from extractor.pipeline import process

SEED = 41


@cache
def prose():
    """A fictional report whose tables are not in the page."""
    return "\n".join(block for block in compose(SEED, harms=()).blocks if isinstance(block, str)).encode()


@cache
def tables():
    """The tables of the same report, without its issuer."""
    return write_xlsx(SEED, BookStyle.TABLES, harms=()).data


def outcomes(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    ran = run(find_files([folder]).files, process, "rules", 10**8)
    return {outcome.path.relative_to(folder).as_posix(): outcome for outcome in ran}


def rules(outcome):
    return {finding.rule: finding for finding in outcome.processed.report.findings}


@pytest.mark.parametrize("attachment", ["年报.xlsx", "附件：年报.xlsx", "年报统计表.xlsx"])
def test_page_and_attachment_of_one_name_name_each_other(tmp_path, attachment):
    page, sheet = (outcomes(tmp_path, {"年报.txt": prose(), attachment: tables()})[n] for n in ("年报.txt", attachment))
    assert rules(page)["reading.tables_elsewhere"].params == {"other": attachment}
    assert rules(sheet)["reading.prose_elsewhere"].params == {"other": "年报.txt"}
    assert (page.other_half, sheet.other_half) == (sheet.path, page.path)


def test_halves_are_counted_among_the_failed_checks(tmp_path):
    alone = outcomes(tmp_path / "1", {"年报.txt": prose()})["年报.txt"].processed.report.checks
    page = outcomes(tmp_path / "2", {"年报.txt": prose(), "年报.xlsx": tables()})["年报.txt"]
    assert page.processed.report.checks.failed == alone.failed + 1


@pytest.mark.parametrize("attachment", ["另一份.xlsx", "下级/年报.xlsx"])
def test_tables_of_another_name_or_folder_are_no_half(tmp_path, attachment):
    found = outcomes(tmp_path, {"年报.txt": prose(), attachment: tables()})
    assert [outcome.other_half for outcome in found.values()] == [None, None]


def test_tables_that_name_issuer_and_year_belong_to_the_page_of_the_same(tmp_path):
    blocks = compose(SEED, harms=()).blocks
    title = next(block for block in blocks if isinstance(block, str) and "工作年度报告" in block)
    rows = [[title], ["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
    rows += [["规章", 0, 0, 0], ["行政规范性文件", 1, 0, 3]]
    found = outcomes(tmp_path, {"page.txt": prose(), "t0042.xlsx": workbook(rows)})
    assert found["page.txt"].other_half == tmp_path / "t0042.xlsx"


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_whole_report_has_no_other_half(tmp_path):
    whole = write_xlsx(SEED, BookStyle.WHOLE, harms=()).data
    found = outcomes(tmp_path, {"年报.txt": prose(), "年报.xlsx": whole})
    assert [outcome.other_half for outcome in found.values()] == [None, None]


def test_half_in_an_archive_finds_the_other_one_there(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("年报.txt", prose())
        packed.writestr("年报.xlsx", tables())
    found = outcomes(tmp_path, {})
    assert rules(found["a.zip/年报.txt"])["reading.tables_elsewhere"].params == {"other": "a.zip/年报.xlsx"}


def test_copy_is_marked_with_the_first_file_of_its_bytes(tmp_path):
    found = outcomes(tmp_path, {"a.txt": prose(), "b/c.txt": prose()})
    assert {name: outcome.same_as for name, outcome in found.items()} == {"a.txt": None, "b/c.txt": tmp_path / "a.txt"}


def test_same_words_in_other_bytes_are_a_copy(tmp_path):
    found = outcomes(tmp_path, {"a.txt": prose(), "b.txt": prose().decode().encode("gb18030")})
    assert found["b.txt"].same_as == tmp_path / "a.txt"
    assert found["b.txt"].processed is not None
