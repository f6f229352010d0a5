"""Which reports are asked about: every report as it is listed, and the choice among them by what they are of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from extractor.storage.access import reading
from extractor.storage.tables import document_names, reports

if TYPE_CHECKING:
    from extractor.storage.store import ReportStore

_PORTION = 20_000
"""Parameters of one statement; a database limits them."""


@dataclass(frozen=True)
class Listed:
    """A stored report as one of many; `order` grows as reports come into the store.

    Attributes:
        issuer: As the review has it, where it corrected it; else as read, None where none was.
        year: Likewise.
        form: Likewise.
        before: The same report as read, where the review corrected issuer, year or form.
        doubtful: Whether a correction of one of them is in doubt, and so not used.
        source: Name of its file, where issuer or year is not known.
    """

    order: int
    id: str
    issuer: str | None
    year: int | None
    form: str | None
    level: str | None
    before: Listed | None = None
    doubtful: bool = False
    source: str | None = None


@dataclass(frozen=True)
class Scope:
    """Which reports are asked about; None is no limit.

    Attributes:
        issuers: Names as printed.
        levels: Kinds of issuers.
        form: Of the tables.
        also: Reports that belong to it by what the review corrected, and don't as read, by their order.
        without: Reports that belong to it as read, and don't by what the review corrected.
    """

    issuers: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None
    levels: tuple[str, ...] | None = None
    form: str | None = None
    also: tuple[int, ...] = ()
    without: tuple[int, ...] = ()

    def holds(self, report: Listed) -> bool:
        """Return whether a report belongs to it by its issuer, year, kind and form."""
        return (
            (self.years is None or report.year in self.years)
            and (self.levels is None or report.level in self.levels)
            and (self.form is None or report.form == self.form)
            and (self.issuers is None or report.issuer in self.issuers)
        )


def listed(store: ReportStore) -> list[Listed]:
    """Return every report of the store as it was read."""
    c = reports.c
    with reading(store) as connection:
        rows = connection.execute(select(c.id, c.key, c.issuer, c.year, c.form, c.level))
        return [Listed(*row) for row in rows]


def sources(store: ReportStore, orders: Collection[int]) -> dict[int, str]:
    """Return the names of the files of some reports, by their order; one of several names."""
    c = document_names.c
    query = select(reports.c.id, func.min(c.name)).join(reports, reports.c.document_id == c.document_id)
    found: dict[int, str] = {}
    wanted = list(orders)
    with reading(store) as connection:
        for start in range(0, len(wanted), _PORTION):
            some = query.where(reports.c.id.in_(wanted[start : start + _PORTION])).group_by(reports.c.id)
            found |= {row[0]: row[1] for row in connection.execute(some)}
    return found


def in_scope(query: Select[Any], scope: Scope) -> Iterable[Select[Any]]:
    """Yield a query on reports narrowed to the scope, in as many portions as the names of issuers take."""
    c = reports.c
    if scope.also:
        yield query.where(c.id.in_(scope.also))
    if scope.without:
        query = query.where(c.id.not_in(scope.without))
    if scope.years is not None:
        query = query.where(c.year == scope.years[0] if len(scope.years) == 1 else c.year.in_(scope.years))
    if scope.levels is not None:
        query = query.where(c.level.in_(scope.levels))
    if scope.form is not None:
        query = query.where(c.form == scope.form)
    if scope.issuers is None:
        yield query
        return
    query = query.with_hint(reports, "INDEXED BY ix_reports_issuer", "sqlite")
    for start in range(0, len(scope.issuers), _PORTION):
        yield query.where(c.issuer.in_(scope.issuers[start : start + _PORTION]))
