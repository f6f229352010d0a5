"""Tokens of the service: shown once, kept as hashes; each has a person's role and may do what its scopes say."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, select

from extractor.errors import NianbaoError
from extractor.review.people import LOCAL, Person, Role
from extractor.schema.document import Frozen
from extractor.storage import ReportStore
from extractor.storage.access import changing, reading
from extractor.storage.audit import Act, Action, record
from extractor.storage.review_tables import people
from extractor.storage.token_tables import tokens

_PREFIX = "nb"
_HELD = (
    select(
        tokens.c.key,
        tokens.c.secret,
        tokens.c.scopes,
        tokens.c.expires_at,
        tokens.c.revoked_at,
        tokens.c.login.label("of"),
        select(people.c.id).exists().label("has_accounts"),
        people.c.login,
        people.c.name,
        people.c.role,
        people.c.email,
    )
    .select_from(tokens.outerjoin(people, and_(people.c.login == tokens.c.login, people.c.active)))
    .where(tokens.c.key == bindparam("key"))
)
"""A token with the person who holds it; made once, since every request asks it."""


class Scope(StrEnum):
    """What a token may be used for; the person's role limits it further."""

    READ = "read"
    UPLOAD = "upload"
    REVIEW = "review"
    ASK = "ask"
    EXPORT = "export"


class TokenError(NianbaoError):
    """The token can't be made or used."""

    message_id = "service.token_unknown"


class Token(Frozen):
    """A token without its secret."""

    key: str
    login: str
    name: str
    scopes: tuple[Scope, ...]
    at: str
    expires_at: str | None
    revoked_at: str | None


class Caller(Frozen):
    """Who asks the service: a person, through a token."""

    person: Person
    token: str
    scopes: frozenset[Scope]


class Tokens:
    """The tokens of a store."""

    def __init__(self, store: ReportStore) -> None:
        self._store = store

    def add(
        self, login: str, scopes: tuple[Scope, ...], name: str, days: int | None = None, *, by: str = LOCAL.login
    ) -> tuple[Token, str]:
        """Add a token for somebody and return it with the text to hand out, which is kept nowhere.

        Args:
            login: Of an active account; `local` where the store has no accounts.
            scopes: What it may be used for.
            name: What it is for, for the list.
            days: How long it holds; None for ever.
            by: Who makes it, for the audit log.

        Raises:
            TokenError: There is no such account.
        """
        key, secret, now = secrets.token_hex(4), secrets.token_urlsafe(32), datetime.now(UTC)
        expires = (now + timedelta(days=days)).isoformat(timespec="seconds") if days else None
        values = {
            "key": key,
            "secret": _hashed(secret),
            "login": login.strip().lower(),
            "name": name.strip(),
            "scopes": " ".join(scopes),
            "at": now.isoformat(timespec="seconds"),
            "expires_at": expires,
        }
        with changing(self._store) as connection:
            connection.execute(tokens.insert().values(values))
            if _holder(connection.execute(_HELD, {"key": key}).one()) is None:
                raise TokenError("service.no_such_person", login=login)
            row = connection.execute(select(tokens).where(tokens.c.key == key)).one()
            told = {"login": values["login"], "scopes": values["scopes"]}
            record(connection, [Act(by, Action.TOKEN, key, told)])
        return _token(row), f"{_PREFIX}_{key}_{secret}"

    def list(self) -> tuple[Token, ...]:
        """Return every token, the first one first."""
        with reading(self._store) as connection:
            return tuple(_token(row) for row in connection.execute(select(tokens).order_by(tokens.c.id)))

    def revoke(self, key: str, *, by: str = LOCAL.login) -> None:
        """End a token; it can't be taken back.

        Raises:
            TokenError: There is none, or it has ended already.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        held = (tokens.c.key == key.strip().lower(), tokens.c.revoked_at.is_(None))
        with changing(self._store) as connection:
            if not connection.execute(tokens.update().where(*held).values(revoked_at=now)).rowcount:
                raise TokenError("service.no_such_token", key=key)
            record(connection, [Act(by, Action.TOKEN_REVOKED, key.strip().lower())])

    def caller(self, given: str) -> Caller:
        """Return who holds a token.

        Raises:
            TokenError: It is unknown, has ended, or its person may not sign in any more.
        """
        prefix, _, rest = given.partition("_")
        key, _, secret = rest.partition("_")
        with reading(self._store) as connection:
            row = connection.execute(_HELD, {"key": key}).one_or_none()
        person = _holder(row) if row else None
        fits = hmac.compare_digest(row.secret if row else "", _hashed(secret))
        if prefix != _PREFIX or row is None or not fits or person is None or _has_ended(row):
            raise TokenError
        return Caller(person=person, token=row.key, scopes=frozenset(map(Scope, row.scopes.split())))


def _hashed(secret: str) -> str:
    """Return a hash of a secret of 256 random bits, which no slow hash makes any safer."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _has_ended(row: Any) -> bool:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now)


def _holder(row: Any) -> Person | None:
    """Return who holds a token; whoever sits at the machine of a store without accounts is `local`."""
    if row.login is not None:
        return Person(login=row.login, name=row.name, role=Role(row.role), email=row.email)
    return LOCAL if row.of == LOCAL.login and not row.has_accounts else None


def _token(row: Any) -> Token:
    return Token(
        key=row.key,
        login=row.login,
        name=row.name,
        scopes=tuple(map(Scope, row.scopes.split())),
        at=row.at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
