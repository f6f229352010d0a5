"""The page compare: two reports, table by table, field by field, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from extractor.compare import (
    Difference,
    FieldPair,
    Side,
    TablePair,
    compare_fields,
    compare_tables,
    copied_share,
    counted,
    open_side,
)
from ui.navigation import link
from ui.session import checks, person, store, t
from ui.views.compare.choice import chosen_pair, name_of
from ui.views.compare.parts import show_fields, show_tables, show_text

_VIEWS = ("tables", "fields", "text")


def render() -> None:
    """Draw the page."""
    st.title(t("ui.compare.title"))
    number = store().count()
    if number < 2:
        st.info(t("ui.compare.one_report") if number else t("ui.no_reports") + t("ui.no_reports_next"))
        link("imports", t("ui.imports.title"))
        return
    ids = chosen_pair()
    if ids is None:
        st.info(t("ui.compare.choose_both"))
        return
    if ids[0] == ids[1]:
        st.warning(t("ui.compare.same_report"))
    left, right = (open_side(store(), person(), report_id, checks()) for report_id in ids)
    _compared(left, right, ids)


def _compared(left: Side, right: Side, ids: tuple[str, str]) -> None:
    tables, fields = compare_tables(left, right), compare_fields(left, right)
    _counts(left, right, tables, fields)
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            t("ui.compare.title"),
            _VIEWS,
            default="tables",
            format_func=lambda name: t(f"ui.compare.view.{name}"),
            required=True,
            label_visibility="collapsed",
            key="compare.view",
        )
        only_different = st.toggle(t("ui.compare.only_different"), key="compare.only_different")
    if view == "fields":
        show_fields(fields, ids, only_different=only_different)
    elif view == "text":
        show_text(left, right, ids, only_different=only_different)
    else:
        same_issuer = _issuer(left) is not None and _issuer(left) == _issuer(right)
        show_tables(tables, ids, same_issuer=same_issuer, only_different=only_different)


def _counts(left: Side, right: Side, tables: Sequence[TablePair], fields: Sequence[FieldPair]) -> None:
    """Draw how much differs, and how much of the later report was taken over from the earlier one."""
    newer, older = (left, right) if (left.year or 0) > (right.year or 0) else (right, left)
    copied = copied_share(newer, older)
    cells, stated, taken = st.columns(3)
    cells.metric(t("ui.compare.cells"), _share([one for table in tables for one in table.differences]))
    stated.metric(t("ui.compare.fields"), _share([pair.difference for pair in fields]))
    shown = {"share": copied.share or 0.0, "same": copied.same, "count": copied.count}
    names = {"newer": _name(newer), "older": _name(older)}
    value = t("ui.compare.copied_value", **shown) if copied.count else "—"
    taken.metric(t("ui.compare.copied"), value, help=t("ui.compare.copied_help", **names))


def _share(differences: Sequence[Difference]) -> str:
    different = len(differences) - counted(differences)[Difference.SAME]
    return t("ui.compare.of", number=different, total=len(differences))


def _name(side: Side) -> str:
    return name_of(_issuer(side), side.year)


def _issuer(side: Side) -> str | None:
    return str(side.report.issuer.value) if side.report.issuer else None
