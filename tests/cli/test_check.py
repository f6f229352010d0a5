"""`nianbao check`: exit codes, and its findings for people and for other tools."""

import json
import re

import pytest

from extractor.schema import Severity
from tests.cli.running import nianbao

pytestmark = pytest.mark.usefixtures("faked")


def test_check_exits_with_1_when_a_finding_is_an_error(reports):
    result = nianbao("check", reports / "r1.txt")
    assert result.exit_code == 1
    assert "applications.balance" in result.stdout
    assert "收到申请12件" in result.stdout


def test_check_exits_with_0_without_findings(reports):
    (reports / "r1.txt").write_text("1 clean")
    result = nianbao("check", reports / "r1.txt")
    assert (result.exit_code, "未发现问题" in result.stdout) == (0, True)


def test_check_exits_with_3_when_a_file_fails(reports):
    (reports / "r0.txt").write_text("bad")
    assert nianbao("check", reports).exit_code == 3


def test_check_json_is_one_line_per_file(reports):
    (reports / "r0.txt").write_text("bad")
    lines = [json.loads(line) for line in nianbao("check", reports, "--json").stdout.splitlines()]
    assert [line["name"] for line in lines] == ["r0.txt", "r1.txt", "r2.txt", "r3.txt"]
    assert lines[0]["error"] and lines[0]["findings"] == []
    assert lines[1]["findings"][0]["severity"] == Severity.ERROR.value


def test_check_json_names_copies_by_path(reports):
    for name in ("r1.txt", "r4.txt"):
        (reports / name).write_text("7 clean, the same words")
    lines = [json.loads(line) for line in nianbao("check", reports, "--json").stdout.splitlines()]
    assert [line["path"] for line in lines] == [str(reports / f"r{number}.txt") for number in (1, 2, 3, 4)]
    assert lines[0]["same_as"] is None
    assert lines[3]["same_as"] == str(reports / "r1.txt")


def test_check_json_names_the_other_half(reports, monkeypatch):
    from dataclasses import replace

    from extractor import batch

    def halves(outcomes, *more):
        return (replace(outcome, other_half=reports / "tables.xlsx") for outcome in outcomes)

    monkeypatch.setattr(batch, "join_halves", halves)
    result = nianbao("check", reports / "r1.txt", "--json")
    assert result.exit_code == 1, (result.output, result.exception)
    (line,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["other_half"] == str(reports / "tables.xlsx")


def test_check_stores_nothing(reports, tmp_path):
    nianbao("check", reports)
    assert not (tmp_path / "data").exists()


def test_check_of_several_files_ends_with_their_number(reports):
    (reports / "r0.txt").write_text("bad")
    assert "共 4 个文件:读取 3 个,失败 1 个;错误 3 项" in nianbao("check", reports).stderr
    assert "共 1 个文件" not in nianbao("check", reports / "r1.txt").stderr
    assert "个文件" not in nianbao("check", reports, "--json").stderr


def test_lines_of_check_are_for_other_tools(reports):
    result = nianbao("check", reports / "r1.txt", "--lines")
    assert result.exit_code == 1
    path = re.escape(str(reports / "r1.txt"))
    assert re.fullmatch(rf"{path}:\d+: error applications\.balance .+\n", result.stdout)


def test_sarif_of_check_holds_every_file(reports, tmp_path):
    (reports / "r0.txt").write_text("bad")
    result = nianbao("check", reports, "--sarif", tmp_path / "log.sarif")
    assert result.exit_code == 3
    (run,) = json.loads((tmp_path / "log.sarif").read_text())["runs"]
    assert [item["ruleId"] for item in run["results"]] == ["applications.balance"] * 3
    (failed,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "r0.txt" in failed["message"]["text"]


def test_sarif_on_the_standard_output_is_all_that_stands_there(reports):
    (reports / "r0.txt").write_text("bad")
    result = nianbao("check", reports, "--sarif", "-")
    assert result.exit_code == 3
    assert len(json.loads(result.stdout)["runs"][0]["results"]) == 3
    assert "r0.txt" in result.stderr


def test_sarif_on_the_standard_output_goes_with_no_other_format(reports):
    assert nianbao("check", reports, "--sarif", "-", "--json").exit_code == 2
