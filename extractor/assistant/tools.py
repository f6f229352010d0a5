"""The tools: search, get, check, ask, and decide where writing is allowed. Each gives plain values, ready for JSON.

Whatever a report says stands below `report_data`, apart from what the software says about it: an assistant must not
take a sentence of a report for an instruction.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

from extractor.assistant.errors import refused_as
from extractor.messages import Language, render
from extractor.schema.life import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.ask.asker import Asker
    from extractor.index.model import Index
    from extractor.schema import Finding
    from extractor.storage import ReportStore
    from extractor.validation.settings import CheckSettings

MOST = 50
LONGEST_TEXT = 20_000
"""Characters of a report's text given at a time."""
MOST_CHARACTERS = 2_000_000
"""Of a text that is checked."""
Part = Literal["overview", "facts", "tables", "quantities", "items", "text"]
Wanted = Literal["open", "confirmed", "fixed", "dismissed"]
Given = dict[str, Any]


def _tool(work: Callable[..., Given]) -> Callable[..., Given]:
    """Let one call work at a time, and an error of ours reach the assistant as what it says."""

    @wraps(work)
    def call(self: Tools, *args: Any, **kwargs: Any) -> Given:
        with self.lock, refused_as(self.lang):
            return work(self, *args, **kwargs)

    return call


class Tools:
    """What an assistant may do with a store."""

    def __init__(
        self, store: ReportStore, index: Index, asker: Asker, checks: CheckSettings, lang: Language, by: str
    ) -> None:
        """Use with what is open; `checks` are what the office decides about the checks, `by` is who decides."""
        self._store, self._index, self._asker, self._checks = store, index, asker, checks
        self.lang, self._by = lang, by
        self.lock = threading.Lock()

    @_tool
    def search(self, text: str, issuers: list[str] | None = None, year: int | None = None, limit: int = 10) -> Given:
        """Return the passages that fit best; issuers by their whole names."""
        years = None if year is None else [year]
        found = self._index.find(text, issuers=issuers, years=years, limit=max(1, min(limit, MOST)))
        passages = [hit.chunk.model_dump(mode="json") for hit in found.hits]
        problems = [render(message_id, values, self.lang) for message_id, values in found.problems]
        return self._given({"passages": passages}, not_indexed_yet=found.pending, problems=problems)

    @_tool
    def get(self, report: str, part: Part = "overview", start: int = 0) -> Given:
        """Return a part of a stored report; of its text so many characters from `start` on."""
        if part == "text":
            document = self._store.document(report)
            end = start + LONGEST_TEXT
            return self._given({"text": document.text[start:end]}, start=start, characters=len(document.text))
        values = self._store.get(report).model_dump(mode="json")
        names = {"items": ("problems", "improvements"), "overview": _OVERVIEW}.get(part, (part,))
        return self._given({name: values[name] for name in names}, report=values["id"])

    @_tool
    def check(self, report: str | None = None, text: str | None = None) -> Given:
        """Return the findings of a stored report with their states, or of a text that is not stored."""
        if report is not None:
            tracked = self._store.findings_of(report)
            found = [{"key": one.key, "state": one.state.value, **self._told(one.finding)} for one in tracked]
            return self._given({"findings": found}, report=report)
        from extractor.pipeline import process

        data = (text or "")[:MOST_CHARACTERS].encode("utf-8", "replace")
        checked = process(data, "text.txt", settings=self._checks).report
        found = [self._told(finding) for finding in checked.findings]
        return self._given({"findings": found}, checks=checked.checks.model_dump(), stored=False)

    @_tool
    def ask(self, question: str) -> Given:
        """Return the answer to a question, computed from stored values, with its sources."""
        from extractor.ask.asker import as_json

        answer: Mapping[str, Any] = as_json(self._asker.ask(question), self.lang)
        return self._given({"answer": dict(answer)})

    @_tool
    def decide(self, report: str, finding: str, state: Wanted, reason: str = "") -> Given:
        """Decide on a finding, in the name of the person who started the server."""
        made = self._store.decide(report, finding, State(state), by=self._by, reason=reason)
        return {"decided": made.model_dump(mode="json")}

    def _told(self, finding: Finding) -> Given:
        values: Given = finding.model_dump(mode="json")
        return values | {"message": render(finding.message_id, finding.params, self.lang)}

    def _given(self, data: Given, **said: Any) -> Given:
        """Return what a report says, marked as that, with what the software says of it."""
        return {"notice": render("assistant.untrusted", lang=self.lang), **said, "report_data": data}


_OVERVIEW = (
    "id",
    "status",
    "source",
    "issuer",
    "year",
    "form",
    "title",
    "published_on",
    "sections",
    "checks",
    "errors",
)
