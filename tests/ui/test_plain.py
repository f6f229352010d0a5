import pytest

from ui.plain import plain

UNSEEN = "\u200b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("云溪县水务局", "云溪县水务局"),
        ("**粗** _斜_ `码`", r"\*\*粗\*\* \_斜\_ \`码\`"),
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\<\/script\>"),
        ("# 题\n- 一", r"\# 题 \- 一"),
        ("$x$ :red[红]", rf"\$x\$ \:{UNSEEN}red\[红\]"),
        ("www.example.com", rf"www{UNSEEN}\.example\.com"),
        ("100%", r"100\%"),
    ],
)
def test_marks_are_escaped(text, shown):
    assert plain(text) == shown
