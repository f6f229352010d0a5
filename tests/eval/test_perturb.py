import pytest

from eval.perturb.draft import LAYOUTS, make_draft, write_draft
from eval.perturb.measure import EDITS, FIRST_SEED, measure
from eval.scoring import score_cells
from extractor.pipeline import process

TEXTS = tuple(name for name in LAYOUTS if name != "html")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_report_without_an_edit_is_read_whole(layout):
    draft = make_draft(FIRST_SEED, layout)
    name, data = write_draft(draft, FIRST_SEED)
    assert score_cells(process(data, name).report, draft.tables).wrong == ()


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_changes_what_is_printed(edit):
    changed = []
    for seed in range(FIRST_SEED, FIRST_SEED + 6):
        draft = make_draft(seed, "tabs")
        EDITS[edit](draft)
        changed.append(write_draft(draft, seed)[1] != write_draft(make_draft(seed, "tabs"), seed)[1])
    assert any(changed)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("layouts", [TEXTS, ("html",)], ids=["text", "html"])
def test_edit_leaves_every_other_cell_right_and_its_own_right_or_said(edit, layouts):
    result = measure(edit, layouts, count=6)
    assert (result.refused, result.wrong, result.silent) == ([], [], [])


def test_cell_read_otherwise_and_not_said_is_counted(monkeypatch):
    monkeypatch.setitem(EDITS, "placeholder", lambda draft: draft.tables["applications"]["granted"].update(total=-1))
    result = measure("placeholder", ("tabs",), count=1)
    assert result.wrong == [f"{FIRST_SEED} tabs applications.granted.total"]
    assert not result.passed
