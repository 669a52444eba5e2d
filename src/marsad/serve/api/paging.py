"""Cursors: where a page left off, opaque to who asks."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import TypeVar

from marsad.serve.api.problems import Problem
from marsad.serve.api.shapes.paging import Page

T = TypeVar("T")
U = TypeVar("U")
MOST_SKIPPED = 10**9


def skip_of(cursor: str | None) -> int:
    """How many items came before a cursor."""
    if cursor is None:
        return 0
    try:
        number = int(urlsafe_b64decode(cursor.encode() + b"==").decode("ascii").removeprefix("n:"))
    except ValueError:
        number = -1
    if not 0 <= number <= MOST_SKIPPED:
        raise Problem(422, "bad-cursor", "this cursor is none of ours; begin without one")
    return number


def cursor_at(skip: int) -> str:
    """The cursor of what comes after so many items."""
    return urlsafe_b64encode(f"n:{skip}".encode()).decode().rstrip("=")


def page_of(items: Sequence[T], total: int, skip: int) -> Page[T]:
    """A page that was found after so many items."""
    end = skip + len(items)
    return Page(items=list(items), total=total, next=cursor_at(end) if items and end < total else None)


def cut(found: Sequence[T], cursor: str | None, limit: int, shown: Callable[[T], U]) -> Page[U]:
    """A page out of all that was found."""
    skip = skip_of(cursor)
    return page_of([shown(each) for each in found[skip : skip + limit]], len(found), skip)
