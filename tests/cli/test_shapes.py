"""How text comes out: on narrow terminals, in files, and with the same counts everywhere."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli.app import app

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
YEARS = [SAMPLES / f"柳坪县商务局-{year}.txt" for year in (2022, 2023)]


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    for name in ("COLUMNS", "NIANBAO_LANG", "NIANBAO_DATABASE_URL", "NIANBAO_SETTINGS"):
        monkeypatch.delenv(name, raising=False)


def nianbao(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def stored():
    assert nianbao("extract", *YEARS).exit_code == 0


@pytest.mark.usefixtures("stored")
def test_a_narrow_list_keeps_each_report_on_one_line_and_names_what_it_leaves_out(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    lines = nianbao("list").stdout.splitlines()
    assert len([line for line in lines if "柳坪县商务局" in line]) == 2
    assert any("未显示:版式、修订、事实、文件" in line for line in lines)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("command", [("list",), ("show", YEARS[1]), ("check", *YEARS)], ids=lambda words: words[0])
def test_what_goes_into_a_file_is_neither_wrapped_nor_padded(command):
    lines = nianbao(*command).stdout.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_findings_between_reports_are_counted_apart():
    result = nianbao("check", *YEARS)
    own = re.search(r"错误 (\d+) 项,警告 (\d+) 项,提示 (\d+) 项\n另与其他报告核对", result.stderr)
    summary = nianbao("extract", *YEARS).stdout
    extracted = [re.search(rf"核对结果:{kind} *│ *(\d+)", summary)[1] for kind in ("错误", "警告", "提示")]
    assert list(own.groups()) == extracted


@pytest.mark.usefixtures("stored")
def test_findings_say_how_many_come_from_other_reports():
    listed = next(line for line in nianbao("list", "--year", 2023).stdout.splitlines() if "柳坪" in line)
    head, between, *_ = nianbao("findings", listed.split()[0]).stdout.splitlines()
    count = int(re.search(r"待处理 (\d+)", head)[1]) - int(re.search(r"其中 (\d+) 项", between)[1])
    assert listed.split("│")[7].strip() == str(count)


@pytest.mark.parametrize("command", [(), ("extract",), ("findings",), ("eval",), ("eval", "run")], ids=" ".join)
def test_the_help_is_whole_and_in_chinese_on_a_narrow_terminal(monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "60")
    told = nianbao(*command, "--help").stdout
    assert "用法:" in told and "选项" in told
    assert "…" not in told.replace("[参数]...", "")
    assert not re.search(r"Show this|Options|Arguments|Commands|default:|env var|required|<int>|range", told)


def test_a_run_that_read_nothing_says_so_instead_of_counting_zeros(tmp_path):
    (tmp_path / "a.txt").write_text("今天天气不错。", encoding="utf-8")
    result = nianbao("extract", tmp_path / "a.txt")
    assert result.exit_code == 3
    assert "没有存入任何内容" in result.stderr
    assert result.stdout == ""


def test_show_has_the_headings_of_the_groups_of_table_3():
    lines = [line.split("│")[0].strip() for line in nianbao("show", YEARS[1]).stdout.splitlines() if "│" in line]
    denied = next(at for at, line in enumerate(lines) if "不予公开" in line)
    assert lines[denied + 1].startswith("1.")


def test_folders_that_a_run_made_are_said_once(tmp_path):
    first, second = (nianbao("extract", YEARS[0], "--out", tmp_path / "json").stderr for _ in range(2))
    assert f"新建了文件夹 {tmp_path / 'data'}" in first
    assert f"新建了文件夹 {tmp_path / 'json'}" in first
    assert "新建了文件夹" not in second
