"""Which event of a reading is which event of the gold, and which value of a slot is which.

Events pair off greedily, the likest pair first. Likeness is a table of features and weights; two
events of which neither the evidence overlaps nor family and place (or toll) agree are never a pair.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from marsad.evaluate.forms import ActorRow, CasualtyRow, EventRow
from marsad.evaluate.names import same_name
from marsad.model import Outcome

LEAST_LIKENESS = 0.35

T = TypeVar("T")
Stretch = tuple[int, int]
Toll = tuple[Outcome, int, int | None]


@dataclass(frozen=True, slots=True)
class Pairing(Generic[T]):
    """What the gold and a reading have in common, what was missed, what was invented."""

    pairs: tuple[tuple[T, T], ...]
    missed: tuple[T, ...]
    invented: tuple[T, ...]


def pair_values(golds: Iterable[T], reads: Iterable[T], same: Callable[[T, T], bool]) -> Pairing[T]:
    """Pair each gold value with the first value read that is the same and still free."""
    free = list(reads)
    pairs, missed = [], []
    for gold in golds:
        mate = next((index for index, read in enumerate(free) if same(gold, read)), None)
        if mate is None:
            missed.append(gold)
        else:
            pairs.append((gold, free.pop(mate)))
    return Pairing(tuple(pairs), tuple(missed), tuple(free))


def pair_events(golds: Sequence[EventRow], reads: Sequence[EventRow], content: str) -> Pairing[EventRow]:
    """Pair the events of a report, the likest first; of equally like pairs the later one in the report."""
    ranked = sorted(
        (
            (likeness(gold, read, content), at_gold, at_read)
            for at_gold, gold in enumerate(golds)
            for at_read, read in enumerate(reads)
        ),
        reverse=True,
    )
    mates: dict[int, int] = {}
    for score, at_gold, at_read in ranked:
        if score > 0 and at_gold not in mates and at_read not in mates.values():
            mates[at_gold] = at_read
    return Pairing(
        tuple((golds[at_gold], reads[at_read]) for at_gold, at_read in mates.items()),
        tuple(gold for at_gold, gold in enumerate(golds) if at_gold not in mates),
        tuple(read for at_read, read in enumerate(reads) if at_read not in mates.values()),
    )


def likeness(gold: EventRow, read: EventRow, content: str) -> float:
    """How like two events are, from 0 (not to be paired) to 1."""
    evidence = shared_stretch(stretch_of(gold.evidence, content), stretch_of(read.evidence, content))
    family = gold.type.family == read.type.family
    place = same_name(gold.place, read.place)
    toll = _any_common(toll_rows(gold), toll_rows(read), _equal)
    actor = _any_common(gold.actors, read.actors, same_actor)
    features = (
        (0.3, gold.type == read.type),
        (0.1, family),
        (0.25, evidence),
        (0.15, place),
        (0.1, share_a_day(gold, read)),
        (0.1, toll),
        (0.1, actor),
    )
    score = 0.0
    for weight, value in features:
        score += weight * value
    may_pair = evidence > 0 or (family and (place or toll))
    return score if may_pair and score >= LEAST_LIKENESS else 0.0


def share_a_day(gold: EventRow, read: EventRow) -> bool:
    """Whether the days of two events overlap."""
    if gold.date is None or read.date is None:
        return False
    return gold.date.start <= read.date.end and read.date.start <= gold.date.end


def stretch_of(evidence: str | None, content: str) -> Stretch | None:
    """Where evidence first stands in a report; None when it is empty or no quotation."""
    start = content.find(evidence) if evidence else -1
    return (start, start + len(evidence)) if evidence and start >= 0 else None


def shared_stretch(one: Stretch | None, other: Stretch | None) -> float:
    """The part of the shorter stretch that lies in the other."""
    if one is None or other is None:
        return 0.0
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / min(one[1] - one[0], other[1] - other[0])


def toll_rows(event: EventRow) -> tuple[Toll, ...]:
    """The casualties of an event without their groups."""
    return tuple((row.outcome, row.min, row.max) for row in event.casualties)


def same_actor(one: ActorRow, other: ActorRow) -> bool:
    """Whether two actor rows name one actor, whatever its role."""
    return same_name(one.text, other.text)


def same_actor_and_role(one: ActorRow, other: ActorRow) -> bool:
    """Whether two actor rows name one actor in one role."""
    return one.role == other.role and same_name(one.text, other.text)


def same_casualties(one: CasualtyRow, other: CasualtyRow) -> bool:
    """Whether two casualty rows say the same."""
    return one == other


def _any_common(golds: Iterable[T], reads: Sequence[T], same: Callable[[T, T], bool]) -> bool:
    return any(same(gold, read) for gold in golds for read in reads)


def _equal(one: object, other: object) -> bool:
    return one == other
