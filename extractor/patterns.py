"""Regular expressions that are compiled when they are first used: a report needs few of the hundreds there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """An expression as of `re.compile`; starting the program costs nothing for it.

    Compiling `[一-龥]` takes Python 3.11 a millisecond, since it walks through the range character by character.

    Attributes:
        source: The expression.
        flags: As for `re.compile`.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the expression itself, for all that has no method here."""
        return re.compile(self.source, self.flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """Return the first match, as `re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Return the match at a place, as `re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Return the match of the whole, as `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """Return all matches, as `re.Pattern.finditer`."""
        return self.compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Return the text with every match replaced, as `re.Pattern.sub`."""
        return self.compiled.sub
