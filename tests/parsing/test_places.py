from extractor.parsing.places import locate
from extractor.schema import Anchor, Cell, Document, Tables
from tests.builders import report

ANCHORS = (
    Anchor(span=(0, 2), page=1, bbox=(10, 10, 30, 20), score=0.9),
    Anchor(span=(3, 5), page=1, bbox=(40, 12, 60, 22), score=0.7),
    Anchor(span=(6, 8), page=2, bbox=(5, 5, 9, 9)),
)


def located(span, anchors=ANCHORS):
    document = Document(name="a.pdf", sha256="0" * 64, media_type="application/pdf", text="ab cd ef", anchors=anchors)
    table = {"carried_over": {"total": Cell(value=1, printed="x", span=span)}}
    return locate(report(tables=Tables(applications=table)), document).tables.applications["carried_over"]["total"]


def test_a_value_gets_the_box_around_what_it_touches_and_the_lowest_score():
    cell = located((1, 4))
    assert (cell.page, cell.bbox, cell.score) == (1, (10, 10, 60, 22), 0.7)


def test_a_value_over_two_pages_is_on_the_first():
    assert located((3, 8)).page == 1
    assert located((3, 8)).bbox == (40, 12, 60, 22)


def test_a_value_between_anchors_has_no_place():
    assert located((5, 6)).page is None


def test_a_document_without_anchors_leaves_the_report_as_it_is():
    assert located((1, 4), anchors=()).page is None
    assert "page" not in located((1, 4), anchors=()).model_dump()
