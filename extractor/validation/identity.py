"""What makes a finding the same one: its rule and what it is about, never its values or where they stand."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.parsing.flow import fold
from extractor.schema import Finding, Report

LABELS = (
    "field",
    "label",
    "labels",
    "table",
    "row",
    "rows",
    "column",
    "columns",
    "part",
    "page",
    "name",
    "sheet",
    "other",
)
"""Parameters of messages that say what a finding is about, where it names no cells; all others are values."""

_NO_WORDS = re.compile(r"[\W\d_〇零一二两三四五六七八九十百千万亿余多近约超]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """The names a finding of a report goes by.

    Attributes:
        key: Unique in the report: the base, and words of the quote where several findings share that.
        base: The same for all findings of a rule about the same cells or labels.
        words: The base with the words of the quote, whether or not the key needs them.
    """

    key: str
    base: str
    words: str


def identities_of(findings: Sequence[Finding]) -> tuple[Identity, ...]:
    """Return the identities of the findings of one report, in their order."""
    bases = [_digest(finding.rule, *_subject(finding)) for finding in findings]
    shared = Counter(bases)
    taken: Counter[str] = Counter()
    found = []
    for finding, base in zip(findings, bases, strict=True):
        words = f"{base}-{_digest(*_details(finding))[:4]}"
        key = base if shared[base] == 1 else words
        taken[key] += 1
        found.append(Identity(key if taken[key] == 1 else f"{key}-{taken[key]}", base, words))
    return tuple(found)


def finding_key(finding: Finding) -> str:
    """Return the key of a finding that is the only one of its rule about its cells: 10 hex digits."""
    return identities_of((finding,))[0].key


def fingerprint(finding: Finding, report: Report) -> str:
    """Return 16 hex digits that change when a value changes that the finding rests on.

    Those are the two sides and what is printed in the cells; only where there are none, the words and values that the
    message names. What the software concludes from them (message, suggestion, severity) is no part of it.
    """
    values: list[object] = [finding.outcome.value, finding.left, finding.right]
    values += [_printed(report, path) for path in sorted(finding.cells)]
    if finding.left is None and finding.right is None and not finding.cells:
        values += ["".join(fold(quote).split()) for quote in _quotes(finding)]
        values += [(name, finding.params[name]) for name in sorted(finding.params) if name not in LABELS]
    return _digest(*values, length=16)


def _subject(finding: Finding) -> Iterable[object]:
    """Yield what a finding is about: its cells; where it has none, the labels in its message."""
    if finding.cells:
        return sorted(finding.cells)
    return [(name, finding.params[name]) for name in LABELS if name in finding.params]


def _details(finding: Finding) -> Iterable[object]:
    """Yield what tells findings about the same thing apart: the words of their quotes, the reports they name."""
    yield from (_words(quote) for quote in _quotes(finding))
    yield from ((other.issuer, other.year) for other in finding.other_reports)


def _quotes(finding: Finding) -> list[str]:
    return [evidence.quote for evidence in finding.evidence]


def _words(quote: str) -> str:
    """Return the words of a quote without numbers, spaces and signs: they stay when a number is put right."""
    return _NO_WORDS.sub("", fold(quote))


def _printed(report: Report, path: str) -> tuple[str, str | None]:
    """Return a cell's path and what stands in it; None where it is not in the document."""
    cell = report.tables.cell(path)
    return path, cell.printed.strip() if cell else None


def _digest(*parts: object, length: int = 10) -> str:
    text = "\x1f".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
