"""Which commands there are, and where each is found: only the one that is asked for is imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pkgutil import resolve_name
from typing import Any, NamedTuple

import typer
from typer.main import get_command, get_group

from extractor.cli.helps import App
from extractor.cli.options import text


class Place(NamedTuple):
    """A command before it is imported.

    Attributes:
        where: Its function, or the commands below it, as `module:name`.
        about: Message id of what it does.
    """

    where: str
    about: str


PLACES = {
    "extract": Place("extractor.cli.extract:extract", "cli.help.extract"),
    "fetch": Place("extractor.cli.fetch:fetch", "fetch.help"),
    "check": Place("extractor.cli.check:check", "cli.help.check"),
    "list": Place("extractor.cli.browse:list_reports", "cli.help.list"),
    "show": Place("extractor.cli.browse:show", "cli.help.show"),
    "export": Place("extractor.cli.export:export", "cli.help.export"),
    "findings": Place("extractor.cli.findings:findings", "findings.help"),
    "notice": Place("extractor.cli.notice:notice", "notice.help"),
    "index": Place("extractor.cli.index:index", "index.help"),
    "ask": Place("extractor.cli.ask:ask", "ask.help"),
    "ui": Place("extractor.cli.ui:ui", "ui.help"),
    "serve": Place("extractor.cli.serve:serve", "service.help.serve"),
    "mcp": Place("extractor.cli.mcp:mcp", "assistant.help"),
    "worker": Place("extractor.cli.worker:worker", "jobs.help.worker"),
    "backup": Place("extractor.cli.backup:backup", "backup.help"),
    "restore": Place("extractor.cli.backup:restore", "restore.help"),
    "rules": Place("extractor.cli.rules:list_rules", "rules.help"),
    "eval": Place("extractor.cli.eval:app", "eval.help"),
    "token": Place("extractor.cli.tokens:app", "service.help.token"),
    "db": Place("extractor.cli.db:app", "db.help"),
    "audit": Place("extractor.cli.audit:app", "audit.help"),
    "account": Place("extractor.cli.accounts:app", "account.help"),
}
"""In the order of the help."""


class OnDemand(Mapping[str, Any]):
    """The commands by name, as the library keeps them; one is imported and built when it is looked up."""

    def __getitem__(self, name: str) -> Any:
        """Return a command."""
        return _command(name, PLACES[name])

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(PLACES)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(PLACES)


@cache
def _command(name: str, place: Place) -> Any:
    found = resolve_name(place.where)
    if not isinstance(found, typer.Typer):
        alone = App(add_completion=False)
        alone.command(name, help=text(place.about))(found)
        return get_command(alone)
    group = get_group(found)
    group.name = name
    return group


def summaries() -> Iterator[tuple[str, str]]:
    """Yield each command's name and what it does."""
    for name, place in PLACES.items():
        yield name, text(place.about)
