"""Accounts and signing in: who may come, and what they see."""

import pytest

from extractor.review import LOCAL, Role
from extractor.review.accounts import Accounts

PASSWORD = "云溪-河边-七座桥-19"


def accounts():
    from ui.session import store

    return Accounts(store())


@pytest.fixture
def chief(data):
    return accounts().add(LOCAL, "gu", "顾川", Role.ADMINISTRATOR, password=PASSWORD)


def signed_in(page, login, password=PASSWORD):
    page.text_input[0].set_value(login)
    page.text_input[1].set_value(password)
    return page.button[0].click().run()


def test_first_account_is_an_administrators_and_asks_for_signing_in(app):
    page = app("accounts")
    login, name, _, password = page.text_input
    login.set_value("gu")
    name.set_value("顾川")
    password.set_value(PASSWORD)
    page.button[-1].click().run()
    assert not page.error
    assert accounts().sign_in("gu", PASSWORD).role is Role.ADMINISTRATOR
    assert page.button[0].label == "登录"


def test_wrong_password_is_refused(app, chief):
    page = signed_in(app("review"), "gu", "不对的密码不对的密码")
    assert "不正确" in page.error[0].value
    assert not page.dataframe


def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(app, chief, monkeypatch):
    monkeypatch.setattr("extractor.review.tries._FIRST", 300)
    page = app("review")
    for _ in range(5):
        page = signed_in(page, "gu", "不对的密码不对的密码")
    page = signed_in(page, "gu")
    assert "秒后再试" in page.error[0].value
    assert not page.dataframe


def test_page_that_was_asked_for_opens_after_signing_in(app, chief):
    page = signed_in(app("review", year="2023"), "gu")
    assert set(page.dataframe[0].value["year"]) == {2023}


def test_administrator_adds_changes_and_shuts_out(app, chief):
    page = signed_in(app("accounts"), "gu")
    page.text_input[1].set_value("he")
    page.text_input[2].set_value("何枝")
    page.text_input[4].set_value(PASSWORD)
    page.button[2].click().run()
    assert not page.error
    page.selectbox(key="accounts.login").set_value("he").run()
    page.checkbox[0].uncheck()
    page.button[0].click().run()
    assert accounts().by_login("he") is None
    assert "已保存 he" in page.success[0].value


def test_others_have_no_page_of_accounts(app, chief):
    accounts().add(LOCAL, "he", "何枝", Role.LEAD, password=PASSWORD)
    page = signed_in(app("accounts"), "he")
    assert not page.exception
    assert page.title[0].value != "账号"


def test_who_is_shut_out_is_out_at_the_next_step(app, chief):
    accounts().add(LOCAL, "he", "何枝", Role.REVIEWER, password=PASSWORD)
    page = signed_in(app("review"), "he")
    accounts().set_role(chief, "he", Role.REVIEWER, active=False)
    page.run()
    assert not page.dataframe
    assert page.button[0].label == "登录"
