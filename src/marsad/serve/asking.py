"""What people ask for on the command line, as a question to the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import typer

from marsad.model.codes import EventFamily, EventType, Modality
from marsad.model.record import ClaimKind

if TYPE_CHECKING:
    from marsad.ledger import Asked, Ledger, Near

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was said on the command line."""

    types: list[str]
    kinds: list[str]
    modalities: list[str]
    place: str | None
    within: str | None
    near: str | None
    radius: float
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


def asked_of(filters: Filters, ledger: "Ledger") -> "Asked":
    """The question that the filters make; typer.BadParameter for words that are not in the codebook."""
    from marsad.ledger import Asked

    types, families = _types(filters.types)
    return Asked(
        kinds=tuple(_named(filters.kinds, ClaimKind, "--kind")),
        types=types,
        families=families,
        modalities=tuple(_named(filters.modalities, Modality, "--modality")),
        place=filters.place,
        within=filters.within,
        near=None if filters.near is None else _near(filters.near, filters.radius, ledger),
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
    )


def _types(asked: list[str]) -> tuple[tuple[str, ...], tuple[EventFamily, ...]]:
    """Types and families by name or its beginning: "shelling" is Shelling/artillery/missile attack."""
    types: list[str] = []
    families: list[EventFamily] = []
    for name in asked:
        found = _beginning(name, EventType), _beginning(name, EventFamily)
        if not any(found):
            known = ", ".join([*EventFamily, *EventType])
            raise typer.BadParameter(f"{name!r} is no type of the codebook; it has {known}", param_hint="--type")
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
            raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint=option) from None


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
            raise typer.BadParameter(
                f"several places are called {asked}; name one: {choices}", param_hint="--near"
            ) from None
        point = found[0][1:]
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise typer.BadParameter(f"{asked!r} is no point on Earth; write it as 35.12,40.45", param_hint="--near")
    return Near(latitude=point[0], longitude=point[1], km=radius)


class Window(NamedTuple):
    """Which of the claims found are shown: at most `limit`, without the first `skip`."""

    limit: int | None
    skip: int
