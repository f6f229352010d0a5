import pytest
from sqlalchemy import select

from extractor.review import LOCAL, NotAllowedError, ReviewError, Role, SignInError
from extractor.review.accounts import Accounts
from extractor.storage.access import reading
from extractor.storage.review_tables import people
from tests.review.made_up import CHIEF, LEAD

pytest.importorskip("argon2", reason="local accounts need argon2-cffi")

PASSWORD = "云溪-河边-七座桥-19"


@pytest.fixture
def accounts(store):
    accounts = Accounts(store)
    accounts.add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password=PASSWORD)
    accounts.add(CHIEF, "Zhou", "周云", Role.REVIEWER, email="Zhou@office.example.com")
    return accounts


def test_name_and_password_sign_in(accounts):
    assert accounts.sign_in(" GU ", PASSWORD) == CHIEF


@pytest.mark.parametrize(
    ("login", "password"), [("gu", PASSWORD + "x"), ("nobody", PASSWORD), ("zhou", ""), ("zhou", PASSWORD)]
)
def test_wrong_name_password_or_an_account_without_one_are_refused_alike(accounts, login, password):
    with pytest.raises(SignInError) as caught:
        accounts.sign_in(login, password)
    assert caught.value.params == {}


def test_store_keeps_a_hash_alone(store, accounts):
    with reading(store) as connection:
        kept = connection.scalars(select(people.c.password).where(people.c.password.is_not(None))).all()
    assert [password.startswith("$argon2id$") for password in kept] == [True]
    assert PASSWORD not in kept[0]


def test_verified_email_is_known(accounts):
    assert accounts.by_email("zhou@OFFICE.example.com").login == "zhou"
    assert accounts.by_email("other@office.example.com") is None


def test_inactive_account_neither_signs_in_nor_is_known(accounts):
    accounts.set_role(CHIEF, "zhou", Role.REVIEWER, active=False)
    assert accounts.by_email("zhou@office.example.com") is None


def test_last_administrator_stays_one(accounts):
    with pytest.raises(ReviewError, match="last_administrator"):
        accounts.set_role(CHIEF, "gu", Role.READER)
    assert accounts.sign_in("gu", PASSWORD).role is Role.ADMINISTRATOR


def test_only_administrators_add_and_list(accounts):
    with pytest.raises(NotAllowedError):
        accounts.add(LEAD, "lin", "林溪", Role.REVIEWER)
    with pytest.raises(NotAllowedError):
        accounts.list(LEAD)
    assert [person.login for person, _ in accounts.list(CHIEF)] == ["gu", "zhou"]


def test_reports_can_be_given_to_whoever_reviews(accounts):
    accounts.add(CHIEF, "he", "何枝", Role.READER)
    assert [person.login for person in accounts.reviewers(LEAD)] == ["gu", "zhou"]


def test_own_password_may_be_changed_not_anothers(accounts):
    zhou = accounts.by_email("zhou@office.example.com")
    accounts.set_password(zhou, "zhou", PASSWORD)
    assert accounts.sign_in("zhou", PASSWORD) == zhou
    with pytest.raises(NotAllowedError):
        accounts.set_password(zhou, "gu", PASSWORD)


@pytest.mark.parametrize(
    ("login", "password", "message"),
    [("zhou", None, "login_taken"), ("lin", "short", "password_short"), ("local", None, "login_taken")],
)
def test_unusable_account_is_refused(accounts, login, password, message):
    with pytest.raises(ReviewError, match=message):
        accounts.add(CHIEF, login, "林溪", Role.REVIEWER, password=password)
