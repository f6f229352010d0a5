from dataclasses import replace

import pytest

from extractor.errors import ReportNotFoundError
from extractor.review import LOCAL, ReviewService, SetValue
from extractor.review.desk import read_desk
from extractor.review.kept import Kept
from extractor.schema.life import State
from extractor.storage import Entry
from extractor.validation.settings import DECLARED
from tests.review.made_up import LIN, TOTAL, ZHOU, entry


@pytest.fixture
def keeping(store):
    return ReviewService(store, kept=Kept())


def test_report_nobody_changed_is_not_checked_again(keeping, report_id):
    assert keeping.open(LOCAL, report_id).view is keeping.open(LOCAL, report_id).view


def test_report_is_kept_as_it_was_saved(keeping, report_id):
    keeping.open(LOCAL, report_id)
    saved = keeping.save(LOCAL, report_id, 0, [SetValue(TOTAL, 2, "原文如此")])
    assert keeping.open(LOCAL, report_id).view is saved.view


def test_kept_report_equals_one_read_from_the_store(keeping, service, report_id):
    keeping.open(LOCAL, report_id)
    keeping.save(LOCAL, report_id, 0, [SetValue(TOTAL, 2, "原文如此")])
    assert keeping.open(LOCAL, report_id) == service.open(LOCAL, report_id)


def test_what_others_saved_elsewhere_is_seen(keeping, service, store, report_id):
    keeping.open(LOCAL, report_id)
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, "原文如此")])
    assert keeping.open(LOCAL, report_id).view.values[TOTAL].holding == 2
    key = store.findings_of(report_id)[0].key
    store.decide(report_id, key, State.CONFIRMED, by="lin")
    assert keeping.open(LOCAL, report_id).decisions[-1].key == key


def test_a_log_that_is_known_is_added_to(keeping, service, report_id):
    keeping.save(LIN, report_id, 0, [SetValue("issuer", "柳坪县商贸局", "改名")])
    service.save(ZHOU, report_id, 1, [SetValue(TOTAL, 2, "原文如此")])
    service.save(ZHOU, report_id, 2, [SetValue(TOTAL, 3, "又改")])
    opened = keeping.open(LOCAL, report_id)
    assert opened == service.open(LOCAL, report_id)
    assert sorted({one.version for one in opened.log}) == [1, 2, 3]


def test_a_report_kept_as_it_is_later_does_not_show_in_one_read_before(store, service, report_id):
    kept = Kept()
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, "原文如此")])
    desk = read_desk(store, report_id, DECLARED)
    later = [one.model_copy(update={"version": 2}) for one in desk.entries]
    kept.put(replace(desk, version=2, entries=[*desk.entries, *later]))
    assert ReviewService(store, kept=kept).open(LOCAL, report_id) == service.open(LOCAL, report_id)


def test_a_save_on_a_kept_report_meets_what_others_saved_elsewhere(keeping, service, report_id):
    keeping.open(LIN, report_id)
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2, "原文如此")])
    saved = keeping.save(LIN, report_id, 0, [SetValue("issuer", "柳坪县商贸局", "改名")])
    assert [one.path for one in saved.theirs if one.path == TOTAL] == [TOTAL]
    assert service.open(LOCAL, report_id).view.values[TOTAL].holding == 2


def test_new_revision_is_read_anew(keeping, store, report_id):
    keeping.open(LOCAL, report_id)
    first = entry()
    store.save(Entry(first.report.model_copy(update={"facts": ()}), first.document, first.raw))
    assert keeping.open(LOCAL, report_id).view.stored.facts == ()


def test_change_that_is_refused_leaves_what_is_kept(keeping, report_id):
    before = keeping.open(LOCAL, report_id)
    with pytest.raises(ReportNotFoundError):
        keeping.save(LOCAL, "0" * 16, 0, [SetValue(TOTAL, 2)])
    with pytest.raises(Exception, match="review"):
        keeping.save(LOCAL, report_id, 0, [SetValue(TOTAL, 2, "原文"), SetValue("no.such.path", 2)])
    assert keeping.open(LOCAL, report_id) == before


def test_only_the_last_reports_are_kept(store):
    kept = Kept(most=2)
    service = ReviewService(store, kept=kept)
    ids = [store.save(entry(number)).report_id for number in (1, 2, 3)]
    views = [service.open(LOCAL, report_id).view for report_id in ids]
    assert service.open(LOCAL, ids[1]).view is views[1]
    assert service.open(LOCAL, ids[0]).view is not views[0]
