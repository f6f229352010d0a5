"""Handing a batch in to the service, portion by portion, as a client does who tries again until it says yes."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

import httpx

from eval.synth import generate

FIRST_SEED = 8_000_000
_PORTION = 5
_PAUSE = 0.3


@dataclass(frozen=True)
class Batch:
    """Reports to be handed in."""

    files: Sequence[tuple[str, bytes]]

    @classmethod
    def generated(cls, count: int) -> Batch:
        """Return so many generated reports."""
        made = (generate(seed) for seed in range(FIRST_SEED, FIRST_SEED + count))
        return cls([(report.name, report.data) for report in made])

    @property
    def names(self) -> list[str]:
        """Return the names of all files; no two are alike."""
        return [name for name, _ in self.files]

    @property
    def portions(self) -> int:
        """Return how many uploads it takes."""
        return -(-len(self.files) // _PORTION)

    def portion(self, number: int) -> Sequence[tuple[str, bytes]]:
        """Return the files of one upload."""
        return self.files[number * _PORTION : (number + 1) * _PORTION]


class HandingIn:
    """Hands a batch in, in a thread of its own, no faster than it is allowed to.

    Attributes:
        handed: Portions that the service has said yes to.
        refused: Answers that were neither yes nor "not now".
    """

    def __init__(self, batch: Batch, address: str, token: str) -> None:
        self.batch, self.handed = batch, 0
        self.refused: list[str] = []
        self._http = httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=30, trust_env=False
        )
        self._share, self._stopped = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    @property
    def is_over(self) -> bool:
        """Return whether every portion is handed in."""
        return self.handed == self.batch.portions

    def allow(self, share: float) -> None:
        """Let so much of the batch be handed in."""
        self._share = share

    def __enter__(self) -> HandingIn:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, wherever it is."""
        self._stopped.set()
        self._thread.join()
        self._http.close()

    def _work(self) -> None:
        while not self._stopped.is_set() and not self.is_over:
            if self.handed > self._share * self.batch.portions or not self._hand_in(self.handed):
                time.sleep(_PAUSE)
            else:
                self.handed += 1

    def _hand_in(self, number: int) -> bool:
        """Return whether the service has taken a portion; with the key a repeated request finds the first one's job."""
        files = [("files", file) for file in self.batch.portion(number)]
        try:
            answer = self._http.post("/v1/jobs", files=files, headers={"Idempotency-Key": f"portion-{number}"})
        except httpx.HTTPError:
            return False
        if answer.status_code not in (202, 503):
            self.refused.append(f"portion {number}: {answer.status_code} {answer.text[:150]}")
        return answer.status_code == 202
