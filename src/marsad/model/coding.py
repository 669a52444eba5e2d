"""An event as a dataset has coded it: a row of its own, whose values stand in the text of the row."""

from dataclasses import dataclass

from marsad.model.claim import Event
from marsad.model.dates import DateRange
from marsad.model.mention import Mention
from marsad.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a dataset puts an event: a name, WGS84 degrees, the ISO code of the country, what it lies in, widest first.

    `kind` is a kind of place that is as exact as the dataset says.
    """

    name: Mention
    latitude: float
    longitude: float
    kind: str
    country: str | None = None
    areas: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What the columns of a row say. `kinds` are the classes of the event's actors in their order, None if untold."""

    dataset: str
    event: Event
    days: DateRange
    reason: str
    spot: Spot
    kinds: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReport(Report):
    """A row of a dataset as a report. Nothing is read in it: its one claim is what its columns say."""

    coding: Coding
