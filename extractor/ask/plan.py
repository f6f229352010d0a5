"""What came of planning: a query that can be run, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.ask.model import Note, Query


@dataclass
class Plan:
    """A question as it was understood, while it is being read and afterwards.

    Attributes:
        query: None where nothing can be run.
        understood: How names, years and metrics were read, where it isn't word for word.
        problems: Why there is no query, or what of the question is not in it.
        candidates: What could be asked instead.
        refused: Whether `problems` leave no query to run.
    """

    query: Query | None = None
    understood: list[Note] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Return whether nothing can be run."""
        return self.query is None

    def say(self, message_id: str, **params: object) -> None:
        """Add how something was understood, once."""
        note = Note(message_id=message_id, params=params)
        if note not in self.understood:
            self.understood.append(note)

    def refuse(self, message_id: str, candidates: tuple[str, ...] = (), **params: object) -> None:
        """Add why there is no query."""
        self.problems.append(Note(message_id=message_id, params=params))
        self.candidates += [name for name in candidates if name not in self.candidates]
