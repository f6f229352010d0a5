import json

import pytest
from typer.testing import CliRunner

from eval.synth.formats.html import write_html
from eval.synth.formats.xlsx import write_xlsx
from extractor.cli.app import app


@pytest.mark.parametrize(("write", "suffix"), [(write_html, "html"), (write_xlsx, "xlsx")])
def test_a_file_of_another_format_comes_back_whole_from_its_own_process(tmp_path, write, suffix):
    written = write(4711)
    data = written if isinstance(written, bytes) else written.data
    source = tmp_path / f"report.{suffix}"
    source.write_bytes(data)
    done = CliRunner().invoke(app, ["extract", str(source), "--no-store", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["tables"]["applications"]["new_received"]["total"]["path"]
