"""Agreement of two people's gold: by kind, by hand, and with every difference named."""

import json

import pytest
from typer.testing import CliRunner

from eval.agree import agree, as_dict, judge_pair
from eval.gold import Gold
from extractor.cli.app import app
from extractor.errors import ConfigError
from tests.ui.conftest import SAMPLES

GOLD = SAMPLES / "gold"


def gold(**given):
    return Gold.model_validate({"file": "某局.txt", **given})


def write(folder, name, **given):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({"file": f"{name}.txt", **given}), encoding="utf-8")


def row(**cells):
    return {"tables": {"applications": {"new_received": cells}}}


def test_gold_agrees_with_itself():
    found = agree(GOLD, GOLD)
    assert found.differences == ()
    assert {kind.share for kind in found.kinds.values()} == {1.0}
    assert found.kinds["cells"].kappa == pytest.approx(1.0)


def test_kappa_of_cells_is_that_reckoned_by_hand(tmp_path):
    write(tmp_path / "a", "x", **row(c1=0, c2=0, c3=5, c4=5))
    write(tmp_path / "b", "x", **row(c1=0, c2=5, c3=5, c4=5))
    kind = agree(tmp_path / "a", tmp_path / "b").kinds["cells"]
    by_chance = (2 / 4) * (1 / 4) + (2 / 4) * (3 / 4)
    assert (kind.values, kind.agreed) == (4, 3)
    assert kind.kappa == pytest.approx((3 / 4 - by_chance) / (1 - by_chance))


def test_blank_and_zero_and_missing_differ():
    first, second = gold(**row(a=None, b=0, c=None)), gold(**row(a=0, b=0))
    judged = [one for one in judge_pair("x", first, second) if one.kind == "cells"]
    assert [(one.first, one.second, one.same) for one in judged] == [
        ("blank", "0", False),
        ("0", "0", True),
        ("blank", "missing", False),
    ]


def test_field_that_neither_states_is_agreed_on():
    judged = [one for one in judge_pair("x", gold(facts={"disclosure.total": 3}), gold()) if one.kind == "facts"]
    assert [(one.name, one.first, one.second) for one in judged if not one.same] == [
        ("disclosure.total", "3", "not stated")
    ]
    assert len(judged) > 10


def test_optional_fact_and_open_head_are_not_compared():
    first, second = gold(facts={"disclosure.total": 3}, year=2022), gold(optional=["disclosure.total"])
    judged = list(judge_pair("x", first, second))
    assert "disclosure.total" not in {one.name for one in judged}
    assert "head" not in {one.kind for one in judged}


def test_lists_are_aligned_and_have_no_kappa(tmp_path):
    write(tmp_path / "a", "x", problems=["公开内容不够全面", "人员不足"])
    write(tmp_path / "b", "x", problems=["公开内容还不够全面"])
    kind = agree(tmp_path / "a", tmp_path / "b").kinds["problems"]
    assert (kind.values, kind.agreed, kind.kappa) == (2, 1, None)


def test_same_number_twice_is_two_quantities():
    twice = [{"value": 3, "unit": "次"}, {"value": 3, "unit": "次"}]
    judged = list(judge_pair("x", gold(quantities=twice), gold(quantities=twice[:1])))
    quantities = [one.same for one in judged if one.kind == "quantities"]
    assert quantities == [True, False]


def test_gold_that_one_lacks_is_named(tmp_path):
    write(tmp_path / "a", "x")
    write(tmp_path / "a", "y")
    write(tmp_path / "b", "x")
    found = agree(tmp_path / "a", tmp_path / "b")
    assert (found.reports, found.only_first, found.only_second) == (("x",), ("y",), ())


def test_two_files_of_other_names_are_compared(tmp_path):
    write(tmp_path / "a", "wang", facts={"disclosure.total": 3})
    write(tmp_path / "a", "li", facts={"disclosure.total": 4})
    found = agree(tmp_path / "a" / "wang.json", tmp_path / "a" / "li.json")
    assert [one.second for one in found.differences] == ["4"]


def test_nothing_in_common_is_refused(tmp_path):
    write(tmp_path / "a", "x")
    write(tmp_path / "a", "y")
    write(tmp_path / "b", "z")
    write(tmp_path / "b", "w")
    with pytest.raises(ConfigError, match="nothing_common"):
        agree(tmp_path / "a", tmp_path / "b")


def test_command_prints_kappa_and_differences(tmp_path):
    write(tmp_path / "a", "x", **row(c1=0, c2=5))
    write(tmp_path / "b", "x", **row(c1=0, c2=6))
    done = CliRunner().invoke(app, ["eval", "agree", str(tmp_path / "a"), str(tmp_path / "b")])
    assert done.exit_code == 0
    assert "κ" in done.stdout
    assert "applications.new_received.c2" in done.stdout
    listed = CliRunner().invoke(app, ["eval", "agree", str(tmp_path / "a"), str(tmp_path / "b"), "--json"])
    assert json.loads(listed.stdout)["kinds"]["cells"]["agreed"] == 1


def test_json_has_every_difference(tmp_path):
    write(tmp_path / "a", "x", year=2021)
    write(tmp_path / "b", "x", year=2022)
    assert as_dict(agree(tmp_path / "a", tmp_path / "b"))["differences"][0]["second"] == "2022"
