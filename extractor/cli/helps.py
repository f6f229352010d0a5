"""The help of the commands: in the user's language, folded where Chinese has no spaces, nothing cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from extractor.cli.options import LANGUAGE, text
from extractor.messages import render

_KINDS = {
    "<int>": "N",
    "<int range>": "N",
    "<float range>": "N",
    "<float>": "N",
    "<str>": "TEXT",
    "<path>": "PATH",
    "<bool>": "",
}
"""What the library calls the type of a value, and what stands for it in the help."""


class App(typer.Typer):
    """Commands whose help speaks the user's language."""

    def command(self, name: str | None = None, **given: Any) -> Callable[..., Any]:
        """Return the decorator that enters a command."""
        return super().command(name, **{"cls": Command, **given})


class Command(TyperCommand):
    """A command with our help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        print_help(self, ctx)


class Group(TyperGroup):
    """Commands with our help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        print_help(self, ctx)

    def summaries(self) -> Iterator[tuple[str, str]]:
        """Yield each command's name and what it does."""
        for name, item in self.commands.items():
            yield name, item.help or ""


def print_help(command: Any, ctx: Any) -> None:
    """Print how a command is used, what it does, its arguments, options and commands."""
    from rich.text import Text

    from extractor.cli.terminal import output

    console = output()
    parameters = [item for item in command.get_params(ctx) if not getattr(item, "hidden", False)]
    arguments = [item for item in parameters if item.param_type_name == "argument"]
    options = [item for item in parameters if item.param_type_name == "option"]
    console.print(Text(f"{text('cli.usage.label')} {usage(command, ctx)}\n", style="bold"))
    console.print(Text(f"{command.help or ''}\n"))
    _print_rows("cli.help.arguments", ((item.display_name_raw, _about(item)) for item in arguments))
    _print_rows("cli.help.options", ((_option(item, ctx), _about(item)) for item in options))
    if isinstance(command, Group):
        _print_rows("cli.help.commands", command.summaries())
    if command.epilog:
        console.print(Text(command.epilog.replace("\n\n", "\n")))


def usage(command: Any, ctx: Any) -> str:
    """Return how a command is used, on one line: `nianbao check [选项] PATH...`."""
    pieces = " ".join((ctx.command_path, *command.collect_usage_pieces(ctx)))
    pieces = pieces.replace("{", "").replace("}", "")
    return pieces.replace("[OPTIONS]", text("cli.usage.options")).replace("COMMAND [ARGS]", text("cli.usage.command"))


def _print_rows(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print what something is called beside what it does, under a title; nothing where there is none."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from extractor.cli.terminal import output

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold cyan")
    table.add_column(overflow="fold")
    for name, about in rows:
        table.add_row(Text(name), Text(about))
    if table.row_count:
        output().print(Text(text(title), style="bold"), Padding(table, (0, 0, 1, 2), expand=False))


def _option(option: Any, ctx: Any) -> str:
    """Return an option with what stands for its value: `--out DIR`."""
    kind = "" if option.is_flag else option.display_type_rich(ctx) or ""
    kind = _KINDS.get(kind, kind.strip("<>"))
    return " ".join(filter(None, (", ".join(option.opts), kind)))


def _about(parameter: Any) -> str:
    """Return what a parameter does, with what holds unless it is given."""
    meaning = text("cli.help.help") if parameter.name == "help" else parameter.help or ""
    return " ".join(filter(None, (meaning, *_notes(parameter))))


def _notes(parameter: Any) -> Iterator[str]:
    default = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
    if parameter.required:
        yield text("cli.help.required")
    elif parameter.show_default and default not in (None, False, "") and not callable(default):
        yield render("cli.help.default", {"default": default}, LANGUAGE)
    if parameter.envvar:
        yield render("cli.help.variable", {"variable": parameter.envvar}, LANGUAGE)
