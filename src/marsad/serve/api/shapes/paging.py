"""Pages of lists."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of a list: `total` are all that answer, `next` is the cursor of the next page."""

    items: list[T]
    total: int
    next: str | None
