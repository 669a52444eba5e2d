"""Who stands on which side of an incident, as formats with two sides want it."""

from typing import NamedTuple

from marsad.exports.surroundings import Surroundings
from marsad.model.incident import Incident

CIVILIANS = "civilians"
STATE = "state forces"
ARMED = (STATE, "rebel", "political militia", "identity militia", "external")


class Party(NamedTuple):
    """An actor: its words, its name in Latin letters where there is one, ACLED class and country ("" unknown), id."""

    name: str
    latin: str
    kind: str
    country: str
    id: str | None


class Sides(NamedTuple):
    """Two sides, each with its first actor before those beside it."""

    first: tuple[Party, ...]
    second: tuple[Party, ...]


def sides_of(incident: Incident, around: Surroundings) -> Sides:
    """Initiators against targets; of a battle without roles the parties in turn."""
    first, second, parties = (_parties(incident, slot, around) for slot in ("initiator", "target", "party"))
    if not first:
        return Sides(parties[:1], second + parties[1:])
    return Sides(first, second + parties)


def _parties(incident: Incident, slot: str, around: Surroundings) -> tuple[Party, ...]:
    merged = incident.slot(slot)
    found = []
    for told in merged.told if merged else ():
        facts = around.actors.get(told.target or "")
        if facts is None:
            found.append(Party(told.value, told.value, "", "", told.target))
        else:
            found.append(Party(told.value, facts.name_en or facts.name, facts.kind, facts.country or "", told.target))
    return tuple(found)


def civilians_hurt(incident: Incident) -> bool:
    """Whether any report says that civilians were killed or injured."""
    return any(slot.value == "civilian" for member in incident.members for slot in member.all("killed", "injured"))
