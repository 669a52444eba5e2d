"""What is counted of one report: for every figure how many values agree, were read, and stand in the gold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

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
from marsad.evaluate.matching import (
    Pairing,
    pair_events,
    pair_values,
    same_actor,
    same_actor_and_role,
    toll_rows,
)
from marsad.evaluate.names import same_name, telling_words
from marsad.model import Tie

FIGURES = (
    "record", "detect", "typed", "date", "place", "actor", "actor_role", "casualty", "toll",
    "control", "movement", "relation", "flow",
)  # fmt: skip
RECORD_PARTS = ("typed", "date", "place", "actor", "casualty")
QUIET = "quiet"

# Ties that hold both ways round.
_MUTUAL = frozenset({Tie.ALLIED_WITH, Tie.RIVAL_OF, Tie.ALSO_KNOWN_AS})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """Values that agree, values read, values in the gold."""

    hits: int = 0
    read: int = 0
    gold: int = 0

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.hits + other.hits, self.read + other.read, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The part of what was read that is right."""
        return self.hits / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Counts = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class PairedEvents:
    """The events of a report that count: those asked for and those read, paired off.

    Events read that pair with a tally, a plan or a denial of the gold are in none of the three.
    """

    pairs: tuple[tuple[EventRow, EventRow], ...]
    missed: tuple[EventRow, ...]
    invented: tuple[EventRow, ...]

    @property
    def asked(self) -> tuple[EventRow, ...]:
        """The events a reader must find."""
        return (*(gold for gold, _ in self.pairs), *self.missed)

    @property
    def given(self) -> tuple[EventRow, ...]:
        """The events that were read and are held against the gold."""
        return (*(read for _, read in self.pairs), *self.invented)


def pair_report(gold: ReportRow, read: ReportRow) -> PairedEvents:
    """Pair the events of one report."""
    told = [event for event in read.events if event.asked]
    pairing = pair_events(gold.events, told, gold.content)
    return PairedEvents(
        tuple((event, mate) for event, mate in pairing.pairs if event.asked),
        tuple(event for event in pairing.missed if event.asked),
        pairing.invented,
    )


def count_report(gold: ReportRow, read: ReportRow) -> Counts:
    """Every figure of one report."""
    events = pair_report(gold, read)
    counts = {name: slot(events) for name, slot in _SLOTS.items()}
    counts["record"] = add_up(counts[part] for part in RECORD_PARTS)
    counts |= {
        "control": _count(pair_values(gold.control, read.control, same_control)),
        "movement": _count(pair_values(gold.movement, read.movement, same_movement)),
        "relation": _count(pair_values(gold.relation, read.relation, same_relation)),
        "flow": _count(pair_values(gold.flow, read.flow, same_flow)),
    }
    if not gold.events:
        counts[QUIET] = Figure(int(not any(event.asked for event in read.events)), 1, 1)
    return counts


def add_up(figures: Iterable[Figure]) -> Figure:
    """The sum of figures."""
    return sum(figures, Figure())


def total(counts: Iterable[Counts]) -> Counts:
    """The figures of many reports together."""
    sums: Counts = {}
    for report in counts:
        for name, figure in report.items():
            sums[name] = sums.get(name, Figure()) + figure
    return sums


def dates_of(event: EventRow) -> tuple[Days, ...]:
    """The days of an event as a slot of no value or one."""
    return (event.date,) if event.date else ()


def places_of(event: EventRow) -> tuple[str, ...]:
    """The place of an event as a slot of no value or one."""
    return (event.place,) if event.place else ()


def actors_of(event: EventRow) -> tuple[ActorRow, ...]:
    """The actors of an event."""
    return event.actors


def casualties_of(event: EventRow) -> tuple[CasualtyRow, ...]:
    """The casualty rows of an event."""
    return event.casualties


def same_control(gold: ControlRow, read: ControlRow) -> bool:
    """Place, holder and change agree."""
    return gold.change == read.change and same_name(gold.place, read.place) and same_name(gold.holder, read.holder)


def same_movement(gold: MovementRow, read: MovementRow) -> bool:
    """Actor and manner agree, and where from or where to; or neither side says where."""
    if gold.manner != read.manner or not same_name(gold.actor, read.actor):
        return False
    ends = (gold.origin, gold.destination, read.origin, read.destination)
    return same_name(gold.destination, read.destination) or same_name(gold.origin, read.origin) or not any(ends)


def same_relation(gold: RelationRow, read: RelationRow) -> bool:
    """Tie, subject and object agree; mutual ties may be told the other way round."""
    if gold.relation != read.relation:
        return False
    if same_name(gold.subject, read.subject) and same_name(gold.object, read.object):
        return True
    return gold.relation in _MUTUAL and same_name(gold.subject, read.object) and same_name(gold.object, read.subject)


def same_flow(gold: FlowRow, read: FlowRow) -> bool:
    """A telling word of the goods agrees, and an end of the route, the way or the actor."""
    goods = frozenset().union(*map(telling_words, gold.goods))
    if goods.isdisjoint(frozenset().union(*map(telling_words, read.goods))):
        return False
    return any(
        (
            same_name(gold.via, read.via),
            same_name(gold.origin, read.origin),
            same_name(gold.destination, read.destination),
            same_name(gold.actor, read.actor),
        )
    )


def _count(pairing: Pairing[T]) -> Figure:
    hits = len(pairing.pairs)
    return Figure(hits, hits + len(pairing.invented), hits + len(pairing.missed))


def _detected(events: PairedEvents) -> Figure:
    return Figure(len(events.pairs), len(events.given), len(events.asked))


def _typed(events: PairedEvents) -> Figure:
    return Figure(sum(gold.type == read.type for gold, read in events.pairs), len(events.given), len(events.asked))


def _slot(
    values: Callable[[EventRow], tuple[T, ...]], same: Callable[[T, T], bool]
) -> Callable[[PairedEvents], Figure]:
    """Counts one slot: only values of paired events can agree, all values read and asked for count."""

    def count(events: PairedEvents) -> Figure:
        return Figure(
            sum(len(pair_values(values(gold), values(read), same).pairs) for gold, read in events.pairs),
            sum(len(values(event)) for event in events.given),
            sum(len(values(event)) for event in events.asked),
        )

    return count


def _equal(one: object, other: object) -> bool:
    return one == other


_SLOTS: Mapping[str, Callable[[PairedEvents], Figure]] = {
    "detect": _detected,
    "typed": _typed,
    "date": _slot(dates_of, _equal),
    "place": _slot(places_of, same_name),
    "actor": _slot(actors_of, same_actor),
    "actor_role": _slot(actors_of, same_actor_and_role),
    "casualty": _slot(casualties_of, _equal),
    "toll": _slot(toll_rows, _equal),
}
