import pytest

from extractor.ask.asker import Asker
from extractor.ask.model import Operation
from extractor.storage import open_store
from tests.ask.conftest import NEW
from tests.ask.fictional import entry


@pytest.fixture(scope="module")
def asker(tmp_path_factory):
    values = {"荻坪市财政局": (20, 30), "荻坪市教育局": (100, 120), "荻坪市水务局": (0, 9), "荻坪市商务局": (50, 10)}
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('growth') / 'store.db'}") as store:
        for issuer, pair in values.items():
            store.save_many(entry(issuer, year, {NEW: value}) for year, value in zip((2021, 2022), pair, strict=True))
        store.save(entry("荻坪市审计局", 2022, {NEW: 4}))
        yield Asker(store)


def ranked(answer):
    return [(figure.issuer, figure.value, figure.unit) for figure in answer.figures]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2022年申请量增长最快的单位", ("荻坪市财政局", 50, "%")),
        ("2022年申请量比2021年增加最多的单位", ("荻坪市教育局", 20, "件")),
        ("2022年申请量降幅最大的单位是哪家", ("荻坪市商务局", -80, "%")),
        ("哪家单位的申请减少最多", ("荻坪市商务局", -40, "件")),
    ],
)
def test_growth_is_ranked_in_per_cent_or_by_difference(asker, question, first):
    answer = asker.ask(question)
    assert answer.query.operation is Operation.GROWTH
    assert ranked(answer) == [first]


def test_both_years_are_cited(asker):
    (figure,) = asker.ask("2022年申请量增长最快的单位").figures
    answer = asker.ask("2022年申请量增长最快的单位")
    assert [(answer.citations[at].year, answer.citations[at].value) for at in figure.citations] == [
        (2021, 20),
        (2022, 30),
    ]


def test_who_has_one_year_or_began_at_zero_is_left_out_and_said(asker):
    answer = asker.ask("2022年申请量增长最快的前三家单位")
    assert [figure.issuer for figure in answer.figures] == ["荻坪市财政局", "荻坪市教育局", "荻坪市商务局"]
    left = {one.reason.message_id: one.named for one in answer.left_out}
    assert left["ask.left_out.one_year"] == ("荻坪市审计局 2022",)
    assert left["ask.left_out.from_zero"] == ("荻坪市水务局 2021",)
