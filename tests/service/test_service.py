import json
import logging
import threading
import time

import pytest

from extractor.errors import StorageError
from extractor.review import ReviewService, SetValue
from extractor.review.people import LOCAL, Role
from extractor.schema.life import State
from extractor.service.tokens import Scope
from extractor.storage import Entry
from tests.jobs.made_up import report_text
from tests.storage.fictional import entry as stored

CELL = "applications.new_received.total"


def correction(base, value, path=CELL):
    return {"base": base, "edits": [{"op": "set", "path": path, "value": value, "reason": "原文如此"}]}


def version_of(client, report_id):
    return client.get(f"/v1/reports/{report_id}/review").json()["version"]


def test_health_needs_no_token(service):
    with service.bare() as client:
        assert client.get("/health").json()["status"] == "ok"
        assert client.get("/ready").status_code == 200


def test_everything_else_needs_one(service):
    with service.bare() as client:
        answer = client.get("/v1/reports")
    assert (answer.status_code, answer.json()["message_id"]) == (401, "service.token_missing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("given", ["nb_00000000_x", "x", "nb__", "Bearer", "\xff"])
def test_unknown_token_is_refused(service, given):
    with service.bare() as client:
        answer = client.get("/v1/reports", headers={"Authorization": f"Bearer {given}".encode("latin-1")})
    assert answer.status_code == 401


def test_revoked_token_is_refused(service):
    token, text = service.tokens.add("anna", (Scope.READ,), "short")
    service.tokens.revoke(token.key)
    with service.bare(Authorization=f"Bearer {text}") as client:
        assert client.get("/v1/reports").status_code == 401


def test_token_of_somebody_who_left_is_refused(service):
    from extractor.review.accounts import Accounts

    accounts = Accounts(service.store)
    accounts.add(LOCAL, "gone", "Gone", Role.REVIEWER)
    with service.client("gone") as client:
        assert client.get("/v1/reports").status_code == 200
        accounts.set_role(LOCAL, "gone", Role.REVIEWER, active=False)
        assert client.get("/v1/reports").status_code == 401


def test_token_is_kept_as_a_hash(service):
    token, text = service.tokens.add("anna", (Scope.READ,), "kept")
    from sqlalchemy import select

    from extractor.storage.token_tables import tokens

    with service.store.engine.connect() as connection:
        row = connection.execute(select(tokens).where(tokens.c.key == token.key)).one()
    assert text.rpartition(f"{token.key}_")[2] not in str(row)


def test_scope_limits_a_token(service, report_id):
    with service.client(scopes=(Scope.READ,)) as client:
        answer = client.post(f"/v1/reports/{report_id}/corrections", json=correction(0, 3))
    assert (answer.status_code, answer.json()["message_id"]) == (403, "service.scope")


def test_role_limits_a_token_whatever_its_scopes(service, report_id):
    with service.client("rita") as client:
        assert client.post(f"/v1/reports/{report_id}/corrections", json=correction(0, 3)).status_code == 403
        assert client.post("/v1/jobs", files={"files": ("a.txt", b"x")}).status_code == 403


def test_reports_are_paged_without_gap_or_double(service, client):
    service.store.save_many(stored(number) for number in range(700, 712))
    seen, cursor = [], None
    while True:
        page = client.get("/v1/reports", params={"limit": 5} | ({"cursor": cursor} if cursor else {})).json()
        seen += [line["id"] for line in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [summary.id for summary in service.store.list()]


def test_report_comes_as_it_was_extracted(service, client, report_id):
    assert client.get(f"/v1/reports/{report_id}").json() == json.loads(service.store.get(report_id).model_dump_json())


def test_values_come_with_their_places(service, client, report_id):
    page = client.get(f"/v1/reports/{report_id}/values", params={"path": CELL}).json()
    (value,) = page["items"]
    start, end = value["place"]["span"]
    assert client.get(f"/v1/reports/{report_id}/text").text[start:end] == value["printed"]


def test_unknown_report_is_a_problem_in_the_language_asked_for(client):
    answer = client.get("/v1/reports/ffffffffffffffff", headers={"Accept-Language": "en-GB"})
    assert (answer.status_code, answer.json()["message_id"]) == (404, "error.report_not_found")
    assert "ffff" in answer.json()["title"]


def test_correction_is_kept_beside_what_was_read(service, client):
    report_id = service.store.save(stored(800)).report_id
    made = client.post(f"/v1/reports/{report_id}/corrections", json=correction(0, 4711)).json()
    assert made["made"][0]["by"] == "anna"
    value = client.get(f"/v1/reports/{report_id}/values", params={"path": CELL}).json()["items"][0]
    assert (value["holding"], value["read"]) == (4711, 0)
    corrected = client.get(f"/v1/reports/{report_id}", params={"corrected": True}).json()
    assert corrected["tables"]["applications"]["new_received"]["total"]["value"] == 4711


def test_report_that_was_asked_for_before_shows_what_was_saved_since(service, client):
    saved = stored(804)
    report_id = service.store.save(saved).report_id
    seen = lambda: client.get(f"/v1/reports/{report_id}/values", params={"path": CELL}).json()["items"][0]["holding"]  # noqa: E731
    assert (seen(), seen()) == (0, 0)
    key = service.store.findings_of(report_id)[0].key
    service.store.decide(report_id, key, State.CONFIRMED, by="anna")
    found = {item["key"]: item for item in client.get(f"/v1/reports/{report_id}/findings").json()["items"]}
    assert found[key]["tracked"]["state"] == "confirmed"
    service.desk.review.save(LOCAL, report_id, 0, [SetValue(CELL, 12, "原文如此")])
    assert seen() == 12
    newer = saved.report.model_copy(update={"facts": ()})
    assert service.store.save(Entry(newer, saved.document, saved.raw)).revision == 2
    assert client.get(f"/v1/reports/{report_id}/review").json()["revision"] == 2


def test_answers_that_are_kept_as_sent_follow_what_another_process_saves(service, client):
    report_id = service.store.save(stored(805)).report_id
    addresses = [f"/v1/reports/{report_id}{rest}" for rest in ("?corrected=true", "/values", "/findings", "/review")]
    before = [client.get(address).content for address in addresses]
    assert [client.get(address).content for address in addresses] == before
    other = ReviewService(service.store)
    other.save(LOCAL, report_id, 0, [SetValue(CELL, 12, "原文如此")])
    after = [client.get(address).json() for address in addresses]
    assert after[0]["tables"]["applications"]["new_received"]["total"]["value"] == 12
    assert {item["path"]: item["holding"] for item in after[1]["items"]}[CELL] == 12
    assert after[3]["version"] == 1
    assert client.get(addresses[2]).content != before[2]


def test_change_of_the_same_value_is_a_conflict_with_what_changed(service, client):
    report_id = service.store.save(stored(801)).report_id
    client.post(f"/v1/reports/{report_id}/corrections", json=correction(0, 5))
    with service.client("bo") as other:
        answer = other.post(f"/v1/reports/{report_id}/corrections", json=correction(0, 6))
    problem = answer.json()
    assert (answer.status_code, problem["message_id"], problem["paths"]) == (409, "review.conflict", [CELL])
    assert {"value": 5.0} in [theirs["new"] for theirs in problem["theirs"]]
    assert problem["version"] == version_of(client, report_id)


def test_many_who_correct_at_once_lose_nothing(service):
    report_id = service.store.save(stored(802)).report_id
    paths = [f"applications.new_received.{name}" for name in ("natural_person", "company", "legal_service", "total")]
    answers = []

    def correct(path):
        with service.client("bo") as client:
            answers.append(
                client.post(f"/v1/reports/{report_id}/corrections", json=correction(0, 90, path)).status_code
            )

    threads = [threading.Thread(target=correct, args=(path,)) for path in paths]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert answers == [200] * 4
    with service.client() as client:
        values = client.get(f"/v1/reports/{report_id}/values", params={"path": "applications.new_received"}).json()
    assert {value["path"] for value in values["items"] if value["holding"] == 90} == set(paths)


def test_finding_is_decided_on_and_undone(service, client):
    report_id = service.store.save(stored(803)).report_id
    key = client.get(f"/v1/reports/{report_id}/findings").json()["items"][0]["key"]
    body = {"base": 0, "state": "dismissed"}
    refused = client.post(f"/v1/reports/{report_id}/findings/{key}/decision", json=body)
    assert refused.status_code == 422
    done = client.post(f"/v1/reports/{report_id}/findings/{key}/decision", json=body | {"reason": "无碍"}).json()
    assert client.post(f"/v1/reports/{report_id}/undo", json={"base": done["version"]}).status_code == 200
    (found,) = [item for item in client.get(f"/v1/reports/{report_id}/findings").json()["items"] if item["key"] == key]
    assert found["tracked"]["state"] == "open"


def test_upload_becomes_a_report(service, client):
    files = [("files", ("甲.txt", report_text(1))), ("files", ("乙.txt", b"nothing"))]
    answer = client.post("/v1/jobs", files=files)
    assert answer.status_code == 202
    service.work()
    job = client.get(answer.headers["location"]).json()
    assert (job["state"], job["counts"]) == ("done", {"done": 1, "failed": 1})
    done, failed = client.get(f"/v1/jobs/{job['id']}/files").json()["items"]
    assert client.get(f"/v1/reports/{done['report_id']}").status_code == 200
    assert failed["error"]["message_id"] == "error.not_a_report"


def test_repeated_upload_finds_its_job(client):
    send = lambda: client.post("/v1/jobs", files={"files": ("a.txt", b"a")}, headers={"Idempotency-Key": "k1"})  # noqa: E731
    first = send().json()
    assert send().json()["id"] == first["id"]
    client.post(f"/v1/jobs/{first['id']}/cancel")


def test_job_of_somebody_else_is_not_there_except_for_leads(service, client):
    job = client.post("/v1/jobs", files={"files": ("a.txt", b"a")}).json()
    cancelled = client.post(f"/v1/jobs/{job['id']}/cancel").json()
    assert cancelled["state"] == "cancelled"
    with service.client("bo") as other:
        for address in (f"/v1/jobs/{job['id']}", f"/v1/jobs/{job['id']}/files"):
            assert other.get(address).status_code == 404
        assert other.post(f"/v1/jobs/{job['id']}/retry").status_code == 404
        assert job["id"] not in {one["id"] for one in other.get("/v1/jobs").json()["items"]}
    with service.client("lee") as lead:
        assert lead.get(f"/v1/jobs/{job['id']}").status_code == 200


def test_service_starts_where_the_names_cannot_be_read_yet(service, monkeypatch):
    tried = []

    def gone(*_):
        tried.append(True)
        raise StorageError("error.storage_unreachable", store="", reason="")

    monkeypatch.setattr(type(service.desk), "asker", gone)
    service.desk.warm_up()
    assert tried


def test_question_is_answered_with_its_sources_and_streamed(client, report_id):
    body = {"question": "2023年新收政府信息公开申请总数是多少?"}
    answer = client.post("/v1/questions", json=body).json()
    assert answer["kind"] in {"numbers", "abstained"}
    streamed = client.post("/v1/questions/stream", json=body).text
    assert json.loads(streamed.rpartition("event: answer\ndata: ")[2])["text"] == answer["text"]


@pytest.mark.parametrize("query", [{"years": [10**30]}, {"parts": [10**30], "words": "培训"}])
def test_query_with_numbers_beyond_the_database_is_no_bug(client, query):
    answer = client.post("/v1/questions", json={"query": query | {"metrics": [CELL]}})
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_export_is_a_file(client, report_id, kind):
    answer = client.get("/v1/export", params={"format": kind})
    assert answer.status_code == 200
    assert f"reports.{kind}" in answer.headers["content-disposition"]
    assert answer.content


def test_too_large_request_is_refused_unread(client):
    answer = client.post("/v1/questions", content=b" " * 1_100_000)
    assert (answer.status_code, answer.json()["message_id"]) == (413, "service.too_large")


def test_chunks_beyond_the_limit_are_refused_too(client):
    answer = client.post("/v1/questions", content=(b" " * 100_000 for _ in range(20)))
    assert answer.status_code == 413


def test_every_answer_has_its_id_and_safe_headers(client):
    answer = client.get("/v1/reports", headers={"X-Request-Id": "mine-1"})
    assert answer.headers["x-request-id"] == "mine-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_log_has_routes_and_no_words(client, report_id, caplog):
    with caplog.at_level(logging.INFO, logger="nianbao.service"):
        client.get("/v1/reports", params={"issuer": "机密局"})
        client.post("/v1/questions", json={"question": "机密问题有多少件申请?"})
        deadline = time.monotonic() + 10
        while len(caplog.records) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
    lines = [str(vars(record)) for record in caplog.records if record.name == "nianbao.service"]
    assert any("/v1/questions" in line for line in lines)
    assert not any("机密" in line or client.headers["authorization"][-20:] in line for line in lines)


def test_metrics_count_requests_and_jobs(service, client):
    client.get("/v1/reports")
    with service.bare() as scraper:
        text = scraper.get("/metrics").text
    assert 'nianbao_requests_total{method="GET",route="/v1/reports",status="200"}' in text
    assert 'nianbao_jobs{state="dead"} 0.0' in text


def test_pace_is_limited_for_each_token(module_url, tmp_path):
    from tests.service.conftest import running

    with running(module_url, tmp_path, rate=5) as slow, slow.client("anna") as one, slow.client("anna") as other:
        answers = [one.get("/v1/reports") for _ in range(6)]
        assert other.get("/v1/reports").status_code == 200
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
