import re
import time
from html.parser import HTMLParser

import pytest

from extractor.export.page import render_page
from extractor.export.page_marks import Mark, collect_marks, marked_text
from extractor.schema import AnnexRow, Item, Match, Section
from extractor.validation import check
from tests.builders import applications, cell, disclosure, evidence, fact, quantity, report, stated, tables

EVIL = "<script>alert('1')</script>&\"]]><!--"


class Reader(HTMLParser):
    """Collects the tags of a page, and the text of some."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.source = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "article" in self.open:
            self.source += data

    def rows(self, css):
        """Return per row of a table the number of grid columns that its own cells take."""
        found, inside = [], False
        for tag, attrs in self.tags:
            if tag == "table":
                inside = attrs.get("class") == css
            elif inside and tag == "tr":
                found.append(0)
            elif inside and tag in ("td", "th"):
                found[-1] += int(attrs.get("colspan", 1))
        return found


def checked(**changes):
    plain = report(**changes)
    findings, checks = check(plain)
    return plain.model_copy(update={"findings": findings, "checks": checks})


def marks_of(page):
    return {name for tag, attrs in Reader(page).tags if tag == "mark" for name in attrs["data-m"].split()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_is_whole_and_keeps_the_text(lang):
    text = "一、总体情况\n今年公开 3 条。\r\n| 0 |\t|\n"
    page = Reader(render_page(checked(), text, lang))
    assert page.open == []
    assert page.source == text


def test_page_needs_nothing_from_outside():
    page = render_page(checked(), "文")
    names = [(tag, name) for tag, attrs in Reader(page).tags for name in attrs if name in ("src", "href", "style")]
    assert names == []
    assert "url(" not in page
    assert "default-src 'none'" in page.replace("&#x27;", "'")


def test_markup_in_a_report_stays_text():
    bad = evidence(EVIL, (0, len(EVIL)))
    table = applications()
    table["granted"]["company"] = cell(None, EVIL, (0, 5))
    table["granted"][EVIL] = cell(1)
    whole = checked(
        title=stated(EVIL),
        issuer=stated(EVIL),
        sections=(Section(part=1, title=EVIL, span=(0, 9)),),
        tables=tables(applications=table, annex=(AnnexRow(label=EVIL, unit=EVIL, this_year=cell(None, EVIL)),)),
        facts=(fact("disclosure.total", 3, EVIL),),
        quantities=(quantity("q1", 3, EVIL, EVIL),),
        problems=(Item(text=EVIL, evidence=bad),),
        improvements=(Item(text=EVIL, evidence=bad),),
    )
    for lang in ("zh", "en"):
        page = Reader(render_page(whole, EVIL, lang))
        assert [tag for tag, _ in page.tags].count("script") == 1
        assert page.source == EVIL
        assert page.open == []


def test_policy_names_the_script_that_stands_in_the_page():
    import base64
    import hashlib

    page = render_page(checked(), "文")
    script = re.search(r"<script>(.*)</script>", page, re.S).group(1)
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in page


def test_nested_and_overlapping_marks_name_every_value():
    marks = [Mark("a", "problem", (0, 6)), Mark("b", "quantity", (2, 4)), Mark("c", "fact", (3, 8))]
    html = marked_text("0123456789", marks, [])
    assert re.sub("<[^>]+>", "", html) == "0123456789"
    assert re.findall(r'data-m="([^"]+)">([^<]+)<', html) == [
        ("a", "01"), ("b a", "2"), ("b c a", "3"), ("c a", "45"), ("c", "67"),
    ]  # fmt: skip


def test_every_value_with_a_place_is_marked_and_a_place_outside_the_text_is_not():
    table = applications()
    table["granted"]["company"] = cell(4, "4", (2, 3))
    table["granted"]["total"] = cell(4, "4", (5, 99))
    whole = report(
        tables=tables(applications=table),
        facts=(fact("disclosure.total", 4).model_copy(update={"evidence": evidence("公4", (1, 3))}),),
    )
    ids = {mark.id for mark in collect_marks(whole, 8)}
    assert ids == {"cell-applications.granted.company", "fact-0"}
    assert marks_of(render_page(whole, "公公4条公开了吗")) == ids


def test_null_zero_blank_and_missing_look_different():
    table = applications()
    table["granted"] |= {"company": cell(None, ""), "total": cell(None, "-"), "natural_person": None}
    found = {
        attrs["data-v"].removeprefix("cell-applications.granted."): attrs["class"].split()[1]
        for tag, attrs in Reader(render_page(checked(tables=tables(applications=table)), "文")).tags
        if tag == "td" and attrs.get("data-v", "").startswith("cell-applications.granted.")
    }
    assert [found[name] for name in ("natural_person", "company", "total", "legal_service")] == [
        "missing", "blank", "null", "zero",
    ]  # fmt: skip


def test_failed_identity_colours_its_cells():
    table = applications(denied_third_party__company=2)
    page = Reader(render_page(checked(tables=tables(applications=table)), "文"))
    coloured = [attrs["data-v"] for tag, attrs in page.tags if "bad-error" in attrs.get("class", "") and tag == "td"]
    assert "cell-applications.denied_third_party.total" in coloured
    assert "cell-applications.granted.company" in coloured
    assert "cell-review_litigation.reconsideration.total" not in coloured


@pytest.mark.parametrize(("form", "rows"), [("2021", 25), ("2019", 23)])
def test_table_3_is_laid_out_as_on_the_form(form, rows):
    whole = checked(form=form, tables=tables(disclosure=disclosure(form), applications=applications(form)))
    widths = Reader(render_page(whole, "文")).rows("applications")
    assert len(widths) == 3 + rows
    assert widths[:4] == [10, 7, 5, 10]
    assert widths[5] == 10
    assert set(widths[6:-2]) == {8, 9}
    assert widths[-2:] == [9, 10]


def test_table_4_has_its_fifteen_cells_in_one_row():
    assert Reader(render_page(checked(), "文")).rows("review_litigation") == [15, 10 + 5, 10, 15]


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_table_2_fills_four_columns_in_every_row(form):
    whole = checked(form=form, tables=tables(disclosure=disclosure(form), applications=applications(form)))
    assert set(Reader(render_page(whole, "文")).rows("disclosure")) == {4}


def test_single_other_row_stands_in_place_of_the_three():
    table = applications(other_other__total=None)
    for row in ("other_not_corrected", "other_fee_unpaid", "other_other"):
        table[row] = None
    table["other_handling"] = applications("2019", other_handling__company=8)["other_handling"]
    page = render_page(checked(tables=tables(applications=table)), "文")
    assert "(六)其他处理</th><td" in page
    assert len(Reader(page).rows("applications")) == 3 + 23


def test_cell_that_the_form_has_no_place_for_is_shown():
    table = applications()
    table["granted"]["extra"] = cell(77)
    assert "applications.granted.extra" in render_page(checked(tables=tables(applications=table)), "文")


def test_finding_shows_suggestion_cells_and_words():
    table = applications(granted__total=None)
    page = render_page(checked(tables=tables(applications=table), facts=(fact("applications.granted", 3),)), "文")
    assert 'data-go="cell-applications.granted.total"' in page
    assert "建议" in page
    assert 'data-go="evidence-' in page


def test_value_that_was_not_found_says_so():
    lost = fact("disclosure.total", 3).model_copy(update={"evidence": evidence("3条", match=Match.NONE)})
    assert "原文中未找到" in render_page(report(facts=(lost,)), "文")


def test_english_page_has_english_findings():
    page = render_page(checked(tables=tables(review_litigation=None)), "文", "en")
    assert "is missing" in page
    assert "Findings" in page


def test_page_of_a_whole_report_takes_milliseconds():
    whole = checked()
    render_page(whole, "文" * 5000)
    started = time.process_time()
    for _ in range(5):
        render_page(whole, "文" * 5000)
    assert (time.process_time() - started) / 5 < 0.2
