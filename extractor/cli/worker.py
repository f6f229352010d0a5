"""`nianbao worker`: reads what was handed in to the workbench or the service."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Annotated

import typer

from extractor.cli.options import DataOption, LangOption, SettingsOption, text
from extractor.cli.terminal import errors, guarded

_LOOK = 1.0


@guarded
def worker(
    once: Annotated[bool, typer.Option("--once", help=text("jobs.help.once"))] = False,
    data: DataOption = None,
    settings: SettingsOption = None,
    lang: LangOption = None,
    parent: Annotated[int | None, typer.Option("--parent", hidden=True)] = None,
) -> None:
    """Work until stopped (Ctrl-C, SIGTERM): the file in hand is finished and recorded first."""
    from extractor.config import load_settings
    from extractor.jobs.keeping import Keeper
    from extractor.jobs.worker import Worker
    from extractor.messages import render
    from extractor.service.logs import log_to
    from extractor.storage import open_store

    config = load_settings(data_dir=data, settings=settings, lang=lang)
    log_to(sys.stderr)
    stop = _stopped_by_signals()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent, stop), daemon=True).start()
    with open_store(config.store_url) as store:
        working = Worker(store, config)
        started = {"name": working.name, "store": store.place}
        errors().print(render("jobs.worker_started", started, config.lang), markup=False)
        with Keeper(store, config).beside(once=once):
            ended = working.run(stop, once=once)
    errors().print(render("jobs.worker_ended", {"jobs": ended}, config.lang), markup=False)


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _end_with(parent: int, stop: threading.Event) -> None:
    """Stop when the process that started this one has gone."""
    while os.getppid() == parent:
        if stop.wait(_LOOK):
            return
    stop.set()
