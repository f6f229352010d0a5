import re

import pytest

from extractor.patterns import Pattern


def test_expression_is_compiled_when_it_is_first_used():
    wrong = Pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_every_way_to_search_finds_what_re_finds():
    pattern, compiled, text = Pattern("^a.", re.MULTILINE), re.compile("^a.", re.MULTILINE), "ab\nac"
    assert [match.span() for match in pattern.finditer(text)] == [match.span() for match in compiled.finditer(text)]
    assert pattern.search(text, 1).span() == compiled.search(text, 1).span()
    assert pattern.match(text, 3).span() == compiled.match(text, 3).span()
    assert pattern.fullmatch("ab") and pattern.fullmatch(text) is None
    assert pattern.sub("x", text) == compiled.sub("x", text)
