"""FollowTheMoney: entities as JSON lines, in a stream that `ftm` tools take; spans and tolls in a file beside.

An incident is an Event; its actors Organizations, its reports Articles, and a Documentation ties each report to it.
What FtM has no property for (who counted how many, at which characters) stands in `FILE.spans.jsonl`, a value a line. A
report or actor of several incidents comes more than once, under the same id: stores merge them.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1
from typing import Any, BinaryIO

import msgspec

from marsad.exports.flat import values_of
from marsad.exports.losses import Loss
from marsad.exports.parties import CIVILIANS, Party, sides_of
from marsad.exports.surroundings import Surroundings
from marsad.incidents.merging import spoken
from marsad.model import ClaimRecord, Outcome
from marsad.model.incident import Incident


def write_ftm(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """The entities of the incidents as they come; each actor once."""
    told: set[str] = set()
    for incident in incidents:
        for entity in _entities(incident, around):
            if entity["schema"] == "Organization" and entity["id"] in told:
                continue
            told |= {entity["id"]} if entity["schema"] == "Organization" else set()
            file.write(msgspec.json.encode(entity) + b"\n")
        yield from _losses(incident)


def write_spans(incidents: Iterable[Incident], _around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Every value of every claim: the entity it is of, the report by sha256, the characters that say it."""
    for incident in incidents:
        for member in incident.members:
            for slot in member.slots:
                row = {
                    "entity": id_of("event", incident.id),
                    "document": id_of("article", member.report),
                    "claim": member.key,
                    "sha256": member.report,
                    "slot": slot.slot,
                    "value": slot.value,
                    "start": slot.span.start if slot.span else None,
                    "end": slot.span.end if slot.span else None,
                    "words": slot.words,
                    "low": slot.count.min if slot.count else None,
                    "high": slot.count.max if slot.count else None,
                    "evidence": [member.evidence.start, member.evidence.end],
                }
                file.write(msgspec.json.encode(row) + b"\n")
    yield from ()


def id_of(kind: str, name: str) -> str:
    """The id of an entity: the same in every run."""
    return f"marsad-{kind}-{sha1(name.encode(), usedforsecurity=False).hexdigest()}"


def _entities(incident: Incident, around: Surroundings) -> Iterator[dict[str, Any]]:
    event = id_of("event", incident.id)
    sides = sides_of(incident, around)
    groups = [[party for party in side if party.kind != CIVILIANS] for side in sides]
    yield _entity(event, "Event", _event(incident, around, groups))
    for party in {_actor_id(party): party for group in groups for party in group}.values():
        names = list(dict.fromkeys((party.latin, party.name)))
        country = [party.country.lower()] if party.country else []
        yield _entity(_actor_id(party), "Organization", {"name": names, "country": country})
    for member in incident.members:
        article = id_of("article", member.report)
        yield _entity(article, "Article", _article(member))
        tie = id_of("documentation", f"{incident.id} {member.key}")
        yield _entity(tie, "Documentation", {"document": [article], "entity": [event], "role": [str(member.modality)]})


def _entity(id: str, schema: str, properties: dict[str, Sequence[Any]]) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": {name: list(each) for name, each in properties.items() if each}}


def _event(incident: Incident, around: Surroundings, groups: list[list[Party]]) -> dict[str, Sequence[Any]]:
    days, place, point = incident.days, incident.place, incident.point
    own = around.own(place.target) if place else None
    tolls = [
        f"{slot.slot}: {spoken(slot.count)}"
        for slot in incident.slots
        if slot.slot in list(map(str, Outcome)) and slot.count is not None
    ]
    where = [f"{point.latitude:.5f}, {point.longitude:.5f}"] if point else []
    return {
        "name": [f"{incident.type}, {own.latin if own else place.value}" if place else incident.type],
        "startDate": [days.start.isoformat()] if days else [],
        "endDate": [days.end.isoformat()] if days else [],
        "location": [*values_of(incident, "place"), *where],
        "country": [own.country.lower()] if own and len(own.country) == 2 else [],
        "organizer": [_actor_id(party) for party in groups[0]],
        "involved": [_actor_id(party) for party in groups[1]],
        "summary": list(dict.fromkeys(" ".join(member.quote.split()) for member in incident.members)),
        "notes": tolls,
        "keywords": list(dict.fromkeys(filter(None, (str(incident.family or ""), incident.type)))),
        "recordId": [incident.id],
        "publisher": incident.outlets,
        "sourceUrl": list(dict.fromkeys(_web(member.url) for member in incident.members if _web(member.url))),
    }


def _article(member: ClaimRecord) -> dict[str, Sequence[Any]]:
    return {
        "title": [member.report_id],
        "publisher": [member.outlet] if member.outlet else [],
        "publishedAt": [member.published.isoformat()] if member.published else [],
        "sourceUrl": [_web(member.url)] if _web(member.url) else [],
        "language": ["ara"],
        "keywords": [f"sha256:{member.report}"],
    }


def _web(url: str | None) -> str:
    return url if url and url.startswith(("http://", "https://")) else ""


def _actor_id(party: Party) -> str:
    return id_of("actor", party.id or party.name)


def _losses(incident: Incident) -> Iterator[Loss]:
    for slot in incident.slots:
        if slot.slot in ("cause", "facility", "source"):
            yield from (Loss(incident.id, slot.slot, told.value, "only in the spans beside") for told in slot.told)
        elif slot.slot in ("days", "type"):
            yield from (Loss(incident.id, slot.slot, told.value, "one value only") for told in slot.told[1:])
        elif slot.count is not None:
            yield Loss(incident.id, slot.slot, spoken(slot.count), "only as a note, and in the spans beside")
