"""The ways one printed row can be cut into its cells.

A row whose cells are separated has one reading. Where borders are lost the digits are cut in every way that leaves
no number with a leading zero; blanks come in only where there are too few digits or gaps for the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, pairwise
from math import comb
from typing import NamedTuple

from extractor.parsing.flow import fold
from extractor.parsing.tables.cells import read_cell
from extractor.parsing.tables.lexer import NUMBERS, Atom
from extractor.schema import Span

MAX_GLUED_DIGITS = 24
"""A longer run is not cut: nothing in the form holds so many digits, so it is damage, and is said to be."""
_GROUP_DIGITS = 16
"""As much for each of several groups in one run; looking through the cuts of twice as many takes minutes."""

_MAX_OPTIONS = 4000
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?")


class Piece(NamedTuple):
    """What one cell would hold: printed text and place.

    An empty text with a span is a blank cell; without one, a cell of which nothing is printed, not even a border.
    """

    text: str
    span: Span | None

    @property
    def value(self) -> float | None:
        """Return the number it means; None for a blank, a placeholder or no number."""
        return read_cell(self.text).value


@dataclass(frozen=True)
class Option:
    """One way to fill a row's cells; `blanks_guessed` counts blanks put where nothing printed shows one."""

    pieces: tuple[Piece, ...]
    blanks_guessed: int = 0

    @cached_property
    def values(self) -> tuple[float | None, ...]:
        """Return the cells' numbers."""
        return tuple(piece.value for piece in self.pieces)


def options(atoms: Sequence[Atom], columns: int, delimited: bool = False) -> list[Option]:
    """Return every way to read the atoms as that many cells; empty when there is none.

    Args:
        atoms: The row's printed cells and runs.
        columns: How many cells the form has in the row.
        delimited: Whether borders are printed, so that missing cells are those cut off at the end.
    """
    printed = [atom for atom in atoms if not atom.blank]
    tokens = [token for atom in printed for token in tokens_of(atom)]
    if len(tokens) == columns and (len(printed) == columns or len(atoms) != columns):
        return [Option(tuple(tokens))]
    if len(printed) == len(tokens) and len(atoms) > len(printed):
        windows = _windows(atoms, columns)
        if windows:
            return windows
    if delimited and 0 < len(printed) == len(tokens) < columns:
        return _cut_off(tokens, columns)
    if len(tokens) > columns:
        return _joined(printed, columns)
    if _splittable(printed, tokens, columns):
        return _split(tokens, columns)
    return _with_blanks(tokens, columns) if tokens else []


def tokens_of(atom: Atom) -> list[Piece]:
    """Return the numbers that white space shows in an atom: one for a cell, maybe more for a run."""
    if not atom.soft:
        return [Piece(atom.text, atom.span)]
    start = atom.span[0]
    return [Piece(m.group(), (start + m.start(), start + m.end())) for m in NUMBERS.finditer(atom.text)]


def _windows(atoms: Sequence[Atom], columns: int) -> list[Option]:
    """Return the windows of the printed cells that hold every filled one; blank cells outside are fillers."""
    filled = [index for index, atom in enumerate(atoms) if not atom.blank]
    if not filled or filled[-1] - filled[0] >= columns or len(atoms) < columns:
        return []
    pieces = [Piece(atom.text, atom.span) for atom in atoms]
    first = range(max(0, filled[-1] - columns + 1), min(filled[0], len(atoms) - columns) + 1)
    return [Option(tuple(pieces[start : start + columns])) for start in first]


def _cut_off(tokens: list[Piece], columns: int) -> list[Option]:
    """Return first the reading in which the row's end is cut off, then those with the gap elsewhere, as guesses."""
    missing = columns - len(tokens)
    others = [option for option in _with_blanks(tokens, columns) if option.pieces[-1].text]
    return [Option((*tokens, *[Piece("", None)] * missing)), *others]


