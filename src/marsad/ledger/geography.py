"""Places and actors as pages show them: what they are called, where they are, what is told of them."""

from collections.abc import Collection
from dataclasses import dataclass
from math import cos, radians

from sqlalchemy import Connection, func, or_, select

from marsad.ledger.finding import DEGREE_KM, WIDE, kilometres
from marsad.ledger.schema import actor_wholes, actors, claim_slots, claims, place_areas, places
from marsad.ledger.words import key_of
from marsad.model.record import ACTOR_SLOTS, PLACE_SLOTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """A known place; `areas` are the ids of all it lies in."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNames:
    """A known actor."""

    id: str
    name: str
    name_en: str | None
    kind: str
    country: str | None


def all_places(connection: Connection) -> dict[str, PlaceFacts]:
    """Every place of the ledger with what it lies in."""
    areas: dict[str, list[str]] = {}
    for row in connection.execute(select(place_areas)):
        if row.area != row.place:
            areas.setdefault(row.place, []).append(row.area)
    return {
        row.id: PlaceFacts(
            id=row.id,
            name=row.name,
            name_en=row.name_en,
            kind=row.kind,
            country=row.country,
            latitude=row.latitude,
            longitude=row.longitude,
            areas=tuple(areas.get(row.id, ())),
        )
        for row in connection.execute(select(places))
    }


def all_actors(connection: Connection) -> dict[str, ActorNames]:
    """Every actor of the ledger."""
    query = select(actors.c.id, actors.c.name, actors.c.name_en, actors.c.kind, actors.c.country)
    return {row.id: ActorNames(**row._mapping) for row in connection.execute(query)}


def count_of_targets(connection: Connection, slots: Collection[str]) -> dict[str, int]:
    """How many claims name each known thing in some slots."""
    query = (
        select(claim_slots.c.target, func.count(func.distinct(claim_slots.c.claim)))
        .join(claims, claims.c.id == claim_slots.c.claim)
        .where(claims.c.live, claim_slots.c.slot.in_(sorted(slots)), claim_slots.c.target.is_not(None))
        .group_by(claim_slots.c.target)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def place_counts(connection: Connection) -> dict[str, int]:
    """How many claims name each place."""
    return count_of_targets(connection, PLACE_SLOTS)


def actor_counts(connection: Connection) -> dict[str, int]:
    """How many claims name each actor."""
    return count_of_targets(connection, ACTOR_SLOTS)


def around(connection: Connection, latitude: float, longitude: float, km: float) -> list[tuple[str, float]]:
    """The places near a point, the nearest first, with the kilometres; no districts and wider areas."""
    north = km / DEGREE_KM
    east = min(180.0, north / max(0.01, cos(radians(latitude))))
    query = select(places.c.id, places.c.latitude, places.c.longitude).where(
        places.c.latitude.between(latitude - north, latitude + north),
        places.c.longitude.between(longitude - east, longitude + east),
        places.c.kind.not_in(WIDE),
    )
    found = [
        (row.id, kilometres(latitude, longitude, row.latitude, row.longitude)) for row in connection.execute(query)
    ]
    return sorted((each for each in found if each[1] <= km), key=lambda each: (each[1], each[0]))


def spellings(connection: Connection, actor: str, most: int = 30) -> list[str]:
    """What reports call an actor, the commonest first."""
    count = func.count()
    query = (
        select(func.coalesce(claim_slots.c.value, claim_slots.c.words).label("name"), count)
        .join(claims, claims.c.id == claim_slots.c.claim)
        .where(claims.c.live, claim_slots.c.target == actor, claim_slots.c.slot.in_(ACTOR_SLOTS))
        .group_by("name")
        .order_by(count.desc(), "name")
        .limit(most)
    )
    return [row.name for row in connection.execute(query)]


def kin(connection: Connection, actor: str) -> tuple[list[str], list[str]]:
    """The ids of what an actor is part of, and of its parts."""
    both = select(actor_wholes).where(or_(actor_wholes.c.whole == actor, actor_wholes.c.part == actor))
    rows = [row for row in connection.execute(both) if row.whole != row.part]
    return sorted(row.whole for row in rows if row.part == actor), sorted(
        row.part for row in rows if row.whole == actor
    )


def actor_called(connection: Connection, asked: str) -> str | None:
    """The id of the actor that is meant by an id or a name; of several, the one most told of."""
    own = or_(actors.c.id == asked, actors.c.key == key_of(asked), func.lower(actors.c.name_en) == asked.lower())
    named = select(actors.c.id, (actors.c.id != asked).label("other")).where(own).order_by("other", actors.c.id)
    found = connection.execute(named).scalars().first()
    if found is not None:
        return str(found)
    count = func.count()
    meant = (
        select(claim_slots.c.target, count)
        .where(
            claim_slots.c.key == key_of(asked), claim_slots.c.slot.in_(ACTOR_SLOTS), claim_slots.c.target.is_not(None)
        )
        .group_by(claim_slots.c.target)
        .order_by(count.desc(), claim_slots.c.target)
    )
    return connection.execute(meant).scalars().first()
