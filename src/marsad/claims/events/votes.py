"""What each cue of a story says of its type by itself, and which type the cues together speak for.

A word like قصف is told by the means next to it: "قصف جوي" is an air strike, "قصف مدفعي" is shelling.
"""

from collections.abc import Mapping
from typing import NamedTuple

from marsad.claims.events.cues import LIGHT_VERBS, Cue
from marsad.claims.events.scene import At, Scene
from marsad.claims.events.slots import Story, clitic_of
from marsad.knowledge.triggers import Triggers
from marsad.model.codes import EventType, MentionKind

BACK, AHEAD = 4, 8  # words around a cue in which its means are named
OWN_SENTENCE, OTHER_SENTENCE = 1.3, 0.8
AGAIN = 0.25  # what a second cue of the same word adds
TOLD_BY_MEANS = 0.3
NO_WEAPON = -0.5
DOUBTFUL = 0.3  # the weight of a cue that is likely another word
UNKNOWN_CHANCE = 0.8
# How much a cue counts; one that tells little of the type counts less, all others 1.
WEIGHT = {
    "injure": 0.35,
    "appoint": 0.4,
    "kill": 0.5,
    "attack": 0.5,
    "fire": 0.5,
    "lose": 0.5,
    "target": 0.6,
    "neutralise": 0.6,
    "assault": 0.6,
    "reinforce": 0.6,
    "seize": 0.6,
    "siege": 0.8,
    "withdraw": 0.8,
    "clash": 0.8,
    "blast": 0.8,
    "capture": 0.9,
    "execute": 1.1,
    "assassinate": 1.1,
}
# The type each means tells of; the first two tell it even where another stands nearer.
MEANS = {
    "chemical": EventType.CHEMICAL,
    "suicide": EventType.SUICIDE_BOMB,
    "drone": EventType.AIR_STRIKE,
    "aircraft": EventType.AIR_STRIKE,
    "barrel": EventType.AIR_STRIKE,
    "carbomb": EventType.REMOTE_EXPLOSIVE,
    "ied": EventType.REMOTE_EXPLOSIVE,
    "artillery": EventType.SHELLING,
    "rocket": EventType.SHELLING,
    "grenade": EventType.GRENADE,
}
DECISIVE = ("chemical", "suicide")
ANY = frozenset(MEANS.values())
# The types that means may make of a cue.
OPEN_TO = {
    "kill": ANY,
    "injure": ANY,
    "attack": ANY,
    "target": ANY,
    "neutralise": ANY,
    "fire": frozenset({EventType.SHELLING, EventType.AIR_STRIKE, EventType.GRENADE, EventType.CHEMICAL}),
    "strike": frozenset({EventType.AIR_STRIKE, EventType.SHELLING, EventType.CHEMICAL}),
    "bombard": frozenset({EventType.AIR_STRIKE, EventType.SHELLING, EventType.CHEMICAL}),
    "blast": frozenset({EventType.SUICIDE_BOMB, EventType.GRENADE, EventType.REMOTE_EXPLOSIVE}),
    "assassinate": frozenset({EventType.REMOTE_EXPLOSIVE, EventType.SUICIDE_BOMB, EventType.AIR_STRIKE}),
    "assault": frozenset({EventType.SUICIDE_BOMB}),
    "rocket": frozenset({EventType.AIR_STRIKE}),
    "airstrike": frozenset({EventType.CHEMICAL}),
}
# Cues that tell little of the type by themselves.
VAGUE = frozenset(OPEN_TO) - {"assassinate", "airstrike"} | {"lose", "seize", "appoint", "reinforce"}
# Cues that share their means with those beside them; any other ends the reach of a cue's means.
SHARING = VAGUE | {"mine", "suicide", "grenade", "chemical"}
WEAPONS = frozenset({"drone", "rocket", "ied", "aircraft", "carbomb"})
NOT_DOERS = frozenset({"علي", "من", "ل", "ب", "ضد", "في", "مواقع", "مناطق"})
SUBJECT_REACH = 6


