import pytest

from extractor.schema import Change, Suggestion
from extractor.validation import check
from extractor.validation.reasons import because, reason_text, suggest
from tests.builders import applications, report, tables

CELL, OTHER = "applications.granted.company", "applications.granted.total"


def proposed(**numbers):
    found, _ = check(report(tables=tables(applications=applications(**numbers))))
    return next(item.suggestion for item in found if item.suggestion)


@pytest.mark.parametrize(("lang", "words"), [("zh", "别无同样少的改法"), ("en", "no other change of so few does")])
def test_a_repair_gives_its_reasons_in_either_language(lang, words):
    assert words in reason_text(proposed(granted__company=2), lang)


def test_a_stored_suggestion_keeps_its_reasons():
    made = proposed(granted__company=2)
    assert Suggestion.model_validate_json(made.model_dump_json()) == made
    assert made.reason == reason_text(made, "zh")


def test_a_suggestion_of_an_earlier_version_keeps_its_chinese_reason():
    assert reason_text(Suggestion(cell=CELL, value=1, reason="换算"), "en") == "换算"


def test_cells_are_named_only_where_several_change():
    slip = because("repair.dropped", cells="甲格")
    assert reason_text(suggest([Change(cell=CELL, value=1), Change(cell=OTHER, value=2)], slip), "zh").startswith(
        "甲格:"
    )
    assert "表三" not in reason_text(proposed(granted__company=2), "zh")
