"""Finding claims: by kind and type, place and distance, actor, days, toll, source, words, and as known on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from marsad.errors import LedgerError
from marsad.ledger.loading import chosen, claims_and_reports, load_records
from marsad.ledger.schema import (
    actor_wholes,
    actors,
    claim_slots,
    claims,
    incident_members,
    origins,
    place_areas,
    places,
    readings,
    reports,
    sightings,
)
from marsad.ledger.words import CLAIMS, REPORTS, holding, key_of
from marsad.model import ClaimKind, ClaimRecord, DateRange, EventFamily, Modality, SlotValue
from marsad.model.record import ACTOR_SLOTS, PLACE_SLOTS

EARTH_KM = 12742  # diameter
DEGREE_KM = 111.2
WIDE = ("country", "region", "governorate", "district", "subdistrict")  # their middle is no place of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Within so many kilometres of a point."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What claims are asked for; everything that is said must hold.

    `place` is a place itself, `places` any of those that other claims name, `within` also what lies in it,
    `actor` also its parts: by id, or by name as reports write it. `days` overlap those of the claim. `killed` and
    the like are the least that the claim says for sure. `source` is the outlet, or who the report says said it. `text`
    are words of the evidence, `report_text` of the whole report. `known_by` leaves out what was published later.
    `box` is west, south, east, north in degrees. Claims of the outlets `unheard` are not found by words.
    """

    kinds: tuple[ClaimKind, ...] = ()
    types: tuple[str, ...] = ()
    families: tuple[EventFamily, ...] = ()
    modalities: tuple[Modality, ...] = ()
    place: str | None = None
    places: tuple[SlotValue, ...] = ()
    within: str | None = None
    near: Near | None = None
    box: tuple[float, float, float, float] | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    killed: int | None = None
    injured: int | None = None
    source: str | None = None
    text: str | None = None
    report_text: str | None = None
    report: str | None = None
    known_by: date | None = None
    confidence: float = 0.0
    rejected: bool = False
    unheard: tuple[str, ...] = ()


def find_claims(
    connection: Connection, asked: Asked, *, single_source: bool | None = None, limit: int | None = None, skip: int = 0
) -> list[ClaimRecord]:
    """The claims asked for, the latest first; those of unknown day last."""
    newest = func.coalesce(claims.c.first_day, date.min).desc()
    wanted = (*conditions(connection, asked), *told_by(asked, single_source))
    if limit is None:
        return load_records(connection, chosen(*wanted).order_by(newest, claims.c.key).offset(skip))
    narrow = select(claims.c.id).select_from(claims_and_reports).where(*wanted)  # put in order without all that is told
    page = connection.execute(narrow.order_by(newest, claims.c.key).offset(skip).limit(limit)).scalars().all()
    return load_records(connection, chosen(claims.c.id.in_(page)).order_by(newest, claims.c.key))


def count_claims(connection: Connection, asked: Asked, *, single_source: bool | None = None) -> int:
    """How many claims there are of those asked for."""
    wanted = (*conditions(connection, asked), *told_by(asked, single_source))
    query = select(func.count()).select_from(claims_and_reports).where(*wanted)
    return connection.execute(query).scalar_one()


def told_by(asked: Asked, single_source: bool | None) -> Iterator[ColumnElement[bool]]:
    """That what a claim tells of goes back to one text, or to several; a claim of no incident stands alone."""
    if single_source is not None:
        several = incident_members.c.incident.in_(incidents_of_several(asked.known_by))
        rows = select(incident_members.c.row).where(several)
        yield claims.c.id.not_in(rows) if single_source else claims.c.id.in_(rows)


def incidents_of_several(known_by: date | None) -> Select[tuple[str]]:
    """The incidents that several texts tell of, copies counted once, as known by a day."""
    texts = func.count(func.distinct(func.coalesce(origins.c.origin, reports.c.sha256)))
    told = claims_and_reports.join(incident_members, incident_members.c.row == claims.c.id)
    query = select(incident_members.c.incident).select_from(told)
    if known_by is not None:
        query = query.where(claims.c.known_on <= known_by)
    return query.group_by(incident_members.c.incident).having(texts > 1)


