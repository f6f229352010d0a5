"""Which repair is found: the smallest, proven so, in counts only."""

import random
import time
from importlib import import_module

import pytest

from extractor.validation.equations import identities
from extractor.validation.repair import find_repair
from extractor.validation.repair.search import search
from extractor.validation.repair.system import solve, system_of
from tests.builders import applications

TABLE_3 = [item for item in identities(False) if item.rule.startswith("applications")]
GRANTED, TOTAL = "applications.granted.company", "applications.granted.total"


def values(**changes):
    """A table 3 in which 12 applications of companies came in and were granted, with some cells changed."""
    numbers = dict.fromkeys(("new_received", "granted", "total_processed"), 12)
    cells = {f"{row}__{column}": value for row, value in numbers.items() for column in ("company", "total")}
    table = applications(**(cells | changes))
    return {
        f"applications.{row}.{column}": cell.value
        for row, columns in table.items()
        for column, cell in columns.items()
        if cell.value is not None
    }


def repaired(**changes):
    return find_repair(TABLE_3, values(**changes))


def test_a_table_that_adds_up_needs_no_repair():
    assert repaired() is None


def test_one_wrong_cell_is_found_with_its_value():
    found = repaired(granted__company=72)
    assert (found.repairs, found.complete, found.is_clear) == (({GRANTED: 12},), True, True)


@pytest.mark.parametrize("row", ["new_received", "carried_over", "granted", "total_processed", "carried_forward"])
@pytest.mark.parametrize("column", ["natural_person", "company", "total"])
def test_a_wrong_cell_is_found_wherever_it_stands(row, column):
    true = values()
    cell = f"applications.{row}.{column}"
    assert find_repair(TABLE_3, true | {cell: true[cell] + 4}).repairs == ({cell: true[cell]},)


def test_two_wrong_cells_are_found_together():
    found = repaired(granted__company=72, carried_over__total=3)
    assert found.repairs == ({GRANTED: 12, "applications.carried_over.total": 0},)


def test_five_wrong_cells_are_found_together():
    wrong = {"granted__company": 72, "carried_over__total": 3, "new_received__legal_service": 8}
    wrong |= {"other_other__natural_person": 6, "denied_third_party__research_institution": 2}
    assert len(repaired(**wrong).repairs[0]) == 5


def test_totals_left_at_zero_are_proposed_rather_than_emptying_the_table():
    found = repaired(new_received__total=0, granted__total=0, total_processed__total=0)
    assert found.repairs[0].keys() == {
        f"applications.{row}.total" for row in ("new_received", "granted", "total_processed")
    }


def test_equally_small_repairs_are_all_found_the_likeliest_first():
    people = {"new_received": 14, "granted": 5, "partially_granted": 9, "total_processed": 14}
    totals = {"new_received": 26, "granted": 17, "partially_granted": 9, "total_processed": 26}
    true = values(
        **{f"{row}__natural_person": value for row, value in people.items()},
        **{f"{row}__total": value for row, value in totals.items()},
    )
    swapped = true | {"applications.granted.natural_person": 12, GRANTED: 5}
    found = find_repair(TABLE_3, swapped)
    assert found.repairs[0] == {"applications.granted.natural_person": 5, GRANTED: 12}
    assert {GRANTED: 12, "applications.partially_granted.natural_person": 2} not in found.repairs
    assert len(found.repairs) == 2
    assert found.costs == tuple(sorted(found.costs))
    assert found.is_clear


def test_a_count_is_never_negative():
    found = repaired(granted__natural_person=3, new_received__company=9)
    assert all(value >= 0 for repair in found.repairs for value in repair.values())


@pytest.mark.parametrize("blank", ["granted__natural_person", "granted__total", "total_processed__legal_service"])
def test_a_blank_is_an_unknown_not_a_zero(blank):
    found = repaired(**{blank: None, "granted__company": 72})
    assert {GRANTED: 12} in found.repairs


def test_a_blank_that_explains_everything_needs_no_repair():
    assert repaired(granted__company=None) is None


@pytest.mark.parametrize("known", [{}, {"applications.granted.total": 7}], ids=["nothing", "one total"])
def test_a_table_of_blanks_needs_no_repair(known):
    assert find_repair(TABLE_3, known) is None


def test_a_number_of_ten_digits_is_repaired_exactly():
    found = repaired(granted__company=9_876_543_210)
    assert found.repairs == ({GRANTED: 12},)


def test_a_row_of_table_4_has_a_candidate_for_each_cell_that_may_be_wrong():
    identity = next(item for item in identities(False) if item.rule == "review_litigation.row_total")
    found = find_repair([identity], dict(zip(identity.left + identity.right, (3, 1, 0, 0, 5), strict=True)))
    assert len(found.repairs) == 5
    assert not found.is_clear


def test_a_hopeless_table_is_answered_within_a_second():
    import_module("scipy.optimize")
    chance = random.Random(4)
    started = time.process_time()
    found = find_repair(TABLE_3, {path: chance.randrange(10 ** chance.randrange(11)) for path in values()})
    assert time.process_time() - started < 1
    assert not found.complete


def test_a_search_without_steps_says_that_it_is_not_complete():
    system = system_of(TABLE_3, {path: int(value) for path, value in values(granted__company=72).items()})
    found = search(system, lambda cells: None, max_steps=0)
    assert (found.repairs, found.complete) == ((), False)


def test_no_change_of_a_cell_elsewhere_mends_the_table():
    system = system_of(TABLE_3, {path: int(value) for path, value in values(granted__company=72).items()})
    assert solve(system, [TOTAL]) is None
    assert solve(system, [GRANTED]) == {GRANTED: -60}
