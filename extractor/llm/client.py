"""The model behind an endpoint: cache, budget, pace, retries and ledger around single attempts."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field

from extractor.errors import ModelError, ModelOutputError
from extractor.llm import modes
from extractor.llm.attempt import Attempt
from extractor.llm.cost import Budget, Totals, cost, most_tokens
from extractor.llm.endpoint import Endpoint, Manner
from extractor.llm.faults import stops_everything
from extractor.llm.keys import request_key, schema_text
from extractor.llm.ledger import Asked, Ended, Kept, Ledger, Left
from extractor.llm.loop import LoopThread
from extractor.llm.manners import Manners
from extractor.llm.model import MODES, ChatAnswer, ChatRequest
from extractor.llm.pace import Breaker, Pace, backoff
from extractor.llm.secrecy import Redactor
from extractor.llm.settings import ModelSettings

_ASKED_TWICE = ("model.output.not_json", "model.output.invalid", "model.output.empty")
"""An answer that is no good for one of these reasons is asked for once more: it may be chance."""
_POLL_SECONDS = 0.3
_MOST_MANNERS = 8


@dataclass
class _Trial:
    """One request on its way: what its attempts took so far."""

    request: ChatRequest
    key: str
    began: float | None = None
    attempts: int = 0
    failures: int = 0
    changes: int = 0
    disappointments: int = 0
    sums: Totals = field(default_factory=Totals)

    def went_out(self, since: float) -> None:
        """Count an attempt, given when it went out, monotonic."""
        self.attempts += 1
        self.began = self.began or since

    def seconds(self) -> float:
        return 0.0 if self.began is None else time.monotonic() - self.began


class EndpointModel:
    """A `ChatModel` that asks an endpoint; belongs to the event loop it is first used in, and sends from `line`."""

    def __init__(
        self, settings: ModelSettings, ledger: Ledger, line: LoopThread, concurrency: int, max_cost: float | None
    ) -> None:
        self.name = settings.model or ""
        self.totals = Totals(cost=None if settings.price is None else 0.0)
        self.parameters = settings.parameters
        self._settings, self._ledger = settings, ledger
        self._redact = Redactor(settings.secrets)
        self._endpoint = Endpoint(settings, self._redact, line)
        self._pace, self._breaker = Pace(concurrency), Breaker(settings.host)
        self._budget = Budget(max_cost, settings.host)
        self._manners: Manners | None = None
        self._under_way: Counter[str] = Counter()
        self._locks: dict[str, asyncio.Lock] = {}

    async def prepare(self) -> None:
        """Load what it takes to ask; done by the first request otherwise."""
        await self._endpoint.prepare()

    def stop(self) -> None:
        """Send nothing any more: what waits must not go out in the place of what is cancelled."""
        self._pace.stop()

    async def close(self) -> None:
        """Close the connections; the ledger stays open."""
        await self._endpoint.close()

    async def ask(self, request: ChatRequest) -> ChatAnswer:
        """Return the answer; one that was paid for before is not asked for again.

        Raises:
            ModelError: Nothing came back, or nothing was sent; the subclass says why.
            StorageError: The ledger can't be written.
        """
        key = request_key(request, self.name, self.parameters)
        self.totals.requests += 1
        async with self._alone(key):
            while True:
                claim = await self._ledger.claim(self._asked(request, key))
                known = claim.kept or await self._recovered(request, key, claim.left)
                if known is not None:
                    return self._from_ledger(request, known)
                if claim.mine:
                    break
                await self._breaker.sleep(_POLL_SECONDS)
            answered = False
            try:
                answer = await self._ask(_Trial(request, key))
                answered = answer.problem is None
            finally:
                if not answered:
                    await asyncio.shield(self._ledger.release(key))
            return answer

    async def _recovered(self, request: ChatRequest, key: str, left: tuple[Left, ...]) -> Kept | None:
        """Return the valid answer that a killed run had received but not entered; None where there is none."""
        for one in left:
            reply = modes.reply_in(one.body)
            if reply is None:
                continue
            reading = modes.read(reply, request.answer, self._settings.max_tokens)
            paid = cost(self._settings.price, reply.input_tokens, reply.output_tokens)
            ended = _ended(reply, reading, Manner(one.mode), paid, None)
            await self._ledger.end(one.attempt, key, ended)
            if ended.answer is not None:
                return ended.answer
        return None

    @asynccontextmanager
    async def _alone(self, key: str) -> AsyncIterator[None]:
        """Hold off the same request of this process until the first has its answer."""
        self._under_way[key] += 1
        lock = self._locks.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key], self._locks[key]

    async def _ask(self, trial: _Trial) -> ChatAnswer:
        manners = await self._known_manners()
        manner = manners.current
        while True:
            try:
                answer = await self._attempt(trial, manner)
            except ModelError as error:
                manner = await self._after(trial, manner, error)
                continue
            self._breaker.answered()
            if answer.problem is None:
                if manners.worked(manner):
                    await self._ledger.remember_manner(self._settings.host, self.name, asdict(manner))
                return answer
            if answer.problem not in _ASKED_TWICE or not self._once_more(trial, manners):
                return answer
            manner = manners.after_answer(manner, answer.problem)

    async def _after(self, trial: _Trial, manner: Manner, error: ModelError) -> Manner:
        """Return how to ask again after a failed attempt, having waited as long as it takes.

        Raises:
            ModelError: It is not asked again.
        """
        if not error.sent:
            raise error
        manners = await self._known_manners()
        otherwise = manners.after_error(manner, error)
        if otherwise is not None and trial.changes < _MOST_MANNERS:
            trial.changes += 1
            return otherwise
        if not error.retryable:
            if stops_everything(error):
                self._breaker.give_up(error)
            raise error
        trial.failures += 1
        wait = backoff(trial.failures, self._settings.backoff, error.retry_after)
        if trial.failures >= self._settings.attempts or trial.seconds() + wait > self._settings.patience:
            self._breaker.unanswered(error)
            raise error
        await self._breaker.sleep(wait)
        return manners.current

    def _once_more(self, trial: _Trial, manners: Manners) -> bool:
        """Return whether to ask again after an answer that is no good: once, or until a way to ask is found."""
        trial.disappointments += 1
        return trial.disappointments <= (1 if manners.proven else len(MODES))

    async def _attempt(self, trial: _Trial, manner: Manner) -> ChatAnswer:
        """Return the answer of one attempt, good or not, written down.

        Raises:
            ModelError: Nothing came back; written down too.
        """
        self._breaker.check()
        most = self._most(trial.request, manner)
        await self._budget.reserve(most)
        spent: float | None = 0.0
        try:
            spent, answer = await self._sent(trial, manner)
        except ModelError as error:
            free = not error.sent or "status" in error.params
            spent = 0.0 if free else None
            raise
        except asyncio.CancelledError:
            spent = None
            raise
        finally:
            await self._budget.settle(most, spent)
        return answer

    async def _sent(self, trial: _Trial, manner: Manner) -> tuple[float | None, ChatAnswer]:
        """Return what an attempt cost and its answer, written down."""
        attempt, reply, failure = await self._in_turn(trial, manner)
        seconds = attempt.seconds
        if failure is not None:
            self._count(trial, None, turned_away="status" in failure.params)
            await self._ledger.end(attempt.number, trial.key, _failed(failure, seconds))
            raise failure
        self._count(trial, reply)
        reading = modes.read(reply, trial.request.answer, self._settings.max_tokens)
        paid = cost(self._settings.price, reply.input_tokens, reply.output_tokens)
        await self._ledger.end(attempt.number, trial.key, _ended(reply, reading, manner, paid, seconds))
        return paid, self._answer(trial, manner, reply, reading)

    async def _in_turn(self, trial: _Trial, manner: Manner) -> tuple[Attempt, modes.Reply, ModelError | None]:
        """Return an attempt and what came of it.

        It is made ready and written down before it has its place, so that it goes out the moment it has it.
        """
        number = await self._ledger.begin(trial.key, trial.attempts + 1, manner.mode)
        attempt = Attempt(number, self._pace, self._breaker, self._ledger, self._redact)
        try:
            return attempt, await self._endpoint.send(trial.request, manner, attempt), None
        except ModelError as error:
            if attempt.since is None:
                raise
            return attempt, modes.Reply(""), error
        except asyncio.CancelledError:
            if attempt.since is not None:
                self._count(trial, None)
                self._ledger.end_soon(number, trial.key, Ended("cancelled", attempt.seconds))
            raise
        finally:
            if attempt.since is None:
                self._ledger.unsent(number)
            else:
                trial.went_out(attempt.since)

    def _answer(self, trial: _Trial, manner: Manner, reply: modes.Reply, reading: modes.Reading) -> ChatAnswer:
        sums = trial.sums
        return ChatAnswer(
            text=reply.content,
            parsed=reading.parsed,
            problem=reading.problem,
            params=reading.params or {},
            finish_reason=reply.finish_reason,
            mode=manner.mode,
            model=self.name,
            input_tokens=sums.input_tokens if sums.counted else None,
            output_tokens=sums.output_tokens if sums.counted else None,
            cost=sums.cost if sums.counted else None,
            seconds=trial.seconds(),
            attempts=trial.attempts,
        )

    def _from_ledger(self, request: ChatRequest, kept: Kept) -> ChatAnswer:
        """Return an answer that was paid for before; it was valid then, and its key holds the schema."""
        self.totals.cached += 1
        reading = modes.read(modes.Reply(kept.text), request.answer, self._settings.max_tokens)
        return ChatAnswer(
            text=kept.text,
            parsed=reading.parsed,
            problem=reading.problem,
            params=reading.params or {},
            finish_reason=kept.finish_reason,
            mode=kept.mode,
            model=self.name,
            input_tokens=kept.input_tokens,
            output_tokens=kept.output_tokens,
            cost=0.0,
            attempts=0,
            cached=True,
        )

    def _count(self, trial: _Trial, reply: modes.Reply | None, *, turned_away: bool = False) -> None:
        """Add an attempt to the sums of its request and of the run; one without an answer has no counts."""
        counts = (reply.input_tokens, reply.output_tokens) if reply else (None, None)
        for sums in (trial.sums, self.totals):
            sums.add(*counts, self._settings.price, turned_away=turned_away)

    def _most(self, request: ChatRequest, manner: Manner) -> float:
        """Return the most an attempt may cost; 0 where there is no price."""
        texts = (modes.system_text(request, manner.mode), request.user, schema_text(request.answer))
        return cost(self._settings.price, most_tokens(*texts), self._settings.max_tokens) or 0.0

    async def _known_manners(self) -> Manners:
        """Return how to ask this endpoint, as far as the ledger knows."""
        if self._manners is None:
            known = await self._ledger.manner(self._settings.host, self.name)
            self._manners = self._manners or Manners(Manner(**known) if known else None)
        return self._manners

    def _asked(self, request: ChatRequest, key: str) -> Asked:
        return Asked(
            key=key,
            prompt=request.prompt,
            model=self.name,
            endpoint=self._settings.host,
            parameters=self.parameters,
            system=request.system,
            user=request.user,
            schema=schema_text(request.answer),
        )


def _failed(error: ModelError, seconds: float) -> Ended:
    status = error.params.get("status")
    received = error.text if isinstance(error, ModelOutputError) or status else ""
    return Ended(error.message_id, seconds, received=received, status=status if isinstance(status, int) else None)


def _ended(
    reply: modes.Reply, reading: modes.Reading, manner: Manner, paid: float | None, seconds: float | None
) -> Ended:
    """Return how an attempt ended that brought an answer; a valid one is kept for ever."""
    counts = {"input_tokens": reply.input_tokens, "output_tokens": reply.output_tokens}
    kept = Kept(reply.content, reply.finish_reason, manner.mode, **counts) if reading.parsed is not None else None
    return Ended(
        outcome=reading.problem or "answer",
        seconds=seconds,
        received="" if kept else reply.content,
        status=200,
        finish_reason=reply.finish_reason,
        cost=paid,
        answer=kept,
        **counts,
    )
