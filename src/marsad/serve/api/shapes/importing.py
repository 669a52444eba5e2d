"""Imports of many reports, and how far they are."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureShape:
    """A report that could not be read: where, and why."""

    where: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An import; `state` is waiting, reading, grouping, done, failed or stopped."""

    id: str
    name: str
    state: str
    read: int
    added: int
    failed: list[FailureShape]
    bytes: int
    bytes_read: int
    seconds: float
    started: datetime
    who: str