def days_of_claims(connection: Connection) -> DateRange | None:
    """The first and the last day of which the ledger knows something."""
    query = select(func.min(claims.c.first_day), func.max(claims.c.last_day)).where(claims.c.live)
    first, last = connection.execute(query).one()
    return None if first is None else DateRange(first, last)


def conditions(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    """What must hold of the claims that answer, as SQL over `claims_and_reports`."""
    yield claims.c.live
    if not asked.rejected:
        yield claims.c.rejected.is_(False)
    yield from _what(asked)
    yield from _where(connection, asked)
    yield from _when(asked)
    if asked.actor is not None:
        yield _actor(connection, asked.actor)
    if asked.source is not None:
        yield _source(connection, asked.source)
    if asked.report is not None:
        yield _report(asked.report)
    yield from _words(connection, asked)


def _report(asked: str) -> ColumnElement[bool]:
    """By the id that its source gives it, or by sha256."""
    own = select(reports.c.id).where(reports.c.sha256 == asked)
    return or_(sightings.c.name == asked, readings.c.report.in_(own))


def _words(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.text is not None:
        yield from holding(connection, CLAIMS, claims.c.id, asked.text)
    if asked.report_text is not None:
        yield from holding(connection, REPORTS, readings.c.report, asked.report_text)
    if asked.unheard and (asked.text is not None or asked.report_text is not None):
        yield or_(sightings.c.outlet.is_(None), sightings.c.outlet.not_in(asked.unheard))


def _what(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.kinds:
        yield claims.c.kind.in_(list(map(str, asked.kinds)))
    if asked.types or asked.families:
        yield or_(claims.c.type.in_(list(asked.types)), claims.c.family.in_(list(map(str, asked.families))))
    if asked.modalities:
        yield claims.c.modality.in_(list(map(str, asked.modalities)))
    if asked.killed is not None:
        yield claims.c.killed_min >= asked.killed
    if asked.injured is not None:
        yield claims.c.injured_min >= asked.injured
    if asked.confidence > 0:
        yield claims.c.confidence >= asked.confidence


def _when(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.since is not None:
        yield claims.c.last_day >= asked.since
    if asked.until is not None:
        yield claims.c.first_day <= asked.until
    if asked.known_by is not None:
        yield claims.c.known_on <= asked.known_by


def _where(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.place is not None:
        ids = _ids_of_place(connection, asked.place)
        yield _has_slot(PLACE_SLOTS, or_(claim_slots.c.target.in_(ids), claim_slots.c.key == key_of(asked.place)))
    if asked.places:
        known = sorted({place.target for place in asked.places if place.target})
        keys = sorted({key_of(place.value) for place in asked.places if not place.target})
        unknown = and_(claim_slots.c.target.is_(None), claim_slots.c.key.in_(keys))
        yield _has_slot(("place",), or_(claim_slots.c.target.in_(known), unknown))
    if asked.within is not None:
        areas = _ids_of_place(connection, asked.within)
        inside = select(place_areas.c.place).where(place_areas.c.area.in_(areas))
        same_name = claim_slots.c.key == key_of(asked.within)
        yield _has_slot(PLACE_SLOTS, or_(claim_slots.c.target.in_(inside), same_name))
    if asked.near is not None:
        yield claims.c.place_id.in_(_ids_near(connection, asked.near))
    if asked.box is not None:
        west, south, east, north = asked.box
        inside = select(places.c.id).where(
            places.c.longitude.between(west, east), places.c.latitude.between(south, north)
        )
        yield claims.c.place_id.in_(inside)


def _has_slot(names: tuple[str, ...], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    own = select(claim_slots.c.claim).where(and_(claim_slots.c.slot.in_(names), condition))
    return claims.c.id.in_(own)


def _ids_of_place(connection: Connection, asked: str) -> list[str]:
    """Ids of the places that are called so: by id, by their name, or by what reports call them.

    Looked up first: a database that is given the ids knows how few claims name them, and goes by its indexes.
    """
    own = or_(places.c.id == asked, places.c.key == key_of(asked), func.lower(places.c.name_en) == asked.lower())
    return _called(connection, select(places.c.id).where(own), PLACE_SLOTS, asked)


def _ids_of_actor(connection: Connection, asked: str) -> list[str]:
    own = or_(actors.c.id == asked, actors.c.key == key_of(asked), func.lower(actors.c.name_en) == asked.lower())
    return _called(connection, select(actors.c.id).where(own), ACTOR_SLOTS, asked)


def _called(connection: Connection, known: Select[tuple[str]], slots: tuple[str, ...], asked: str) -> list[str]:
    """These ids, and those that a name was taken to mean in some report."""
    meant = select(claim_slots.c.target).where(
        claim_slots.c.key == key_of(asked), claim_slots.c.slot.in_(slots), claim_slots.c.target.is_not(None)
    )
    both = known.union(meant).subquery()
    return sorted(connection.execute(select(both.c.id)).scalars())


def _actor(connection: Connection, asked: str) -> ColumnElement[bool]:
    meant = meant_by(connection, asked)
    same = or_(claim_slots.c.target.in_(sorted(meant.ids)), claim_slots.c.key == meant.key)
    return _has_slot(ACTOR_SLOTS, same)


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant by a name or id that was asked for: the ids of the actor and its parts, and the folded name."""

    ids: frozenset[str]
    key: str

    def covers(self, id: str | None, name: str) -> bool:
        """Whether an actor, known by id or only by name, is the one asked for or a part of it."""
        return key_of(name) == self.key if id is None else id in self.ids


def meant_by(connection: Connection, asked: str) -> Meant:
    """Who an actor that was asked for is, looked up once for many."""
    ids = {asked, *_ids_of_actor(connection, asked)}
    parts = select(actor_wholes.c.part).where(actor_wholes.c.whole.in_(sorted(ids)))
    return Meant(frozenset({*ids, *connection.execute(parts).scalars()}), key_of(asked))


def _source(connection: Connection, asked: str) -> ColumnElement[bool]:
    """An outlet, or who is said to have said it: المرصد also finds المرصد السوري لحقوق الإنسان."""
    key = key_of(asked)
    outlets = connection.execute(select(sightings.c.outlet).where(sightings.c.outlet.is_not(None)).distinct())
    named = [outlet for outlet in outlets.scalars() if f"{key_of(outlet)} ".startswith(f"{key} ")]
    theirs = select(readings.c.id).join(sightings, sightings.c.id == readings.c.sighting)
    said = or_(claim_slots.c.key == key, _begins(connection, f"{key} "))
    return or_(claims.c.reading.in_(theirs.where(sightings.c.outlet.in_(named))), _has_slot(("source",), said))


def _begins(connection: Connection, beginning: str) -> ColumnElement[bool]:
    """Keys with a beginning; SQLite finds them in its index as a range."""
    if connection.dialect.name != "sqlite":
        return claim_slots.c.key.startswith(beginning, autoescape=True)
    after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    return and_(claim_slots.c.key >= beginning, claim_slots.c.key < after)


def _ids_near(connection: Connection, near: Near) -> list[str]:
    """Places within the circle; districts and wider areas have no point in it."""
    north = near.km / DEGREE_KM
    east = min(180.0, north / max(0.01, cos(radians(near.latitude))))
    query = select(places.c.id, places.c.latitude, places.c.longitude).where(
        places.c.latitude.between(near.latitude - north, near.latitude + north),
        places.c.longitude.between(near.longitude - east, near.longitude + east),
        places.c.kind.not_in(WIDE),
    )
    return [
        row.id
        for row in connection.execute(query)
        if kilometres(near.latitude, near.longitude, row.latitude, row.longitude) <= near.km
    ]


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points."""
    north, east, north2, east2 = map(radians, (latitude, longitude, other_latitude, other_longitude))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return EARTH_KM * asin(sqrt(half))


def points_of(connection: Connection, asked: str) -> list[tuple[str, float, float]]:
    """Id and point of the places that are called so and have one."""
    query = select(places.c.id, places.c.latitude, places.c.longitude).where(
        places.c.id.in_(_ids_of_place(connection, asked)), places.c.latitude.is_not(None)
    )
    found = [(row.id, row.latitude, row.longitude) for row in connection.execute(query.order_by(places.c.id))]
    if not found:
        raise LedgerError(f"{asked}: the ledger knows no point of this name; give it as 35.12,40.45")
    return found
