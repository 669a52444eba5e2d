"""A reading as records: every claim with its values side by side, what they mean, and since when it could be known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from marsad.model import (
    Claim,
    ClaimKind,
    ClaimRecord,
    Control,
    CountRange,
    DateRange,
    Event,
    Flow,
    Link,
    Mention,
    Movement,
    Reading,
    Relation,
    Report,
    SlotValue,
    Span,
)

MOST = 10**12  # people or things
KEY_DIGITS = 16  # of the report's sha256 in the key of a claim
_KINDS = {
    Event: ClaimKind.EVENT,
    Control: ClaimKind.CONTROL,
    Movement: ClaimKind.MOVEMENT,
    Relation: ClaimKind.RELATION,
    Flow: ClaimKind.FLOW,
}
_Meant = Mapping[tuple[Span, str], str | None]


@dataclass(frozen=True, slots=True)
class _Source:
    """What the values of a reading's claims are made from."""

    report: Report
    content: str
    places: _Meant
    actors: _Meant

    def words(self, span: Span) -> str:
        return self.content[span.start : span.end]

    def value(self, slot: str, mention: Mention, meant: _Meant | None = None) -> SlotValue:
        target = meant.get((mention.span, mention.value)) if meant else None
        return SlotValue(
            slot=slot, span=mention.span, words=self.words(mention.span), value=mention.value, target=target
        )


def flatten(reading: Reading, known_on: date) -> list[ClaimRecord]:
    """The claims of a reading, in its order, as records."""
    source = _Source(reading.report, reading.report.content, _targets(reading.places), _targets(reading.actors))
    days = {link.claim: link.days for link in reading.dates}
    keys = _keys(reading)
    return [
        _record(claim, key, days.get(number), known_on, source)
        for number, (claim, key) in enumerate(zip(reading.claims, keys, strict=True))
    ]


def _targets(links: tuple[Link, ...]) -> _Meant:
    return {(link.mention.span, link.mention.value): link.target or link.provisional for link in links}


def _keys(reading: Reading) -> list[str]:
    """Names of the claims that stay when the report is read again: the report, the kind, where its word stands.

    The second claim of one word ("strikes on A and B") has .2 behind its name.
    """
    report = reading.report.sha256[:KEY_DIGITS]
    seen: dict[str, int] = {}
    keys = []
    for claim in reading.claims:
        name = f"{report}-{_KINDS[type(claim)][0]}{_anchor(claim).start}"
        seen[name] = seen.get(name, 0) + 1
        keys.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return keys


def _anchor(claim: Claim) -> Span:
    match claim:
        case Event():
            return claim.trigger.span
        case Control():
            return claim.place.span
        case Movement():
            return claim.actor.span
        case Relation():
            return claim.subject.span
        case Flow():
            return claim.goods[0].span if claim.goods else claim.provenance.evidence


def _record(claim: Claim, key: str, days: DateRange | None, known_on: date, source: _Source) -> ClaimRecord:
    said = claim.provenance
    slots = [*_slots(claim, source)]
    if said.source is not None:
        slots.append(source.value("source", said.source, source.actors))
    return ClaimRecord(
        key=key,
        report=source.report.sha256,
        report_id=source.report.id,
        outlet=source.report.outlet,
        url=source.report.url,
        published=source.report.published,
        known_on=known_on,
        kind=_KINDS[type(claim)],
        type=_type(claim),
        family=claim.type.family if isinstance(claim, Event) else None,
        modality=said.modality,
        confidence=said.confidence,
        days=days,
        evidence=said.evidence,
        quote=source.words(said.evidence),
        slots=tuple(slots),
        ongoing=isinstance(claim, Event) and claim.ongoing,
        aggregate=isinstance(claim, Event) and claim.aggregate,
    )


def _type(claim: Claim) -> str:
    match claim:
        case Event():
            return str(claim.type)
        case Control():
            return str(claim.change)
        case Movement():
            return str(claim.manner)
        case Relation():
            return str(claim.tie)
        case Flow():
            return "illicit" if claim.illicit else "licit"


def _slots(claim: Claim, source: _Source) -> Iterator[SlotValue]:
    match claim:
        case Event():
            yield from _event(claim, source)
        case Control():
            yield from _where(source, place=claim.place, facility=claim.facility)
            yield from _who(source, holder=claim.holder, previous=claim.previous)
            yield from _plain(source, date=claim.date)
        case Movement():
            yield from _who(source, actor=claim.actor)
            yield from _where(source, origin=claim.origin, destination=claim.destination)
            yield from _plain(source, date=claim.date)
        case Relation():
            yield from _who(source, subject=claim.subject, object=claim.object)
            yield from _where(source, place=claim.place)
        case Flow():
            for goods in claim.goods:
                yield source.value("goods", goods)
            yield from _where(source, origin=claim.origin, destination=claim.destination, via=claim.via)
            yield from _who(source, actor=claim.actor)


def _event(event: Event, source: _Source) -> Iterator[SlotValue]:
    yield from _plain(source, trigger=event.trigger, date=event.date)
    yield from _where(source, place=event.place, facility=event.facility)
    for wider in event.admin:
        yield source.value("admin", wider, source.places)
    for actor in event.actors:
        yield source.value(str(actor.role), actor.actor, source.actors)
    for row in event.casualties:
        span = row.mention.span
        yield SlotValue(
            slot=str(row.outcome),
            span=span,
            words=source.words(span),
            value=str(row.group),
            count=_storable(row.count),
        )
    if event.cause is not None:
        words = source.words(event.cause)
        yield SlotValue(slot="cause", span=event.cause, words=words, value=words)


def _storable(count: CountRange) -> CountRange:
    """A count that fits a column: a text may well speak of more people than there are atoms."""
    if max(count.min, count.max or 0) <= MOST:
        return count
    most = None if count.max is None else min(count.max, MOST)
    return CountRange(min=min(count.min, MOST), max=most, approx=count.approx)


def _plain(source: _Source, **mentions: Mention | None) -> Iterator[SlotValue]:
    for slot, mention in mentions.items():
        if mention is not None:
            yield source.value(slot, mention)


def _where(source: _Source, **mentions: Mention | None) -> Iterator[SlotValue]:
    for slot, mention in mentions.items():
        if mention is not None:
            yield source.value(slot, mention, source.places)


def _who(source: _Source, **mentions: Mention | None) -> Iterator[SlotValue]:
    for slot, mention in mentions.items():
        if mention is not None:
            yield source.value(slot, mention, source.actors)
