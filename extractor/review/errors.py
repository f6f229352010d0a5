"""What the review refuses, and why."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from extractor.errors import NianbaoError

if TYPE_CHECKING:
    from extractor.review.model import LogEntry


class ReviewError(NianbaoError):
    """The review refuses something; nothing was changed."""

    message_id = "review.error"


class NotAllowedError(ReviewError):
    """The person's role does not allow this."""

    message_id = "review.not_allowed"


class SignInError(ReviewError):
    """Name and password belong to no active account."""

    message_id = "review.sign_in"


class SignInWaitError(SignInError):
    """After too many wrong passwords a try comes too early; the password was not looked at."""

    message_id = "review.sign_in_wait"

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds=ceil(seconds))


class EditError(ReviewError):
    """The edit can't be made as it is."""

    message_id = "review.edit"


class StateError(ReviewError):
    """The report is not in a state in which this can be done."""

    message_id = "review.state"


class ConflictError(ReviewError):
    """Somebody else changed the same since it was looked at.

    Attributes:
        theirs: Everything that was saved since, the first one first.
        paths: What both changed; empty where it is the report as a whole that was to stay as it was seen.
        version: The one to look at now, and to give as base next.
    """

    message_id = "review.conflict"

    def __init__(self, theirs: tuple[LogEntry, ...], paths: tuple[str, ...], version: int) -> None:
        self.theirs, self.paths, self.version = theirs, paths, version
        names = "、".join(dict.fromkeys(entry.by for entry in theirs))
        what = "、".join(paths or dict.fromkeys(entry.path for entry in theirs))
        super().__init__(by=names or "—", paths=what or "—", version=version)
