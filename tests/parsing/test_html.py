import time

import pytest

from extractor.errors import DocumentError, DocumentLoadError, DocumentTooLargeError, EmptyDocumentError
from extractor.parsing.load import load_document
from extractor.parsing.readers.html.reader import load_html

REPORT = (
    "<h2>一、总体情况</h2><p>本局认真贯彻条例，全年主动公开政府信息12条，均按时更新。</p>"
    "<h2>六、其他需要报告的事项</h2><p>无其他事项，特此说明。</p>"
)


def read(body: str, head: str = "") -> str:
    return load_html(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")[0].text


def rows(table: str) -> list[str]:
    return [line for line in read(REPORT + table).splitlines() if line.startswith("|")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("label", ["utf-8", "gb2312", "nonsense"])
def test_the_bytes_decide_the_encoding_whatever_the_page_says(encoding, label):
    page = f'<html><head><meta charset="{label}"></head><body>{REPORT}</body></html>'
    document, _ = load_document(page.encode(encoding), "a.txt")
    assert "全年主动公开政府信息12条" in document.text
    assert document.media_type == "text/html"


def test_a_wrong_label_is_said():
    page = f'<meta charset="utf-8">{REPORT}'
    _, remarks = load_html(page.encode("gbk"), "a.html")
    assert [(r.rule, r.params["label"], r.params["encoding"]) for r in remarks] == [
        ("reading.encoding_mislabelled", "utf-8", "gb18030")
    ]


@pytest.mark.parametrize(
    "noise",
    [
        "<script>'<p>秘密7</p>'</script>",
        "<style>.秘密7{}</style>",
        "<!-- <p>秘密7</p> -->",
        "<template><p>秘密7</p></template>",
        "<noscript>秘密7</noscript>",
        '<p style="color:red; DISPLAY : None">秘密7</p>',
        "<p hidden>秘密7</p>",
        "<select><option>秘密7</option></select>",
        "<table><tr><td>1</td><td style='display:none'>秘密7</td></tr><tr><td>2</td><td>3</td></tr></table>",
    ],
)
def test_what_a_browser_does_not_show_is_no_text(noise):
    assert "秘密" not in read(REPORT.replace("<p>无", noise + "<p>无"))


def test_a_report_that_is_wholly_hidden_is_read_and_said():
    page = f"<body><p>首页</p><div id='c' style='display:none'>{REPORT}</div></body>"
    document, remarks = load_html(page.encode(), "a.html")
    assert "全年主动公开政府信息12条" in document.text
    assert [remark.rule for remark in remarks] == ["reading.hidden_page"]


def test_chrome_is_left_out_and_the_report_is_whole():
    menu = "<ul><li><a href=#>网站首页</a></li><li><a href=#>政务公开</a></li></ul>"
    other = "<div class=related><h3>相关信息</h3><a href=#>某县2001年政府信息公开工作年度报告</a></div>"
    text = read(f"{menu}<div class=con>{REPORT}<div class=share>分享到：<a>微信</a></div></div>{other}<p>版权所有</p>")
    assert text.startswith("一、总体情况")
    assert text.endswith("特此说明。\n")


def test_a_page_on_which_no_report_is_recognised_is_kept_whole():
    assert read("<p>甲</p><ul><li><a>乙</a></li></ul>") == "甲\n乙\n"


def test_title_and_date_outside_the_body_stand_at_the_top():
    outside = "<h1>柳坪县商务局2023年政府信息公开工作年度报告</h1><div>发布时间：2024-01-20 来源：柳坪县</div>"
    text = read(f"{outside}<div><div>{REPORT}</div></div>")
    assert text.splitlines()[:2] == ["柳坪县商务局2023年政府信息公开工作年度报告", "发布时间：2024-01-20 来源：柳坪县"]


def test_title_and_date_come_from_the_meta_tags_where_the_page_prints_none():
    title = '<meta name="ArticleTitle" content="柳坪县商务局2023年政府信息公开年度报告">'
    head = f'{title}<meta name=PubDate content="2024-01-20">'
    document, _ = load_html(f"<html><head>{head}</head><body>{REPORT}</body></html>".encode(), "a.html")
    assert document.text.splitlines()[:2] == ["柳坪县商务局2023年政府信息公开年度报告", "发布时间：2024-01-20"]
    shown = [(document.text[slice(*a.span)], a.path) for a in document.anchors[:2]]
    assert shown[1] == ("2024-01-20", "head/meta[2]/@content")


def test_inline_elements_are_glued_and_blocks_are_lines():
    text = read(
        REPORT.replace("12条", "<span>1</span><b>2</b>条<br>又").replace("<p>无", "<div>甲<p>乙</p>丙</div><p>无")
    )
    assert "信息12条\n又" in text
    assert "甲\n乙\n丙\n" in text


def test_preformatted_lines_stay_lines():
    assert "甲\n乙\n" in read(REPORT + "<pre>甲\n乙</pre>")


def test_spans_leave_empty_places():
    table = "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>丙<td>3<td>4</table>"
    assert rows(table) == ["| 甲 | 乙 |  |", "|  | 1 | 2 |", "| 丙 | 3 | 4 |"]


@pytest.mark.parametrize("span", ["colspan=99", "colspan=2", "rowspan=0", "rowspan=70000", "rowspan=x", "colspan=-1"])
def test_wrong_spans_at_the_edge_move_no_cell(span):
    table = f"<table><tr><td>甲<td>1<td>2<tr><td>乙<td>3<td>4<tr><td>丙<td>5<td {span}>6</table>"
    assert rows(table) == ["| 甲 | 1 | 2 |", "| 乙 | 3 | 4 |", "| 丙 | 5 | 6 |"]


def test_a_label_that_reaches_one_row_too_far_is_cut():
    table = "<table><tr><td rowspan=3>甲<td>1<td>2<tr><td>3<td>4<tr><td>乙<td>5<td>6<tr><td>丙<td>7<td>8</table>"
    assert rows(table)[2:] == ["| 乙 | 5 | 6 |", "| 丙 | 7 | 8 |"]


@pytest.mark.parametrize("blank", ["&nbsp;", "", "<p>&nbsp;</p>", "\u3000", "&#8203;", "<span> </span>"])
def test_a_cell_of_spaces_is_blank(blank):
    assert rows(f"<table><tr><td>甲<td>{blank}<td>2<tr><td>乙<td>3<td>4</table>")[0] == "| 甲 |  | 2 |"


def test_two_lines_in_a_cell_never_make_one_number():
    table = "<table><tr><td>甲<td>1<br>2<td><p>3</p><p>4</p><tr><td>乙<td><b>5</b>6<td>7</table>"
    assert rows(table) == ["| 甲 | 1 2 | 3 4 |", "| 乙 | 56 | 7 |"]


def test_each_cell_keeps_its_path():
    page = f"{REPORT}<table><tr><td>x</table><table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    document, _ = load_html(page.encode(), "a.html")
    found = {document.text[slice(*a.span)]: a.path for a in document.anchors}
    assert found["2"] == "table[2]/tr[2]/td[2]"
    assert found["六、其他需要报告的事项"] == "body/h2[2]"


def test_a_table_that_only_lays_out_the_page_is_no_table():
    inner = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    text = read(f"<table><tr><td>导航</td><td>{REPORT}{inner}</td></tr></table>")
    assert "\n| 甲 | 1 |\n| 乙 | 2 |\n" in text
    assert "\n一、总体情况\n" in f"\n{text}"


def test_prose_in_a_row_of_a_data_table_is_a_line():
    prose = "本局认真贯彻条例。" * 12
    text = read(f"{REPORT}<table><tr><td colspan=2>{prose}<tr><td>甲<td>1<tr><td>乙<td>2</table>")
    assert f"\n{prose}\n| 甲 | 1 |" in text


@pytest.mark.parametrize(
    "cell",
    [
        "<div class=tr><div class=td>{}</div><div class=td>{}</div></div>",
        "<div style='display:table-row'><b style='display:table-cell'>{}</b><i style='display:table-cell'>{}</i></div>",
        "<ul><li>{}</li><li>{}</li></ul>",
    ],
)
def test_tables_drawn_with_blocks_are_tables(cell):
    table = "".join(cell.format(*row) for row in (("甲", "1"), ("乙", ""), ("丙", "3")))
    assert rows(f"<div>{table}</div>") == ["| 甲 | 1 |", "| 乙 |  |", "| 丙 | 3 |"]


def test_a_row_drawn_with_blocks_keeps_its_blanks_below_heads_inside_each_other():
    heads = "".join(f"<div>{head}</div>" for head in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))
    figures = "".join(f"<div>{figure}</div>" for figure in ("3", "", "0", "&nbsp;", "3"))
    table = f"<div><div><div><p>行政复议</p><div>{heads}</div></div></div><div>{figures}</div></div>"
    assert rows(table) == ["| 3 |  | 0 |  | 3 |"]


def test_a_table_for_each_row_gives_the_rows_in_order_with_their_addresses():
    tables = "".join(f"<table><tr><td>{label}<td>{figure}</table>" for label, figure in (("甲", 1), ("乙", 2)))
    document, _ = load_html(f"{REPORT}{tables}".encode(), "a.html")
    assert document.text.endswith("| 甲 | 1 |\n| 乙 | 2 |\n")
    assert document.anchors[-1].path == "table[2]/tr[1]/td[2]"


def test_text_between_the_cells_of_broken_markup_is_kept():
    assert "掉队的字" in read(f"{REPORT}<table><tr><td>甲<td>1</tr>掉队的字<tr><td>乙<td>2</tr></table>")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "p><span"])
