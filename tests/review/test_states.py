import pytest

from extractor.review import LOCAL, ConflictError, NotAllowedError, ReviewState, SetValue, StateError
from extractor.review.model import Logged
from extractor.schema.life import State
from tests.review.made_up import LEAD, LIN, READER, TOTAL, ZHOU


@pytest.fixture
def signed_off(service, report_id):
    """A report that ZHOU signed off, errors mended; its version."""
    version = service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)]).version
    return service.sign_off(ZHOU, report_id, version)


def state(service, report_id):
    case = service.open(READER, report_id)
    return case.state, case.assignee


def test_report_is_unassigned_at_first(service, report_id):
    assert state(service, report_id) == (ReviewState.UNASSIGNED, None)


def test_who_edits_a_waiting_report_has_it_in_review(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    assert state(service, report_id) == (ReviewState.IN_REVIEW, "zhou")


def test_second_to_take_is_told_who_has_it(service, report_id):
    service.take(ZHOU, report_id)
    with pytest.raises(StateError) as caught:
        service.take(LIN, report_id)
    assert caught.value.params == {"by": "zhou"}


def test_lead_takes_over_and_assigns(service, report_id):
    service.take(ZHOU, report_id)
    service.take(LEAD, report_id)
    assert state(service, report_id)[1] == "shen"
    service.assign(LEAD, report_id, "lin")
    assert state(service, report_id) == (ReviewState.IN_REVIEW, "lin")


def test_released_report_keeps_its_corrections(service, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    service.release(ZHOU, report_id)
    assert state(service, report_id) == (ReviewState.UNASSIGNED, None)
    assert service.open(LIN, report_id).view.values[TOTAL].holding == 2


def test_signed_off_report_can_only_be_changed_after_it_is_reopened(service, report_id, signed_off):
    with pytest.raises(StateError, match="signed_off_already"):
        service.save(ZHOU, report_id, signed_off, [SetValue(TOTAL, 5)])
    version = service.reopen(ZHOU, report_id, "漏看一处")
    assert state(service, report_id)[0] is ReviewState.REOPENED
    service.save(ZHOU, report_id, version, [SetValue(TOTAL, 5)])
    assert state(service, report_id) == (ReviewState.IN_REVIEW, "zhou")


def test_open_errors_need_a_reason_to_sign_off(service, report_id):
    with pytest.raises(StateError) as caught:
        service.sign_off(ZHOU, report_id, 0)
    assert caught.value.params["findings"] == 2
    service.sign_off(ZHOU, report_id, 0, "已电话告知该局")
    assert state(service, report_id) == (ReviewState.SIGNED_OFF, "zhou")


def test_sign_off_of_what_somebody_changed_meanwhile_is_a_conflict(service, report_id):
    service.take(ZHOU, report_id)
    service.save(LIN, report_id, 1, [SetValue(TOTAL, 2)])
    with pytest.raises(ConflictError) as caught:
        service.sign_off(ZHOU, report_id, 1)
    assert [entry.path for entry in caught.value.theirs if entry.kind is Logged.CORRECTION] == [TOTAL]
    assert state(service, report_id) == (ReviewState.IN_REVIEW, "zhou")


def test_lead_sends_a_signed_report_back(service, report_id, signed_off):
    with pytest.raises(NotAllowedError):
        service.send_back(LIN, report_id, signed_off, "表四也要看")
    service.send_back(LEAD, report_id, signed_off, "表四也要看")
    assert state(service, report_id) == (ReviewState.SENT_BACK, "zhou")
    assert service.open(ZHOU, report_id).log[-1].reason == "表四也要看"


def test_other_reviewer_cannot_reopen(service, report_id, signed_off):
    with pytest.raises(NotAllowedError):
        service.reopen(LIN, report_id, "想改")


@pytest.mark.parametrize("act", ["send_back", "reopen"])
def test_closing_and_reopening_need_a_reason(service, report_id, signed_off, act):
    arguments = (report_id, signed_off, " ") if act == "send_back" else (report_id, " ")
    with pytest.raises(StateError, match="reason_needed"):
        getattr(service, act)(LEAD, *arguments)


@pytest.mark.parametrize(
    ("act", "arguments"),
    [
        ("save", (0, [SetValue(TOTAL, 2)])),
        ("undo", (0,)),
        ("decide", (0, "9f69268518", State.CONFIRMED)),
        ("take", ()),
        ("release", ()),
        ("sign_off", (0,)),
        ("send_back", (0, "理由")),
        ("reopen", ("理由",)),
    ],
)
def test_reader_changes_nothing(service, report_id, act, arguments):
    with pytest.raises(NotAllowedError):
        getattr(service, act)(READER, report_id, *arguments)
    assert service.open(READER, report_id).log == ()


def test_reviewer_does_not_assign(service, report_id):
    with pytest.raises(NotAllowedError):
        service.assign(ZHOU, report_id, "lin")


def test_who_sits_at_the_machine_may_do_all(service, report_id):
    service.assign(LOCAL, report_id, "local")
    assert state(service, report_id)[1] == "local"
