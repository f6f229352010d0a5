"""A government's tables against the sums of its members'."""

from extractor.schema import Outcome, Severity
from extractor.validation.between import Series, check_series
from extractor.validation.context import Context
from tests.builders import applications, report, stated, tables

RECEIVED = {"new_received__company": 2, "new_received__total": 2}


def context(name, table=None, **changes):
    made = report(id=name * 2, issuer=stated(name), tables=tables(applications=table or applications()), **changes)
    return Context(made, (), None)


def found(government, **members):
    return check_series(Series(government, members=members))


def test_a_government_that_sums_its_members_gives_no_finding():
    government = context("云溪县人民政府", applications(new_received__company=4, new_received__total=4))
    one, other = (context(name, applications(**RECEIVED)) for name in ("林业局", "水务局"))
    assert found(government, 林业局=one, 水务局=other) == ()


def test_a_row_that_is_not_the_sum_names_every_cell_and_each_members_share():
    government = context("云溪县人民政府", applications(new_received__company=5, new_received__total=5))
    one, other = context("林业局", applications(**RECEIVED)), context("水务局")
    (finding,) = found(government, 林业局=one, 水务局=other)
    assert (finding.rule, finding.severity, finding.left, finding.right) == ("levels.sum", Severity.WARNING, 5, 2)
    assert finding.cells == ("applications.new_received.company", "applications.new_received.total")
    assert "林业局 2" in finding.message and "水务局" not in finding.message
    assert [member.issuer for member in finding.other_reports] == ["林业局"]


def test_nothing_is_summed_while_a_member_is_missing():
    (finding,) = found(context("云溪县人民政府", applications(**RECEIVED)), 林业局=context("林业局"), 水务局=None)
    assert finding.outcome is Outcome.UNKNOWN
    assert "水务局" in finding.message and "林业局" not in finding.message


def test_without_a_list_nothing_is_said():
    assert check_series(Series(context("云溪县人民政府", applications(**RECEIVED)))) == ()


def test_a_members_blank_is_named_and_not_taken_for_zero():
    one = context("林业局", applications(new_received__company=None))
    (finding,) = found(context("云溪县人民政府"), 林业局=one)
    assert (finding.outcome, finding.severity) == (Outcome.UNKNOWN, Severity.INFO)
    assert "林业局" in finding.message


def test_three_rows_and_one_row_of_other_handling_are_comparable():
    government = context("云溪县人民政府", applications(other_other__company=3, other_other__total=3))
    member = context("林业局", applications("2019", other_handling__company=3, other_handling__total=3), form="2019")
    assert found(government, 林业局=member) == ()
