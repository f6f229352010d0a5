import threading

import pytest

from extractor.jobs import ItemState, JobError, JobFile, JobNotFoundError, JobState
from extractor.jobs.claims import MAX_ATTEMPTS, MAX_DEATHS, Claims, Result
from extractor.jobs.errors import LeaseLostError
from extractor.jobs.model import Problem
from tests.storage.fictional import entry


@pytest.fixture
def dying(store):
    """Workers whose claims end at once, as if they were killed."""
    return Claims(store, lease=-1)


def test_job_waits_with_its_files(submit, queue):
    job = submit(1, 2)
    assert (job.state, job.total, job.worked_off) == (JobState.QUEUED, 2, 0)
    assert [item.name for item in queue.items(job.id)] == ["1.txt", "2.txt"]
    assert queue.get(job.id) == job


def test_job_without_files_is_refused(queue):
    with pytest.raises(JobError) as caught:
        queue.submit("anna", [])
    assert caught.value.message_id == "jobs.no_files"
    assert queue.list() == ()


def test_same_request_finds_the_same_job(queue):
    first = queue.submit("anna", [JobFile("a", b"a")], request="r")
    assert queue.submit("anna", [JobFile("a", b"a")], request="r").id == first.id
    assert queue.submit("bo", [JobFile("a", b"a")], request="r").id != first.id


def test_same_request_at_once_makes_one_job(queue):
    found = []
    hand_in = lambda: found.append(queue.submit("anna", [JobFile("a", b"a")], request="r").id)  # noqa: E731
    threads = [threading.Thread(target=hand_in) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(found) == 8
    assert len(set(found)) == len(queue.list()) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/x.pdf", "etc/x.pdf"), ("/a/b.pdf", "a/b.pdf"), ("C:\\x\\y.pdf", "C:/x/y.pdf"), ("\0\n", "?")],
)
def test_name_leads_nowhere(queue, given, kept):
    job = queue.submit("anna", [JobFile(given, b"a")])
    assert queue.items(job.id)[0].name == kept


def test_unknown_job_is_said(queue):
    with pytest.raises(JobNotFoundError):
        queue.get("0123456789abcdef")


def test_jobs_are_listed_newest_first_in_pages(submit, queue):
    ids = [submit(number).id for number in range(5)]
    assert [job.id for job in queue.list(limit=2)] == ids[:-3:-1]
    assert [job.id for job in queue.list(limit=2, before=ids[3])] == [ids[2], ids[1]]
    assert queue.list(by="bo") == queue.list(states=[JobState.DONE]) == ()


def test_each_job_is_claimed_once(submit, claims):
    submit(1)
    assert claims.claim() is not None
    assert claims.claim() is None


def test_claims_at_once_get_different_jobs(submit, store):
    jobs = {submit(number).id for number in range(6)}
    found = []
    claim = lambda: found.append(Claims(store).claim())  # noqa: E731
    threads = [threading.Thread(target=claim) for _ in range(10)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    claimed = [one.job_id for one in found if one]
    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= jobs
    rest = iter(Claims(store).claim, None)
    assert {*claimed, *(one.job_id for one in rest)} == jobs


def test_worker_that_lost_its_job_stores_nothing(submit, dying, claims, store):
    job = submit(1)
    late = dying.claim()
    claims.claim()
    with pytest.raises(LeaseLostError):
        dying.record(late, Result(0, entry(1)))
    assert store.count() == 0
    assert job.id == late.job_id


def test_report_and_result_are_one_transaction(submit, claims, store, queue, monkeypatch):
    job, claim = submit(1), claims.claim()
    monkeypatch.setattr("extractor.jobs.claims._values", lambda result: {"state": None})
    with pytest.raises(Exception):  # noqa: B017 (whatever the database says about it)
        claims.record(claim, Result(0, entry(1)))
    assert store.count() == 0
    assert queue.items(job.id)[0].state is ItemState.WAITING


def test_file_that_ends_its_worker_again_and_again_is_counted(submit, dying, claims):
    submit(1, 2)
    for _ in range(MAX_DEATHS):
        claim = dying.claim()
        dying.begin(claim, 1)
    claim = claims.claim()
    assert [item.deaths for item in claims.waiting(claim)] == [0, MAX_DEATHS]


def test_job_that_breaks_again_and_again_is_dead_and_can_be_tried_again(submit, claims, queue, monkeypatch):
    monkeypatch.setattr("extractor.jobs.claims._BACKOFF", 0.0)
    job = submit(1)
    for _ in range(MAX_ATTEMPTS):
        claims.release(claims.claim(), JobError("jobs.unknown_kind", kind="x"))
    dead = queue.get(job.id)
    assert dead.state is JobState.DEAD
    assert dead.error == Problem(message_id="jobs.unknown_kind", params={"kind": "x"})
    assert claims.claim() is None
    assert queue.retry(job.id).state is JobState.QUEUED
    assert claims.claim().job_id == job.id


def test_job_that_is_given_back_is_claimed_later(submit, claims):
    submit(1)
    claims.release(claims.claim(), JobError("jobs.unknown_kind", kind="x"))
    assert claims.claim() is None


def test_waiting_job_is_cancelled_at_once(submit, queue, claims):
    job = queue.cancel(submit(1).id)
    assert (job.state, job.counts) == (JobState.CANCELLED, {ItemState.CANCELLED: 1})
    assert claims.claim() is None


def test_running_job_is_told_to_stop(submit, queue, claims):
    job, claim = submit(1), claims.claim()
    assert queue.cancel(job.id).cancelling
    assert claims.begin(claim, 0)
    claims.finish(claim)
    assert queue.get(job.id).state is JobState.CANCELLED


def test_job_whose_worker_died_is_cancelled_at_once(submit, queue, dying):
    job = submit(1)
    dying.claim()
    assert queue.cancel(job.id).state is JobState.CANCELLED


def test_running_job_is_not_tried_again(submit, queue, claims):
    job = submit(1)
    claims.claim()
    with pytest.raises(JobError):
        queue.retry(job.id)


def test_bytes_of_what_failed_are_forgotten_and_then_asked_for_again(queue, work):
    job = queue.submit("anna", [JobFile("a.txt", b"no report")])
    work()
    assert queue.forget("9999") == 1
    queue.retry(job.id)
    work()
    assert queue.items(job.id)[0].error.message_id == "jobs.bytes_gone"


def test_workers_are_known_while_they_are_there(queue, claims):
    claims.show("one", None)
    claims.show("one", None)
    assert queue.workers() == ("one",)
    claims.leave("one")
    assert queue.workers() == ()
