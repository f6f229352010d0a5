"""The hand-written reports: gold loads and stands in the text, tables add up, and the two halves are apart."""

from __future__ import annotations

import html
import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from docx import Document

from eval.gold import SPLITS, Gold, find_cases, read_gold
from extractor.schema.fields import FIELD_BY_NAME
from extractor.schema.forms import APPLICATIONS, RESULT_ROWS

EVAL = Path(__file__).parents[2] / "eval"
FOLDER = EVAL / "handwritten"
GOLD = sorted(FOLDER.glob("*/gold/*.json"))
ENCODINGS = ("utf-8-sig", "gb18030")
OUTCOMES = ("upheld", "corrected", "other", "pending")
_MARKUP = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>")

each_gold = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)


def read_document(path: Path) -> str:
    """Return the words of a report, without looking at how they are laid out."""
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    text = decoded(path.read_bytes())
    return html.unescape(_MARKUP.sub("", text)) if path.suffix == ".html" else text


def decoded(data: bytes) -> str:
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("no known encoding")


def read_case(path: Path) -> tuple[Gold, str]:
    gold = read_gold(path)
    return gold, read_document(path.parents[1] / gold.file)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def table(gold: Gold, name: str) -> dict[str, dict[str, float | None]]:
    return {row: cells for row, cells in ((gold.tables or {}).get(name) or {}).items() if cells is not None}


def spoilt(gold: Gold) -> set[str]:
    """Return the columns of table 3 in which gold names a mistake."""
    return {cell.split(".")[2] for finding in gold.findings or () for cell in finding.cells}


def issuers_below(folder: Path) -> set[str]:
    return {json.loads(path.read_text("utf-8"))["issuer"] for path in folder.glob("**/gold/*.json")}


@pytest.mark.parametrize(("split", "count"), [("dev", 23), ("calibration", 26), ("test", 18)])
def test_number_of_cases(split, count):
    assert [case.split for case in find_cases(["handwritten"])].count(split) == count


@pytest.mark.parametrize(("one", "other"), [*combinations(SPLITS, 2)])
def test_no_issuer_stands_in_two_splits(one, other):
    assert not issuers_below(FOLDER / one) & issuers_below(FOLDER / other)


@pytest.mark.parametrize("other", ["prose_cases", "samples"])
def test_no_issuer_stands_in_another_set(other):
    assert not issuers_below(FOLDER) & issuers_below(EVAL / other)


@pytest.mark.parametrize(("one", "other"), [*combinations(SPLITS, 2)])
def test_issuers_of_one_place_stay_in_one_split(one, other):
    places = [{path.stem[:2] for path in GOLD if split in path.parts} for split in (one, other)]
    assert not places[0] & places[1]


@each_gold
def test_issuer_is_printed(path):
    gold, text = read_case(path)
    assert gold.issuer in squeezed(text)


@each_gold
def test_evidence_and_items_are_printed(path):
    gold, text = read_case(path)
    quotes = [*gold.evidence.values(), *gold.problems, *gold.improvements]
    assert [quote for quote in quotes if squeezed(quote) not in squeezed(text)] == []


@each_gold
def test_every_fact_has_its_evidence(path):
    gold = read_gold(path)
    assert set(gold.facts) <= set(gold.evidence)


@each_gold
def test_facts_are_fields_of_the_catalogue(path):
    gold = read_gold(path)
    assert set(gold.facts) | set(gold.optional) <= set(FIELD_BY_NAME)


@each_gold
def test_tables_2_to_4_have_the_rows_of_their_form(path):
    gold = read_gold(path)
    rows = table(gold, "applications")
    assert not rows or tuple(rows) == APPLICATIONS[gold.form].row_keys


@each_gold
def test_table_3_balances(path):
    gold = read_gold(path)
    rows = table(gold, "applications")
    blank = {column for cells in rows.values() for column, value in cells.items() if value is None}
    for column in set(next(iter(rows.values()), {})) - blank - spoilt(gold):
        results = sum(rows[row][column] for row in RESULT_ROWS[gold.form])
        assert results == rows["total_processed"][column]
        received = rows["new_received"][column] + rows["carried_over"][column]
        assert received == results + rows["carried_forward"][column]


@each_gold
def test_rows_of_table_3_add_up(path):
    gold = read_gold(path)
    named = {cell for finding in gold.findings or () for cell in finding.cells}
    for row, cells in table(gold, "applications").items():
        *parts, total = cells.values()
        assert total in (None, sum(parts)) or f"applications.{row}.total" in named


@each_gold
def test_groups_of_table_4_add_up(path):
    for cells in table(read_gold(path), "review_litigation").values():
        assert cells["total"] == sum(cells[outcome] for outcome in OUTCOMES)


@each_gold
def test_prose_agrees_with_table_3_unless_gold_says_otherwise(path):
    gold = read_gold(path)
    rows = table(gold, "applications")
    pairs = [("received", "new_received"), ("carried_over", "carried_over"), ("carried_forward", "carried_forward")]
    for field, row in pairs:
        stated = gold.facts.get(f"applications.{field}")
        assert stated is None or not rows or rows[row]["total"] == stated or gold.findings
