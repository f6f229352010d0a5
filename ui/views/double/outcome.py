"""What a sample of the double review shows: agreement, planted values, and differences to be settled."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from extractor.review import Kind, LogEntry
from extractor.review.agreement import Agreement, Difference, Outcome, Plant, outcome_of, settle
from extractor.review.paths import field_of, kind_of
from extractor.review.samples import Sample, issuers_of
from extractor.schema.fields import FIELD_BY_NAME
from extractor.validation.labels import number_text, place_label
from ui.navigation import go
from ui.plain import plain
from ui.session import checks, person, shown_errors, store, t

Names = dict[str, tuple[str | None, int | None]]


def show_outcome(sample: Sample) -> None:
    """Draw the outcome of a sample."""
    outcome = outcome_of(store(), person(), sample.id)
    names = issuers_of(store(), person(), sample.id)
    if outcome.open:
        st.info(t("ui.double.open", open=outcome.open, total=outcome.open + outcome.finished))
    if not outcome.finished:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _agreement(outcome)
    with right:
        _plants(outcome, names)
    _differences(sample, outcome, names)


def _agreement(outcome: Outcome) -> None:
    st.subheader(t("ui.double.agreement"))
    lines = [_line(kind, found) for kind, found in outcome.kinds.items()]
    column = st.column_config
    st.dataframe(
        lines,
        hide_index=True,
        column_config={
            "kind": column.TextColumn(t("ui.double.kind")),
            "values": column.NumberColumn(t("ui.double.values")),
            "agreed": column.NumberColumn(t("ui.double.agreed")),
            "kappa": column.TextColumn("κ", help=t("ui.double.kappa.help")),
        },
    )


def _line(kind: Kind, found: Agreement) -> dict[str, Any]:
    kappa = t("ui.double.by_chance") if found.kappa is None else f"{found.kappa:.3f}"
    return {"kind": t(f"ui.double.{kind.value}"), "values": found.values, "agreed": found.agreed, "kappa": kappa}


def _plants(outcome: Outcome, names: Names) -> None:
    st.subheader(t("ui.double.plants"))
    if not outcome.plants:
        st.caption(t("ui.double.no_plants"))
        return
    caught, mended = (sum(getattr(plant, name) for plant in outcome.plants) for name in ("caught", "mended"))
    st.markdown(t("ui.double.caught", planted=len(outcome.plants), caught=caught, mended=mended))
    column = st.column_config.TextColumn
    st.dataframe(
        [_plant(plant, names) for plant in outcome.plants],
        hide_index=True,
        column_config={
            "report": column(t("ui.review.issuer"), width=105),
            "value": column(t("ui.double.value"), width=190),
            "planted": column(t("ui.double.planted"), width=55),
            "true": column(t("ui.double.true"), width=55),
            "result": column(t("ui.double.result"), width=95),
        },
    )


def _plant(plant: Plant, names: Names) -> dict[str, str]:
    result = "mended" if plant.mended else "noticed" if plant.caught else "missed"
    return {
        "report": _name(names, plant.report_id),
        "value": path_text(plant.path),
        "planted": _text(plant.planted),
        "true": _text(plant.true),
        "result": t(f"ui.double.{result}"),
    }


def _differences(sample: Sample, outcome: Outcome, names: Names) -> None:
    st.subheader(t("ui.double.differences", count=len(outcome.differences)))
    if not outcome.differences:
        st.caption(t("ui.double.no_differences"))
    for item in sorted(outcome.differences, key=lambda item: item.settled is not None):
        with st.container(border=True):
            _difference(sample, item, names)


def _difference(sample: Sample, item: Difference, names: Names) -> None:
    key = f"double.{sample.id}.{item.report_id}.{item.path}"
    st.markdown(f"**{plain(path_text(item.path))}** · {plain(_name(names, item.report_id))}")
    first, second, more = st.columns([2, 2, 2], gap="small", vertical_alignment="bottom")
    with first:
        _side("first", item.first, item)
    with second:
        _side("second", item.second, item)
    if item.settled is not None:
        more.success(plain(t("ui.double.settled", by=item.settled.by, reason=item.settled.reason or "—")))
        return
    with more:
        reason = st.text_input(t("ui.double.reason"), key=f"{key}.reason")
        with st.container(horizontal=True):
            for side in ("first", "second"):
                if st.button(t(f"ui.double.choose.{side}"), key=f"{key}.{side}"):
                    _settle(sample, item, side, reason)
            if st.button(t("ui.double.look"), key=f"{key}.look", type="tertiary"):
                go("review", report=item.report_id, at=item.path)


def _settle(sample: Sample, item: Difference, side: Literal["first", "second"], reason: str) -> None:
    with shown_errors():
        settle(store(), person(), sample.id, item.report_id, item.path, side, reason, checks())
        st.rerun()


def _side(name: str, entry: LogEntry | None, item: Difference) -> None:
    st.caption(t(f"ui.double.{name}"))
    if entry is None:
        other = item.first or item.second
        read = (other.base or {}).get("value") if other else None
        st.text(t("ui.double.as_read", value=_text(read)))
        return
    st.text(_payload(entry))
    st.caption(plain(" · ".join(filter(None, (entry.by, entry.reason)))))


def _payload(entry: LogEntry) -> str:
    new = entry.new
    if new is None:
        return t("ui.double.as_read", value=_text((entry.base or {}).get("value")))
    if new.get("removed"):
        return t("ui.double.removed")
    return _text(new.get("text", new.get("value")))


def path_text(path: str) -> str:
    """Return what a value is called."""
    kind = kind_of(path)
    if kind is Kind.FACT:
        spec = FIELD_BY_NAME.get(field_of(path))
        return spec.label if spec else path
    return t(f"ui.double.{field_of(path)}") if kind is Kind.ITEM else place_label(path)


def _name(names: Names, report_id: str) -> str:
    issuer, year = names.get(report_id, (None, None))
    return " ".join(filter(None, (issuer or report_id, str(year or ""))))


def _text(value: object) -> str:
    if value is None:
        return t("ui.double.blank")
    return number_text(value) if isinstance(value, int | float) else str(value)
