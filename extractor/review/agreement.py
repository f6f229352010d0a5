"""What a double review shows: how far two people agree, what was caught of what was planted, and who was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from extractor.review import log
from extractor.review.desk import Desk, change, read_stored
from extractor.review.double import Sampled, find_sampled, sampled_of
from extractor.review.errors import EditError
from extractor.review.model import MAIN, REMOVED, Kind, LogEntry, Logged
from extractor.review.paths import kind_of, read_values
from extractor.review.people import Person, Role, require
from extractor.review.saving import Saved, finish
from extractor.review.standing import base_of, last_corrections
from extractor.storage import ReportStore
from extractor.storage.access import reading
from extractor.storage.review_tables import sampled
from extractor.storage.tables import reports
from extractor.validation.settings import DECLARED, CheckSettings


@dataclass(frozen=True)
class Agreement:
    """How far two reviews agree on the values of one kind.

    Attributes:
        values: How many both looked at; planted ones are left out.
        agreed: On how many both came to the same.
        kappa: Cohen's, over what each did with a value (kept, changed, removed, added); None where chance alone would
            agree on all, so that it says nothing.
    """

    values: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True)
class Difference:
    """A value on which two reviews differ.

    Attributes:
        first: The correction of who signed off; None where they left the value as read.
        second: That of the second reviewer.
        settled: What a lead decided; None before that.
    """

    report_id: str
    path: str
    first: LogEntry | None
    second: LogEntry | None
    settled: LogEntry | None


@dataclass(frozen=True)
class Plant:
    """A wrong value that was planted: what it was, and what the second reviewer made of it."""

    report_id: str
    path: str
    planted: float
    true: float | str | None
    caught: bool
    mended: bool


@dataclass(frozen=True)
class Outcome:
    """What a sample shows, over the second reviews that are finished.

    Attributes:
        open: How many are not.
    """

    finished: int
    open: int
    kinds: dict[Kind, Agreement]
    differences: tuple[Difference, ...]
    plants: tuple[Plant, ...]


def outcome_of(store: ReportStore, person: Person, sample: int) -> Outcome:
    """Return what a sample shows; for leads.

    Raises:
        NotAllowedError: The person is no lead.
    """
    require(person, Role.LEAD)
    query = select(sampled, reports.c.key).join(reports, reports.c.id == sampled.c.report_id)
    with reading(store) as connection:
        rows = connection.execute(query.where(sampled.c.sample_id == sample).order_by(reports.c.id)).all()
        drawn = [sampled_of(row, row.key) for row in rows]
        pairs = [_compared(connection, item) for item in drawn if item.done]
    judged: dict[Kind, list[tuple[str, str, bool]]] = {kind: [] for kind in Kind}
    for pair in pairs:
        for path, judgement in pair.judgements.items():
            judged[kind_of(path)].append(judgement)
    return Outcome(
        finished=len(pairs),
        open=len(drawn) - len(pairs),
        kinds={kind: agreement(found) for kind, found in judged.items() if found},
        differences=tuple(item for pair in pairs for item in pair.differences),
        plants=tuple(item for pair in pairs for item in pair.plants),
    )


def agreement(judged: Sequence[tuple[str, str, bool]]) -> Agreement:
    """Return how far two people agree, given what each did with every value and whether they came to the same."""
    total, agreed = len(judged), sum(same for *_, same in judged)
    if not total:
        return Agreement(0, 0, None)
    first, second = Counter(one for one, *_ in judged), Counter(other for _, other, _ in judged)
    by_chance = sum(first[name] * second[name] for name in first) / total**2
    kappa = None if by_chance == 1 else (agreed / total - by_chance) / (1 - by_chance)
    return Agreement(total, agreed, kappa)


def settle(
    store: ReportStore,
    person: Person,
    sample: int,
    report_id: str,
    path: str,
    chosen: Literal["first", "second"],
    reason: str,
    settings: CheckSettings = DECLARED,
) -> Saved:
    """Decide what holds where two reviews differ, and correct the report accordingly; for leads.

    The report stays signed off. What both did stays in the log.

    Args:
        store: With the reports.
        person: Who decides.
        sample: Of which second review.
        report_id: Of the report.
        path: Of the value.
        chosen: Whose value holds.
        reason: Why.
        settings: Of the office.

    Raises:
        NotAllowedError: The person is no lead.
        EditError: The reviews don't differ there.
    """
    require(person, Role.LEAD)
    with reading(store) as connection:
        drawn = find_sampled(connection, sample, report_id)
        differences = _compared(connection, drawn).differences
    difference = next((item for item in differences if item.path == path), None)
    if difference is None:
        raise EditError("review.not_a_difference", path=path)

    def settled(desk: Desk) -> Saved:
        return _settled(desk, person, drawn, difference, getattr(difference, chosen), reason)

    return change(store, report_id, settings, settled)


@dataclass(frozen=True)
class _Pair:
    """Two reviews of one report; a judgement is what each did, and whether they came to the same."""

    judgements: dict[str, tuple[str, str, bool]]
    differences: list[Difference]
    plants: list[Plant]


def _compared(connection: Any, drawn: Sampled) -> _Pair:
    report, _ = read_stored(connection, drawn.id, drawn.revision)
    reads = read_values(report)
    main = log.entries_of(connection, drawn.id, MAIN)
    first = last_corrections(entry for entry in main if entry.version <= drawn.first_version)
    second = last_corrections(log.entries_of(connection, drawn.id, drawn.sample))
    settled = {entry.path: entry for entry in main if entry.undoes is None and _is_of(entry, drawn)}
    judgements, differences = {}, []
    for path in dict.fromkeys((*reads, *first, *second)):
        if path in drawn.plants:
            continue
        one, other = first.get(path), second.get(path)
        same = (one and one.new) == (other and other.new)
        judgements[path] = (_did(one, path in reads), _did(other, path in reads), same)
        if not same:
            differences.append(Difference(drawn.report_id, path, one, other, settled.get(path)))
    plants = [
        Plant(
            report_id=drawn.report_id,
            path=path,
            planted=value,
            true=reads[path].value,
            caught=path in second,
            mended=path in second and (second[path].new or {}).get("value") == reads[path].value,
        )
        for path, value in drawn.plants.items()
    ]
    return _Pair(judgements, differences, plants)


def _did(entry: LogEntry | None, was_read: bool) -> str:
    if entry is None:
        return "kept"
    if entry.new == REMOVED:
        return "removed"
    return "changed" if was_read else "added"


def _is_of(entry: LogEntry, drawn: Sampled) -> bool:
    return entry.kind is Logged.SETTLEMENT and (entry.base or {}).get("sample") == drawn.sample


def _settled(
    desk: Desk, person: Person, drawn: Sampled, difference: Difference, choice: LogEntry | None, reason: str
) -> Saved:
    """Add the settlement, and the correction where another value holds now."""
    before = desk.view()
    value = before.values.get(difference.path)
    held = last_corrections(desk.entries).get(difference.path)
    old, chosen = held.new if held else None, choice.new if choice else None
    shared: dict[str, Any] = {
        "version": desk.version + 1,
        "path": difference.path,
        "old": old,
        "new": chosen,
        "reason": reason.strip(),
        "by": person.login,
        "at": log.now(),
        "revision": desk.revision,
    }
    made = [LogEntry(step=0, kind=Logged.SETTLEMENT, base={"sample": drawn.sample}, **shared)]
    if chosen != old:
        base = base_of(value.read if value else None)
        made.append(
            LogEntry(step=1, kind=Logged.CORRECTION, base=base, cause=choice.cause if choice else None, **shared)
        )
    desk.entries += made
    return finish(desk, person, made, (), before)
