from extractor.parsing.readers.builder import GridCell, TextBuilder, lay_out


def texts(lines):
    return [[cell and cell.text for cell in line] for line in lines]


def test_a_spanned_place_is_empty():
    rows = [[GridCell("a", rowspan=2), GridCell("b", colspan=2)], [GridCell("c"), GridCell("d")]]
    assert texts(lay_out(rows)) == [["a", "b", None], [None, "c", "d"]]


def test_spans_that_reach_over_the_edge_are_cut():
    rows = [[GridCell("a", rowspan=99, colspan=99)], [GridCell("b")]]
    lines = lay_out(rows, widest=3)
    assert texts(lines) == [["a", None, None], [None, None, None]]


def test_every_cell_has_its_anchor_and_borders_have_none():
    builder = TextBuilder()
    builder.write("前文")
    builder.table([[GridCell("一 |二\n三", path="td[1]"), GridCell("", path="td[2]"), GridCell("7", path="td[3]")]])
    assert builder.text == "前文\n| 一 ∣二 三 |  | 7 |\n"
    assert [(builder.text[slice(*a.span)], a.path) for a in builder.anchors] == [("一 ∣二 三", "td[1]"), ("7", "td[3]")]
