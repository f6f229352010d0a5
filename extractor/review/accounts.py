"""Local accounts, their passwords hashed with argon2. Who signs in elsewhere (OIDC) is known by e-mail."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from extractor.review.errors import ReviewError, SignInError
from extractor.review.log import now
from extractor.review.people import LOCAL, Person, Role, require
from extractor.review.tries import tries_of
from extractor.storage import ReportStore
from extractor.storage.access import changing, reading
from extractor.storage.audit import Act, Action, note, record
from extractor.storage.engine import writing
from extractor.storage.review_tables import people

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 10
"""Characters of a password."""


class Accounts:
    """The accounts of a store."""

    def __init__(self, store: ReportStore) -> None:
        self._store = store

    def any(self) -> bool:
        """Return whether there is an account; without one, nobody has to sign in on the own machine."""
        with reading(self._store) as connection:
            return bool(connection.scalar(select(func.count()).select_from(people)))

    def sign_in(self, login: str, password: str) -> Person:
        """Return who has this name and password; that somebody signed in, or failed to, is in the audit log.

        Raises:
            SignInError: They belong to no active account; which of the two is wrong is not said, nor shown by the time
                it takes. After too many of these the next try has to wait (SignInWaitError).
        """
        tries = tries_of(self._store)
        wait = tries.begin(_plain(login))
        with reading(self._store) as connection:
            row = connection.execute(select(people).where(people.c.login == _plain(login))).one_or_none()
        stored = row.password if row and row.password else _nobody()
        if not _fits(stored, password) or row is None or not row.password or not row.active:
            told = {"wait": wait} if wait else {}
            note(self._store, Act("", Action.SIGN_IN_FAILED, row.login if row else "", told))
            raise SignInError
        tries.forget(row.login)
        note(self._store, Act(row.login, Action.SIGN_IN))
        if _hasher().check_needs_rehash(stored):
            self._change(row.login, {"password": _hasher().hash(password)}, None)
        return _person(row)

    def by_email(self, email: str) -> Person | None:
        """Return the active account with an e-mail address that a sign-in service has verified; None without one.

        It is how somebody signs in who has no password here, and is in the audit log as such.
        """
        with reading(self._store) as connection:
            wanted = select(people).where(people.c.email == email.strip().lower(), people.c.active)
            row = connection.execute(wanted).one_or_none()
        if row is not None:
            note(self._store, Act(row.login, Action.SIGN_IN, detail={"elsewhere": True}))
        return _person(row) if row else None

    def by_login(self, login: str) -> Person | None:
        """Return the active account of this name as it is now; None without one."""
        wanted = select(people).where(people.c.login == _plain(login), people.c.active)
        with reading(self._store) as connection:
            row = connection.execute(wanted).one_or_none()
        return _person(row) if row else None

    def list(self, by: Person) -> tuple[tuple[Person, bool], ...]:
        """Return every account and whether it is active, by login; for administrators.

        Raises:
            NotAllowedError: The person is no administrator.
        """
        require(by, Role.ADMINISTRATOR)
        with reading(self._store) as connection:
            rows = connection.execute(select(people).order_by(people.c.login)).all()
        return tuple((_person(row), row.active) for row in rows)

    def reviewers(self, by: Person) -> tuple[Person, ...]:
        """Return whom a report can be given to; for leads.

        Raises:
            NotAllowedError: The person is no lead.
        """
        require(by, Role.LEAD)
        with reading(self._store) as connection:
            rows = connection.execute(select(people).where(people.c.active).order_by(people.c.login)).all()
        return tuple(person for person in map(_person, rows) if person.role is not Role.READER)

    def add(
        self, by: Person, login: str, name: str, role: Role, *, password: str | None = None, email: str | None = None
    ) -> Person:
        """Add an account and return its person; without a password it is for sign-in elsewhere.

        Raises:
            NotAllowedError: The person is no administrator.
            ReviewError: The login or e-mail is taken, the password too short, or the first account no administrator's:
                from then on everybody has to sign in, and somebody must be able to add the others.
        """
        require(by, Role.ADMINISTRATOR)
        if role is not Role.ADMINISTRATOR and not self.any():
            raise ReviewError("review.first_administrator")
        address = email.strip().lower() if email else None
        person = Person(login=_plain(login), name=name.strip(), role=role, email=address)
        if not person.login or not person.name or person.login == LOCAL.login:
            raise ReviewError("review.login_taken", login=login)
        values = {**person.model_dump(mode="json"), "active": True, "created_at": now()}
        values["password"] = _hashed(password) if password is not None else None
        try:
            with writing(self._store.engine) as connection:
                connection.execute(people.insert().values(values))
                record(connection, [Act(by.login, Action.ACCOUNT, person.login, {"role": role.value})])
        except IntegrityError as error:
            raise ReviewError("review.login_taken", login=login) from error
        return person

    def set_password(self, by: Person, login: str, password: str) -> None:
        """Change a password: one's own, or as an administrator anybody's.

        Raises:
            NotAllowedError: It is somebody else's, and the person is no administrator.
            ReviewError: There is no such account, or the password is too short.
        """
        if by.login != _plain(login):
            require(by, Role.ADMINISTRATOR)
        self._change(_plain(login), {"password": _hashed(password)}, Act(by.login, Action.PASSWORD, _plain(login)))
        tries_of(self._store).forget(_plain(login))

    def set_role(self, by: Person, login: str, role: Role, *, active: bool = True) -> None:
        """Change what somebody may do, or whether they may sign in at all.

        Raises:
            NotAllowedError: The person is no administrator.
            ReviewError: There is no such account, or it is the last administrator's.
        """
        require(by, Role.ADMINISTRATOR)
        values = {"role": role.value, "active": active}
        self._change(_plain(login), values, Act(by.login, Action.ROLE, _plain(login), values))

    def _change(self, login: str, values: dict[str, Any], act: Act | None) -> None:
        with changing(self._store) as connection:
            before = _administrators(connection)
            if connection.execute(people.update().where(people.c.login == login).values(values)).rowcount != 1:
                raise ReviewError("review.no_such_person", login=login)
            if before and not _administrators(connection):
                raise ReviewError("review.last_administrator", login=login)
            record(connection, [act] if act else [])


def _administrators(connection: Connection) -> int:
    """Return how many active administrators are left."""
    wanted = (people.c.role == Role.ADMINISTRATOR.value, people.c.active)
    number: int = connection.execute(select(func.count()).select_from(people).where(*wanted)).scalar_one()
    return number


def _person(row: Any) -> Person:
    return Person(login=row.login, name=row.name, role=Role(row.role), email=row.email)


def _plain(login: str) -> str:
    return login.strip().lower()


def _hashed(password: str) -> str:
    if len(password) < LEAST:
        raise ReviewError("review.password_short", least=LEAST)
    return _hasher().hash(password)


def _fits(stored: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    """Return a hash to hold a password against where there is no account, so that it takes as long."""
    return _hasher().hash("")
