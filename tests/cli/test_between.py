"""The commands hold reports against each other: files of a run, a store, a government's members."""

import json

import pytest
from typer.testing import CliRunner

from eval.synth.series import Break, generate_series
from extractor.cli.app import app
from extractor.export.files import read_report


@pytest.fixture(scope="module")
def broken():
    """Three years of one issuer; in one of them more was carried over than the year before carried forward."""
    return generate_series(3, years=3, planted=Break.CARRIED_OVER)


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    monkeypatch.delenv("NIANBAO_DATABASE_URL", raising=False)
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def files(broken, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for made in broken.reports:
        (folder / made.name).write_bytes(made.data)
    return sorted(folder.iterdir())


def nianbao(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_check_holds_the_files_of_a_run_against_each_other(files, broken):
    result = nianbao("check", *files)
    assert result.exit_code == 1
    assert f"{broken.issuer} · {broken.year} · 与其他报告核对" in result.stdout
    assert result.stdout.count("[series.carried_over]") == 1


def test_check_of_one_file_says_nothing_about_other_years(files):
    assert "[series." not in nianbao("check", files[0]).stdout


def test_check_json_tells_series_on_lines_of_their_own(files, broken):
    lines = [json.loads(line) for line in nianbao("check", "--json", *files).stdout.splitlines()]
    (series,) = (line for line in lines if line.get("scope") == "series" and str(broken.year) in line["name"])
    (finding,) = (item for item in series["findings"] if item["rule"] == "series.carried_over")
    assert str(broken.year - 1) in finding["other_reports"][0]["name"]
    assert len(lines) - len([line for line in lines if "scope" in line]) == len(files)


def test_check_lines_and_sarif_have_the_series_too(files, tmp_path):
    log = tmp_path / "log.sarif"
    assert "series.carried_over" in nianbao("check", "--lines", *files).stdout
    nianbao("check", "--sarif", log, *files)
    rules = [result["ruleId"] for result in json.loads(log.read_text(encoding="utf-8"))["runs"][0]["results"]]
    assert rules.count("series.carried_over") == 1


def test_check_holds_a_file_against_the_store(files, broken, tmp_path):
    data = tmp_path / "data"
    at = broken.year - broken.reports[0].gold["year"]
    nianbao("extract", files[at - 1], "--data", data)
    assert "[series.carried_over]" in nianbao("check", files[at], "--data", data).stdout
    assert "[series.carried_over]" in nianbao("check", files[at]).stdout


def test_check_against_a_store_that_is_not_there_is_told(files, tmp_path):
    result = nianbao("check", files[0], "--data", tmp_path / "nowhere")
    assert result.exit_code == 4
    assert not (tmp_path / "nowhere").exists()


def test_show_and_export_add_what_other_years_say(files, broken, tmp_path):
    nianbao("extract", *files)
    out = tmp_path / "all.jsonl"
    nianbao("export", "--format", "jsonl", "--out", out)
    reports = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    (own,) = (item for item in reports if item["year"]["value"] == broken.year)
    assert "series.carried_over" in [item["rule"] for item in own["findings"]]
    assert "[series.carried_over]" in nianbao("show", own["id"]).stdout
    assert "[series.carried_over]" not in nianbao("show", own["id"], "--revision", 1).stdout


def test_extracted_files_hold_only_their_own_findings(files, tmp_path):
    nianbao("extract", *files, "--out", tmp_path / "out")
    reports = [read_report(path) for path in (tmp_path / "out").glob("*.json")]
    assert len(reports) == len(files)
    assert not [item for report in reports for item in report.findings if item.rule.startswith("series.")]


def test_members_are_summed_where_a_list_names_them(files, broken, tmp_path):
    members = tmp_path / "members.csv"
    members.write_text(f"government,member\n{broken.issuer},云溪县林业局\n", encoding="utf-8")
    stdout = nianbao("check", files[0], "--members", members).stdout
    assert "[levels.sum]" in stdout and "云溪县林业局" in stdout


def test_a_list_of_members_that_is_none_is_one_message(files, tmp_path):
    members = tmp_path / "members.csv"
    members.write_text("a,b\n", encoding="utf-8")
    result = nianbao("check", files[0], "--members", members)
    assert result.exit_code == 4
    assert "members.csv" in result.stderr
