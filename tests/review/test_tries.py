import pytest

from extractor.review import LOCAL, Role, SignInError
from extractor.review.accounts import Accounts
from extractor.review.errors import SignInWaitError
from extractor.review.tries import FREE, Tries
from extractor.storage.audit import Action, records

pytest.importorskip("argon2", reason="local accounts need argon2-cffi")

PASSWORD = "云溪-河边-七座桥-19"


class Clock:
    """Time that stands still until it is moved on."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def tries(clock):
    return Tries(clock)


@pytest.fixture
def accounts(store):
    accounts = Accounts(store)
    accounts.add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password=PASSWORD)
    return accounts


def fail(tries, times):
    return [tries.begin("gu") for _ in range(times)][-1]


def test_wait_begins_after_some_wrong_passwords_and_doubles_with_each(tries, clock):
    waits = [fail(tries, FREE - 1)]
    for _ in range(8):
        clock.seconds += waits[-1]
        waits.append(tries.begin("gu"))
    assert waits == [0, 10, 20, 40, 80, 160, 300, 300, 300]


def test_try_that_comes_too_early_is_refused_and_not_counted(tries, clock):
    wait = fail(tries, FREE)
    clock.seconds += wait - 3.5
    for _ in range(3):
        with pytest.raises(SignInWaitError) as caught:
            tries.begin("gu")
        assert caught.value.params == {"seconds": 4}
    clock.seconds += 3.5
    assert tries.begin("gu") == 20


def test_other_logins_do_not_wait(tries):
    fail(tries, FREE)
    assert tries.begin("lin") == 0


@pytest.mark.parametrize("after", ["an hour", "the right password"])
def test_all_is_forgotten(tries, clock, after):
    fail(tries, FREE)
    if after == "an hour":
        clock.seconds += 3601
    else:
        tries.forget("gu")
    assert fail(tries, FREE - 1) == 0


def test_number_of_logins_that_are_kept_is_bounded(tries):
    for number in range(10_100):
        tries.begin(f"nobody {number}")
    assert len(tries._wrong) == 10_000


@pytest.mark.parametrize("login", ["gu", "nobody"])
def test_right_password_waits_too_and_so_does_a_name_that_nobody_has(accounts, store, login):
    for _ in range(FREE):
        with pytest.raises(SignInError):
            Accounts(store).sign_in(login, "wrong")
    with pytest.raises(SignInWaitError):
        accounts.sign_in(login, PASSWORD)
    failed = records(store, action=Action.SIGN_IN_FAILED)
    assert [item.detail for item in failed] == [{"wait": 10.0}, {}, {}, {}, {}]


def test_right_password_and_a_new_one_end_the_counting(accounts):
    for _ in range(FREE - 1):
        with pytest.raises(SignInError):
            accounts.sign_in("gu", "wrong")
    chief = accounts.sign_in("gu", PASSWORD)
    for _ in range(FREE):
        with pytest.raises(SignInError):
            accounts.sign_in("gu", "wrong")
    accounts.set_password(chief, "gu", f"{PASSWORD}!")
    assert accounts.sign_in("gu", f"{PASSWORD}!") == chief
