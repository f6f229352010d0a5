"""How an error becomes one message in the user's language: what happened, to what, and why a value was refused."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from extractor.errors import NianbaoError, StorageError
from extractor.messages import MESSAGES, Language, render
from extractor.patterns import Pattern

_QUOTED = re.compile(r"'([^']*)'")
_CHOICES = re.compile(r"is not one of (.+?)\.?$")
_CHINESE = Pattern("[一-鿿]")
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
    "int_type": "cli.value.integer",
    "float_type": "cli.value.number",
    "string_type": "cli.value.text",
    "bool_type": "cli.value.yes_no",
    "bool_parsing": "cli.value.yes_no",
    "list_type": "cli.value.list",
    "tuple_type": "cli.value.list",
    "frozen_set_type": "cli.value.list",
    "dict_type": "cli.value.entries",
    "model_type": "cli.value.entries",
    "json_invalid": "cli.value.json",
}
_PLACE = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")


def describe(error: Exception, lang: Language, name: str = "") -> str:
    """Return the message of an error; what is no NianbaoError is a bug, and its traceback goes to the log."""
    if isinstance(error, NianbaoError):
        return render(error.message_id, {"name": name, **error.params, "reason": _reason(error, lang)}, lang)
    params = {"kind": type(error).__name__, "reason": str(error)[:300], "log": _log(error)}
    return render("error.unexpected", params, lang)


def why_unusable(cause: Any, lang: Language) -> str | None:
    """Return why a value was refused, told by the validation error behind it; None where that is of another kind."""
    if not hasattr(cause, "errors"):
        return None
    return _why(cause.errors()[0], lang)


def _why(details: Mapping[str, Any], lang: Language) -> str | None:
    """Return why a value was refused; details without the value, which may be a secret, are told without it."""
    value, kind, context = details.get("input"), details["type"], details.get("ctx") or {}
    if "input" not in details:
        value = render("cli.value.given", lang=lang)
    if kind in _LIMITS:
        message_id, limit = _LIMITS[kind]
        return render(message_id, {"value": value, "limit": f"{context[limit]:g}"}, lang)
    if kind in _KINDS:
        return render(_KINDS[kind], {"value": value}, lang)
    listed = _CHOICES.search(details["msg"])
    choices = context.get("expected", "") if kind in ("literal_error", "enum") else listed[1] if listed else ""
    if not choices:
        return None
    return render("cli.wrong_choice", {"value": value, "choices": ", ".join(_QUOTED.findall(choices))}, lang)


def _reason(error: NianbaoError, lang: Language) -> str:
    """Return why, in the language: by the reason's code, or by the error behind it; else as it stands."""
    reason = str(error.params.get("reason", ""))
    cause = error.__cause__
    code = errno.errorcode.get(cause.errno or 0, "") if isinstance(cause, OSError) else ""
    known = next((name for name in (f"reason.{reason}", f"reason.{code}") if name in MESSAGES), None)
    if known is None and isinstance(error, StorageError):
        return _database_reason(cause, reason, lang)
    if known:
        return render(known, lang=lang)
    if isinstance(cause, TOMLDecodeError):
        return _where_broken(reason, lang)
    problem: Any = error.params.get("problem")
    return (_why(problem, lang) if problem else why_unusable(cause, lang)) or reason


def _where_broken(reason: str, lang: Language) -> str:
    """Return where a settings file can't be understood."""
    place = _PLACE.search(reason)
    return render("reason.toml", place.groupdict(), lang) if place else render("reason.toml_end", lang=lang)


def _database_reason(cause: BaseException | None, reason: str, lang: Language) -> str:
    """Return why a database failed; what it says in its own words only a reader of English is shown."""
    name = getattr(getattr(cause, "orig", cause), "sqlite_errorname", "")
    known = "reason." + "_".join(name.split("_")[:2])
    if known in MESSAGES:
        return render(known, lang=lang)
    if lang == "en" or _CHINESE.search(reason):
        return reason
    return render("reason.database", {"name": name or type(cause).__name__}, lang)


def _log(error: Exception) -> Path:
    """Append the traceback to the log and return where that is: the data folder if it can be written."""
    lines = "".join(traceback.format_exception(error))
    fallback = Path(tempfile.gettempdir()) / "nianbao.log"
    for folder in (os.environ.get("NIANBAO_DATA_DIR"), tempfile.gettempdir()):
        try:
            if folder:
                path = Path(folder) / "nianbao.log"
                with path.open("a", encoding="utf-8", errors="replace") as stream:
                    stream.write(lines + "\n")
                return path
        except OSError:
            continue
    return fallback
