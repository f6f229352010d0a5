"""Regular expressions that are compiled when they are first looked for: most reports need few of the hundreds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property


class Words:
    """An expression; starting the program costs nothing for it.

    Attributes:
        source: As for `re.compile`.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Search a text, as `re.Pattern.search`."""
        return re.compile(self.source).search
