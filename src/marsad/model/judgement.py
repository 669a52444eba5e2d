"""Judgements: whether two claims speak of one happening, who says so, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two claims speak of one happening."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is thought of two claims, named by their keys; a person's verdict outlives every re-run.

    `left` is the smaller key: a judgement is symmetric. `who` is None for the machine's own. `reasons`
    speak for the verdict and `against` speaks against it, both in plain words.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    who: str | None = None
    at: datetime

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError(f"a judgement needs left < right, not {self.left!r} and {self.right!r}")
