"""What is wrong with a model's answer: said to the model when it is asked again, kept for the reviewer after that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from extractor.messages import render
from extractor.schema import Document, Evidence, Match, Remark, Span

UNLABELLED = "unlabelled"
_LISTED = 40
_WORDS = 60


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong with an answer; its message is `narrative.<kind>`.

    Attributes:
        kind: unlabelled, labelled_twice, unknown_quantity, unknown_field, wrong_unit, unknown_sentence,
            quote_not_found or no_number.
        id: The id, or the words, it is about.
        detail: The field, fields or unit in question.
        span: Where in the document to look; None where it names nothing that is there.
    """

    kind: str
    id: str
    detail: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        """Return it in words, as the model is told."""
        return render(f"narrative.{self.kind}", {"id": self.id, "detail": self.detail})


def about(complaints: Iterable[Complaint], quantities: Collection[str]) -> list[Complaint]:
    """Return the complaints about an answer that had to label just these quantities."""
    return [complaint for complaint in complaints if complaint.kind != UNLABELLED or complaint.id in quantities]


def remarks(complaints: Sequence[Complaint], document: Document) -> list[Remark]:
    """Return the complaints as remarks, one a kind: an answer may hold a hundred thousand wrong ids."""
    kinds = dict.fromkeys(complaint.kind for complaint in complaints)
    return [_remark([each for each in complaints if each.kind == kind], document) for kind in kinds]


def _remark(complaints: Sequence[Complaint], document: Document) -> Remark:
    """Return complaints of one kind as a remark; the first are named, and all whose place is known are shown."""
    more = f" … ({len(complaints)})" if len(complaints) > _LISTED else ""
    params = {
        key: "、".join(dict.fromkeys(getattr(each, key)[:_WORDS] for each in complaints[:_LISTED])) + more
        for key in ("id", "detail")
    }
    placed = [each for each in complaints if each.span is not None]
    shown = placed if len(placed) == len(complaints) else [*placed, *complaints[:_LISTED]]
    evidence = tuple(_evidence(complaint, document) for complaint in dict.fromkeys(shown))
    return Remark(rule=f"narrative.{complaints[0].kind}", params=params, evidence=evidence)


def _evidence(complaint: Complaint, document: Document) -> Evidence:
    if complaint.span is None:
        return Evidence(quote=complaint.id, match=Match.NONE)
    start, end = complaint.span
    return Evidence(quote=document.text[start:end], span=complaint.span, page=document.page_of(start))
