import ctypes

from extractor.parsing.tables.candidates import Option, Piece
from extractor.parsing.tables.decode import Identity, decode, silent_solver


def test_what_the_solver_prints_does_not_reach_standard_output(capfd):
    with silent_solver():
        ctypes.CDLL(None).puts(b"from the solver")
    print("from the command", flush=True)
    assert capfd.readouterr().out == "from the command\n"


def option(*numbers, guessed=0):
    return Option(tuple(Piece("" if n is None else str(n), None) for n in numbers), guessed)


SAME = [Identity((("a", column, 1), ("b", column, -1))) for column in range(2)]


def test_the_other_row_decides_between_two_readings():
    decoded = decode({"a": [option(1, 12), option(11, 2)], "b": [option(11, 2)]}, SAME)
    assert [solution["a"].values for solution in decoded.solutions] == [(11, 2)]
    assert decoded.broken == 0


def test_two_readings_that_fit_are_both_returned():
    both = [option(1, 12), option(11, 2)]
    decoded = decode({"a": both, "b": both}, SAME)
    assert {solution["a"].values for solution in decoded.solutions} == {(1, 12), (11, 2)}
    assert decoded.exhaustive


def test_a_table_that_cannot_agree_says_so():
    decoded = decode({"a": [option(1, 12), option(11, 2)], "b": [option(5, 5)]}, SAME)
    assert decoded.broken > 0


def test_a_blank_stands_for_any_number_from_zero_up():
    decoded = decode({"a": [option(None, 2), option(2, None)], "b": [option(7, 2)]}, SAME)
    assert [solution["a"].values for solution in decoded.solutions] == [(None, 2)]


def test_a_row_that_keeps_its_own_sum_is_preferred():
    own = [Identity((("a", 0, 1), ("a", 1, -1)))]
    decoded = decode({"a": [option(3, 4), option(4, 4)]}, own)
    assert decoded.solutions[0]["a"].values == (4, 4)
