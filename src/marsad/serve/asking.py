"""What people ask for, on the command line or of a server, as a question to the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from marsad.errors import FilterError
from marsad.model.codes import EventFamily, EventType, Modality
from marsad.model.record import ClaimKind

if TYPE_CHECKING:
    from marsad.ledger import Asked, Ledger, Near

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was asked for, as it was written."""

    types: list[str]
    kinds: list[str]
    modalities: list[str]
    place: str | None
    within: str | None
    near: str | None
    radius: float
    box: tuple[float, float, float, float] | None = None
    actor: str | None
    since: date | None
    until: date | None
    killed: int | None
    injured: int | None
    source: str | None
    text: str | None
    report_text: str | None
    report: str | None
    known_by: date | None
    confidence: float
    rejected: bool
    families: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()


def asked_of(filters: Filters, ledger: "Ledger") -> "Asked":
    """The question that the filters make; FilterError for words that are not in the codebook."""
    from marsad.ledger import Asked

    types, families = _types(filters.types)
    named = tuple(_families(filters.families))
    return Asked(
        kinds=tuple(_named(filters.kinds, ClaimKind, "kind")),
        types=types,
        families=(*families, *named),
        modalities=tuple(_named(filters.modalities, Modality, "modality")),
        place=filters.place,
        within=filters.within,
        near=None if filters.near is None else _near(filters.near, filters.radius, ledger),
        box=filters.box,
        actor=filters.actor,
        since=filters.since,
        until=filters.until,
        killed=filters.killed,
        injured=filters.injured,
        source=filters.source,
        text=filters.text,
        report_text=filters.report_text,
        report=filters.report,
        known_by=filters.known_by,
        confidence=filters.confidence,
        rejected=filters.rejected,
        unheard=filters.unheard,
    )


def _families(asked: Iterable[str]) -> Iterable[EventFamily]:
    for name in asked:
        found = _beginning(name, EventFamily)
        if not found:
            raise FilterError("family", f"{name!r} is no family of the codebook; it has {', '.join(EventFamily)}")
        yield from found


def _types(asked: list[str]) -> tuple[tuple[str, ...], tuple[EventFamily, ...]]:
    """Types and families by name or its beginning: "shelling" is Shelling/artillery/missile attack."""
    types: list[str] = []
    families: list[EventFamily] = []
    for name in asked:
        found = _beginning(name, EventType), _beginning(name, EventFamily)
        if not any(found):
            known = ", ".join([*EventFamily, *EventType])
            raise FilterError("type", f"{name!r} is no type of the codebook; it has {known}")
        types += map(str, found[0])
        families += found[1]
    return tuple(types), tuple(families)


def _beginning(name: str, known: type[E]) -> list[E]:
    """The one that is called so, else those whose name begins so."""
    low = name.strip().casefold()
    exact = [each for each in known if each.casefold() == low]
    return exact or [each for each in known if low and each.casefold().startswith(low)]


def _named(names: Iterable[str], known: type[E], option: str) -> Iterable[E]:
    for name in names:
        try:
            yield known(name.strip().casefold())
        except ValueError:
            raise FilterError(option, f"{name!r} is none of {', '.join(known)}") from None


def _near(asked: str, radius: float, ledger: "Ledger") -> "Near":
    """A circle around a point, or around the one place that is called so."""
    from marsad.ledger import Near

    latitude, _, longitude = asked.partition(",")
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        found = ledger.points(asked)
        if len(found) > 1:
            choices = ", ".join(f"{id} ({north:.2f},{east:.2f})" for id, north, east in found[:8])
            raise FilterError("near", f"several places are called {asked}; name one: {choices}") from None
        point = found[0][1:]
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise FilterError("near", f"{asked!r} is no point on Earth; write it as 35.12,40.45")
    return Near(latitude=point[0], longitude=point[1], km=radius)


class Window(NamedTuple):
    """Which of the claims found are shown: at most `limit`, without the first `skip`."""

    limit: int | None
    skip: int
