"""Pages of a list: a cursor says where the next one begins."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from extractor.service.problems import RequestError

T = TypeVar("T")

MOST = 200
"""Entries of a page."""
Limit = Annotated[int, Query(ge=1, le=MOST, description="most entries of the page")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the page before; none for the first")]


class Page(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(description="cursor of the next page; null where there is none")


def make_cursor(last: str | int) -> str:
    """Return the cursor behind an entry."""
    return base64.urlsafe_b64encode(str(last).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> str | None:
    """Return the entry a cursor stands behind; None for the first page.

    Raises:
        RequestError: It is none of ours.
    """
    if cursor is None:
        return None
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise RequestError(422, "service.cursor") from error


def read_number(cursor: str | None) -> int:
    """Return the number a cursor stands behind; -1 for the first page.

    Raises:
        RequestError: It is none of ours.
    """
    text = read_cursor(cursor)
    if text is None:
        return -1
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise RequestError(422, "service.cursor")
    return int(text)
