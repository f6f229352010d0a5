"""What an assistant is told when a tool can't do what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mcp.server.mcpserver.exceptions import ToolError

from extractor.errors import NianbaoError
from extractor.messages import Language
from extractor.problems import describe


@contextmanager
def refused_as(lang: Language) -> Iterator[None]:
    """Turn an error of ours into one whose words reach the assistant; others are bugs, whose words stay here."""
    try:
        yield
    except NianbaoError as error:
        raise ToolError(describe(error, lang)) from error
