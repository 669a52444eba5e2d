"""The values of a claim as people ask for them: what, who, where, when, how many, why, who says so."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from marsad.model import Claim, Control, Event, Flow, Mention, Modality, Movement, Relation, Report, Span
from marsad.serve.cli.words import say_toll


class Question(StrEnum):
    """What a value answers; the same few everywhere, and each has its own style."""

    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    TOLL = "toll"
    WHY = "why"
    SAYS = "says so"


class Slot(NamedTuple):
    """One value of a claim: its name, the question it answers, where the text says it, a note in English."""

    label: str
    question: Question
    span: Span
    value: str
    note: str = ""
    mention: Mention | None = None


def slots_of(claim: Claim, report: Report) -> list[Slot]:
    """Every value of a claim."""
    slots = list(_own_slots(claim, report))
    source = claim.provenance.source
    if source is not None:
        slots.append(_slot("says so", Question.SAYS, source))
    return slots


def title_of(claim: Claim) -> str:
    """What kind of claim it is: "Armed clash (Battles)", "Control: takes", "Flow: illicit"."""
    match claim:
        case Event():
            return f"{claim.type} ({claim.type.family})"
        case Control():
            return f"Control: {claim.change}"
        case Movement():
            return f"Movement: {claim.manner}"
        case Relation():
            return f"Relation: {claim.tie.replace('_', ' ')}"
        case Flow():
            return "Flow: illicit" if claim.illicit else "Flow"


def flags_of(claim: Claim) -> list[str]:
    """What to know of a claim before believing it: "unconfirmed", "still going on", "a tally"."""
    flags = [] if claim.provenance.modality == Modality.ASSERTED else [str(claim.provenance.modality)]
    if isinstance(claim, Event):
        flags += ["still going on"] * claim.ongoing + ["a tally, no single event"] * claim.aggregate
    if claim.provenance.confidence < 1:
        flags.append(f"confidence {claim.provenance.confidence:.2f}")
    return flags


def _own_slots(claim: Claim, report: Report) -> Iterator[Slot]:
    match claim:
        case Event():
            yield from _event_slots(claim, report)
        case Control():
            yield _slot("holder", Question.WHO, claim.holder)
            yield from _maybe("before", Question.WHO, claim.previous)
            yield _slot("place", Question.WHERE, claim.place)
            yield from _maybe("at", Question.WHERE, claim.facility)
            yield from _maybe("when", Question.WHEN, claim.date)
        case Movement():
            yield _slot("who", Question.WHO, claim.actor)
            yield from _maybe("from", Question.WHERE, claim.origin)
            yield from _maybe("to", Question.WHERE, claim.destination)
            yield from _maybe("when", Question.WHEN, claim.date)
        case Relation():
            yield _slot("subject", Question.WHO, claim.subject)
            yield _slot("object", Question.WHO, claim.object)
            yield from _maybe("place", Question.WHERE, claim.place)
        case Flow():
            for goods in claim.goods:
                yield _slot("goods", Question.WHAT, goods)
            yield from _maybe("who", Question.WHO, claim.actor)
            yield from _maybe("from", Question.WHERE, claim.origin)
            yield from _maybe("to", Question.WHERE, claim.destination)
            yield from _maybe("via", Question.WHERE, claim.via)


def _event_slots(event: Event, report: Report) -> Iterator[Slot]:
    yield Slot("what", Question.WHAT, event.trigger.span, report.quote(event.trigger.span), "", event.trigger)
    for slot in event.actors:
        yield _slot("who", Question.WHO, slot.actor, str(slot.role))
    yield from _maybe("where", Question.WHERE, event.place)
    for wider in event.admin:
        yield _slot("in", Question.WHERE, wider)
    yield from _maybe("at", Question.WHERE, event.facility)
    yield from _maybe("when", Question.WHEN, event.date)
    for row in event.casualties:
        yield Slot(
            "toll",
            Question.TOLL,
            row.mention.span,
            report.quote(row.mention.span),
            say_toll(row),
            row.mention,
        )
    if event.cause is not None:
        yield Slot("why", Question.WHY, event.cause, report.quote(event.cause))


def _slot(label: str, question: Question, mention: Mention, note: str = "") -> Slot:
    return Slot(label, question, mention.span, mention.value, note, mention)


def _maybe(label: str, question: Question, mention: Mention | None) -> Iterator[Slot]:
    if mention is not None:
        yield _slot(label, question, mention)
