"""An answer that says what the gold says is right in everything; any change to it is noticed."""

import os
import time
from contextlib import closing

import pytest

from eval.questions.model import HALVES, Op, golds, questions
from eval.questions.score import ask_all, judge
from eval.questions.store import kept_folder, question_store, reports
from extractor.ask.model import Answer, Citation, Figure, Kind, LeftOut, Note


@pytest.fixture(scope="module")
def store():
    with closing(question_store()) as opened:
        yield opened


def test_folders_of_other_versions_are_removed_after_a_day(tmp_path, monkeypatch):
    old, young, day = tmp_path / "old", tmp_path / "young", 86_400
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, time.time() - 2 * day))
    monkeypatch.setattr("eval.questions.store.fill", lambda path: path.touch())
    kept = kept_folder(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"young", kept.name}


def turn_of(name):
    question, _, number = name.rpartition(".")
    half = name.partition("-")[0]
    found = next(one for one in questions(half) if one.id == question)
    return found.kind, found.turns[int(number) - 1], golds(half)[name]


def of_report(key):
    issuer, year = key.split("|")
    return reports()[issuer, int(year)].id, issuer, int(year)


def citing(store, key, path):
    """Return the citation of a value as the stored report has it."""
    report_id, issuer, year = of_report(key)
    report, text = store.get(report_id), store.document(report_id).text
    cell = report.tables.cell(path)
    fact = next((fact for fact in report.facts if fact.field == path), None)
    kind, place, value = ("cell", cell, cell.value) if cell else ("fact", fact.evidence, fact.value)
    quote = text[slice(*place.span)]
    return Citation(
        report=report_id, revision=1, issuer=issuer, year=year, kind=kind, path=path, span=place.span, quote=quote,
        value=value,
    )  # fmt: skip


def quoting(store, passage):
    report_id, issuer, year = of_report(passage.report)
    text = store.document(report_id).text
    return Citation(
        report=report_id, revision=1, issuer=issuer, year=year, kind="passage", part=1, span=(0, len(text)), quote=text
    )


def perfect(store, gold):
    """Return the answer the gold describes."""
    if gold.op is Op.ABSTAIN:
        return Answer(kind=Kind.ABSTAINED, text="")
    citations, places = [], {}
    for cite in gold.cites:
        for path in cite.paths:
            places.setdefault(cite.report, []).append(len(citations))
            citations.append(citing(store, cite.report, path))
    every = tuple(range(len(citations)))
    figures = tuple(
        Figure(
            label="", metric="", value=value.value, unit=gold.units[0], issuer=value.issuer, year=value.year,
            citations=tuple(places.get(f"{value.issuer}|{value.year}", every if not value.issuer else ())),
            notes=(Note(message_id="x", params={"prose": gold.conflict}),) if gold.conflict else (),
        )
        for value in gold.values
    )  # fmt: skip
    passages = tuple(quoting(store, passage) for passage in gold.passages)
    left = (LeftOut(reason=Note(message_id="x"), count=gold.left_out),) if gold.left_out else ()
    return Answer(kind=Kind.NUMBERS, text="", figures=figures, citations=(*citations, *passages), left_out=left)


@pytest.mark.parametrize("half", HALVES)
def test_the_answer_the_gold_describes_is_right_and_stands_in_the_store(half, store):
    gold = golds(half)
    answers = iter([perfect(store, gold[f"{q.id}.{n}"]) for q in questions(half) for n, _ in enumerate(q.turns, 1)])
    verdicts = list(ask_all(half, lambda _, __: next(answers), store))
    assert [verdict for verdict in verdicts if not verdict.whole] == []


def changed(store, name, **of_figure):
    kind, turn, gold = turn_of(name)
    answer = perfect(store, gold)
    first = answer.figures[0].model_copy(update=of_figure)
    return judge(kind, turn, gold, answer.model_copy(update={"figures": (first, *answer.figures[1:])}), store)


@pytest.mark.parametrize(
    "change",
    [{"value": 9}, {"unit": "条"}, {"issuer": "霁川市教育局"}, {"year": 2021}, {"value": None}],
    ids=lambda change: next(iter(change)),
)
def test_another_value_unit_issuer_or_year_is_wrong(change, store):
    assert changed(store, "dev-look_up-01.1", **change).right is False


def test_a_number_without_citation_is_not_cited_right(store):
    verdict = changed(store, "dev-look_up-01.1", citations=())
    assert (verdict.right, verdict.cited) == (True, False)


def test_the_same_cell_of_another_year_is_a_wrong_citation(store):
    kind, turn, gold = turn_of("dev-look_up-01.1")
    other = citing(store, "霁城区教育局|2023", "applications.new_received.total")
    answer = perfect(store, gold).model_copy(update={"citations": (other, other)})
    assert judge(kind, turn, gold, answer, store).cited is False


def test_a_rank_in_another_order_is_wrong(store):
    kind, turn, gold = turn_of("dev-rank-02.1")
    answer = perfect(store, gold)
    turned = answer.model_copy(update={"figures": answer.figures[::-1]})
    assert judge(kind, turn, gold, turned, store).right is False


def test_a_list_with_one_too_many_is_wrong(store):
    kind, turn, gold = turn_of("dev-list-01.1")
    answer = perfect(store, gold)
    extra = answer.figures[0].model_copy(update={"issuer": "霁川市水务局"})
    more = answer.model_copy(update={"figures": (*answer.figures, extra)})
    assert judge(kind, turn, gold, more, store).right is False


def test_a_sum_that_does_not_say_what_it_leaves_out_is_noticed(store):
    kind, turn, gold = turn_of("dev-sum-05.1")
    silent = perfect(store, gold).model_copy(update={"left_out": ()})
    verdict = judge(kind, turn, gold, silent, store)
    assert (verdict.right, verdict.said) == (True, False)


def test_an_answer_to_what_cannot_be_answered_is_noticed(store):
    kind, turn, gold = turn_of("dev-unanswerable-03.1")
    figure = Figure(label="", metric="", value=3, unit="件")
    assert judge(kind, turn, gold, Answer(kind=Kind.NUMBERS, text="3", figures=(figure,)), store).answered is True


def test_a_figure_without_a_value_is_an_abstention(store):
    kind, turn, gold = turn_of("dev-unanswerable-03.1")
    figure = Figure(label="", metric="", value=None, unit="件")
    assert judge(kind, turn, gold, Answer(kind=Kind.NUMBERS, text="", figures=(figure,)), store).answered is False


def test_the_right_words_of_another_report_do_not_count(store):
    kind, turn, gold = turn_of("dev-narrative-07.1")
    wrong = gold.passages[0].model_copy(update={"report": "霁城区岫溪街道办事处|2023"})
    answer = Answer(kind=Kind.WORDS, text="", citations=(quoting(store, wrong),))
    verdict = judge(kind, turn, gold, answer, store)
    assert (verdict.recall, verdict.first) == (0, False)


def test_asking_back_which_is_meant_is_right_where_it_names_both(store):
    kind, turn, gold = turn_of("dev-look_alike-17.1")
    asks = Answer(kind=Kind.ABSTAINED, text="", candidates=("荻陵区财政局", "荻陵县财政局"))
    assert judge(kind, turn, gold, asks, store).right is True
    assert judge(kind, turn, gold, asks.model_copy(update={"candidates": ()}), store).right is False
