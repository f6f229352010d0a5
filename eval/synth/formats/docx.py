"""A fictional report as a Word file, its tables merged as offices draw the form: `write_docx(seed)`."""

from __future__ import annotations

import io
from random import Random
from typing import Any

from eval.synth.formats.office import SyntheticFile
from eval.synth.formats.spans import span_cells
from eval.synth.generate import compose
from eval.synth.grids import Grid


def write_docx(seed: int, **choices: Any) -> SyntheticFile:
    """Return the report of a seed as a Word file.

    Headings are styled or plain, labels and heads merged, cells split into runs and paragraphs as editing leaves
    them; the page's footer has a page number.

    Args:
        seed: Decides everything that is not given.
        choices: As for `compose`.
    """
    import docx

    composition = compose(seed, **choices)
    rng = Random(seed)
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    styled = rng.random() < 0.5
    for number, block in enumerate(composition.blocks):
        if isinstance(block, Grid):
            _add_table(document, block, rng)
        else:
            _add_paragraphs(document, block, rng, heading=styled and number > 0 and len(block) < 40)
    stream = io.BytesIO()
    document.save(stream)
    name = composition.stem + ".docx"
    return SyntheticFile(name, stream.getvalue(), {"file": name, **composition.gold})


def _add_paragraphs(document: Any, block: str, rng: Random, *, heading: bool) -> None:
    for line in block.split("\n"):
        paragraph = document.add_paragraph(style="Heading 1" if heading else None)
        _add_runs(paragraph, line, rng)


def _add_runs(paragraph: Any, text: str, rng: Random) -> None:
    """Add a text in several runs, cut anywhere, as a word processor stores what was edited."""
    cuts = sorted(rng.sample(range(len(text) + 1), min(rng.randint(0, 3), len(text))))
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        paragraph.add_run(text[start:end])


def _add_table(document: Any, grid: Grid, rng: Random) -> None:
    table = document.add_table(rows=len(grid.rows), cols=grid.width, style="Table Grid")
    places = [list(row.cells) for row in table.rows]
    for cells in span_cells(grid):
        for cell in cells:
            last = places[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1]
            merged = places[cell.row][cell.column].merge(last)
            paragraph = merged.paragraphs[0]
            if len(cell.text) > 8 and not cell.is_value and rng.random() < 0.2:
                _add_runs(paragraph, cell.text[:5], rng)
                paragraph = merged.add_paragraph()
                _add_runs(paragraph, cell.text[5:], rng)
            else:
                _add_runs(paragraph, cell.text, rng)
