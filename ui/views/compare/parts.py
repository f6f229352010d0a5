"""The three views of the page compare: tables as on the form, fields, and the words of a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import pandas  # type: ignore[import-untyped]
import streamlit as st

from extractor.compare import (
    CellPair,
    Difference,
    FieldPair,
    Piece,
    SentencePair,
    Side,
    TablePair,
    compare_part,
    counted,
)
from extractor.schema import Cell
from extractor.schema.forms import COLUMN_LABELS, TABLE_LABELS
from extractor.validation.labels import TABLE_NUMBERS, cell_label, number_text, part_names
from ui.navigation import go, link
from ui.plain import plain
from ui.session import t

_COLOURS = {
    Difference.SAME: "",
    Difference.CHANGED: "background-color: #fdeccb",
    Difference.ONLY_LEFT: "background-color: #fbdcdc",
    Difference.ONLY_RIGHT: "background-color: #d9f1df",
    Difference.NO_PLACE: "color: #8a94a6; background-color: #f1f3f5",
}
_PARTS = (1, 5, 6)


def show_tables(tables: Sequence[TablePair], ids: tuple[str, str], *, same_issuer: bool, only_different: bool) -> None:
    """Draw each table with what differs in colour; a click on a cell offers both sources.

    By how much a number grew is said of one issuer's years alone (`same_issuer`).
    """
    if not tables:
        st.info(t("ui.compare.no_tables"))
        return
    st.caption(t("ui.compare.click"))
    for table in tables:
        st.markdown(f"**{TABLE_NUMBERS[table.key]} {TABLE_LABELS[table.key]}**")
        st.markdown(_legend(table.differences))
        rows = [row for row in table.rows if not only_different or _differs(row.cells.values())]
        if not rows:
            st.caption(t("ui.compare.equal"))
            continue
        heads = {column: COLUMN_LABELS.get(column, column) for column in table.columns}
        labels = [f"{row.group}{row.label}" if row.label[:1].isdigit() else row.label for row in rows]
        pairs = [[row.cells.get(column) for column in table.columns] for row in rows]
        chosen = _grid(
            [[_text(pair, same_issuer=same_issuer) if pair else "" for pair in line] for line in pairs],
            [[_COLOURS[pair.difference] if pair else "" for pair in line] for line in pairs],
            labels,
            list(heads.values()),
            f"compare {table.key} {only_different} {ids}",
        )
        if chosen is not None and chosen[1] > 0 and (pair := pairs[chosen[0]][chosen[1] - 1]) is not None:
            _sources(cell_label(pair.path), _printed(pair), (pair.path, pair.path), ids, key=table.key)


def show_fields(pairs: Sequence[FieldPair], ids: tuple[str, str], *, only_different: bool) -> None:
    """Draw the head and the facts of both reports in one list."""
    st.markdown(_legend(pair.difference for pair in pairs))
    shown = [pair for pair in pairs if not only_different or pair.difference is not Difference.SAME]
    if not shown:
        st.caption(t("ui.compare.equal"))
        return
    chosen = _grid(
        [[_held(pair, "left"), _held(pair, "right")] for pair in shown],
        [[_COLOURS[pair.difference]] * 2 for pair in shown],
        [_field_name(pair) for pair in shown],
        [t("ui.compare.side.a"), t("ui.compare.side.b")],
        f"compare fields {only_different} {ids}",
    )
    if chosen is not None:
        pair = shown[chosen[0]]
        paths = (pair.left.path if pair.left else None, pair.right.path if pair.right else None)
        _sources(_field_name(pair), (), paths, ids, key="fields")


def show_text(left: Side, right: Side, ids: tuple[str, str], *, only_different: bool) -> None:
    """Draw the words of a part side by side, changed ones coloured."""
    part = st.segmented_control(
        t("ui.compare.part"),
        _PARTS,
        default=1,
        format_func=lambda number: part_names([number]),
        required=True,
        label_visibility="collapsed",
        key="compare.part",
    )
    pairs = compare_part(left, right, part or 1)
    if not pairs:
        st.info(t("ui.compare.no_part"))
        return
    st.markdown(_legend(pair.difference for pair in pairs))
    for is_same, run in groupby(pairs, key=lambda pair: pair.difference is Difference.SAME):
        group = list(run)
        if is_same and only_different:
            st.caption(t("ui.compare.same_run", count=len(group)))
            continue
        for pair in group:
            _sentence(pair, ids)


def _sentence(pair: SentencePair, ids: tuple[str, str]) -> None:
    one, to_one, other, to_other = st.columns([12, 1, 12, 1])
    one.markdown(_coloured(pair.left, "red"))
    other.markdown(_coloured(pair.right, "green"))
    for place, span, report_id in ((to_one, pair.left_span, ids[0]), (to_other, pair.right_span, ids[1])):
        if span is not None:
            with place:
                link("review", ":material/open_in_new:", report=report_id, at=f"{span[0]}-{span[1]}")


def _coloured(pieces: Sequence[Piece], colour: str) -> str:
    return "".join(
        f":{colour}-background[{plain(piece.text)}]" if piece.changed else plain(piece.text) for piece in pieces
    )


def _grid(
    texts: list[list[str]], styles: list[list[str]], labels: list[str], heads: list[str], key: str
) -> tuple[int, int] | None:
    """Draw a coloured table and return row and column of the cell that was clicked; column 0 is the label."""
    names = [str(number) for number in range(len(heads) + 1)]
    frame = pandas.DataFrame([[label, *line] for label, line in zip(labels, texts, strict=True)], columns=names)
    colours = pandas.DataFrame([["", *line] for line in styles], columns=names)
    shown = {name: st.column_config.TextColumn(head) for name, head in zip(names[1:], heads, strict=True)}
    chosen = st.dataframe(
        frame.style.apply(_all(colours), axis=None),
        hide_index=True,
        height="content",
        column_config={"0": st.column_config.TextColumn(t("ui.compare.row"), width="large", pinned=True), **shown},
        on_select="rerun",
        selection_mode="single-cell",
        key=key,
    )
    cells = chosen["selection"]["cells"]
    return (int(cells[0][0]), int(cells[0][1])) if cells else None


def _all(colours: pandas.DataFrame) -> Callable[[Any], pandas.DataFrame]:
    return lambda _: colours


def _sources(
    label: str, notes: Sequence[str], paths: tuple[str | None, str | None], ids: tuple[str, str], key: str
) -> None:
    """Draw what is printed and the ways into the workbench."""
    with st.container(horizontal=True, border=True, vertical_alignment="center"):
        st.markdown(f"**{plain(label)}**")
        for note in notes:
            st.caption(plain(note))
        for side, path, report_id in zip("ab", paths, ids, strict=True):
            if path is None:
                continue
            name = t("ui.compare.open", side=t(f"ui.compare.side.{side}"))
            if st.button(name, key=f"{key} {side}", icon=":material/open_in_new:"):
                go("review", report=report_id, at=path)


def _text(pair: CellPair, *, same_issuer: bool) -> str:
    left, right = _value(pair.left), _value(pair.right)
    if pair.difference is Difference.NO_PLACE:
        return f"{right if pair.left is None else left} · {t('ui.compare.no_place')}"
    if pair.difference is Difference.SAME:
        return left if pair.left or pair.right else ""
    change = f" ({'+' if pair.change > 0 else ''}{number_text(pair.change)})" if pair.change and same_issuer else ""
    return f"{left} → {right}{change}"


def _value(cell: Cell | None) -> str:
    if cell is None:
        return t("ui.compare.missing")
    if cell.value is not None:
        return number_text(cell.value)
    return cell.printed or t("ui.compare.blank")


def _printed(pair: CellPair) -> list[str]:
    sides = ((t("ui.compare.side.a"), pair.left), (t("ui.compare.side.b"), pair.right))
    return [
        t("ui.compare.printed", side=side, printed=cell.printed) if cell else t("ui.compare.not_there", side=side)
        for side, cell in sides
    ]


def _held(pair: FieldPair, side: str) -> str:
    held = getattr(pair, side)
    return f"{held.text}{pair.unit}" if held else t("ui.compare.missing")


def _field_name(pair: FieldPair) -> str:
    return pair.label or t(f"export.column.{pair.name.removeprefix('contact.')}")


def _differs(pairs: Any) -> bool:
    return any(pair.difference not in (Difference.SAME, Difference.NO_PLACE) for pair in pairs)


def _legend(differences: Any) -> str:
    return t("ui.compare.legend", **{kind.value: number for kind, number in counted(differences).items()})
