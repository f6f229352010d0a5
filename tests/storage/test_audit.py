"""The audit log: every act is in it, nothing changes it unnoticed."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from extractor.errors import StorageError
from extractor.orders import Order, work_off
from extractor.review import LOCAL, Role
from extractor.review.accounts import Accounts
from extractor.review.errors import SignInError
from extractor.schema.life import State
from extractor.service.tokens import Scope, Tokens
from extractor.storage import open_store
from extractor.storage.audit import Act, Action, digest, note, record, records
from extractor.storage.audit_check import Broken, Head, verify
from extractor.storage.engine import writing
from tests.storage.fictional import entry

GUARDS = {
    "sqlite": ("DROP TRIGGER audit_log_no_update", "DROP TRIGGER audit_log_no_delete"),
    "postgresql": ("DROP TRIGGER audit_log_no_change ON audit_log",),
}


@pytest.fixture
def written(store):
    for number in range(6):
        note(store, Act("anna", Action.EXPORT, detail={"reports": number}))
    return store


def tamper(store, statement):
    """Change the log as somebody who may do anything with the database."""
    with writing(store.engine) as connection:
        for guard in GUARDS[store.engine.dialect.name]:
            connection.execute(text(guard))
        connection.execute(text(statement))


def test_log_that_nobody_touched_is_whole(written):
    checked = verify(written)
    assert checked.broken is None
    assert checked.head == Head(6, records(written)[0].hash)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_log SET \"by\" = 'bo' WHERE number = 3", Broken(3, "audit.changed")),
        ("UPDATE audit_log SET detail = '{}' WHERE number = 3", Broken(3, "audit.changed")),
        ("UPDATE audit_log SET previous = hash WHERE number = 4", Broken(4, "audit.unlinked")),
        ("DELETE FROM audit_log WHERE number = 2", Broken(2, "audit.missing")),
        ("DELETE FROM audit_log WHERE number = 1", Broken(1, "audit.missing")),
        ("UPDATE audit_log SET number = 9 WHERE number = 5", Broken(5, "audit.missing")),
    ],
)
def test_first_broken_record_is_named(written, statement, broken):
    tamper(written, statement)
    assert verify(written).broken == broken


def test_end_that_was_cut_off_is_noticed_by_a_noted_head(written):
    noted = verify(written).head
    tamper(written, "DELETE FROM audit_log WHERE number > 4")
    assert verify(written).broken is None
    assert verify(written, noted).broken == Broken(5, "audit.cut")


def test_log_that_was_written_anew_is_noticed_by_a_noted_head(written):
    noted = verify(written).head
    tamper(written, "DELETE FROM audit_log WHERE number > 5")
    note(written, Act("bo", Action.EXPORT))
    assert verify(written).broken is None
    assert verify(written, noted).broken == Broken(6, "audit.rewritten")


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET action = ''", "DELETE FROM audit_log"])
def test_database_refuses_to_change_the_log(written, statement):
    with pytest.raises(DBAPIError, match="append-only"), writing(written.engine) as connection:
        connection.execute(text(statement))
    assert verify(written).head.number == 6


def test_decision_is_recorded_and_its_change_noticed(store):
    report = store.save(entry(1)).report_id
    store.decide(report, store.findings_of(report)[0].key, State.DISMISSED, by="anna", reason="checked")
    made = records(store)[0]
    assert (made.by, made.action, made.subject, made.detail["state"]) == ("anna", "decide", report, "dismissed")
    assert verify(store).broken is None
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE finding_events SET reason = 'other'"))
    assert verify(store).broken == Broken(1, "audit.altered")


def test_nothing_is_recorded_of_what_was_not_done(store):
    with pytest.raises(StorageError), writing(store.engine) as connection:
        record(connection, [Act("anna", Action.EXPORT)])
        raise StorageError
    assert records(store) == ()


def test_sign_in_accounts_and_roles_are_recorded_without_passwords(store):
    accounts = Accounts(store)
    accounts.add(LOCAL, "anna", "Anna", Role.ADMINISTRATOR, password="long enough 1")
    boss = accounts.sign_in("anna", "long enough 1")
    with pytest.raises(SignInError):
        accounts.sign_in("anna", "long enough 2")
    with pytest.raises(SignInError):
        accounts.sign_in("long enough 1", "")
    accounts.set_password(boss, "anna", "long enough 3")
    told = [(item.by, item.action, item.subject) for item in reversed(records(store))]
    assert told == [
        ("local", "account", "anna"),
        ("anna", "sign_in", ""),
        ("", "sign_in_failed", "anna"),
        ("", "sign_in_failed", ""),
        ("anna", "password", "anna"),
    ]
    assert "long enough" not in repr(records(store))


def test_records_of_many_at_once_make_one_chain(url):
    def work(name):
        with open_store(url) as own:
            for _ in range(10):
                note(own, Act(name, Action.EXPORT))

    threads = [threading.Thread(target=work, args=(f"p{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(url) as store:
        assert verify(store).broken is None
        assert len(records(store, by="p2")) == 10
        assert len(records(store)) == 40


def test_digest_leaves_the_databases_own_number_out():
    assert digest({"id": 1, "by": "anna"}) == digest({"by": "anna", "id": 2}) != digest({"by": "bo"})


def test_tokens_and_exports_are_recorded_without_secrets(store, tmp_path):
    store.save(entry(1))
    made, shown = Tokens(store).add("local", (Scope.READ,), "figures", by="root")
    Tokens(store).revoke(made.key)
    work_off(Order(), store, LOCAL, [store.list()[0].id], tmp_path / "a.xlsx", lambda _: None)
    told = [(item.by, item.action, item.subject) for item in reversed(records(store))]
    assert told == [("root", "token", made.key), ("local", "token_revoked", made.key), ("local", "export", "")]
    assert shown.rsplit("_", 1)[1] not in repr(records(store))
