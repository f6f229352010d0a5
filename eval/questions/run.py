"""Asking the questions: of the store they are about, with its index, without a model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.questions.model import Half
from eval.questions.score import Ask, Verdict, ask_all
from eval.questions.store import kept_folder, question_store
from extractor.ask.asker import Asker
from extractor.index.opening import open_index
from extractor.storage import ReportStore


@dataclass(frozen=True)
class Tally:
    """What became of the questions of a half: how many were asked about each thing, and how many are right."""

    verdicts: tuple[Verdict, ...]

    @property
    def numbers(self) -> tuple[int, int]:
        """Return how many numeric answers are right, and of how many."""
        return _counted([verdict.right for verdict in self.verdicts])

    @property
    def citations(self) -> tuple[int, int]:
        """Return how many right numbers have right citations, and of how many."""
        return _counted([verdict.cited for verdict in self.verdicts if verdict.right])

    @property
    def answered(self) -> tuple[int, int]:
        """Return how many questions without an answer were answered all the same, and of how many."""
        return _counted([verdict.answered for verdict in self.verdicts])

    @property
    def recall(self) -> float | None:
        """Return the share of the wanted passages among the first five, the mean over the questions."""
        recalls = [verdict.recall for verdict in self.verdicts if verdict.recall is not None]
        return sum(recalls) / len(recalls) if recalls else None

    @property
    def first(self) -> tuple[int, int]:
        """Return how many first passages are from the right issuer and year, and of how many."""
        return _counted([verdict.first for verdict in self.verdicts])

    @property
    def quoted(self) -> tuple[int, int]:
        """Return how many answers show passages that stand in their reports as quoted, and of how many."""
        return _counted([verdict.quoted for verdict in self.verdicts])

    @property
    def plain(self) -> tuple[int, int]:
        """Return how many answers give passages as the answer, not as the nearest there are, and of how many."""
        return _counted([verdict.plain for verdict in self.verdicts])

    @property
    def said(self) -> tuple[int, int]:
        """Return how many answers say what they leave out, and of how many that have to."""
        return _counted([verdict.said for verdict in self.verdicts])

    @property
    def kinds(self) -> dict[str, tuple[int, int]]:
        """Return by kind how many turns are right in everything, and of how many."""
        found: dict[str, list[bool]] = defaultdict(list)
        for verdict in self.verdicts:
            found[verdict.kind].append(verdict.whole)
        return {kind: _counted(right) for kind, right in found.items()}

    @property
    def missed(self) -> tuple[Verdict, ...]:
        """Return the verdicts on answers in which something is wrong."""
        return tuple(verdict for verdict in self.verdicts if not verdict.whole)


def _counted(values: Sequence[bool | None]) -> tuple[int, int]:
    judged = [value for value in values if value is not None]
    return sum(judged), len(judged)


@contextmanager
def asking(store: ReportStore, folder: Path, *, indexed: bool = True, remember: bool = True) -> Iterator[Ask]:
    """Give what answers questions of a store without a model.

    Args:
        store: What is asked about.
        folder: Where its index stands, or is built.
        remember: Whether the values of the last questions may be used again; not where times are measured.
        indexed: Whether the index is brought in step first; without it questions for words find nothing.
    """
    with open_index(store, folder) as index:
        if indexed:
            index.sync()
        yield Asker(store, index if indexed else None, remember=remember).ask


def measure(half: Half) -> Tally:
    """Return what becomes of the questions of a half."""
    with question_store() as store, asking(store, kept_folder()) as ask:
        return Tally(tuple(ask_all(half, ask, store)))


def lines(half: Half, tally: Tally) -> Iterator[str]:
    """Yield a line for each answer in which something is wrong; of the test half its id alone."""
    for verdict in tally.missed:
        yield verdict.id if half == "test" else f"{verdict.id} {verdict.question} → {'; '.join(verdict.why)}"
