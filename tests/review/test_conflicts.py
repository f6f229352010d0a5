import pytest

from extractor.review import ConflictError, SetValue, TakeSuggestion
from extractor.review.model import Logged
from extractor.schema.life import State
from tests.review.made_up import LIN, TOTAL, ZHOU

OTHER = "disclosure.fees.amount"
BALANCE = "db86d1983d"


def test_other_fields_are_merged_and_told(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    saved = service.save(LIN, report_id, 0, [SetValue(OTHER, 12.5)])
    assert [entry.path for entry in saved.theirs if entry.kind is Logged.CORRECTION] == [TOTAL]
    assert (saved.view.values[TOTAL].holding, saved.view.values[OTHER].holding) == (2, 12.5)


def test_same_field_is_a_conflict_that_says_what_changed(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    with pytest.raises(ConflictError) as caught:
        service.save(LIN, report_id, 0, [SetValue(OTHER, 12.5), SetValue(TOTAL, 5)])
    assert caught.value.paths == (TOTAL,)
    (theirs,) = [entry for entry in caught.value.theirs if entry.path == TOTAL]
    assert (theirs.by, theirs.new) == ("zhou", {"value": 2})
    view = service.open(LIN, report_id).view
    assert (view.values[TOTAL].holding, view.values[OTHER].corrected) == (2, None)


def test_after_a_conflict_the_second_can_save_on_the_new_version(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    with pytest.raises(ConflictError) as caught:
        service.save(LIN, report_id, 0, [SetValue(TOTAL, 5)])
    saved = service.save(LIN, report_id, caught.value.version, [SetValue(TOTAL, 5)])
    assert [entry.old for entry in saved.made if entry.path == TOTAL] == [{"value": 2}]


def test_two_who_say_the_same_do_not_conflict(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    assert service.save(LIN, report_id, 0, [SetValue(TOTAL, 2)]).made == ()


def test_suggestion_of_a_finding_that_was_mended_otherwise_is_a_conflict(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    service.undo(ZHOU, report_id, 1)
    version = service.open(LIN, report_id).version
    person = "applications.new_received.natural_person"
    service.save(ZHOU, report_id, version, [SetValue(TOTAL, 2), SetValue(person, 2)])
    with pytest.raises(ConflictError):
        service.save(LIN, report_id, version, [TakeSuggestion(BALANCE)])


def test_two_decisions_on_one_finding_conflict(service, report_id):
    service.decide(ZHOU, report_id, 0, BALANCE, State.CONFIRMED)
    with pytest.raises(ConflictError) as caught:
        service.decide(LIN, report_id, 0, BALANCE, State.DISMISSED, "口径不同")
    assert caught.value.paths == (f"findings.{BALANCE}",)


def test_undo_of_what_somebody_changed_since_is_a_conflict(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    service.save(LIN, report_id, 1, [SetValue(TOTAL, 5)])
    with pytest.raises(ConflictError):
        service.undo(ZHOU, report_id, 2)
