"""Twins: two stories that, once their slots are filled, turn out to tell one event.

Folding joins words before anything is known of place, day and toll; a lead and a later paragraph that say the same
in other words are joined here. Pairs are judged by how their slots agree.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.claims.events.land import name_key
from marsad.claims.events.scene import Scene
from marsad.claims.events.slots import Story
from marsad.knowledge.names import telling_words
from marsad.knowledge.weights import LinearModel
from marsad.model.claim import Event
from marsad.model.dates import DateRange

MEMORY = 15  # told stories looked back at; keeps long reports linear


class Told(NamedTuple):
    """A story and the events it was told as."""

    story: Story
    events: Sequence[Event]


def find_twins(scene: Scene, told: Sequence[Told], model: LinearModel) -> list[list[int]]:
    """The numbers of stories that tell one event each, in order of the first."""
    groups: list[list[int]] = []
    for number, later in enumerate(told):
        best, most = None, 0.0
        for group in groups[-MEMORY:]:
            sums = [model.sums(twin_features(scene, told[earlier], later))[0] for earlier in group]
            likeness = sum(sums) / len(sums)
            if likeness > most:
                best, most = group, likeness
        if best is None:
            groups.append([number])
        else:
            best.append(number)
    return groups


def twin_features(scene: Scene, left: Told, right: Told) -> list[str]:
    """What speaks for and against two told stories being one event."""
    kinds = kinds_of(left, right)
    places = compare(places_of(left), places_of(right))
    days = compare(days_of(scene, left), days_of(scene, right))
    actors = compare_actors(left, right)
    tolls = compare_tolls(left, right)
    where = standing(left, right)
    features = [f"kinds {kinds}", f"places {places}", f"days {days}", f"actors {actors}", f"tolls {tolls}", where]
    features += [f"{kinds} {places}", f"{kinds} {places} {days}", f"{kinds} {tolls}", f"{kinds} {actors}"]
    features += [f"{kinds} {where}", f"{places} {days}", f"{places} {actors}", f"{places} {tolls}"]
    features += [f"{where} {places}", f"{where} {days}", f"{where} {actors}", f"{where} {tolls}"]
    features += word_features(left, right, kinds)
    return features


def kinds_of(left: Told, right: Told) -> str:
    """How the types agree."""
    one, other = left.events[0].type, right.events[0].type
    if one is other:
        return "one type"
    return "one family" if one.family is other.family else "two families"


def word_features(left: Told, right: Told, kinds: str) -> Iterator[str]:
    """The words that tell the two, whether the later one points back, and what it adds."""
    one, other = left.story.cues[0], right.story.cues[0]
    yield f"types {left.events[0].type}/{right.events[0].type}"
    yield f"groups {'/'.join(sorted((one.group, other.group)))}"
    if not {cue.words[0].lemma for cue in left.story.cues}.isdisjoint(c.words[0].lemma for c in right.story.cues):
        yield f"one lemma {kinds}"
    if other.words[0].definite:
        yield f"definite {kinds}"
    yield f"form {other.words[0].form} {kinds}"
    if right.events[0].aggregate != left.events[0].aggregate:
        yield "one is a tally"
    yield f"many places {len(left.events) > 1} {len(right.events) > 1}"
    yield f"cues {min(3, len(left.story.cues))} {min(3, len(right.story.cues))}"


def standing(left: Told, right: Told) -> str:
    """Where the later story is told, seen from the earlier one."""
    first, second = left.story.sentences, right.story.sentences
    if set(first) & set(second):
        return "at one sentence"
    if first[0] == 0:
        return "at title and lead" if second[0] <= 2 else "at title and body"
    gap = min(abs(a - b) for a in first for b in second)
    return "at next" if gap == 1 else "at near" if gap <= 3 else "at far"


def places_of(told: Told) -> frozenset[object]:
    """The places of a told story, as keys."""
    return frozenset(name_key(event.place.value) for event in told.events if event.place)


def days_of(scene: Scene, told: Told) -> frozenset[object]:
    """The days of a told story: the date it says, if it says one."""
    date = told.events[0].date
    if date is None:
        return frozenset()
    days: DateRange | None = scene.resolved.get(scene.locate(date).first)
    return frozenset([days]) if days else frozenset()


def compare(left: frozenset[object], right: frozenset[object]) -> str:
    """How two sets of values agree."""
    if not left or not right:
        return "unsaid" if not left and not right else "half"
    if left == right:
        return "equal"
    return "overlap" if left & right else "differ"


def compare_actors(left: Told, right: Told) -> str:
    """How many actors two told stories share."""
    one = [telling_words(slot.actor.value) for slot in left.events[0].actors]
    other = [telling_words(slot.actor.value) for slot in right.events[0].actors]
    if not one or not other:
        return "unsaid" if not one and not other else "half"
    shared = sum(any(a <= b or b <= a for b in other) for a in one)
    if shared >= min(len(one), len(other)):
        return "all of two" if shared > 1 else "all of one"
    return "some" if shared else "none"


def compare_tolls(left: Told, right: Told) -> str:
    """Whether two told stories count the same victims."""
    one = {(row.outcome, row.count.min) for row in left.events[0].casualties}
    other = {(row.outcome, row.count.min) for row in right.events[0].casualties}
    if not one or not other:
        return "unsaid" if not one and not other else "half"
    if one & other:
        return "shared" if any(count > 1 for _, count in one & other) else "shared ones"
    return "differ" if {outcome for outcome, _ in one} & {outcome for outcome, _ in other} else "other outcomes"
