"""Claims given right: the annotation of a report as a reading, as if the reader had made no error.

Names are linked to places and actors as the reader links them; days, types, actors and tolls are the annotation's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from annotations import span_of

from marsad.linking import countries_of, hints_of, link_actors, link_places
from marsad.model import (
    ActorSlot,
    Casualties,
    CountRange,
    DateLink,
    DateRange,
    Event,
    EventType,
    Mention,
    MentionKind,
    Modality,
    Outcome,
    Provenance,
    Reading,
    Report,
    Role,
    Span,
    VictimGroup,
)
from marsad.reader import Reader
from marsad.version import VERSION

TODAY = date(2026, 1, 1)
RULE = "annotation"


def report_of(row: dict[str, Any]) -> Report:
    """A corpus report."""
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Report(
        id=row["id"], title=row["title"] or "", text=row["text"], outlet=row.get("outlet"), published=published
    )


def given_reading(report: Report, events: Iterable[dict[str, Any]], reader: Reader) -> Reading:
    """The annotated events of a report (codebook form) as its reading."""
    report, _, found = reader.prepare(report, TODAY)
    made = [each for row in events if (each := _event(row, report, found)) is not None]
    own = [mention for event, _ in made for mention in _names(event)]
    taken = [mention.span for mention in own]
    others = [each for each in found if not any(each.span.overlaps(span) for span in taken)]
    mentions = sorted({*others, *own}, key=lambda each: (each.span.start, each.span.end, each.kind))
    knowledge = reader.knowledge
    hints = hints_of(report, mentions, knowledge.actors, knowledge.outlets)
    places = link_places(report, mentions, knowledge.gazetteer, knowledge.place_words, hints)
    countries = countries_of(places, knowledge.gazetteer)
    return Reading(
        report=report,
        mentions=tuple(mentions),
        events=tuple(event for event, _ in made),
        controls=(),
        movements=(),
        relations=(),
        flows=(),
        dates=tuple(DateLink(claim=number, days=days, reason=RULE) for number, (_, days) in enumerate(made)),
        places=places,
        actors=link_actors(report, mentions, knowledge.actors, knowledge.actor_words, countries),
        reader_version=VERSION,
        packs=knowledge.digests,
    )


def _names(event: Event) -> list[Mention]:
    places = [event.place] if event.place else []
    return [*places, *event.admin, *(slot.actor for slot in event.actors)]


def _event(row: dict[str, Any], report: Report, found: list[Mention]) -> tuple[Event, DateRange | None] | None:
    content = report.content
    evidence = _span(row["evidence"], content)
    if evidence is None:
        return None
    near = (evidence.start, evidence.end)

    def name(words: str | None, kind: MentionKind) -> Mention | None:
        span = _span(words, content, near)
        if span is None or words is None:
            return None
        read = next((each for each in found if each.kind is kind and each.span == span), None)
        return read or Mention(kind=kind, span=span, value=words, rule=RULE)

    trigger = Mention(kind=MentionKind.TRIGGER, span=evidence, value=row["type"], rule=RULE)
    admin = (name(words, MentionKind.PLACE) for words in row.get("admin") or [])
    actors = ((name(each["text"], MentionKind.ACTOR), Role(each["role"])) for each in row.get("actors") or [])
    event = Event(
        provenance=Provenance(evidence=evidence, modality=Modality(row.get("modality", "asserted")), rules=(RULE,)),
        type=EventType(row["type"]),
        trigger=trigger,
        place=name(row.get("place"), MentionKind.PLACE),
        admin=tuple(each for each in admin if each is not None),
        actors=tuple(ActorSlot(actor=actor, role=role) for actor, role in actors if actor is not None),
        casualties=tuple(_casualties(each, evidence) for each in row.get("casualties") or []),
        aggregate=bool(row.get("aggregate")),
        ongoing=bool(row.get("ongoing")),
    )
    days = row.get("date")
    return event, DateRange(date.fromisoformat(days["start"]), date.fromisoformat(days["end"])) if days else None


def _span(words: str | None, content: str, near: tuple[int, int] | None = None) -> Span | None:
    span = span_of(words, content, near)
    return Span(*span) if span else None


def _casualties(row: dict[str, Any], evidence: Span) -> Casualties:
    count = CountRange(min=row["min"], max=row.get("max"), approx=bool(row.get("approx")))
    mention = Mention(kind=MentionKind.COUNT, span=evidence, value=row["group"], rule=RULE, count=count)
    return Casualties(outcome=Outcome(row["outcome"]), group=VictimGroup(row["group"]), count=count, mention=mention)
