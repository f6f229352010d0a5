"""The hand-written reports: gold stands in the text, and the two splits are apart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from extractor.schema.fields import FIELD_BY_NAME

FOLDER = Path(__file__).parents[2] / "eval" / "prose_cases"
GOLD = sorted(FOLDER.glob("*/gold/*.json"))
ENCODINGS = ("utf-8-sig", "gb18030")


def read_case(path: Path) -> tuple[dict, str]:
    gold = json.loads(path.read_text("utf-8"))
    data = (path.parents[1] / gold["file"]).read_bytes()
    if data.startswith(b"\xff\xfe"):
        return gold, data.decode("utf-16")
    for encoding in ENCODINGS:
        try:
            return gold, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError(f"{gold['file']}: no known encoding")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("split", "count"), [("dev", 57), ("test", 18)])
def test_number_of_cases(split, count):
    assert len(list((FOLDER / split / "gold").glob("*.json"))) == count


def test_no_issuer_stands_in_both_splits():
    issuers = {split: {read_case(p)[0]["issuer"] for p in GOLD if split in p.parts} for split in ("dev", "test")}
    assert not issuers["dev"] & issuers["test"]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_items_of_part_5_are_printed(path):
    gold, text = read_case(path)
    for item in (*gold["problems"], *gold["improvements"]):
        assert squeezed(item) in squeezed(text)


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_facts_are_fields_of_the_catalogue(path):
    gold, _ = read_case(path)
    assert set(gold["facts"]) | set(gold["optional"]) <= set(FIELD_BY_NAME)


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_received_applications_agree_with_table_3(path):
    gold, _ = read_case(path)
    stated = gold["facts"].get("applications.received")
    rows = gold["tables"]["applications"]
    assert stated is None or rows is None or stated == rows["new_received"]["total"]
