"""What decisions mean for the findings a report has now: which hold, which are open again, which findings are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractor.schema import Finding, Report
from extractor.schema.life import Decision, Reopened, State, TrackedFinding
from extractor.validation.identity import Identity, fingerprint, identities_of


@dataclass
class _Present:
    """A finding the report has now, and the decisions about it, once they are known to be."""

    finding: Finding
    identity: Identity
    fingerprint: str
    alone: bool
    history: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class _Past:
    """Decisions about one finding, and the name that finding had."""

    identity: Identity
    history: tuple[Decision, ...]

    @property
    def last(self) -> Decision:
        return self.history[-1]


_Likeness = Callable[[_Present, _Past], bool]

_LIKENESSES: tuple[_Likeness, ...] = (
    lambda now, past: now.identity.key == past.last.key and now.fingerprint == past.last.fingerprint,
    lambda now, past: now.identity.words == past.identity.words and now.fingerprint == past.last.fingerprint,
    lambda now, past: now.identity.base == past.identity.base and now.fingerprint == past.last.fingerprint,
    lambda now, past: now.identity.words == past.identity.words,
    lambda now, past: now.identity.base == past.identity.base and now.alone,
)
"""How a finding is known again, the surest way first. A key changes where another finding of its kind comes or goes."""


def track(report: Report, revision: int, decisions: Iterable[Decision]) -> tuple[TrackedFinding, ...]:
    """Return the findings of a report with their states, then those that were decided on and are gone.

    Args:
        report: Its current revision.
        revision: Number of that revision.
        decisions: All that were made about the report, the first one first.
    """
    present, past = _present(report), _past(decisions)
    for alike in _LIKENESSES:
        for now in present:
            found = next((item for item in past if not now.history and alike(now, item)), None)
            if found is not None:
                past.remove(found)
                now.history = found.history
    return (*(_tracked(now, revision) for now in present), *map(_gone, past))


def with_findings(report: Report, also: Sequence[Finding]) -> Report:
    """Return a report with further findings behind its own."""
    return report.model_copy(update={"findings": (*report.findings, *also)}) if also else report


def gone_since(report: Report, revision: int, tracked: Iterable[TrackedFinding]) -> tuple[TrackedFinding, ...]:
    """Return the findings of an earlier revision that are not among the tracked ones: gone, never decided on."""
    identities = [identities_of((item.finding,))[0] for item in tracked]
    words = {identity.words for identity in identities}
    bases = Counter(identity.base for identity in identities)
    return tuple(
        TrackedFinding(
            key=now.identity.key, fingerprint=now.fingerprint, finding=now.finding, revision=revision, gone=True
        )
        for now in _present(report)
        if now.identity.words not in words and not (now.alone and bases[now.identity.base] == 1)
    )


def _present(report: Report) -> list[_Present]:
    identities = identities_of(report.findings)
    shared = Counter(identity.base for identity in identities)
    return [
        _Present(finding, identity, fingerprint(finding, report), alone=shared[identity.base] == 1)
        for finding, identity in zip(report.findings, identities, strict=True)
    ]


def _past(decisions: Iterable[Decision]) -> list[_Past]:
    histories: dict[str, list[Decision]] = {}
    for decision in decisions:
        histories.setdefault(decision.key, []).append(decision)
    return [_Past(identities_of((items[-1].finding,))[0], tuple(items)) for items in histories.values()]


def _tracked(now: _Present, revision: int) -> TrackedFinding:
    last = now.history[-1] if now.history else None
    reopened = _reopened(last, now.fingerprint, revision) if last else None
    return TrackedFinding(
        key=last.key if last else now.identity.key,
        fingerprint=now.fingerprint,
        finding=now.finding,
        revision=revision,
        state=State.OPEN if reopened or last is None else last.state,
        reopened=reopened,
        history=now.history,
    )


def _reopened(last: Decision, fingerprint_now: str, revision: int) -> Reopened | None:
    """Return why the last decision no longer holds: the values are others, or what was fixed is still found."""
    if last.state is State.OPEN:
        return None
    if last.fingerprint != fingerprint_now:
        return Reopened.VALUE
    if last.state is State.FIXED and revision > last.revision:
        return Reopened.STILL_FOUND
    return None


def _gone(past: _Past) -> TrackedFinding:
    last = past.last
    return TrackedFinding(
        key=last.key,
        fingerprint=last.fingerprint,
        finding=last.finding,
        revision=last.revision,
        state=last.state,
        gone=True,
        history=past.history,
    )
