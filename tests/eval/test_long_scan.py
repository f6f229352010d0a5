from eval.bench.long_scan import lengthened
from eval.synth.generate import compose
from eval.synth.grids import Grid


def test_long_report_has_the_tables_and_the_gold_of_the_short_one():
    short = compose(7)
    long = lengthened(short, 6, 1007)
    assert [block for block in long.blocks if isinstance(block, Grid)] == [
        block for block in short.blocks if isinstance(block, Grid)
    ]
    assert long.gold == short.gold


def test_long_report_has_a_page_of_text_for_each_page_more():
    short = compose(7)
    added = [block for block in lengthened(short, 6, 1007).blocks if block not in short.blocks]
    assert 2000 < sum(map(len, added)) < 5000