def _joined(printed: Sequence[Atom], columns: int) -> list[Option]:
    """Return the ways to read `1 234` as one number, so that the cells come out in number; never over a border."""
    runs = [tokens_of(atom) for atom in printed]
    tokens = [token for run in runs for token in run]
    starts = {run[0].span for run in runs}
    surplus = len(tokens) - columns
    joints = [
        index
        for index in range(1, len(tokens))
        if tokens[index].span not in starts
        and re.fullmatch(r"\d{3}", tokens[index].text)
        and re.fullmatch(r"[1-9]\d{0,2}|\d{3}", tokens[index - 1].text)
    ]
    found = []
    for chosen in combinations(joints, surplus):
        groups: list[list[Piece]] = []
        for index, token in enumerate(tokens):
            if index in chosen:
                groups[-1].append(token)
            else:
                groups.append([token])
        if all(len(group) == 1 or (not group[0].text.startswith("0") and len(group[0].text) <= 3) for group in groups):
            found.append(Option(tuple(_join(group) for group in groups)))
        if len(found) > _MAX_OPTIONS:
            return []
    return found


def _join(group: list[Piece]) -> Piece:
    spans = [piece.span for piece in group if piece.span]
    return Piece(" ".join(piece.text for piece in group), (spans[0][0], spans[-1][1]))


