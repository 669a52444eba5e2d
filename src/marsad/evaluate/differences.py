"""Where a reading and the gold differ, in classes, so that the commonest can be mended first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from marsad.evaluate.counting import (
    PairedEvents,
    pair_report,
    same_control,
    same_flow,
    same_movement,
    same_relation,
)
from marsad.evaluate.forms import (
    ActorRow,
    CasualtyRow,
    ControlRow,
    Days,
    EventRow,
    FlowRow,
    MovementRow,
    RelationRow,
    ReportRow,
)
from marsad.evaluate.matching import pair_values, same_actor, shared_stretch, stretch_of
from marsad.evaluate.names import same_name, telling_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One value that the gold and the reading do not share.

    `kind` is its class ("date: a day off"); `gold` and `read` are the values in words, None for the side that
    has none; `evidence` is the clause of the gold where there is one, else that of the reading.
    """

    report: str
    kind: str
    gold: str | None
    read: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class RowKind(Generic[T]):
    """A kind of claim: when two rows are the same, and what is wrong in one that is nearly right."""

    name: str
    same: Callable[[T, T], bool]
    fault: Callable[[T, T], str | None]


def differences(gold: ReportRow, read: ReportRow) -> Iterator[Difference]:
    """Every difference of one report, events first."""
    events = pair_report(gold, read)
    yield from _missed_events(gold, events)
    yield from _invented_events(gold, events)
    for asked, given in events.pairs:
        yield from _slot_differences(gold, asked, given)
    yield from _row_differences(gold.id, _CONTROL, gold.control, read.control)
    yield from _row_differences(gold.id, _MOVEMENT, gold.movement, read.movement)
    yield from _row_differences(gold.id, _RELATION, gold.relation, read.relation)
    yield from _row_differences(gold.id, _FLOW, gold.flow, read.flow)


def _missed_events(gold: ReportRow, events: PairedEvents) -> Iterator[Difference]:
    for event in events.missed:
        overlapped = any(_overlap(event, other, gold.content) for other in events.given)
        kind = "missed: its words were read as another event" if overlapped else "missed: nothing was read there"
        yield Difference(report=gold.id, kind=kind, gold=event_words(event), read=None, evidence=event.evidence)


def _invented_events(gold: ReportRow, events: PairedEvents) -> Iterator[Difference]:
    for event in events.invented:
        yield Difference(
            report=gold.id,
            kind=_invented_kind(gold, events, event),
            gold=None,
            read=event_words(event),
            evidence=event.evidence,
        )


def _invented_kind(gold: ReportRow, events: PairedEvents, event: EventRow) -> str:
    if not gold.events:
        return "invented: the report has no event"
    if any(_overlap(asked, event, gold.content) for asked, _ in events.pairs):
        return "invented: part of an event that was read"
    if any(_overlap(asked, event, gold.content) for asked in events.missed):
        return "invented: an event stands there, but not this one"
    if any(_overlap(other, event, gold.content) for other in gold.events if not other.asked):
        return "invented: out of a tally, a plan or a denial"
    return "invented: nothing stands there"


def _slot_differences(gold: ReportRow, asked: EventRow, given: EventRow) -> Iterator[Difference]:
    found: list[tuple[str, str | None, str | None]] = []
    if asked.type != given.type:
        family = "same family" if asked.type.family == given.type.family else "another family"
        found.append((f"type: {family}", asked.type.value, given.type.value))
    if asked.date != given.date:
        found.append((date_kind(asked.date, given.date), _days_words(asked.date), _days_words(given.date)))
    if not (same_name(asked.place, given.place) or not (asked.place or given.place)):
        found.append((place_kind(gold, asked, given), asked.place, given.place))
    found.extend(_actor_differences(asked, given))
    found.extend(_casualty_differences(asked, given))
    for kind, wanted, got in found:
        yield Difference(report=gold.id, kind=kind, gold=wanted, read=got, evidence=asked.evidence)


