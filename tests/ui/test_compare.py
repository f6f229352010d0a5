"""The page compare: two reports by address or by search, differences counted, sources one click away."""

import pytest

from extractor.storage import open_store

ISSUER = "柳坪县商务局"


@pytest.fixture
def ids(data):
    """Year → id of the sample issuer's reports."""
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        return {summary.year: summary.id for summary in store.list(issuer=ISSUER)}


def view(page, name):
    return page.segmented_control(key="compare.view").set_value(name).run()


def test_page_asks_for_two_reports(app):
    assert "选两份报告" in app("compare").info[0].value


def test_address_chooses_both_and_the_differences_are_counted(app, ids):
    page = app("compare", a=ids[2022], b=ids[2023])
    assert not page.error
    different, total = map(int, page.metric[0].value.split("/"))
    assert total == 200
    assert 0 < different < 200
    assert page.metric[2].value.startswith("12%")


def test_tables_show_both_values_and_what_grew(app, ids):
    page = app("compare", a=ids[2022], b=ids[2023])
    (table,) = [grid.value for grid in page.dataframe if len(grid.value) == 25]
    assert any("→" in text and ("(+" in text or "(-" in text) for text in table["7"])


def test_two_issuers_have_no_growth_between_them(app, ids, data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        other = next(one.id for one in store.list(year=2023) if one.issuer != ISSUER and one.form == "2021")
    page = app("compare", a=ids[2023], b=other)
    texts = [text for grid in page.dataframe for text in grid.value.to_numpy().ravel()]
    assert any("→" in text for text in texts)
    assert not any("(+" in text or "(-" in text for text in texts)


def test_only_what_differs_leaves_equal_lines_out(app, ids):
    page = app("compare", a=ids[2022], b=ids[2023])
    whole = sum(len(grid.value) for grid in page.dataframe)
    page.toggle(key="compare.only_different").set_value(True).run()
    assert sum(len(grid.value) for grid in page.dataframe) < whole


def test_second_report_is_first_sought_among_the_same_issuer(app, ids):
    page = app("compare", a=ids[2022])
    first, second = page.selectbox(key="compare.pick.b").options[:2]
    assert first.startswith(ISSUER)
    assert second.startswith(ISSUER)


def test_report_is_found_by_search_and_kept_in_the_address(app, ids):
    page = app("compare", a=ids[2022])
    page.text_input(key="compare.search.b").set_value("统计局").run()
    pick = page.selectbox(key="compare.pick.b")
    assert all("统计局" in option for option in pick.options)
    pick.select_index(0).run()
    assert page.query_params["b"]
    assert len(page.metric) == 3


def test_fields_and_words_of_a_part(app, ids):
    page = view(app("compare", a=ids[2022], b=ids[2023]), "fields")
    (grid,) = page.dataframe
    assert "发布机关" in set(grid.value["0"])
    page = view(page, "text")
    assert any(":red-background[36]" in text.value for text in page.markdown)
    assert any(":green-background[22]" in text.value for text in page.markdown)


def test_words_of_a_report_are_no_markdown(app, ids, data, monkeypatch):
    from extractor.compare import Difference, Piece, SentencePair

    hostile = SentencePair(Difference.ONLY_LEFT, (Piece("<script>x</script> [a](http://a.example) :red[b]", True),))
    monkeypatch.setattr("ui.views.compare.parts.compare_part", lambda left, right, part: (hostile,))
    page = view(app("compare", a=ids[2022], b=ids[2023]), "text")
    shown = next(text.value for text in page.markdown if "script" in text.value)
    assert "\\<script\\>" in shown
    assert "](http" not in shown


def test_same_report_twice_is_told(app, ids):
    assert "同一份" in app("compare", a=ids[2023], b=ids[2023]).warning[0].value


def test_unknown_report_is_one_message(app, ids):
    page = app("compare", a="ffff", b=ids[2023])
    assert not page.exception
    assert page.error
