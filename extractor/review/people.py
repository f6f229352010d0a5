"""Who reviews, and what each role may do. Enforced here, whatever a page shows."""

from __future__ import annotations

from enum import StrEnum

from extractor.review.errors import NotAllowedError
from extractor.schema.document import Frozen


class Role(StrEnum):
    """What somebody is trusted with; each role may do all that the ones before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Return how far up the role stands."""
        return tuple(Role).index(self)


class Person(Frozen):
    """Somebody who is signed in."""

    login: str
    name: str
    role: Role
    email: str | None = None


LOCAL = Person(login="local", name="local", role=Role.ADMINISTRATOR)
"""Whoever sits at a machine that asks for no sign-in."""


def require(person: Person, role: Role) -> None:
    """Refuse what a person's role does not allow.

    Raises:
        NotAllowedError: The role stands below the one that is needed.
    """
    if person.role.rank < role.rank:
        raise NotAllowedError(name=person.name, role=person.role.value, needed=role.value)


def is_lead(person: Person) -> bool:
    """Return whether somebody may act on the reports of others."""
    return person.role.rank >= Role.LEAD.rank
