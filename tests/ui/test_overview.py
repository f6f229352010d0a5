"""The overview: numbers that agree with the store, and an empty store that says what to do."""

from extractor.review import LOCAL, ReviewService
from extractor.review.queue import ReviewQueue


def the_store():
    from ui.session import store

    return store()


def test_tiles_show_the_reports_by_state_and_the_open_findings(app):
    page = app("overview")
    progress = ReviewQueue(the_store()).progress(LOCAL)
    shown = {metric.label: metric.value for metric in page.metric}
    assert shown["未分配"] == str(progress.total) == "18"
    assert shown["错误"] == str(progress.open["errors"])


def test_tile_leads_to_its_list(app):
    page = app("overview")
    page.button(key="overview.errors").click().run()
    assert not page.exception
    assert page.title[0].value == "审核"
    assert page.query_params == {"state": "all", "having": "errors"}
    assert (page.dataframe[0].value["errors"] > 0).all()


def test_open_findings_are_listed_by_rule_the_most_first(app):
    listed = app("overview").dataframe[0].value
    assert list(listed["open"]) == sorted(listed["open"], reverse=True)
    assert "表三行合计不符" in list(listed["rule"])


def test_progress_follows_the_review(app):
    app("overview")
    report = ReviewQueue(the_store()).page(LOCAL).items[0].report_id
    ReviewService(the_store()).take(LOCAL, report)
    shown = {metric.label: metric.value for metric in app("overview").metric}
    assert (shown["未分配"], shown["审核中"]) == ("17", "1")


def test_regions_are_shown_instead_of_levels(app):
    page = app("overview")
    page.segmented_control[1].set_value("region").run()
    assert not page.exception
    assert not page.error


def test_empty_store_leads_to_the_import(app, data):
    (data / "nianbao.db").unlink()
    page = app("overview")
    page.button[0].click().run()
    assert page.title[0].value == "导入"
