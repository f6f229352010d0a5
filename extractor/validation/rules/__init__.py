"""The rules about one report, a module a subject; importing the package enters them all in the registry."""

from extractor.validation.rules import (
    announced,
    cells,
    changes,
    copied,
    evidence,
    identities,
    prose,
    sizes,
    source_text,
    statements,
    structure,
    sums,
    wording,
    years,
)

__all__ = [
    "announced", "cells", "changes", "copied", "evidence", "identities", "prose", "sizes", "source_text", "statements",
    "structure", "sums", "wording", "years",
]  # fmt: skip
