"""Other libraries in the benchmark: how their grids are counted, and that one that can't be run is said so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval.bench import peers, peers_worker
from eval.bench.peers_grids import Wanted, cells_right, wanted_rows
from eval.bench.peers_process import PeerError, peer
from eval.bench.peers_quotes import Found, overlap
from eval.synth.formats.html import write_html
from eval.synth.generate import compose
from eval.synth.grids import Grid

ROW = Wanted("1.属于国家秘密", ("3", "0", "", "3"))
HEADS = ["结果 维持", "结果纠正"]


def grid(*lines):
    return [list(line) for line in lines]


def printed(seed):
    """The report's own tables as a library would give them that loses nothing."""
    blocks = compose(seed).blocks
    return [[[*row.labels, *row.values] for row in block.rows] for block in blocks if isinstance(block, Grid)]


def cells(rows):
    return sum(len(row.printed) for row in rows)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (["三、", "（三）", "1.属于国家秘密", "3", "0", "", "3"], 4),
        (["1. 属于\n国家秘密", " 3 ", "0", " ", "3"], 4),
        (["1.属于国家秘密", "1.属于国家秘密", "3", "0", "", "3", "3", "3"], 4),
        (["1.属于国家秘密", "3", "0", "3"], 2),
        (["1.属于国家秘密", "3", "0"], 3),
        (["1.属于国家秘密", "4", "0", "", "3"], 3),
        (["2.重复申请", "3", "0", "", "3"], 0),
        ([], 0),
    ],
    ids=["whole", "spaced", "spans repeated", "blank lost", "cut", "one wrong", "another label", "empty"],
)
def test_figures_count_in_the_row_of_their_label_and_in_their_order(line, right):
    assert cells_right([grid(line)], [ROW]) == right


def test_the_best_of_several_rows_with_the_label_counts():
    assert cells_right([grid(["1.属于国家秘密", "9"]), grid(["1.属于国家秘密", "3", "0", "", "3"])], [ROW]) == 4


def test_quotation_marks_of_a_label_may_differ():
    rows = wanted_rows(compose(7_000_000).blocks)
    (row,) = [row for row in rows if "三安全一稳定" in row.label]
    assert cells_right([grid(['3.危及"三安全一稳定"', *row.printed])], [row]) == 7


def test_table_4_has_no_labels_and_is_known_by_its_heads():
    row = Wanted("", ("2", "1"))
    assert cells_right([grid(HEADS, ["2", "1"])], [row]) == 2
    assert cells_right([grid(["自然人", "商业企业"], ["2", "1"])], [row]) == 0


def test_a_row_that_is_printed_twice_is_wanted_once():
    rows = wanted_rows(compose(71030, harms=["doubled-row", "twice"]).blocks)
    assert len(rows) == len({(row.label, len(row.printed)) for row in rows})


@pytest.mark.parametrize("seed", range(7_000_000, 7_000_006))
def test_grids_as_printed_are_all_right_and_none_is_none(seed):
    rows = wanted_rows(compose(seed).blocks)
    assert cells_right(printed(seed), rows) == cells(rows)
    assert cells_right([], rows) == 0


@pytest.mark.parametrize("seed", range(7_000_000, 7_000_006))
def test_ours_and_theirs_are_counted_over_the_same_cells(seed):
    gold = peers.printed_rows(write_html(seed).gold["tables"])
    counted = sum(len(row) for rows in gold.values() for row in rows.values())
    assert counted == cells(wanted_rows(compose(seed).blocks))


def test_library_that_is_not_installed_is_said_so(tmp_path):
    with pytest.raises(PeerError, match="make bench-peers"), peer("docling", tmp_path / "python"):
        pass


def test_library_that_cannot_be_loaded_is_said_so_with_its_error():
    with pytest.raises(PeerError, match="KeyError"), peer("no such library", Path(sys.executable)):
        pass


def test_worker_answers_or_says_what_failed():
    def work(asked):
        return asked["file"]

    assert peers_worker._answer(work, {"file": "a"})["result"] == "a"
    assert peers_worker._answer(work, {}) == {"error": "KeyError: 'file'"}


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 4), (0, 4), 1), ((0, 4), (2, 6), 1 / 3), ((0, 2), (5, 9), 0), ((0, 8), (2, 6), 0.5)],
)
def test_places_overlap_by_what_is_common(one, other, share):
    assert overlap(one, other) == pytest.approx(share)


def test_quote_counts_as_right_nearby_and_as_exact_at_its_characters():
    found = Found()
    for place in ((10, 20), (11, 20), (15, 40), None):
        found.add(place, (10, 20), 0.001)
    assert (found.asked, found.right, found.exact) == (4, 2, 1)
    assert str(found) == "50.00 % (exactly 25.00 %), 1 ms"