def date_kind(gold: Days | None, read: Days | None) -> str:
    """The class of a wrong date: 12 January for 11 January is "date: a day off"."""
    if gold is None or read is None:
        return "date: some for none" if gold is None else "date: none for some"
    if gold.start <= read.start and read.end <= gold.end:
        return "date: narrower than said"
    if read.start <= gold.start and gold.end <= read.end:
        return "date: wider than said"
    if read.start - gold.start == read.end - gold.end:
        return "date: a day off" if abs(read.start - gold.start) == timedelta(days=1) else "date: another day"
    return "date: another range"


def place_kind(gold: ReportRow, asked: EventRow, given: EventRow) -> str:
    """The class of a wrong place: the district for the village is "place: wider than said"."""
    if not asked.place or not given.place:
        return "place: some for none" if not asked.place else "place: none for some"
    if any(same_name(given.place, wider) for wider in asked.admin):
        return "place: wider than said"
    if any(same_name(asked.place, wider) for wider in given.admin):
        return "place: narrower than said"
    if same_name(asked.facility, given.place):
        return "place: the facility for the place"
    if any(same_name(given.place, other.place) for other in gold.events):
        return "place: that of another event"
    return "place: another"


def _actor_differences(asked: EventRow, given: EventRow) -> Iterator[tuple[str, str | None, str | None]]:
    actors = pair_values(asked.actors, given.actors, same_actor)
    for wanted, got in actors.pairs:
        if wanted.role != got.role:
            yield f"actor: {got.role} for {wanted.role}", _actor_words(wanted), _actor_words(got)
    swapped = min(len(actors.missed), len(actors.invented))
    for wanted, got in zip(actors.missed[:swapped], actors.invented[:swapped], strict=True):
        yield "actor: another", _actor_words(wanted), _actor_words(got)
    for wanted in actors.missed[swapped:]:
        yield "actor: missed", _actor_words(wanted), None
    for got in actors.invented[swapped:]:
        yield "actor: invented", None, _actor_words(got)


def _casualty_differences(asked: EventRow, given: EventRow) -> Iterator[tuple[str, str | None, str | None]]:
    rest = pair_values(asked.casualties, given.casualties, _equal)
    groups = pair_values(rest.missed, rest.invented, _same_but_group)
    counts = pair_values(groups.missed, groups.invented, _same_but_count)
    outcomes = pair_values(counts.missed, counts.invented, _same_outcome)
    for kind, pairing in (("group", groups), ("count", counts), ("group and count", outcomes)):
        for wanted, got in pairing.pairs:
            yield f"casualties: {kind}", _toll_words(wanted), _toll_words(got)
    for wanted in outcomes.missed:
        yield "casualties: missed", _toll_words(wanted), None
    for got in outcomes.invented:
        yield "casualties: invented", None, _toll_words(got)


def _row_differences(report: str, kind: RowKind[T], golds: Iterable[T], reads: Iterable[T]) -> Iterator[Difference]:
    """Rows of one kind of claim: the nearly right by their fault, then those missed and invented."""
    rest = pair_values(golds, reads, kind.same)
    close = pair_values(rest.missed, rest.invented, lambda one, other: kind.fault(one, other) is not None)
    for wanted, got in close.pairs:
        yield _row_difference(report, f"{kind.name}: {kind.fault(wanted, got)}", wanted, got)
    for wanted in close.missed:
        yield _row_difference(report, f"{kind.name}: missed", wanted, None)
    for got in close.invented:
        yield _row_difference(report, f"{kind.name}: invented", None, got)


def _row_difference(report: str, kind: str, gold: object, read: object) -> Difference:
    evidence = getattr(gold if gold is not None else read, "evidence", None)
    return Difference(report=report, kind=kind, gold=row_words(gold), read=row_words(read), evidence=evidence)


