"""Wrong usage in the user's language: what is wrong, how the command is used, where its options are listed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import typer

from extractor.cli.commands import OnDemand, summaries
from extractor.cli.helps import Group, usage
from extractor.cli.options import early_language
from extractor.messages import Language, render
from extractor.problems import why_unusable

UsageError: Any = typer.BadParameter.__base__
"""The library's error of every wrong usage; it has no public name of its own."""
_HELP = "NoArgsIsHelpError"
_QUOTED = re.compile(r"'([^']*)'")
_LISTED = re.compile(r"^\s+([\w-]+),?$", re.MULTILINE)
_BRACKETED = re.compile(r"\((.*)\)")


class Commands(Group):
    """The commands, each built when it is asked for, which tell wrong usage in the language asked for."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given | {"commands": OnDemand()})

    def summaries(self) -> Iterator[tuple[str, str]]:
        """Yield each command's name and what it does."""
        return summaries()

    def main(self, *args: Any, **given: Any) -> Any:
        """Run a command and exit with its code; 2 after wrong usage."""
        if not given.get("standalone_mode", True):
            return super().main(*args, **given)
        try:
            code = super().main(*args, **(given | {"standalone_mode": False}))
        except UsageError as error:
            words = args[0] if args else given.get("args")
            _refuse(error, early_language(sys.argv[1:] if words is None else words, os.environ))
        sys.exit(code if isinstance(code, int) else 0)


def _refuse(error: Any, lang: Language) -> NoReturn:
    """Print what is wrong and exit; a command without arguments has printed its help already."""
    if type(error).__name__ != _HELP:
        from rich.markup import escape

        from extractor.cli.terminal import errors, print_error

        print_error(usage_message(error, lang), lang)
        context = error.ctx
        if context is not None:
            hint = {"usage": usage(context.command, context), "command": context.command_path}
            errors().print(escape(render("cli.usage.hint", hint, lang)))
    sys.exit(error.exit_code)


def usage_message(error: Any, lang: Language) -> str:
    """Return what an error of usage says; one of an unknown kind in the library's words."""
    kind = type(error).__name__
    if kind == "MissingParameter":
        return _missing(error, lang)
    if kind == "BadParameter":
        return _bad_value(error, lang)
    if kind == "NoSuchOption":
        similar = ", ".join(sorted(error.possibilities or ()))
        message_id = "cli.usage.no_option_similar" if similar else "cli.usage.no_option"
        return render(message_id, {"name": error.option_name, "similar": similar}, lang)
    if kind == "BadOptionUsage":
        takes_none = "does not take" in error.message
        message_id = "cli.usage.takes_no_value" if takes_none else "cli.usage.needs_value"
        return render(message_id, {"name": error.option_name}, lang)
    return _other(error.format_message(), lang)


def _missing(error: Any, lang: Language) -> str:
    name = _name(error)
    if error.param is not None and error.param.param_type_name == "argument":
        return render("cli.usage.no_argument", {"name": name, "meaning": error.param.help}, lang)
    choices = ", ".join(_LISTED.findall(error.format_message()))
    return render(
        "cli.usage.missing_choice" if choices else "cli.usage.missing", {"name": name, "choices": choices}, lang
    )


def _bad_value(error: Any, lang: Language) -> str:
    """Return why a value can't be used; what a command itself refused is said in its own words."""
    if error.param is None:
        name = error.param_hint
        return render("cli.usage.bad_value", {"name": name, "reason": error.message}, lang) if name else error.message
    reason = why_unusable(error.__cause__, lang) or error.message
    return render("cli.usage.bad_value", {"name": _name(error), "reason": reason}, lang)


def _other(message: str, lang: Language) -> str:
    """Return what is said of commands and of words too many."""
    named = _QUOTED.findall(message)
    if message.startswith("No such command") and named:
        given, *similar = named
        message_id = "cli.usage.no_command_similar" if similar else "cli.usage.no_command"
        return render(message_id, {"name": given, "similar": ", ".join(similar)}, lang)
    words = _BRACKETED.search(message.partition("argument(s)")[2])
    if words:
        return render("cli.usage.too_many", {"words": words[1]}, lang)
    return render("cli.usage.missing_command", lang=lang) if message.startswith("Missing command") else message


def _name(error: Any) -> str:
    """Return what the user calls a parameter: the option, or the name in the usage."""
    if error.param is None:
        return str(error.param_hint or "")
    return str(error.param.metavar if error.param.param_type_name == "argument" else error.param.opts[0])