class Telling(NamedTuple):
    """A story on its scene, the sentence that tells it best, and how surely each cue tells anything."""

    scene: Scene
    story: Story
    main: int
    chances: Mapping[int, float]

    def surety(self, cue: Cue) -> float:
        """The chance that a cue tells anything."""
        return self.chances.get(cue.token, UNKNOWN_CHANCE)


def count_votes(telling: Telling, triggers: Triggers) -> dict[EventType, float]:
    """How much the cues of a story speak for each type."""
    groups = {cue.token: cue.group for cue in telling.story.cues if not is_doubtful(telling.scene, cue, triggers)}
    votes: dict[EventType, float] = {}
    for cue in telling.story.cues:
        kind, extra = vote(telling.scene, cue, groups, triggers)
        weight = (WEIGHT.get(cue.group, 1.0) + extra) * telling.surety(cue)
        weight *= OWN_SENTENCE if cue.sentence == telling.main else OTHER_SENTENCE
        before = votes.get(kind, 0.0)
        votes[kind] = max(before, weight) + AGAIN * min(before, weight)
    return votes


def vote(scene: Scene, cue: Cue, groups: Mapping[int, str], triggers: Triggers) -> tuple[EventType, float]:
    """The type a cue speaks for with the means near it, and what that adds to its weight."""
    own = cue.words[0].type
    if is_doubtful(scene, cue, triggers):
        return own, DOUBTFUL - WEIGHT.get(cue.group, 1.0)
    if cue.group in OPEN_TO:
        near = means_near(scene, cue, groups, triggers)
        wanted = [means for means in DECISIVE if means in near] + [means for means in near if means in MEANS]
        for means in wanted:
            if MEANS[means] in OPEN_TO[cue.group]:
                return MEANS[means], TOLD_BY_MEANS
        if cue.group in ("kill", "injure"):
            victims = next((means for means in near if means in ("armed", "civil")), None)
            if victims:
                return (EventType.ARMED_CLASH if victims == "armed" else EventType.ATTACK), 0.0
    if cue.group == "capture":
        doer = doer_of(scene, cue)
        kind = scene.actor_known(doer.mention.value)[0] if doer else ""
        return (EventType.NON_STATE_OVERTAKES if kind not in ("", "state forces") else own), 0.0
    if cue.group == "disrupt":
        near = means_near(scene, cue, groups, triggers)
        return own, NO_WEAPON if WEAPONS.isdisjoint(near) else TOLD_BY_MEANS
    return own, 0.0


def is_doubtful(scene: Scene, cue: Cue, triggers: Triggers) -> bool:
    """A light verb, or a march that is as likely a drone: وقع in "وقع انفجار", "استهدفت مسيرة سيارة"."""
    if cue.group == "agree":
        return scene.light[cue.token] in LIGHT_VERBS
    return cue.group == "protest" and "drone" in triggers.means(scene.text.tokens[cue.token].text)


def means_near(scene: Scene, cue: Cue, groups: Mapping[int, str], triggers: Triggers) -> list[str]:
    """The means named near a cue, nearest first, those behind it favoured, up to one with its own means."""
    first, last = scene.text.sentences[cue.sentence]
    tokens = scene.text.tokens
    found: list[tuple[int, str]] = []
    behind = range(cue.token, min(last, cue.token + AHEAD + 1))
    front = range(cue.token - 1, max(first, cue.token - BACK) - 1, -1)
    for indexes, handicap in ((behind, 0), (front, 2)):
        for index in indexes:
            if index != cue.token and groups.get(index, "kill") not in SHARING:
                break
            distance = abs(index - cue.token) + handicap
            found.extend((distance, means) for means in triggers.means(tokens[index].text))
    return [means for _, means in sorted(found)]


def doer_of(scene: Scene, cue: Cue) -> At | None:
    """The likely doer of a cue: the next actor behind it that hangs on no preposition, else one before."""
    actors = scene.in_sentence(MentionKind.ACTOR, cue.sentence)
    for at in actors:
        if 0 < at.first - cue.token <= SUBJECT_REACH:
            word = clitic_of(scene, at).lstrip("و") or scene.light[at.first - 1]
            if word not in NOT_DOERS:
                return at
    before = [at for at in actors if at.first < cue.token]
    return before[-1] if before else None
