"""Which reports of the store a query is about, by what they are of now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.ask.issuers import Directory
from extractor.ask.model import Query
from extractor.storage.scopes import Scope


def scope_of(query: Query, directory: Directory, *, restricted: bool) -> Scope:
    """Return which reports a query is about."""
    names: Iterable[str] | None = query.issuers or None
    if names is None and query.region is not None:
        kinds = set(query.levels)
        inside = directory.places.get(query.region, ())
        names = [name for name in inside if not kinds or directory.issuers[name].level in kinds]
    elif names is None and restricted:
        names = directory.issuers
    by_level = names is None and query.levels
    scope = Scope(
        issuers=None if names is None else directory.spellings(names),
        years=query.years or None,
        levels=tuple(level.value for level in query.levels) if by_level else None,
        form=query.form,
    )
    return _moved(scope, directory)


def _moved(scope: Scope, directory: Directory) -> Scope:
    """Return a scope with the reports that belong to it, or no longer do, by what the review corrected."""
    also, without = [], []
    for report in directory.moved:
        if report.before is not None:
            now, before = scope.holds(report), scope.holds(report.before)
            if now and not before:
                also.append(report.order)
            elif before and not now:
                without.append(report.order)
    return replace(scope, also=tuple(also), without=tuple(without))
