"""Who held what, from when to when, as the claims of many reports have it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.record import ClaimRecord


class Hold(StrEnum):
    """How a holder stands to a place. Influence is no control."""

    CONTROL = "control"
    CONTEST = "contest"
    INFLUENCE = "influence"


class Freshness(StrEnum):
    """How long ago a period was last heard of: silence is no proof that a holder is still there."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPeriod:
    """A holder at a place over some days. `until` is the day it ended, None when nothing says that it did.

    `start` is the first day of which a claim speaks, not the day on which it began. `last_heard` is the last day
    of which one speaks. `contested` tells that another holder is said to have held the place on some of the days.
    """

    place: str
    place_id: str | None
    holder: str
    holder_id: str | None
    hold: Hold
    start: date
    until: date | None
    last_heard: date
    contested: bool
    claims: tuple[ClaimRecord, ...]

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.start:
            raise ValueError(f"a period cannot end on {self.until}, before it began on {self.start}")

    def covers(self, day: date) -> bool:
        """Whether the holder is said to have been there on a day, or to have been there last."""
        return self.start <= day and (self.until is None or day < self.until)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who says so."""
        return tuple(dict.fromkeys(claim.outlet for claim in self.claims if claim.outlet))
