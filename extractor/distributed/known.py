"""Which files a run need not read again: the same bytes under the same name, stored with the same result to come."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from extractor.extraction.engines import BOTH, RULES
from extractor.version import __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extractor.storage import ReportStore
    from extractor.validation.settings import CheckSettings

_SEPARATOR = "+"
_HALVES = ("reading.tables_elsewhere", "reading.prose_elsewhere")
"""Findings of a report that stands in two files: both are read again, for each is told about the other."""


def known_files(store: ReportStore, engine: str, checks: CheckSettings, model: str | None) -> NDArray[Any]:
    """Return the sorted marks of the files whose complete result is in the store, made by this version.

    Args:
        store: Where the results go.
        engine: Who reads the prose.
        checks: What the office decides about the checks.
        model: Who is asked; None where nobody is.
    """
    marks = {_mark(bytes.fromhex(sha256), name) for sha256, name in _stored(store, engine, checks, model)}
    return np.sort(np.array(list(marks), dtype="S16"))


def no_files() -> NDArray[Any]:
    """Return the marks of no file at all."""
    return np.array([], dtype="S16")


def is_known(known: NDArray[Any], data: bytes, name: str) -> bool:
    """Return whether a file of that name with these bytes is among the marks."""
    mark = np.array(_mark(hashlib.sha256(data).digest(), name), dtype="S16")
    place = int(np.searchsorted(known, mark))
    return place < len(known) and bool(known[place] == mark)


def _mark(digest: bytes, name: str) -> bytes:
    """Return 128 bits of a file's content and name; known bytes under a new name are no known file: it is recorded.

    Of a million files two agree with a probability of 10⁻²⁷.
    """
    return hashlib.sha256(digest + name.encode("utf-8", "surrogatepass")).digest()[:16]


def _stored(store: ReportStore, engine: str, checks: CheckSettings, model: str | None) -> Iterator[tuple[str, str]]:
    """Yield hash and name of every file with such a result."""
    from sqlalchemy import select

    from extractor.schema import Status
    from extractor.storage.access import streaming
    from extractor.storage.tables import document_names, documents, findings, reports, revisions

    r, v, n = reports.c, revisions.c, document_names.c
    joined = (
        reports.join(revisions, (v.report_id == r.id) & (v.number == r.revision))
        .join(documents, documents.c.id == r.document_id)
        .join(document_names, n.document_id == documents.c.id)
    )
    halves = select(findings.c.report_id).where(findings.c.rule.in_(_HALVES))
    query = select(documents.c.sha256, n.name, v.engine, v.runs).select_from(joined)
    query = query.where(r.status == Status.COMPLETE.value, v.version == __version__, r.id.not_in(halves))
    query = query.where(v.settings == checks.hash if checks.hash else v.settings.is_(None))
    with streaming(store) as connection:
        for sha256, name, engines, runs in connection.execution_options(yield_per=1000).execute(query):
            if _by(engines, runs, engine, model):
                yield sha256, name


def _by(engines: str, runs: str, engine: str, model: str | None) -> bool:
    """Return whether a result was made by an engine, and the same model."""
    wanted = {"rules", "llm"} if engine == BOTH else {engine}
    if set(engines.split(_SEPARATOR)) != wanted:
        return False
    return engine == RULES or any(run["model"] == model for run in json.loads(runs) if run["engine"] == "llm")