def _control_fault(gold: ControlRow, read: ControlRow) -> str | None:
    """What is wrong in a control row that is nearly right; None when it is another row."""
    agree = {
        "place": same_name(gold.place, read.place),
        "holder": same_name(gold.holder, read.holder),
        "change": gold.change == read.change,
    }
    return _single_fault(agree)


def _movement_fault(gold: MovementRow, read: MovementRow) -> str | None:
    ends = same_name(gold.destination, read.destination) or same_name(gold.origin, read.origin)
    return _single_fault(
        {"actor": same_name(gold.actor, read.actor), "manner": gold.manner == read.manner, "route": ends}
    )


def _relation_fault(gold: RelationRow, read: RelationRow) -> str | None:
    if same_name(gold.subject, read.object) and same_name(gold.object, read.subject):
        return "subject and object changed about" if gold.relation == read.relation else None
    return _single_fault(
        {
            "subject": same_name(gold.subject, read.subject),
            "tie": gold.relation == read.relation,
            "object": same_name(gold.object, read.object),
        }
    )


def _flow_fault(gold: FlowRow, read: FlowRow) -> str | None:
    goods = [frozenset().union(*map(telling_words, row.goods)) for row in (gold, read)]
    if goods[0] & goods[1]:
        return "route"
    ends = ((gold.origin, read.origin), (gold.destination, read.destination), (gold.via, read.via))
    return "goods" if any(same_name(one, other) for one, other in ends) else None


def _single_fault(agree: Mapping[str, bool]) -> str | None:
    faults = [name for name, agrees in agree.items() if not agrees]
    return faults[0] if len(faults) == 1 else None


_CONTROL = RowKind("control", same_control, _control_fault)
_MOVEMENT = RowKind("movement", same_movement, _movement_fault)
_RELATION = RowKind("relation", same_relation, _relation_fault)
_FLOW = RowKind("flow", same_flow, _flow_fault)


def _overlap(one: EventRow, other: EventRow, content: str) -> bool:
    return shared_stretch(stretch_of(one.evidence, content), stretch_of(other.evidence, content)) > 0


def _same_but_group(one: CasualtyRow, other: CasualtyRow) -> bool:
    return (one.outcome, one.min, one.max) == (other.outcome, other.min, other.max)


def _same_but_count(one: CasualtyRow, other: CasualtyRow) -> bool:
    return (one.outcome, one.group) == (other.outcome, other.group)


def _same_outcome(one: CasualtyRow, other: CasualtyRow) -> bool:
    return one.outcome == other.outcome


def _equal(one: object, other: object) -> bool:
    return one == other


def event_words(event: EventRow) -> str:
    """An event in one line: type, days, place."""
    return " | ".join(filter(None, (event.type.value, _days_words(event.date), event.place)))


def row_words(row: object) -> str | None:
    """A control, movement, relation or flow row in one line: its slots without the evidence."""
    slots: tuple[str | None, ...]
    match row:
        case ControlRow(change=change, place=place, holder=holder):
            slots = (change, place, holder)
        case MovementRow(manner=manner, actor=actor, origin=origin, destination=destination):
            slots = (manner, actor, origin, destination)
        case RelationRow(subject=subject, relation=relation, object=object_):
            slots = (subject, relation, object_)
        case FlowRow(goods=goods, origin=origin, via=via, destination=destination, actor=actor):
            slots = ("، ".join(goods), origin, via, destination, actor)
        case _:
            return None
    return " | ".join(str(slot) if slot else "-" for slot in slots)


def _days_words(days: Days | None) -> str | None:
    if days is None:
        return None
    return f"{days.start}" if days.start == days.end else f"{days.start}..{days.end}"


def _actor_words(actor: ActorRow) -> str:
    return f"{actor.text} ({actor.role})"


def _toll_words(row: CasualtyRow) -> str:
    upper = "" if row.max is None else row.max
    return f"{row.outcome} {row.group} {row.min}..{upper}"
