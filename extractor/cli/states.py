"""The state of a finding in words."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.messages import Language, render
from extractor.messages.times import local_time
from extractor.schema.life import TrackedFinding


def state_text(item: TrackedFinding, lang: Language) -> str:
    """Return the state of a finding in a word or two."""
    state = render(f"findings.state.{item.state.value}", lang=lang)
    return f"{state} · {render('findings.gone', lang=lang)}" if item.gone else state


def state_notes(item: TrackedFinding, lang: Language) -> Iterator[str]:
    """Yield what has to be said about the state: why it is open again, that it is gone, who decided last."""
    last = item.history[-1] if item.history else None
    if last is not None and item.reopened is not None:
        state = render(f"findings.state.{last.state.value}", lang=lang)
        params = {"by": last.by, "at": local_time(last.at), "state": state}
        yield render(f"findings.reopened.{item.reopened.value}", params, lang)
    elif last is not None:
        yield decision_line(item, -1, lang)
    if item.gone:
        yield render("findings.gone_note", {"revision": item.revision}, lang)


def decision_line(item: TrackedFinding, at: int, lang: Language) -> str:
    """Return one decision about a finding: state, who, when, on which revision, why."""
    step = item.history[at]
    state = render(f"findings.state.{step.state.value}", lang=lang)
    params = {
        "state": state,
        "by": step.by,
        "at": local_time(step.at),
        "revision": step.revision,
        "reason": step.reason,
    }
    decided = render("findings.decision", params, lang).strip()
    if step.carried_from is None:
        return decided
    return f"{decided} {render('findings.carried', {'id': step.carried_from}, lang)}"
