"""Reports of one issuer are brought together from a store or from the files of a run."""

import hashlib

import pytest

from extractor.errors import ConfigError, ReportNotFoundError
from extractor.members import read_members
from extractor.outcome import Result
from extractor.schema import Document, Outcome
from extractor.series import RunShelf, StoreShelf, series_findings, with_series
from extractor.storage import Entry, open_store
from extractor.validation.between import names_one
from tests.builders import applications, disclosure, fact, report, stated, tables


def entry(issuer, number, note="", **changes):
    """A report to be stored; its bytes are those of its name, year and note."""
    raw = f"{issuer}{number}{note}".encode()
    digest = hashlib.sha256(raw).hexdigest()
    source = report().source.model_copy(update={"name": f"{issuer}-{number}{note}.txt", "sha256": digest})
    made = report(id=digest[:16], source=source, issuer=stated(issuer), year=stated(number, f"{number}年"), **changes)
    document = Document(name=source.name, sha256=digest, media_type="text/plain", text=raw.decode())
    return Entry(made, document, raw)


def forward(count):
    table = applications(carried_forward__company=count, carried_forward__total=count)
    return tables(applications=table)


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


def saved(store, *entries):
    store.save_many(entries)
    return [item.report.id for item in entries]


def rules(findings):
    return [finding.rule for finding in findings]


def test_a_stored_report_is_held_against_the_year_before(store):
    before, now = saved(store, entry("云溪县林业局", 2021, tables=forward(2)), entry("云溪县林业局", 2022))
    assert rules(series_findings(store, now)) == ["series.carried_over"]
    assert series_findings(store, before) == ()


def test_an_id_may_be_given_by_its_first_digits_and_must_be_known(store):
    _, now = saved(store, entry("云溪县林业局", 2021, tables=forward(2)), entry("云溪县林业局", 2022))
    assert series_findings(store, now[:8]) == series_findings(store, now)
    with pytest.raises(ReportNotFoundError):
        series_findings(store, "ffff")


def test_other_issuers_are_left_alone(store):
    _, now = saved(store, entry("云溪县水务局", 2021, tables=forward(2)), entry("云溪县林业局", 2022))
    assert series_findings(store, now) == ()


def test_traditional_script_and_spaces_are_the_same_issuer(store):
    _, now = saved(store, entry("雲溪縣 林業局", 2021, tables=forward(2)), entry("云溪县林业局", 2022))
    assert rules(series_findings(store, now)) == ["series.carried_over"]


def test_a_name_that_many_issuers_have_brings_nothing_together(store):
    _, now = saved(store, entry("市教育局", 2021, tables=forward(2)), entry("市教育局", 2022))
    (finding,) = series_findings(store, now)
    assert (finding.rule, finding.outcome) == ("series.issuer_unclear", Outcome.UNKNOWN)
    assert "2021" in finding.message


@pytest.mark.parametrize(
    "name", ["云溪县教育局", "澹市人民政府", "霁原大学", "国家税务总局云溪县税务局", "笙屿街道办事处"]
)
def test_a_name_with_its_place_is_one_issuer(name):
    assert names_one(name)


@pytest.mark.parametrize("name", ["教育局", "市教育局", "区市场监督管理局", "城市管理局", "市人民政府办公室"])
def test_a_name_without_a_place_may_be_many(name):
    assert not names_one(name)


def test_the_current_revision_of_the_other_year_counts(store):
    _, now = saved(store, entry("云溪县林业局", 2021, tables=forward(2)), entry("云溪县林业局", 2022))
    store.save(entry("云溪县林业局", 2021))
    assert series_findings(store, now) == ()


def test_two_files_for_one_year_are_told_on_both_and_the_fuller_one_counts_for_the_next(store):
    part = entry("云溪县林业局", 2021, "b", tables=tables(applications=None))
    first, second, now = saved(store, entry("云溪县林业局", 2021, tables=forward(2)), part, entry("云溪县林业局", 2022))
    assert rules(series_findings(store, first)) == rules(series_findings(store, second)) == ["series.two_reports"]
    assert rules(series_findings(store, now)) == ["series.carried_over"]


