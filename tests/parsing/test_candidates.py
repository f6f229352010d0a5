import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsing.tables.candidates import Piece, compositions, grouped_cuts, options
from extractor.parsing.tables.lexer import Atom


def run(text, start=0):
    return Atom(text, (start, start + len(text)), soft=True)


def cells(*texts):
    return [Atom(text, (index * 3, index * 3 + len(text))) for index, text in enumerate(texts)]


def values(found):
    return [option.values for option in found]


def test_seven_cells_have_one_reading():
    assert values(options(cells("3", "0", "-", "", "1,234", "0", "1237"), 7)) == [(3, 0, None, None, 1234, 0, 1237)]


def test_glued_digits_are_cut_where_the_last_is_the_sum():
    assert sorted(values(options([run("270020130")], 7))) == [(2, 7, 0, 0, 20, 1, 30), (27, 0, 0, 2, 0, 1, 30)]


def test_a_space_in_the_digits_is_a_border():
    assert values(options([run("500000 5")], 7)) == [(5, 0, 0, 0, 0, 0, 5)]


def test_a_space_stands_for_the_blank_where_a_digit_is_short():
    best = min(options([run("0 00000")], 7), key=lambda option: option.blanks_guessed)
    assert best.values == (0, None, 0, 0, 0, 0, 0)


def test_without_a_sum_all_cuts_remain():
    assert sorted(values(options([run("4500")], 3))) == [(4, 50, 0), (45, 0, 0)]


def test_a_space_inside_a_thousand_is_joined():
    assert values(options([run("1 234 0 0 0 0 0 1 234")], 7)) == [(1234, 0, 0, 0, 0, 0, 1234)]


def test_a_row_cut_off_at_its_end_keeps_its_columns():
    best = min(options(cells("4", "0", "0"), 5, delimited=True), key=lambda option: option.blanks_guessed)
    assert best.values == (4, 0, 0, None, None)
    assert best.pieces[-1].span is None


def test_more_digits_than_a_form_can_hold_are_not_cut():
    assert options([run("1" * 40)], 7) == []


@pytest.mark.parametrize("digits", ["25380363300630003", "10203120001200000"])
def test_three_groups_of_five_keep_their_sums(digits):
    for option in grouped_cuts(Piece(digits, (0, len(digits))), 3, 5):
        for group in (option.values[0:5], option.values[5:10], option.values[10:15]):
            assert sum(group[:4]) == group[4]


def test_more_digits_than_three_groups_can_hold_are_not_cut():
    assert grouped_cuts(Piece("9" * 400, (0, 400)), 3, 5) == []


@given(st.text("0123456789", min_size=1, max_size=9), st.integers(1, 5))
def test_every_composition_spells_the_digits_without_leading_zeros(digits, parts):
    for cut in compositions(digits, parts):
        assert "".join(cut) == digits
        assert all(part == "0" or part[0] != "0" for part in cut)


@given(st.lists(st.integers(0, 300), min_size=6, max_size=6))
def test_the_true_row_is_always_among_the_cuts(numbers):
    row = (*numbers, sum(numbers))
    glued = "".join(map(str, row))
    found = options([run(glued)], 7)
    assert tuple(map(float, row)) in values(found)
    for option in found:
        assert "".join(piece.text for piece in option.pieces) == glued
