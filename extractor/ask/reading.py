"""Words: passages of the stored reports that answer a question, each quoted from its document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.ask.cite import Citations, as_read
from extractor.ask.issuers import Directory
from extractor.ask.model import MOST_SHOWN, PASSAGE, Citation, LeftOut, Note, Query
from extractor.ask.scope import scope_of
from extractor.ask.shortage import holds
from extractor.ask.unplaced import unplaced_in, unplaced_left_out
from extractor.errors import NianbaoError
from extractor.messages import Language, render
from extractor.storage import ReportStore
from extractor.storage.values import bodies_of

if TYPE_CHECKING:
    from extractor.index.model import Found, Hit, Index

_MOST = 8
_DEPTH, _DEEP = 40, 400
"""Passages looked at; rows of tables are among them, which answer no question for words. Deep where many may tell."""


_PLAINLY = 2.0
"""How much of what is asked another report holds that plainly tells of it."""
_NEAREST, _NEARLY = 3, 0.25
"""Passages shown where none is about the question for certain, and how much of it each holds at least."""


@dataclass
class Passages:
    """What was found.

    Attributes:
        found: Places of the citations, the best first.
        certain: Whether they are about the question; else they are the nearest there are, and it is said.
        problems: Why nothing, or not everything, was searched.
        left_out: Reports that may belong to the question, and of which issuer or year is not known.
    """

    found: list[int] = field(default_factory=list)
    certain: bool = True
    citations: list[Citation] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def text(self, lang: Language) -> str:
        """Return the passages as they are listed."""
        if not self.citations:
            return ""
        heading = "ask.text.passages" if self.certain else "ask.text.nearest_passages"
        lines = [render(heading, {"count": len(self.citations)}, lang)]
        for number, citation in zip(self.found, self.citations, strict=True):
            params = {
                "number": number + 1,
                "issuer": citation.issuer or "—",
                "year": citation.year or "—",
                "part": citation.part or "—",
                "quote": " ".join(citation.quote.split()),
            }
            line = render("ask.text.passage", params, lang)
            if citation.as_read is not None:
                issuer, year = (value or "—" for value in citation.as_read)
                line = render("ask.citation.head", {"line": line, "issuer": issuer, "year": year}, lang)
            lines.append(line)
        return "\n".join(lines)


def find_passages(
    query: Query,
    store: ReportStore,
    index: Index | None,
    directory: Directory,
    citations: Citations,
    *,
    restricted: bool,
) -> Passages:
    """Return the passages a question for words is answered with; only those of its issuers and years are looked at.

    Where none is about the words, those of the issuers asked about that come nearest, as such.
    """
    passages = Passages()
    if index is None:
        passages.problems.append(Note(message_id="ask.problem.no_passage"))
        return passages
    scope = scope_of(query, directory, restricted=restricted or bool(query.levels))
    asked = scope_of(query, directory, restricted=restricted)
    passages.left_out = unplaced_left_out(unplaced_in(asked, directory))
    issuers = scope.issuers
    if query.levels and not query.issuers and query.region is None:
        kinds = set(query.levels)
        names = [name for name, issuer in directory.issuers.items() if issuer.level in kinds]
        issuers = directory.spellings(names)
    try:
        found = index.find(
            query.words or "",
            issuers=issuers,
            years=scope.years,
            parts=query.parts or None,
            limit=_DEEP if query.told else _DEPTH,
            among=directory.spellings(directory.issuers) if restricted else None,
        )
    except NianbaoError as error:
        reason = render(error.message_id, error.params)
        passages.problems.append(Note(message_id="ask.problem.no_index", params={"reason": reason}))
        return passages
    passages.problems += [Note(message_id=name, params=dict(params)) for name, params in found.problems]
    if found.pending:
        passages.problems.append(Note(message_id="ask.problem.pending", params={"count": found.pending}))
    good = _good(found, query)
    elsewhere = found.elsewhere if not (good or query.told) else None
    if elsewhere is not None and (elsewhere.held >= _PLAINLY or not query.prefer):
        told = {"issuer": elsewhere.issuer or "—", "year": elsewhere.year or "—"}
        passages.problems.append(Note(message_id="ask.problem.told_elsewhere", params=told))
    elif not good and query.prefer:
        preferred = index.find(query.words or "", issuers=issuers, years=scope.years, parts=query.prefer, limit=_MOST)
        good = list(preferred.hits)
        passages.problems.append(Note(message_id="ask.problem.part_instead", params={"words": query.words or ""}))
    _enter(passages, good[:MOST_SHOWN], store, directory, citations)
    if len(good) > MOST_SHOWN:
        more = {"count": len(good) - MOST_SHOWN, "total": len(good)}
        passages.problems.append(Note(message_id="ask.problem.more_passages", params=more))
    if not passages.found and query.told is not None:
        params = {"words": (query.words or "").replace(" ", "、")}
        passages.problems.append(Note(message_id=f"ask.problem.nobody_{query.told.value}", params=params))
    elif not passages.found and elsewhere is None:
        passages.problems.append(Note(message_id="ask.problem.no_passage"))
    if not passages.found and query.issuers and query.told is None:
        passages.certain = False
        _enter(passages, _near(found), store, directory, citations)
    return passages


def _good(found: Found, query: Query) -> list[Hit]:
    """Return the hits that may answer: all of a part asked for, else those of the prose that are about the words.

    Where a report that isn't asked about tells far more of it, those that are don't tell of it.
    """
    if query.parts:
        return _in_turn(found.hits)[:_MOST]
    told = _told(found)
    if query.told is not None:
        return [hit for hit in told if holds(hit.chunk.text, query.words or "", query.told)]
    best = max((hit.held for hit in told), default=0.0)
    if best < 1 or found.elsewhere is not None:
        return []
    near = [hit for hit in told if hit.held >= max(1.0, best / 2)]
    return sorted(near, key=lambda hit: -hit.held)[:_MOST]


def _near(found: Found) -> list[Hit]:
    """Return the hits that hold something of the question, where none holds enough."""
    near = [hit for hit in _told(found) if hit.held >= _NEARLY]
    return sorted(near, key=lambda hit: -hit.held)[:_NEAREST]


def _told(found: Found) -> list[Hit]:
    """Return the hits in the prose of a part."""
    return [hit for hit in found.hits if hit.chunk.row is None and hit.chunk.part is not None]


def _in_turn(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with one of each report first, then the second of each."""
    seen: Counter[str] = Counter()
    turns = []
    for hit in hits:
        seen[hit.chunk.report] += 1
        turns.append((seen[hit.chunk.report], hit))
    return [hit for _, hit in sorted(turns, key=lambda turn: turn[0])]


def _enter(
    passages: Passages, hits: Sequence[Hit], store: ReportStore, directory: Directory, citations: Citations
) -> None:
    """Enter the hits as citations, quoted from the documents of the current revisions.

    A report that is of another issuer or year by now, and waits to be indexed again, is left out.
    """
    texts = {body.id: body for body in bodies_of(store, {hit.chunk.report for hit in hits}).values()}
    for hit in hits:
        body = texts.get(hit.chunk.report)
        report = directory.reports.get(body.order) if body else None
        if body is None or report is None or body.revision != hit.chunk.revision or not hit.chunk.spans:
            continue
        if (report.issuer, report.year) != (hit.chunk.issuer, hit.chunk.year):
            continue
        span = (hit.chunk.spans[0][0], hit.chunk.spans[-1][1])
        citation = Citation(
            report=hit.chunk.report,
            revision=hit.chunk.revision,
            issuer=hit.chunk.issuer,
            year=hit.chunk.year,
            kind=PASSAGE,
            path=hit.chunk.row,
            part=hit.chunk.part,
            span=span,
            quote=body.text[span[0] : span[1]],
            as_read=as_read(report),
        )
        passages.found.append(citations.add(citation))
        passages.citations.append(citation)