def test_figures_of_other_years_come_from_the_flat_rows(store):
    years = [
        entry("云溪县林业局", number, tables=tables(disclosure=disclosure(licensing__decisions=100)))
        for number in (2018, 2019, 2020, 2021)
    ]
    far = entry("云溪县林业局", 2022, tables=tables(disclosure=disclosure(licensing__decisions=9000)))
    ids = saved(store, *years, far)
    (finding,) = (item for item in series_findings(store, ids[-1]) if item.rule == "series.jump")
    assert finding.params["years"] == "2018:100、2019:100、2020:100、2021:100"


def test_figures_of_the_flat_rows_are_those_of_the_reports(store):
    told = (fact("disclosure.total", 7), fact("disclosure.total", 7), fact("applications.received", 3))
    stored = entry("云溪县林业局", 2021, facts=told, tables=tables(applications=applications(new_received__total=None)))
    saved(store, stored)
    run = RunShelf()
    run.add(stored)
    ours, theirs = (shelf.figures(shelf.volumes("云溪县林业局")) for shelf in (run, StoreShelf(store)))
    assert ours == theirs
    assert ours[stored.report.id]["disclosure.total"] == 7


def test_a_report_without_issuer_or_year_has_no_series(store):
    nameless = entry("云溪县林业局", 2021)
    nameless = Entry(nameless.report.model_copy(update={"issuer": None}), nameless.document, nameless.raw)
    assert series_findings(store, saved(store, nameless)[0]) == ()
    run = RunShelf()
    run.add(nameless)
    assert list(run.findings()) == []


def test_stored_reports_are_yielded_with_their_series_behind_their_own_findings(store):
    _, now = saved(store, entry("云溪县林业局", 2021, tables=forward(2)), entry("云溪县林业局", 2022))
    before, after = with_series(store, store.iterate())
    assert before.findings == ()
    assert (after.id, rules(after.findings)) == (now, ["series.carried_over"])


def test_files_of_a_run_are_held_against_each_other():
    run = RunShelf()
    for made in (
        entry("云溪县林业局", 2022),
        entry("云溪县水务局", 2022),
        entry("云溪县林业局", 2021, tables=forward(1)),
    ):
        run.add(Result(made.report, made.document))
    (own,) = run.findings()
    assert (own.year.value, rules(own.findings)) == (2022, ["series.carried_over"])


def test_a_file_of_the_run_counts_before_the_same_file_in_the_store(store):
    saved(store, entry("云溪县林业局", 2021))
    run = RunShelf(stored=StoreShelf(store))
    run.add(entry("云溪县林业局", 2021, tables=forward(1)))
    run.add(entry("云溪县林业局", 2022))
    (own,) = run.findings()
    assert rules(own.findings) == ["series.carried_over"]


def test_a_run_is_held_against_the_store(store):
    saved(store, entry("云溪县林业局", 2021, tables=forward(1)))
    run = RunShelf(stored=StoreShelf(store))
    run.add(entry("云溪县林业局", 2022))
    (own,) = run.findings()
    assert (own.year.value, rules(own.findings)) == (2022, ["series.carried_over"])


@pytest.mark.parametrize("head", ["government,member", "政府,所属单位"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_members_are_read_from_a_csv(tmp_path, store, head, encoding):
    path = tmp_path / "members.csv"
    path.write_text(f"{head}\n云溪县人民政府,云溪县林业局\n\n云溪县人民政府,云溪县水务局\n", encoding=encoding)
    one = applications(new_received__company=1, new_received__total=1)
    both = applications(new_received__company=2, new_received__total=2)
    government, *_ = saved(
        store,
        entry("云溪县人民政府", 2022, tables=tables(applications=both)),
        entry("云溪县林业局", 2022, tables=tables(applications=one)),
        entry("云溪县水务局", 2022),
    )
    (finding,) = series_findings(store, government, read_members(path))
    assert (finding.rule, finding.left, finding.right) == ("levels.sum", 2, 1)


@pytest.mark.parametrize("content", ["", "云溪县人民政府,云溪县林业局\n", "government,member\n云溪县人民政府\n"])
def test_a_file_that_is_no_list_of_members_is_refused(tmp_path, content):
    path = tmp_path / "members.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError):
        read_members(path)
