import time

import pytest

from extractor.review import AsRead, ReviewState, SetValue
from extractor.review.queue import Order, QueueFilter, ReviewQueue
from extractor.schema.life import State
from extractor.storage.engine import writing
from extractor.storage.tables import documents, findings, reports
from tests.review.made_up import LEAD, LIN, READER, TOTAL, ZHOU, entry
from tests.storage.fictional import entry as small

BALANCE = "db86d1983d"


@pytest.fixture
def queue(store):
    return ReviewQueue(store)


@pytest.fixture
def calm(store):
    """A report with one open error, against the four failures of the other."""
    return store.save(small(1)).report_id


def listed(queue, *arguments, **wanted):
    return [item.report_id for item in queue.page(*arguments, QueueFilter(**wanted)).items]


def test_riskier_report_comes_first(queue, calm, report_id):
    page = queue.page(READER)
    assert [item.report_id for item in page.items] == [report_id, calm]
    first = page.items[0]
    assert (first.errors, first.warnings, first.risk, page.total) == (2, 2, 2 * 8 + 2 * 2 + first.unsure, 2)


def test_mended_report_goes_down(service, queue, calm, report_id):
    queue.page(READER)
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)])
    page = queue.page(READER)
    assert [item.report_id for item in page.items] == [calm, report_id]
    assert (page.items[1].errors, page.items[1].corrections) == (0, 1)


def test_mine_unassigned_and_the_rest_are_told_apart(service, queue, calm, report_id):
    service.take(ZHOU, report_id)
    assert listed(queue, ZHOU, assignee="zhou") == [report_id]
    assert listed(queue, ZHOU, unassigned=True) == [calm]
    assert listed(queue, ZHOU, states=(ReviewState.SIGNED_OFF,)) == []
    assert listed(queue, ZHOU, having=("warnings",)) == [report_id]
    assert listed(queue, ZHOU, issuer="柳坪", year=2023, rule="applications.balance") == [report_id]


def test_decision_made_elsewhere_counts(store, queue, report_id):
    queue.page(READER)
    store.decide(report_id, BALANCE, State.CONFIRMED, by="周云")
    assert queue.page(READER).items[0].errors == 1


def test_report_that_was_extracted_again_is_counted_again(store, service, queue, report_id):
    service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2), AsRead(TOTAL)])
    item = entry()
    store.save(type(item)(item.report.model_copy(update={"findings": ()}), item.document, item.raw))
    assert [line.risk for line in queue.page(READER).items] == [0]


def test_pages_and_orders(store, queue):
    store.save_many(small(number) for number in range(5))
    first, second = (queue.page(READER, order=Order.ISSUER, limit=3, offset=offset) for offset in (0, 3))
    assert (len(first.items), len(second.items), first.total) == (3, 2, 5)
    issuers = [item.issuer for item in (*first.items, *second.items)]
    assert issuers == sorted(issuers)


def test_next_report_is_the_riskiest_other(queue, calm, report_id):
    assert queue.next_report(READER, report_id, QueueFilter()) == calm
    assert queue.next_report(READER, calm, QueueFilter()) == report_id


def test_progress_adds_up(service, queue, calm, report_id):
    version = service.save(ZHOU, report_id, 0, [SetValue(TOTAL, 2)]).version
    service.sign_off(ZHOU, report_id, version)
    service.take(LIN, calm)
    progress = queue.progress(LEAD)
    assert progress.total == 2
    assert progress.states[ReviewState.SIGNED_OFF] == progress.states[ReviewState.IN_REVIEW] == 1
    assert progress.people == {"lin": {ReviewState.IN_REVIEW: 1}, "zhou": {ReviewState.SIGNED_OFF: 1}}
    assert (progress.open["corrections"], progress.open["errors"]) == (1, 1)
    assert progress.rules["applications.balance"] == 1


def fill(store, count):
    """Store bare reports with twelve findings each: enough for the queue, which never looks at the bodies."""
    numbers = range(1, count + 1)
    with writing(store.engine) as connection:
        connection.execute(
            documents.insert(),
            [{"id": n, "sha256": f"{n:064x}", "size": 1, "raw": b"", "stored_at": ""} for n in numbers],
        )
        connection.execute(
            reports.insert(),
            [
                {
                    "id": n,
                    "key": f"{n:016x}",
                    "document_id": n,
                    "revision": 1,
                    "issuer": f"云溪县第{n}局",
                    "year": 2015 + n % 10,
                    "level": "county_department",
                }
                for n in numbers
            ],
        )
        severities = ("error", "warning", "info")
        rows = [
            {
                "report_id": n,
                "position": at,
                "rule": f"made.up{(n + at) % 40}",
                "outcome": "fail" if at % 4 else "unknown",
                "severity": severities[(n * 7 + at) % 3],
                "cells": "[]",
            }
            for n in numbers
            for at in range(12)
        ]
        connection.execute(findings.insert(), rows)


@pytest.mark.slow
def test_queue_of_10000_reports_takes_less_than_200_ms(store, queue):
    fill(store, 10_000)
    assert queue.page(READER).total == 10_000
    wanted = QueueFilter(states=(ReviewState.UNASSIGNED,), unassigned=True, year=2020, having=("errors",))
    taken = {"all": [], "filtered": [], "progress": []}
    for _ in range(3):
        for name, ask in (
            ("all", lambda: queue.page(READER)),
            ("filtered", lambda: queue.page(READER, wanted)),
            ("progress", lambda: queue.progress(READER)),
        ):
            start = time.process_time()
            ask()
            taken[name].append(time.process_time() - start)
    print({name: f"{min(times) * 1000:.0f} ms" for name, times in taken.items()})
    assert max(min(taken["all"]), min(taken["filtered"])) < 0.2
