"""Incidents as lists and maps show them, kept so that a server starts at once and follows what changes.

A summary is worked out by the caller and is only kept here. What touches an incident takes its summary away; each
write has a version, so that a server asks for what is newer than what it has.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, delete, exists, func, insert, literal, select, update

from marsad.ledger.numbers import take
from marsad.ledger.opening import reading, writing
from marsad.ledger.schema import claims, counters, incident_members, incident_summaries, tombstones

_MANY = 500


_COUNTED = (
    select(counters.c.name, counters.c.last)
    .where(counters.c.name != "audit")
    .union_all(select(literal("tombstones").label("name"), func.count().label("last")).select_from(tombstones))
)


class Kept(NamedTuple):
    """The summary of an incident; None when there is none any more."""

    incident: str
    body: bytes | None


class Summaries:
    """The summaries of a ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counters(self) -> dict[str, int]:
        """Numbers of which one at least grows whenever the ledger changes, but for its log."""
        with reading(self._engine) as connection:
            return {row.name: row.last for row in connection.execute(_COUNTED)}

    def stale(self) -> list[str]:
        """The incidents that have no summary."""
        own = select(incident_summaries.c.incident).where(
            incident_summaries.c.incident == incident_members.c.incident, incident_summaries.c.body.is_not(None)
        )
        query = select(incident_members.c.incident).where(~exists(own)).distinct()
        with reading(self._engine) as connection:
            return sorted(connection.execute(query).scalars())

    def names(self) -> set[str]:
        """The names of all incidents."""
        with reading(self._engine) as connection:
            return set(connection.execute(select(incident_members.c.incident).distinct()).scalars())

    def claims_of(self, incidents: Collection[str]) -> dict[str, tuple[int, ...]]:
        """The rows of the claims that are in each of these incidents."""
        found: dict[str, list[int]] = {}
        wanted = sorted(incidents)
        live = incident_members.join(claims, claims.c.key == incident_members.c.claim)
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), _MANY):
                some = wanted[start : start + _MANY]
                query = (
                    select(incident_members.c.incident, claims.c.id)
                    .select_from(live)
                    .where(claims.c.live, incident_members.c.incident.in_(some))
                )
                for row in connection.execute(query):
                    found.setdefault(row.incident, []).append(row.id)
        return {name: tuple(sorted(rows)) for name, rows in found.items()}

    def keep(self, bodies: Mapping[str, bytes]) -> None:
        """Write summaries down; none of an incident that went meanwhile."""
        wanted = sorted(bodies)
        with writing(self._engine) as connection:
            for start in range(0, len(wanted), _MANY):
                some = wanted[start : start + _MANY]
                known = select(incident_members.c.incident).where(incident_members.c.incident.in_(some)).distinct()
                there = set(connection.execute(known).scalars())
                _write(connection, {name: bodies[name] for name in some if name in there})

    def since(self, version: int) -> tuple[int, list[Kept]]:
        """What was written after a version, and the last version there is."""
        query = select(incident_summaries).where(incident_summaries.c.version > version)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return max((row.version for row in rows), default=version), [Kept(row.incident, row.body) for row in rows]


def drop_summaries(connection: Connection, incidents: Collection[str]) -> None:
    """Take away the summaries of incidents that changed; the caller is the one writer."""
    wanted = sorted(incidents)
    (version,) = take(connection, incident_summaries)
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        connection.execute(
            update(incident_summaries).where(incident_summaries.c.incident.in_(some)).values(body=None, version=version)
        )


def drop_summaries_of(connection: Connection, keys: Collection[str]) -> None:
    """Take away the summaries of the incidents that some claims are in."""
    wanted, found = sorted(keys), set[str]()
    for start in range(0, len(wanted), _MANY):
        query = select(incident_members.c.incident).where(incident_members.c.claim.in_(wanted[start : start + _MANY]))
        found |= set(connection.execute(query).scalars())
    if found:
        drop_summaries(connection, found)


def _write(connection: Connection, bodies: Mapping[str, bytes]) -> None:
    if not bodies:
        return
    (version,) = take(connection, incident_summaries)
    connection.execute(delete(incident_summaries).where(incident_summaries.c.incident.in_(sorted(bodies))))
    rows: list[dict[str, Any]] = [
        {"incident": name, "version": version, "body": body} for name, body in sorted(bodies.items())
    ]
    connection.execute(insert(incident_summaries), rows)
