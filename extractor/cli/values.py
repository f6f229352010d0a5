"""Why a value of an option or a setting can't be used, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.messages import Language, render

_QUOTED = re.compile(r"'([^']*)'")
_CHOICES = re.compile(r"is not one of (.+?)\.?$")
_LIMITS = {
    "greater_than_equal": ("cli.value.at_least", "ge"),
    "less_than_equal": ("cli.value.at_most", "le"),
    "greater_than": ("cli.value.more_than", "gt"),
}
_KINDS = {
    "int_parsing": "cli.value.integer",
    "int_from_float": "cli.value.integer",
    "float_parsing": "cli.value.number",
    "finite_number": "cli.value.number",
}


def why_unusable(cause: Any, lang: Language) -> str | None:
    """Return why a value was refused, told by the validation error behind it; None where that is of another kind."""
    if not hasattr(cause, "errors"):
        return None
    details: Mapping[str, Any] = cause.errors()[0]
    value, kind, context = details.get("input", ""), details["type"], details.get("ctx") or {}
    if kind in _LIMITS:
        message_id, limit = _LIMITS[kind]
        return render(message_id, {"value": value, "limit": f"{context[limit]:g}"}, lang)
    if kind in _KINDS:
        return render(_KINDS[kind], {"value": value}, lang)
    listed = _CHOICES.search(details["msg"])
    choices = context.get("expected", "") if kind == "literal_error" else listed[1] if listed else ""
    if not choices:
        return None
    return render("cli.wrong_choice", {"value": value, "choices": ", ".join(_QUOTED.findall(choices))}, lang)
