"""What people decided about findings: appended, never changed, read back beside the findings they are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from extractor.errors import FindingNotFoundError, StorageError
from extractor.schema import Finding
from extractor.schema.life import Decision, State, TrackedFinding
from extractor.storage.audit import Act, Action, digest
from extractor.storage.tables import finding_events


def decisions_about(connection: Connection, report_ids: Sequence[int]) -> dict[int, list[Decision]]:
    """Return the decisions about some reports by database id, the first one first."""
    found: dict[int, list[Decision]] = defaultdict(list)
    query = select(finding_events).where(finding_events.c.report_id.in_(report_ids)).order_by(finding_events.c.id)
    for row in connection.execute(query):
        found[row.report_id].append(_decision(row))
    return found


def find_tracked(tracked: Sequence[TrackedFinding], report_id: str, key: str) -> TrackedFinding:
    """Return the only finding whose key begins like this.

    Raises:
        FindingNotFoundError: No finding of the report fits, or several do.
    """
    wanted = key.strip().lower()
    exact = [item for item in tracked if item.key == wanted]
    fitting = exact or [item for item in tracked if wanted and item.key.startswith(wanted)]
    if not fitting:
        raise FindingNotFoundError(id=report_id, key=key)
    if len(fitting) > 1:
        several = ", ".join(item.key for item in fitting)
        raise FindingNotFoundError("error.finding_ambiguous", id=report_id, key=key, candidates=several)
    return fitting[0]


def decision(item: TrackedFinding, state: State, revision: int, by: str, reason: str) -> Decision:
    """Return a decision made now about a finding, when the report is at a revision."""
    return Decision(
        key=item.key,
        fingerprint=item.fingerprint,
        state=state,
        reason=reason.strip(),
        by=by.strip(),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        revision=revision,
        finding=item.finding,
    )


def insert(connection: Connection, report: int, key: str, made: Sequence[Decision]) -> list[Act]:
    """Add decisions about findings of a report; return what the audit log has to record: those made just now.

    Args:
        connection: In a transaction that ends with recording the acts, see `audit.record`.
        report: Number of the report in the database.
        key: `Report.id`.
        made: The decisions.
    """
    records = [
        {"report_id": report, **item.model_dump(mode="json"), "finding": item.finding.model_dump_json()}
        for item in made
    ]
    if records:
        connection.execute(finding_events.insert(), records)
    return [_act(values, key) for values in records if values["carried_from"] is None]


def _act(values: Mapping[str, Any], subject: str) -> Act:
    told = {"key": values["key"], "state": values["state"], "digest": digest(values)}
    return Act(str(values["by"]), Action.DECIDE, subject, told)


def require_different(keys: Sequence[str]) -> None:
    """Refuse two decisions about one finding at once.

    Raises:
        StorageError: A key stands twice.
    """
    for key, times in Counter(keys).items():
        if times > 1:
            raise StorageError("findings.twice", key=key)


def require_complete(states: Iterable[State], by: str, reason: str) -> None:
    """Refuse decisions without a name, and one that sets a finding aside without a reason.

    Raises:
        StorageError: Something is missing.
    """
    if not by.strip():
        raise StorageError("error.decision_by")
    if State.DISMISSED in states and not reason.strip():
        raise StorageError("error.decision_reason")


def _decision(row: Any) -> Decision:
    fields = {name: value for name, value in row._mapping.items() if name not in ("id", "report_id", "finding")}
    return Decision(**fields, finding=Finding.model_validate_json(row.finding))