def _splittable(printed: Sequence[Atom], tokens: Sequence[Piece], columns: int) -> bool:
    """Return whether digits are run together: few pieces for the cells, and nothing but digits in a soft run."""
    if len(tokens) > max(1, columns // 2) or not all(atom.soft or len(printed) == 1 for atom in printed):
        return False
    return all(re.fullmatch(r"[+-]?[\d.]+", fold(token.text)) for token in tokens)


def _split(tokens: list[Piece], columns: int) -> list[Option]:
    """Return the cuts in which the last cell is the sum of the others; all cuts where none is; else with blanks."""
    digits = "".join(fold(token.text) for token in tokens)
    if len(digits) > MAX_GLUED_DIGITS:
        return []
    if len(digits) == columns and digits.isdigit():
        return [Option(tuple(piece for token in tokens for piece in _single_digits(token)))]
    if len(digits) >= columns:
        if columns > 3 and digits.isdigit():
            sums = islice(_summing(digits, _gaps(tokens), columns), _MAX_OPTIONS)
            if summing := [Option(_place(lengths, tokens)) for lengths in sums]:
                return summing
        cuts = list(islice(_cuts(tokens, columns), _MAX_OPTIONS + 1))
        if cuts:
            return [Option(cut) for cut in cuts] if len(cuts) <= _MAX_OPTIONS else []
    pieces = [piece for token in tokens for piece in _single_digits(token)]
    return _with_blanks(pieces, columns, frozenset(_gaps(tokens))) if 0 < len(pieces) < columns else []


def _summing(digits: str, gaps: set[int], columns: int) -> Iterator[tuple[int, ...]]:
    """Yield the ends of the cells of every cut whose last cell is the sum of the others; no cell spans a gap."""

    def cut(start: int, left: int, stop: int, rest: int) -> Iterator[tuple[int, ...]]:
        longest = 1 if digits[start] == "0" else len(digits) - stop
        for end in range(start + 1, min(start + longest, stop - left + 1) + 1):
            value = int(digits[start:end])
            if value > rest or any(start < gap < end for gap in gaps):
                return
            if left > 1:
                yield from ((end, *others) for others in cut(end, left - 1, stop, rest - value))
            elif end == stop and value == rest:
                yield (end,)

    for start in range(len(digits) - 1, columns - 2, -1):
        if any(start < gap for gap in gaps):
            return
        fits = start <= (len(digits) - start) * (columns - 1)  # no part is longer than their sum
        if fits and (digits[start] != "0" or start == len(digits) - 1):
            ends = cut(0, columns - 1, start, int(digits[start:]))
            yield from ((*those, len(digits)) for those in ends)


def _place(ends: Sequence[int], tokens: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the cells that end after so many digits of the tokens."""
    digits = [piece for token in tokens for piece in _single_digits(token)]
    cells = []
    for start, end in zip((0, *ends), ends, strict=False):
        first, last = digits[start].span, digits[end - 1].span
        span = (first[0], last[1]) if first and last else None
        cells.append(Piece("".join(piece.text for piece in digits[start:end]), span))
    return tuple(cells)


def grouped_cuts(run: Piece, groups: int, columns: int) -> list[Option]:
    """Return the cuts of one run of digits into groups of cells, the last of each group the sum of its others."""
    start = run.span[0] if run.span else 0

    def cut(at: int, left: int) -> Iterator[tuple[Piece, ...]]:
        if not left:
            if at == len(run.text):
                yield ()
            return
        for end in range(at + columns, len(run.text) - columns * (left - 1) + 1):
            for ends in _summing(run.text[at:end], set(), columns):
                pieces = _pieces([run.text[at + a : at + b] for a, b in pairwise((0, *ends))], start + at)
                yield from ((*pieces, *rest) for rest in cut(end, left - 1))

    if len(run.text) > _GROUP_DIGITS * groups:
        return []
    return [Option(pieces) for pieces in islice(cut(0, groups), _MAX_OPTIONS)]


def _pieces(texts: Sequence[str], at: int) -> tuple[Piece, ...]:
    pieces = []
    for text in texts:
        pieces.append(Piece(text, (at, at + len(text))))
        at += len(text)
    return tuple(pieces)


def _cuts(tokens: list[Piece], columns: int) -> Iterator[tuple[Piece, ...]]:
    """Yield every cut of the tokens into that many numbers, each token cut on its own."""
    if not tokens:
        if columns == 0:
            yield ()
        return
    head, rest = tokens[0], tokens[1:]
    for parts in range(1, columns - len(rest) + 1):
        for first in compositions(head.text, parts):
            pieces = _pieces(first, head.span[0] if head.span else 0)
            for others in _cuts(rest, columns - parts):
                yield (*pieces, *others)


def compositions(run: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to cut a run of digits into `parts` numbers without leading zeros."""
    if parts == 1:
        if _is_number(run):
            yield (run,)
        return
    for length in range(1, len(run) - parts + 2):
        head = run[:length]
        if _is_number(head):
            for tail in compositions(run[length:], parts - 1):
                yield (head, *tail)
        elif length > 1 and head.lstrip("+-")[:1] == "0" and "." not in run:
            return


def _is_number(text: str) -> bool:
    if text.isascii() and text.isdigit():
        return text == "0" or text[0] != "0"
    return _NUMBER.fullmatch(text) is not None


def _single_digits(token: Piece) -> list[Piece]:
    start = token.span[0] if token.span else 0
    return [Piece(char, (start + index, start + index + 1)) for index, char in enumerate(token.text)]


def _gaps(tokens: list[Piece]) -> set[int]:
    """Return after how many digits a printed gap stands."""
    gaps, count = set(), 0
    for token in tokens[:-1]:
        count += len(token.text)
        gaps.add(count)
    return gaps


def _with_blanks(pieces: list[Piece], columns: int, gaps: frozenset[int] = frozenset()) -> list[Option]:
    """Return the ways to put blanks among too few cells; a blank in a printed gap is not a guess."""
    found = []
    if comb(columns, len(pieces)) > _MAX_OPTIONS:
        return []
    for places in combinations(range(columns), columns - len(pieces)):
        filled = iter(pieces)
        cells = tuple(Piece("", None) if index in places else next(filled) for index in range(columns))
        shown = sum(index - sum(other < index for other in places) in gaps for index in places)
        found.append(Option(cells, len(places) - min(shown, len(gaps))))
    return found
