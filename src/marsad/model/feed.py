"""What is remembered of a feed between two looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class EntryMark(NamedTuple):
    """An entry of a feed: done with in this version, or asked for `tries` times in vain."""

    entry: str
    version: str
    tries: int = 0

    @property
    def done(self) -> bool:
        """Whether the entry needs no further look until its version changes."""
        return self.tries == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMemory:
    """Conditions for the server (`etag`, `modified`), how many looks failed in a row, and the marks by entry."""

    etag: str | None = None
    modified: str | None = None
    looked: datetime | None = None
    failures: int = 0
    marks: Mapping[str, EntryMark] = field(default_factory=dict)
