"""What came of planning: a query that can be run, or why there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from extractor.ask.issuers import Directory
from extractor.ask.model import Note, Query

_OF_WORDING = ("ask.problem.metric_unknown", "ask.problem.not_understood")


@dataclass(frozen=True)
class Allowed:
    """What a plan may name.

    Attributes:
        issuers: That the question names, by the rules or by the question before; a model never chooses another.
        years: Likewise; empty is any that are stored.
    """

    issuers: Collection[str]
    years: Collection[int]


@dataclass
class Plan:
    """A question as it was understood, while it is being read and afterwards.

    Attributes:
        query: None where nothing can be run.
        understood: How names, years and metrics were read, where it isn't word for word.
        problems: Why there is no query, or what of the question is not in it.
        candidates: What could be asked instead.
        named: Issuers that the question names for certain.
        years: Years that it names.
        planned_by: `rules` or the model's name.
        directory: By which it was made; None for a query that was given.
        instead: Passages that may tell of what was asked for as a number that reports don't have; None without.
    """

    query: Query | None = None
    understood: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    years: tuple[int, ...] = ()
    planned_by: str = "rules"
    directory: Directory | None = field(default=None, repr=False)
    instead: Query | None = None

    @property
    def may_be_helped(self) -> bool:
        """Return whether it was the wording that was not understood; an unknown issuer or year stays unknown."""
        return bool(self.problems) and all(note.message_id in _OF_WORDING for note in self.problems)

    def say(self, message_id: str, **params: object) -> None:
        """Add how something was understood, once."""
        note = Note(message_id=message_id, params=params)
        if note not in self.understood:
            self.understood.append(note)

    def refuse(self, message_id: str, candidates: tuple[str, ...] = (), **params: object) -> None:
        """Add why there is no query."""
        self.problems.append(Note(message_id=message_id, params=params))
        self.candidates += [name for name in candidates if name not in self.candidates]
