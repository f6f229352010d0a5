"""What requests cost: an estimate before sending, the sum afterwards, and a limit that is kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from extractor.errors import ModelBudgetError
from extractor.llm.settings import Price

MILLION = 1_000_000
_ASCII_PER_TOKEN = 3
_OVERHEAD = 32


def estimate_tokens(*texts: str) -> int:
    """Return about how many tokens texts take, rather too many: one a Chinese character, one for 3 ASCII ones."""
    plain = sum(character.isascii() for text in texts for character in text)
    return sum(map(len, texts)) - plain + -(-plain // _ASCII_PER_TOKEN) + _OVERHEAD


def most_tokens(*texts: str) -> int:
    """Return how many tokens texts take at most: no tokenizer makes more than one of a byte."""
    return sum(len(text.encode("utf-8", "replace")) for text in texts) + _OVERHEAD


def cost(price: Price | None, input_tokens: int | None, output_tokens: int | None) -> float | None:
    """Return what tokens cost; None where the price or a count is unknown."""
    if price is None or input_tokens is None or output_tokens is None:
        return None
    return (price.input * input_tokens + price.output * output_tokens) / MILLION


@dataclass
class Totals:
    """What a run took.

    Attributes:
        requests: Asked for, cached ones included.
        attempts: Sent.
        cached: Answered by an earlier request.
        counted: Attempts whose usage is known.
        uncounted: Attempts that may have been paid for and came back without usage; they are not in the sums.
        cost: None as long as nothing is known about the price.
    """

    requests: int = 0
    attempts: int = 0
    cached: int = 0
    counted: int = 0
    uncounted: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    def add(
        self, input_tokens: int | None, output_tokens: int | None, price: Price | None, *, turned_away: bool = False
    ) -> None:
        """Count an attempt that has ended; one that was turned away (429, 500, …) took no tokens."""
        known = input_tokens is not None and output_tokens is not None
        self.attempts += 1
        self.counted += known
        self.uncounted += not known and not turned_away
        self.input_tokens += input_tokens or 0
        self.output_tokens += output_tokens or 0
        spent = cost(price, input_tokens, output_tokens)
        if spent is not None:
            self.cost = (self.cost or 0.0) + spent


class Budget:
    """A limit that is never exceeded: each attempt sets aside the most it may cost before it is sent.

    What an attempt without usage set aside counts as spent.
    """

    def __init__(self, limit: float | None, provider: str) -> None:
        self._limit, self._provider = limit, provider
        self._spent = self._reserved = 0.0
        self._open = 0
        self._settled = asyncio.Condition()

    async def reserve(self, needed: float) -> None:
        """Set an amount aside, waiting for attempts under way where only these stand in the way.

        Raises:
            ModelBudgetError: It could exceed the limit.
        """
        if self._limit is None:
            return
        async with self._settled:
            while self._spent + self._reserved + needed > self._limit:
                if not self._open:
                    raise ModelBudgetError(
                        provider=self._provider,
                        spent=_money(self._spent),
                        needed=_money(needed),
                        limit=_money(self._limit),
                    )
                await self._settled.wait()
            self._reserved += needed
            self._open += 1

    async def settle(self, reserved: float, actual: float | None) -> None:
        """Give back what was set aside and count what it really took; None counts all of it."""
        if self._limit is None:
            return
        async with self._settled:
            self._open -= 1
            self._reserved = self._reserved - reserved if self._open else 0.0
            self._spent += reserved if actual is None else actual
            self._settled.notify_all()


def _money(amount: float) -> str:
    return f"{amount:.4f}".rstrip("0").rstrip(".")
