"""`nianbao list` and `nianbao show`."""

import json
import zipfile

import pytest

from tests.cli.running import nianbao
from tests.storage.fictional import entry

pytestmark = pytest.mark.usefixtures("faked")


def test_list_filters(reports):
    nianbao("extract", reports)
    assert nianbao("list", "--issuer", "第2局").stdout.count("云溪县") == 1
    assert "nianbao extract" in nianbao("list", "--year", "1999").stdout
    assert "共 3 份" in nianbao("list", "--limit", "2").stdout


def test_show_by_prefix_source_file_and_json_file_agree(reports, tmp_path):
    nianbao("extract", reports, "--out", tmp_path / "out")
    by_id = nianbao("show", entry(1).report.id[:8])
    by_file = nianbao("show", reports / "r1.txt")
    by_json = nianbao("show", tmp_path / "out" / "r1.json")
    assert by_id.exit_code == 0
    assert by_id.stdout == by_file.stdout == by_json.stdout


def test_show_has_head_tables_facts_and_findings(reports):
    shown = nianbao("show", reports / "r1.txt").stdout
    for words in ("云溪县第1局 2023", "本年新收政府信息公开申请数量", "行政复议", "新收申请数", "栏目更新慢", "不等于"):
        assert words in shown


def test_show_tells_blank_missing_and_zero_apart(reports):
    shown = nianbao("show", reports / "r1.txt").stdout
    (line,) = [line for line in shown.splitlines() if line.count("│") == 7 and "本年新收" in line]
    assert [cell.strip() for cell in line.split("│")[1:]] == ["12", "·", "✗", "0", "0", "0", "0"]


def test_show_unknown_id_is_one_message(reports):
    nianbao("extract", reports)
    result = nianbao("show", "ffffffff")
    assert result.exit_code == 4
    assert "ffffffff" in result.stderr


def test_show_writes_a_page_with_the_source(reports, tmp_path):
    nianbao("extract", reports)
    page = tmp_path / "page.html"
    assert nianbao("show", entry(1).report.id, "--html", page).exit_code == 0
    assert "全年公开300条" in page.read_text(encoding="utf-8").replace("<wbr>", "")


def test_page_of_a_json_file_needs_the_source(reports, tmp_path):
    nianbao("extract", reports, "--out", tmp_path / "out", "--no-store")
    result = nianbao("show", tmp_path / "out" / "r1.json", "--html", tmp_path / "page.html")
    assert result.exit_code == 4
    assert not (tmp_path / "page.html").exists()


def test_file_that_cannot_be_shown_ends_like_one_that_cannot_be_read(reports):
    (reports / "r0.txt").write_text("bad")
    assert nianbao("show", reports / "r0.txt").exit_code == 3


@pytest.mark.parametrize("arguments", [["list"], ["show", "01ab"], ["export", "--format", "csv", "--out", "x.csv"]])
def test_commands_that_only_read_make_no_store(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = nianbao(*arguments, "--data", tmp_path / "typo")
    assert result.exit_code == 4
    assert "nianbao extract" in result.stderr and "typo" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("option", "value"), [("--form", "1999"), ("--status", "bogus")])
def test_filter_that_no_report_can_fit_is_a_usage_error(option, value):
    result = nianbao("list", option, value)
    assert result.exit_code == 2
    assert f"{value} 不是可用的取值" in result.stderr


def test_filters_by_form_and_status_find_what_fits(reports):
    nianbao("extract", reports)
    assert "共 3 份" in nianbao("list", "--status", "complete", "--form", "2021").stdout
    assert "没有符合条件的报告" in nianbao("list", "--status", "partial").stdout


@pytest.mark.parametrize(
    ("wanted", "words"), [("", "是文件夹"), ("nothing.pdf", "没有这个文件"), ("r.zip/nothing.txt", "没有这个文件")]
)
def test_path_that_cannot_be_shown_says_why(reports, wanted, words):
    with zipfile.ZipFile(reports / "r.zip", "w") as archive:
        archive.writestr("a.txt", "1")
    result = nianbao("show", reports / wanted)
    assert result.exit_code == 3
    assert words in result.stderr


def test_report_in_an_archive_is_shown_by_the_path_of_check(reports):
    with zipfile.ZipFile(reports / "r.zip", "w") as archive:
        archive.writestr("a.txt", "8")
    paths = [json.loads(line)["path"] for line in nianbao("check", reports, "--json").stdout.splitlines()]
    (path,) = [path for path in paths if "r.zip" in path]
    assert "云溪县第8局" in nianbao("show", path).stdout
