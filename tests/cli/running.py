"""Commands run in this process, over a pipeline that is faked where only the command is tested."""

import sys
from pathlib import Path

from typer.testing import CliRunner

from extractor.cli.app import app
from extractor.errors import NotAReportError
from extractor.storage import open_store
from tests.storage.fictional import entry

ROOT = Path(__file__).parents[2]
RUN = [sys.executable, "-c", "from extractor.cli import main; main()"]


def fake_process(raw, name, engine="rules", settings=None, password=None):
    if raw.startswith(b"bad"):
        raise NotAReportError(name=name, reason="other_text")
    if raw.startswith(b"bug"):
        raise ZeroDivisionError("a bug")
    item = entry(int(raw.split()[0]), name=name, engine=engine)
    if b"clean" in raw:
        item = type(item)(item.report.model_copy(update={"findings": ()}), item.document, item.raw)
    return item


def nianbao(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def stored(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'data' / 'nianbao.db'}") as store:
        return store.list()
