"""Sentences that count something: the words between their numbers, for the rules that add and compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from extractor.parsing.flow import fold_document
from extractor.schema import Basis, Document, Quantity, Report, Span


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence with its printed numbers.

    Attributes:
        items: The numbers in their order; statements of none count as words.
        words: What stands before, between and after them, one more than there are items, without white space.
        span: Where the sentence stands in the document.
    """

    items: tuple[Quantity, ...]
    words: tuple[str, ...]
    span: Span

    def clause_before(self, index: int) -> str:
        """Return the words before a number back to the last comma or stop."""
        return _last_clause(self.words[index])


def _last_clause(words: str) -> str:
    cut = max(words.rfind(mark) for mark in ",;。:、()")
    return words[cut + 1 :]


def counted_sentences(report: Report, document: Document) -> tuple[Counted, ...]:
    """Return the sentences that print a number, in reading order."""
    text = fold_document(document.text)
    printed = [item for item in report.quantities if item.basis is not Basis.IMPLIED and item.evidence.span]
    return tuple(_counted(tuple(items), span, text) for span, items in groupby(printed, lambda item: item.sentence))


def _counted(items: tuple[Quantity, ...], span: Span, text: str) -> Counted:
    words, at = [], span[0]
    for item in items:
        start, end = item.evidence.span or (at, at)
        words.append("".join(text[at:start].split()))
        at = max(at, end)
    words.append("".join(text[at : span[1]].split()))
    return Counted(items, tuple(words), span)


def is_exact(item: Quantity) -> bool:
    """Return whether a number is printed to the last digit: not 260余, and not 1.2万, which may be rounded."""
    return not item.approximate and item.basis is Basis.STATED


_ROUNDING = 1.0
"""A share may be rounded or cut off: it is off by less than one in its last printed digit."""


def is_near(share: Quantity, expected: float) -> bool:
    """Return whether a printed percentage is the expected one, rounded or cut off."""
    return abs(share.value - expected) < _ROUNDING * 10.0 ** -decimals(share)


def decimals(share: Quantity) -> int:
    """Return how many decimals a share is printed with."""
    digits = re.search(r"[.．](\d+)", share.evidence.quote)
    return len(digits[1]) if digits else 0
