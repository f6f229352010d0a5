"""What the requests share: the store, who asks, what they may, and how often."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from anyio import CapacityLimiter
from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from extractor.ask.asker import Asker
from extractor.errors import NianbaoError
from extractor.index.opening import open_index
from extractor.index.words import words_of
from extractor.jobs import JobQueue
from extractor.reader import office_settings
from extractor.review import ReviewService
from extractor.review.kept import Kept
from extractor.service.metrics import Metrics
from extractor.service.problems import RequestError, language
from extractor.service.settings import ServiceSettings
from extractor.service.tokens import Caller, Scope, TokenError, Tokens
from extractor.storage import ReportStore

if TYPE_CHECKING:
    from extractor.config import Settings
    from extractor.index.model import Index
    from extractor.messages import Language

_KEPT = 10_000
"""Tokens whose pace is remembered; the oldest are forgotten first."""


_ANY = "政府信息公开"
"""Words to look up, whichever: the dictionary is loaded with the first ones."""


class Pace:
    """How many requests each token may still make: a bucket that fills again."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, token: str) -> float:
        """Take one request from the bucket and return 0, or the seconds until there is one."""
        now = time.monotonic()
        with self._lock:
            left, since = self._left.pop(token, (float(self._rate), now))
            left = min(left + (now - since) * self._rate / 60, self._rate)
            self._left[token] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > _KEPT:
                del self._left[next(iter(self._left))]
        return 0 if left >= 1 else (1 - left) * 60 / self._rate


@dataclass
class Desk:
    """What the service works with."""

    store: ReportStore
    config: Settings
    settings: ServiceSettings
    metrics: Metrics
    review: ReviewService
    queue: JobQueue
    tokens: Tokens
    pace: Pace
    index: Index
    asking: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))
    _askers: dict[str, Asker] = field(default_factory=dict)

    def asker(self, lang: Language) -> Asker:
        """Return what answers questions; it keeps what it knows of the store, and is for one at a time (`asking`)."""
        if lang not in self._askers:
            self._askers[lang] = Asker(self.store, self.index, lang=lang)
        return self._askers[lang]

    def load_words(self) -> None:
        """Load the dictionary before the first request comes: for a second nothing else is done beside it."""
        words_of(_ANY)

    def warm_up(self) -> None:
        """Read the names, which may take seconds, before the first question waits for them."""
        with suppress(NianbaoError):
            self.asker(self.config.lang).directory()


def open_desk(stack: ExitStack, store: ReportStore, config: Settings, settings: ServiceSettings) -> Desk:
    """Return what the service works with; the stack closes it.

    Raises:
        ConfigError: The office's settings or those of the index can't be used.
    """
    return Desk(
        store=store,
        config=config,
        settings=settings,
        metrics=Metrics(),
        review=ReviewService(store, office_settings(config), Kept()),
        queue=JobQueue(store),
        tokens=Tokens(store),
        pace=Pace(settings.rate),
        index=stack.enter_context(open_index(store, config.data_dir)),
    )


_bearer = HTTPBearer(auto_error=False, description="`nianbao token add` makes tokens")


async def desk_of(request: Request) -> Desk:
    """Return what the service works with; not in a thread of its own, as which an ordinary function would run."""
    return _desk_of(request)


def _desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _allowed(scope: Scope) -> Any:
    """Return the dependency that lets only tokens with a scope pass, at their pace."""

    def caller(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]) -> Caller:
        desk = _desk_of(request)
        if given is None:
            raise TokenError("service.token_missing")
        found = desk.tokens.caller(given.credentials)
        request.scope["caller"] = found
        wait = desk.pace.wait(found.token)
        if wait:
            error = RequestError(429, "service.too_often", seconds=int(wait) + 1)
            error.retry_after = int(wait) + 1
            raise error
        if scope not in found.scopes:
            raise RequestError(403, "service.scope", scope=scope.value)
        return found

    return Depends(caller)


async def _language(request: Request) -> Language:
    return language(request)


TheDesk = Annotated[Desk, Depends(desk_of)]
Lang = Annotated[str, Depends(_language)]
Reading = Annotated[Caller, _allowed(Scope.READ)]
Uploading = Annotated[Caller, _allowed(Scope.UPLOAD)]
Reviewing = Annotated[Caller, _allowed(Scope.REVIEW)]
Asking = Annotated[Caller, _allowed(Scope.ASK)]
Exporting = Annotated[Caller, _allowed(Scope.EXPORT)]
