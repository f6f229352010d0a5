"""How likely one number is to come out as another."""

import pytest

from extractor.validation.repair.likelihood import Slip, cost, repair_slips, slip

PART, NEXT, BELOW, TOTAL = (
    f"applications.{place}" for place in ("granted.company", "granted.research_institution",
                                          "partially_granted.company", "granted.total")
)  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "meant", "kind"),
    [
        (17, 11, Slip.LOOK_ALIKE),
        (12, 15, Slip.REPLACED),
        (12, 132, Slip.DROPPED),
        (112, 12, Slip.DOUBLED),
        (152, 12, Slip.INSERTED),
        (21, 12, Slip.SWAPPED_DIGITS),
        (12, 345, Slip.OTHER),
        (4, 31, Slip.OTHER),
    ],
)
def test_what_may_have_happened_to_a_number(printed, meant, kind):
    assert slip(PART, printed, meant) is kind


@pytest.mark.parametrize(("printed", "kind"), [(0, Slip.TOTAL_AT_ZERO), (31, Slip.TOTAL)])
def test_a_total_may_be_computed_wrong(printed, kind):
    assert slip(TOTAL, printed, 5_000) is kind


@pytest.mark.parametrize("other", [NEXT, BELOW])
@pytest.mark.parametrize(
    ("printed", "meant", "kind"),
    [((3, 8), (8, 3), Slip.SWAPPED_CELLS), ((0, 8), (8, 0), Slip.MOVED_VALUE), ((12, 3), (1, 23), Slip.MOVED_DIGITS)],
)
def test_neighbours_exchange_numbers_or_digits(other, printed, meant, kind):
    cells = (PART, other)
    assert repair_slips(dict(zip(cells, printed, strict=True)), dict(zip(cells, meant, strict=True))) == {cells: kind}


def test_cells_apart_are_judged_one_by_one():
    assert repair_slips({PART: 3, TOTAL: 8}, {PART: 8, TOTAL: 3}).keys() == {(PART,), (TOTAL,)}


def test_what_the_prose_says_is_likelier_and_what_it_contradicts_less():
    plain = cost({PART: 12}, {PART: 15}, {})
    assert cost({PART: 12}, {PART: 15}, {PART: frozenset({15})}) < plain
    assert cost({PART: 12}, {PART: 15}, {PART: frozenset({12})}) > plain


def test_a_small_change_is_likelier_than_a_great_one():
    assert cost({PART: 12}, {PART: 13}, {}) < cost({PART: 12}, {PART: 92}, {})
