"""A reading in the codebook's form (docs/codebook.md, section 6): one object a report, as in a gold file."""

from typing import Any

from marsad.model import Casualties, Claim, Control, Event, Flow, Mention, Movement, Reading, Relation, Report

Fields = dict[str, Any]


def codebook_form(reading: Reading, *, least: float = 0.0) -> Fields:
    """The report and its claims of at least that confidence, ready for JSON."""
    report = reading.report
    days = {link.claim: link.days for link in reading.dates if link.days}
    kinds: dict[type, list[Fields]] = {kind: [] for kind in _ROWS}
    for number, claim in enumerate(reading.claims):
        if claim.provenance.confidence < least:
            continue
        found = days.get(number)
        date = {"start": found.start.isoformat(), "end": found.end.isoformat()} if found else None
        kinds[type(claim)].append(_ROWS[type(claim)](claim, report, date))
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "text": report.text,
        "events": kinds[Event],
        "control": kinds[Control],
        "movement": kinds[Movement],
        "relation": kinds[Relation],
        "flow": kinds[Flow],
    }


def _event(event: Event, report: Report, date: Fields | None) -> Fields:
    return {
        "type": event.type,
        "date": date,
        "place": _value(event.place),
        "admin": [wider.value for wider in event.admin],
        "facility": _value(event.facility),
        "actors": [{"text": slot.actor.value, "role": slot.role} for slot in event.actors],
        "casualties": [_casualties(row) for row in event.casualties],
        "cause": report.quote(event.cause) if event.cause else None,
        **_provenance(event, report),
        "ongoing": event.ongoing,
        "aggregate": event.aggregate,
    }


def _casualties(row: Casualties) -> Fields:
    fields = {"outcome": row.outcome, "group": row.group, "min": row.count.min, "max": row.count.max}
    return fields | {"approx": True} if row.count.approx else fields


def _control(control: Control, report: Report, date: Fields | None) -> Fields:
    return {
        "place": control.place.value,
        **_said(facility=control.facility),
        "holder": control.holder.value,
        **_said(previous=control.previous),
        "change": control.change,
        "date": date,
        **_provenance(control, report),
    }


def _movement(movement: Movement, report: Report, date: Fields | None) -> Fields:
    return {
        "actor": movement.actor.value,
        **_said(origin=movement.origin, destination=movement.destination),
        "manner": movement.manner,
        "date": date,
        **_provenance(movement, report),
    }


def _relation(relation: Relation, report: Report, _: Fields | None) -> Fields:
    return {
        "subject": relation.subject.value,
        "relation": relation.tie,
        "object": relation.object.value,
        **_said(place=relation.place),
        **_provenance(relation, report),
    }


def _flow(flow: Flow, report: Report, _: Fields | None) -> Fields:
    return {
        "goods": [goods.value for goods in flow.goods],
        **_said(origin=flow.origin, destination=flow.destination, via=flow.via, actor=flow.actor),
        "illicit": flow.illicit,
        **_provenance(flow, report),
    }


def _provenance(claim: Claim, report: Report) -> Fields:
    said = claim.provenance
    return {
        "modality": said.modality,
        "source": _value(said.source),
        "confidence": round(said.confidence, 4),
        "evidence": report.quote(said.evidence),
    }


def _value(mention: Mention | None) -> str | None:
    return None if mention is None else mention.value


def _said(**mentions: Mention | None) -> Fields:
    """The optional slots that the report fills."""
    return {name: mention.value for name, mention in mentions.items() if mention is not None}


_ROWS: dict[type, Any] = {
    Event: _event,
    Control: _control,
    Movement: _movement,
    Relation: _relation,
    Flow: _flow,
}
