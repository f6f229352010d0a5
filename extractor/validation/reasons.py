"""Why something is proposed: kept as messages, so that either language can show it."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.messages import Language, render
from extractor.schema import Change, Reason, Suggestion


def suggest(changes: Iterable[Change], *reasons: Reason) -> Suggestion:
    """Return a suggestion to change some cells together, with its reasons."""
    first, *others = changes
    made = Suggestion(**dict(first), others=tuple(others), reason="", reasons=reasons)
    return made.model_copy(update={"reason": reason_text(made, "zh")})


def because(message_id: str, **params: object) -> Reason:
    """Return a reason; its parameter `cells` is what is said to be wrong, where the suggestion changes several."""
    return Reason(message_id=message_id, params=params)


def reason_text(suggestion: Suggestion, lang: Language) -> str:
    """Return why something is proposed; empty where no reason is known.

    A suggestion stored by an earlier version has its reason in Chinese alone.
    """
    if not suggestion.reasons:
        return suggestion.reason
    return render("repair.join", lang=lang).join(_text(reason, lang) for reason in suggestion.reasons)


def _text(reason: Reason, lang: Language) -> str:
    text = render(reason.message_id, reason.params, lang)
    cells = reason.params.get("cells")
    return render("repair.at", {"cells": cells, "text": text}, lang) if cells else text
