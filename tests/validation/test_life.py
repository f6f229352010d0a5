from extractor.schema import Report
from extractor.schema.life import Decision, Reopened, State
from extractor.validation.life import gone_since, track
from tests.builders import report
from tests.validation.test_identity import finding

CELL = "applications.granted.total"


def with_findings(*findings) -> Report:
    return report(findings=findings)


def decided(tracked, state=State.DISMISSED, revision=1):
    return Decision(
        key=tracked.key,
        fingerprint=tracked.fingerprint,
        state=state,
        reason="核对原件无误",
        by="周云",
        at="2024-02-01T08:00:00+00:00",
        revision=revision,
        finding=tracked.finding,
    )


def test_finding_nobody_decided_on_is_open():
    (one,) = track(with_findings(finding(cells=[CELL])), 1, [])
    assert (one.state, one.history, one.reopened) == (State.OPEN, (), None)


def test_decision_holds_through_the_next_extraction():
    whole = with_findings(finding(cells=[CELL], left=2, right=3))
    decision = decided(track(whole, 1, [])[0])
    (one,) = track(whole, 2, [decision])
    assert (one.state, one.history) == (State.DISMISSED, (decision,))


def test_last_decision_holds_and_the_earlier_ones_stay():
    whole = with_findings(finding(cells=[CELL]))
    first = decided(track(whole, 1, [])[0])
    second = first.model_copy(update={"state": State.CONFIRMED, "by": "林溪"})
    (one,) = track(whole, 1, [first, second])
    assert (one.state, one.history) == (State.CONFIRMED, (first, second))


def test_changed_value_reopens_and_says_so():
    decision = decided(track(with_findings(finding(cells=[CELL], left=2, right=3)), 1, [])[0])
    (one,) = track(with_findings(finding(cells=[CELL], left=2, right=4)), 2, [decision])
    assert (one.state, one.reopened, one.history) == (State.OPEN, Reopened.VALUE, (decision,))


def test_what_was_fixed_but_is_found_again_is_open_again():
    whole = with_findings(finding(cells=[CELL]))
    decision = decided(track(whole, 1, [])[0], State.FIXED)
    assert track(whole, 1, [decision])[0].state is State.FIXED
    (one,) = track(whole, 2, [decision])
    assert (one.state, one.reopened) == (State.OPEN, Reopened.STILL_FOUND)


def test_finding_that_vanished_is_gone_not_lost():
    decision = decided(track(with_findings(finding(cells=[CELL])), 1, [])[0])
    (one,) = track(with_findings(), 2, [decision])
    assert (one.gone, one.state, one.revision) == (True, State.DISMISSED, 1)
    assert one.finding.cells == (CELL,)


def test_decision_stays_with_its_finding_when_another_of_its_kind_comes_and_goes():
    one = finding(cells=[CELL], quotes=["全年收到申请12件"], left=12, right=13)
    other = finding(cells=[CELL], quotes=["依申请公开共14件"], left=14, right=13)
    decision = decided(track(with_findings(one), 1, [])[0])
    both = track(with_findings(other, one), 2, [decision])
    assert [item.state for item in both] == [State.OPEN, State.DISMISSED]
    assert len({item.key for item in both}) == 2
    later = decided(both[0], State.CONFIRMED, 2)
    (left, gone) = track(with_findings(other), 3, [decision, later])
    assert (left.state, left.history) == (State.CONFIRMED, (later,))
    assert (gone.gone, gone.history) == (True, (decision,))


def test_decision_survives_another_cut_of_the_quote():
    one = finding(cells=[CELL], quotes=["收到申请12件"], left=12, right=13)
    decision = decided(track(with_findings(one), 1, [])[0])
    longer = finding(cells=[CELL], quotes=["全年收到申请12件,均已办结"], left=12, right=13)
    assert track(with_findings(longer), 2, [decision])[0].state is State.DISMISSED


def test_open_findings_of_an_earlier_revision_are_gone():
    one, other = finding(cells=[CELL]), finding(cells=["applications.granted.company"])
    tracked = track(with_findings(one), 2, [])
    (gone,) = gone_since(with_findings(one, other), 1, tracked)
    assert (gone.gone, gone.finding, gone.revision) == (True, other, 1)
