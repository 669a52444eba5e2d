"""Who took the ground decides which kind of capture it is.

Codebook, 2: "Government regains territory" is for the country's own state forces or their allies, "Non-state actor
overtakes territory" for any other armed group or a foreign army.
"""

from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.events.scene import Scene
from marsad.claims.events.twins import Told
from marsad.claims.events.when import PUBLISHED, UNDATED
from marsad.knowledge.names import same_name
from marsad.model.claim import ActorSlot, Event
from marsad.model.codes import EventType, Role
from marsad.text.normalize import fold

CAPTURES = frozenset({EventType.GOVERNMENT_REGAINS, EventType.NON_STATE_OVERTAKES})
STATE, FOREIGN, POLITICAL = "state forces", "external", "political militia"
REBELS = frozenset({"rebel", "identity militia"})
# First words of bands that no pack knows by name: "ميليشيا حراس البادية".
IRREGULARS = frozenset(
    fold(word)
    for word in (
        "ميليشيا",
        "مليشيا",
        "ميليشيات",
        "فصيل",
        "فصائل",
        "جماعة",
        "مسلحون",
        "مسلحين",
        "عشيرة",
        "عشائر",
        "كتيبة",
    )
)
# All who fight the Houthis in Yemen's war stand with the recognised government, whatever they call themselves.
FOES_OF_A_GOVERNMENT = "ye-houthis"
THEIR_COUNTRY = "YE"
OTHER_FOES = frozenset({FOES_OF_A_GOVERNMENT, "is", "ye-aqap", "aq"})


def settle_capture(kind: EventType, actors: Sequence[ActorSlot], scene: Scene) -> EventType:
    """The kind of a capture by the actor who took; as it was where the packs do not know him.

    "سيطر الجيش السوري على البلدة" is the government's; "طردت ميليشيا الدفاع الوطني ميليشيا قاطرجي من حواجزها", one
    militia against another, is not.
    """
    if kind not in CAPTURES:
        return kind
    names = [slot.actor.value for slot in actors if slot.role is Role.INITIATOR]
    takers = [scene.actor_known(name) for name in names]
    losers = [scene.actor_known(slot.actor.value) for slot in actors if slot.role is Role.TARGET]
    kinds = {taker for taker, _ in takers if taker}
    first = next((taker for taker, _ in takers if taker), "")
    if STATE in kinds and first not in REBELS:
        return EventType.GOVERNMENT_REGAINS
    if POLITICAL in kinds:
        against_rebels = not losers or any(loser in REBELS or not loser for loser, _ in losers)
        return EventType.GOVERNMENT_REGAINS if against_rebels else EventType.NON_STATE_OVERTAKES
    if kinds & (REBELS | {FOREIGN}):
        at_home = scene.land.country == THEIR_COUNTRY and not any(OTHER_FOES & set(ids) for _, ids in takers)
        allied = at_home or any(FOES_OF_A_GOVERNMENT in ids for _, ids in losers)
        return EventType.GOVERNMENT_REGAINS if allied else EventType.NON_STATE_OVERTAKES
    if names and all(fold(name).split()[0] in IRREGULARS for name in names):
        return EventType.NON_STATE_OVERTAKES
    return kind


def without_wide_claims(scene: Scene, told: Sequence[Told]) -> list[Told]:
    """Told stories without captures that only sum up others (codebook, Decisions: the wide claim adds none).

    A capture whose own sentence names no place taken, by a taker who takes named places elsewhere in the report, is
    the sum of those: "طردت الميليشيا خصومها من غالبية مقراتهم" beside "استولت على مقراتهم في العشارة وصبيخان". What it
    says of victims goes to the first of them.
    """
    named = [story for story in told if is_capture(story) and names_its_place(scene, story)]
    kept = list(told)
    for story in told:
        if not is_capture(story) or names_its_place(scene, story):
            continue
        summed = next((other for other in named if one_taker(story, other)), None)
        if summed is not None:
            kept.remove(story)
            at = next(i for i, other in enumerate(kept) if other.story is summed.story)
            kept[at] = Told(summed.story, with_summary(kept[at].events, story.events[0]))
    return kept


def is_capture(told: Told) -> bool:
    """Whether a told story takes ground."""
    return told.events[0].type in CAPTURES


def names_its_place(scene: Scene, told: Told) -> bool:
    """Whether the sentence that tells the story names the place taken, not only an area: "بريف دير الزور"."""
    place = told.events[0].place
    if place is None or scene.land.area_over(scene.locate(place)) is not None:
        return False
    evidence = scene.token_at(told.events[0].provenance.evidence.start)
    return scene.text.sentence_of[scene.locate(place).first] == scene.text.sentence_of[evidence]


def one_taker(story: Told, other: Told) -> bool:
    """Whether two captures name a taker in common."""
    takers = [
        [slot.actor.value for slot in told.events[0].actors if slot.role is Role.INITIATOR] for told in (story, other)
    ]
    return any(same_name(left, right) for left in takers[0] for right in takers[1])


def with_summary(events: Sequence[Event], summary: Event) -> list[Event]:
    """Events that also have what their sum alone says: victims, told of the first, and that no day is known."""
    told = {row.outcome for row in events[0].casualties}
    added = tuple(row for row in summary.casualties if row.outcome not in told)
    first = replace(events[0], casualties=(*events[0].casualties, *added))
    if UNDATED not in summary.provenance.rules:
        return [first, *events[1:]]
    return [undated(event) for event in (first, *events[1:])]


def undated(event: Event) -> Event:
    """An event that no date of the text dates, marked as of no known day."""
    if event.date is not None or UNDATED in event.provenance.rules:
        return event
    rules = (*(rule for rule in event.provenance.rules if rule != PUBLISHED), UNDATED)
    return replace(event, provenance=replace(event.provenance, rules=rules))
