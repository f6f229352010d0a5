"""One result a table for what is said of its cells together."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.validation.context import Context
from extractor.validation.labels import TABLE_NUMBERS, cell_list
from extractor.validation.result import PASSED, Result, failed


def by_table(context: Context, chosen: list[str]) -> Iterator[Result]:
    """Yield one failure a table that names the chosen cells, and a passed result for each table without any."""
    for table in context.tables:
        paths = tuple(path for path in chosen if path.startswith(f"{table}."))
        if not paths:
            yield PASSED
            continue
        printed = sorted({context.cells[path].printed.strip() for path in paths})
        params = {"table": TABLE_NUMBERS[table], "count": len(paths), "cells": cell_list(paths), "printed": printed}
        yield failed(params, cells=paths)
