"""`nianbao export`: formats, and what it refuses."""

import pytest

from tests.cli.running import nianbao

pytestmark = pytest.mark.usefixtures("faked")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "jsonl", "parquet"])
def test_export_writes_the_store(reports, tmp_path, kind):
    nianbao("extract", reports)
    result = nianbao("export", "--format", kind, "--out", tmp_path / f"all.{kind}")
    assert result.exit_code == 0, result.output
    assert "3 份" in result.stdout
    assert (tmp_path / f"all.{kind}").stat().st_size > 500


def test_export_of_an_unknown_sheet_is_a_usage_error(tmp_path):
    result = nianbao("export", "--format", "csv", "--out", tmp_path / "x.csv", "--sheet", "nothing")
    assert result.exit_code == 2


def test_export_of_nothing_says_so(reports, tmp_path):
    nianbao("extract", reports)
    result = nianbao("export", "--format", "csv", "--year", "1990", "--out", tmp_path / "x.csv")
    assert result.exit_code == 0
    assert "没有符合条件的报告" in result.stderr


def test_export_under_the_name_of_another_format_is_a_usage_error(tmp_path):
    result = nianbao("export", "--format", "csv", "--out", tmp_path / "x.XLSX")
    assert result.exit_code == 2
    assert "扩展名" in result.stderr
