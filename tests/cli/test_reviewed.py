"""`nianbao export` and `notice` over reviewed reports."""

import csv

import pytest
from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.review import ReviewService, SetValue
from extractor.schema import Cause
from extractor.storage import open_store
from tests.review.made_up import TOTAL, ZHOU, entry


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A store with a report corrected from 3 to 2 and signed off, and one that nobody has touched."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(folder))
    with open_store(f"sqlite:///{folder / 'nianbao.db'}") as store:
        service, report_id = ReviewService(store), store.save(entry()).report_id
        store.save(entry(1))
        version = service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, cause=Cause.SOURCE)]).version
        service.sign_off(ZHOU, report_id, version, reason="已核对")
    return folder


def exported(data, *options):
    out = data / "out.csv"
    result = CliRunner().invoke(app, ["export", "--format", "csv", "--out", str(out), *options])
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8-sig", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["单元格路径"] == TOTAL]


def test_export_holds_what_the_review_corrected(data):
    assert sorted((row["数值"], row["更正为"]) for row in exported(data)) == [("2", "2"), ("3", "")]


def test_export_as_printed_does_not(data):
    assert [(row["数值"], row["更正为"]) for row in exported(data, "--as-printed")] == [("3", ""), ("3", "")]


def test_export_of_signed_off_reports_alone(data):
    assert [row["数值"] for row in exported(data, "--signed-off")] == ["2"]


def test_notice_tells_the_corrected_error_of_the_source(data):
    out = data / "notice.html"
    result = CliRunner().invoke(app, ["notice", "--all", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "本年新收" in out.read_text(encoding="utf-8")
