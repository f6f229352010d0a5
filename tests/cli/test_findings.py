"""Deciding on findings, notices, rules and settings, with the real pipeline and a fictional report."""

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.schema.life import State
from extractor.storage import open_store

SAMPLE = Path(__file__).parents[2] / "eval" / "samples" / "柳坪县商务局-2023.txt"
RULE = "applications.row_total"


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("LANG", "DATABASE_URL", "SETTINGS", "USER"):
        monkeypatch.delenv(f"NIANBAO_{name}", raising=False)


def nianbao(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def open_data(tmp_path):
    return open_store(f"sqlite:///{tmp_path / 'data' / 'nianbao.db'}")


@pytest.fixture
def stored(tmp_path):
    """The id of a stored report and the key of its row that does not add up."""
    assert nianbao("extract", SAMPLE).exit_code == 0
    with open_data(tmp_path) as store:
        (report,) = store.iterate()
        key = next(item.key for item in store.findings_of(report.id) if item.finding.rule == RULE)
    return report.id, key


def state_of(tmp_path, report_id, key):
    with open_data(tmp_path) as store:
        return next(item for item in store.findings_of(report_id) if item.key == key)


def test_findings_lists_keys_and_states(stored):
    result = nianbao("findings", stored[0][:6])
    assert result.exit_code == 0, result.output
    assert f"{stored[1]}  待处理" in result.stdout


def test_confirmed_finding_says_by_whom_and_why(stored, tmp_path):
    result = nianbao("findings", stored[0], "--confirm", stored[1][:5], "--by", "周云", "--reason", "已核对原件")
    assert result.exit_code == 0, result.output
    item = state_of(tmp_path, *stored)
    assert (item.state, item.history[0].by, item.history[0].reason) == (State.CONFIRMED, "周云", "已核对原件")
    assert "周云" in nianbao("findings", stored[0], "--state", "confirmed").stdout


def test_name_is_taken_from_the_environment(stored, tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_USER", "林溪")
    nianbao("findings", stored[0], "--fix", stored[1])
    assert state_of(tmp_path, *stored).history[0].by == "林溪"


@pytest.mark.parametrize(
    "arguments",
    [("--confirm", "KEY"), ("--dismiss", "KEY", "--by", "周云"), ("--confirm", "ffff", "--by", "周云")],
    ids=["nobody", "no reason", "no such key"],
)
def test_incomplete_decision_is_refused_with_4(stored, tmp_path, arguments):
    key = stored[1]
    result = nianbao("findings", stored[0], *(key if item == "KEY" else item for item in arguments))
    assert result.exit_code == 4
    assert state_of(tmp_path, *stored).history == ()


def test_two_decisions_about_one_finding_are_refused_and_none_is_kept(stored, tmp_path):
    result = nianbao("findings", stored[0], "--confirm", stored[1], "--fix", stored[1][:6], "--by", "周云")
    assert result.exit_code == 4
    assert state_of(tmp_path, *stored).history == ()


def test_findings_as_json_are_one_a_line(stored):
    lines = nianbao("findings", stored[0], "--json").stdout.splitlines()
    assert RULE in {json.loads(line)["finding"]["rule"] for line in lines}


def test_states_are_shown_by_show_page_and_export(stored, tmp_path):
    nianbao("findings", stored[0], "--confirm", stored[1], "--by", "周云")
    assert "已确认:周云" in nianbao("show", stored[0]).stdout
    nianbao("show", stored[0], "--html", tmp_path / "page.html")
    assert '<div class="state">已确认:周云' in (tmp_path / "page.html").read_text()
    nianbao("export", "--format", "csv", "--sheet", "findings", "--out", tmp_path / "findings.csv")
    assert f"{stored[1]},confirmed,周云" in (tmp_path / "findings.csv").read_text()


def test_notice_without_anything_confirmed_says_how_to_go_on(stored, tmp_path):
    result = nianbao("notice", stored[0], "--out", tmp_path / "notice.docx")
    assert result.exit_code == 2
    assert "--include-open" in result.output
    assert not (tmp_path / "notice.docx").exists()


def test_notice_holds_what_is_confirmed_and_is_signed(stored, tmp_path):
    (tmp_path / "data" / "nianbao.toml").write_text('[office]\nname = "云溪县政务公开办公室"\n', encoding="utf-8")
    nianbao("findings", stored[0], "--confirm", stored[1], "--by", "周云")
    result = nianbao("notice", stored[0], "--out", tmp_path / "notice.docx")
    assert result.exit_code == 0, result.output
    lines = [paragraph.text for paragraph in docx.Document(str(tmp_path / "notice.docx")).paragraphs]
    assert lines[1] == "柳坪县商务局："
    assert "云溪县政务公开办公室" in lines
    assert sum(line.startswith("更正建议：") for line in lines) == 1


def test_draft_over_all_reports_marks_what_is_open(stored, tmp_path):
    result = nianbao("notice", "--all", "--include-open", "--out", tmp_path / "notice.html")
    assert result.exit_code == 0, result.output
    assert "待确认" in (tmp_path / "notice.html").read_text()


@pytest.mark.parametrize("arguments", [("--out", "a.docx"), ("x", "--all", "--out", "a.docx"), ("x", "--out", "a.doc")])
def test_notice_without_ids_or_format_is_wrong_usage(arguments):
    assert nianbao("notice", *arguments).exit_code == 2


def test_rules_name_the_setting_in_force(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text('off = ["cell.fraction"]\n[severity]\ncell.blank = "error"\n[tolerance]\ndeadline_days = 3\n')
    lines = nianbao("rules", "--settings", path).stdout.splitlines()
    assert any("cell.blank" in line and "错误" in line and "severity.cell.blank" in line for line in lines)
    assert any("cell.fraction" in line and "关闭" in line for line in lines)
    assert "  tolerance.deadline_days = 3" in lines


def test_settings_reach_a_file_that_is_read_in_its_own_process(tmp_path):
    document = docx.Document()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "report.docx"))
    path = tmp_path / "office.toml"
    path.write_text('[severity]\nstructure.published_late = "error"\n')
    result = nianbao("check", tmp_path / "report.docx", "--settings", path, "--json")
    findings = json.loads(result.stdout.splitlines()[0])["findings"]
    assert [item["severity"] for item in findings if item.get("setting") == "severity.structure.published_late"] == [
        "error"
    ]


def test_stored_revision_knows_its_settings(stored, tmp_path):
    path = tmp_path / "office.toml"
    path.write_text('off = ["structure.published_late"]\n')
    nianbao("extract", SAMPLE, "--settings", path)
    with open_data(tmp_path) as store:
        first, second = store.revisions(stored[0])
        assert first.settings is None
        assert len(second.settings) == 16
        assert any(item.rule == "settings.off" for item in store.get(stored[0]).findings)


def test_wrong_settings_file_is_refused_with_4(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text('off = ["cell.blnk"]\n')
    result = nianbao("check", SAMPLE, "--settings", path)
    assert result.exit_code == 4
    assert "cell.blank" in result.output


def test_a_corrected_file_takes_over_decisions_and_says_so(stored, tmp_path):
    nianbao("findings", stored[0], "--confirm", stored[1], "--by", "周云")
    corrected = tmp_path / SAMPLE.name
    corrected.write_text(SAMPLE.read_text("utf-8") + "\n更正重发。\n", "utf-8")
    result = nianbao("extract", corrected)
    assert f"沿用对同一机关、同一年度较早文件 {stored[0]} 的 1 项决定" in result.stdout
    with open_data(tmp_path) as store:
        again = next(report.id for report in store.iterate() if report.id != stored[0])
    assert f"沿用对同一机关、同一年度较早文件 {stored[0]}" in nianbao("findings", again).stdout