def test_ten_thousand_nested_elements_end_in_a_message(tag):
    start = time.perf_counter()
    with pytest.raises(DocumentLoadError) as error:
        load_html(f"<body>{f'<{tag}>' * 10_000}{REPORT}".encode(), "a.html")
    assert (error.value.params["reason"], time.perf_counter() - start < 5) == ("nested", True)


@pytest.mark.parametrize(
    "page", ["<table><tr><td>甲<td>" * 500, "<div>" * 1500, "<div><div>1</div><div>2</div>" * 300, ""]
)
def test_many_lines_in_deep_elements_take_linear_time(page):
    times = []
    for count in (2_000, 16_000):
        start = time.process_time()
        load_html(f"<body>{REPORT}{page}{'<p>乙</p>' * count}".encode(), "a.html")
        times.append(time.process_time() - start)
    assert times[1] < 24 * times[0] + 1


@pytest.mark.slow
def test_fifty_megabytes_of_scripts_do_not_hide_the_report():
    page = b"<body><script>" + b"var a=1;" * 6_250_000 + b"</script>" + REPORT.encode()
    assert load_html(page, "a.html")[0].text.startswith("一、总体情况")


def test_text_without_end_is_refused():
    with pytest.raises(DocumentTooLargeError):
        load_html(b"<body>" + b"<p>a</p>" * 200_000, "a.html")


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>1</script></body></html>", "<!doctype html>"])
def test_a_page_without_text_is_empty(page):
    with pytest.raises(EmptyDocumentError):
        load_html(page.encode(), "a.html")


def test_any_bytes_give_a_document_or_an_error():
    for size in range(0, 400, 7):
        try:
            load_html(b"<html>" + bytes((i * size) % 256 for i in range(size)), "a.html")
        except DocumentError:
            continue
