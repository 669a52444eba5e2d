"""Aligns gold events with the cues, places, dates and actors of their report: the teaching signal of the models.

A gold value teaches a mention when the mention says the same; what no gold value speaks of teaches "nothing".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marsad.claims.events.assemble import AGGREGATE, EVENT, NOTHING, UNREAL
from marsad.claims.events.cues import Cue
from marsad.claims.events.land import name_key
from marsad.claims.events.scene import At, Scene
from marsad.model.codes import EventFamily, EventType, MentionKind
from marsad.text.normalize import fold

Gold = dict[str, Any]
VIOLENT = {EventFamily.BATTLES, EventFamily.REMOTE, EventFamily.CIVILIANS}
ANY_VIOLENCE = {
    "kill",
    "injure",
    "attack",
    "target",
    "strike",
    "fire",
    "rocket",
    "blast",
    "bombard",
    "assault",
    "mine",
    "airstrike",
    "suicide",
    "neutralise",
    "clash",
    "execute",
    "assassinate",
}
GENERIC = {"kill", "injure", "attack", "target", "strike", "fire", "rocket", "assault", "neutralise"}
TERRITORY = {EventType.GOVERNMENT_REGAINS, EventType.NON_STATE_OVERTAKES, EventType.NON_VIOLENT_TRANSFER}
BESIDE = {
    "capture": TERRITORY | {EventType.ARMED_CLASH},
    "transfer": TERRITORY | {EventType.CHANGE},
    "lose": TERRITORY,
    "withdraw": {EventType.CHANGE, EventType.NON_VIOLENT_TRANSFER, EventType.AGREEMENT},
    "reinforce": {EventType.CHANGE, EventType.ARMED_CLASH, EventType.BASE_ESTABLISHED},
    "appoint": {EventType.CHANGE},
    "seize": {EventType.LOOTING, EventType.DISRUPTED_WEAPONS, EventType.NON_VIOLENT_TRANSFER},
    "disrupt": {EventType.DISRUPTED_WEAPONS, EventType.LOOTING},
    "arrest": {EventType.ARRESTS, EventType.ABDUCTION, EventType.DISRUPTED_WEAPONS},
    "abduct": {EventType.ABDUCTION, EventType.ARRESTS},
    "protest": {
        EventType.PEACEFUL_PROTEST,
        EventType.PROTEST_INTERVENTION,
        EventType.EXCESSIVE_FORCE,
        EventType.VIOLENT_DEMONSTRATION,
    },
    "clash": {
        EventType.PROTEST_INTERVENTION,
        EventType.MOB_VIOLENCE,
        EventType.VIOLENT_DEMONSTRATION,
        EventType.ARMED_CLASH,
    },
    "riot": {EventType.VIOLENT_DEMONSTRATION, EventType.MOB_VIOLENCE},
    "brawl": {EventType.MOB_VIOLENCE},
    "siege": {EventType.OTHER, EventType.CHANGE},
    "body": {EventType.OTHER, EventType.ATTACK, EventType.DISRUPTED_WEAPONS},
    "attack": {EventType.OTHER, EventType.ARRESTS, EventType.PROTEST_INTERVENTION},
    "mine": {EventType.DISRUPTED_WEAPONS, EventType.CHANGE},
    "rocket": {EventType.DISRUPTED_WEAPONS},
    "crash": {EventType.OTHER},
    "base": {EventType.BASE_ESTABLISHED},
    "blast": {EventType.SUICIDE_BOMB, EventType.LOOTING, EventType.GRENADE, EventType.OTHER},
    "loot": {EventType.LOOTING},
    "agree": {EventType.AGREEMENT},
}


@dataclass
class Group:
    """Gold events that share evidence and type: one story, perhaps at several places."""

    events: list[Gold]
    span: tuple[int, int]
    label: str
    cues: list[Cue] = field(default_factory=list)
    repeats: list[Cue] = field(default_factory=list)

    @property
    def type(self) -> EventType:
        return EventType(self.events[0]["type"])


def label_of(event: Gold) -> str:
    if event.get("modality", "asserted") in ("planned", "denied"):
        return UNREAL
    return AGGREGATE if event.get("aggregate") else EVENT


def groups_of(gold: Gold) -> list[Group]:
    """The stories of a gold report."""
    content = gold["title"] + "\n" + gold["text"]
    found: dict[tuple[str, str], Group] = {}
    for event in gold["events"]:
        start = content.find(event["evidence"])
        if start < 0:
            continue
        key = (event["evidence"], event["type"])
        if key in found:
            found[key].events.append(event)
        else:
            found[key] = Group([event], (start, start + len(event["evidence"])), label_of(event))
    return list(found.values())


def compatible(cue: Cue, kind: EventType) -> float:
    """How well a cue's word fits an event type: 3 tells it, 0 has nothing to do with it."""
    best = 0.0
    for word in cue.words:
        if word.type == kind:
            score = 3.0 if word.group not in GENERIC else 2.0
        elif kind in BESIDE.get(word.group, ()):
            score = 2.5
        elif (word.group in ANY_VIOLENCE and kind.family in VIOLENT) or (
            word.type.family == kind.family and kind.family != EventFamily.STRATEGIC
        ):
            score = 1.6
        elif word.group in {"kill", "injure"}:
            score = 1.2
        else:
            score = 0.0
        best = max(best, score)
    return best


def numbers(event: Gold) -> set[int]:
    return {c["min"] for c in event.get("casualties") or [] if c["min"] > 1}


def align_cues(scene: Scene, cues: list[Cue], groups: list[Group]) -> dict[int, tuple[str, float]]:
    """Token of each cue -> (label, weight); cues that can teach nothing are left out."""
    labels: dict[int, tuple[str, float]] = {}
    tokens = scene.text.tokens
    for cue in cues:
        start = tokens[cue.token].start
        inside = [g for g in groups if g.span[0] <= start < g.span[1]]
        if inside:
            scored = [
                (compatible(cue, g.type) + 0.5 / (1 + (g.span[1] - g.span[0]) / 100), i, g)
                for i, g in enumerate(inside)
            ]
            score, _, group = max(scored, key=lambda s: (s[0], -s[1]))
            if score >= 1.0:
                group.cues.append(cue)
                labels[cue.token] = (group.label, 1.0)
            continue
        best, most = None, 0.0
        for group in groups:
            fit = compatible(cue, group.type)
            if fit < 1.5:
                continue
            alike = likeness(scene, cue, group)
            if alike > most:
                best, most = group, alike
        if best is not None and most >= 1.5:
            best.repeats.append(cue)
            labels[cue.token] = (best.label, 0.5)
        elif most < 0.9:
            labels[cue.token] = (NOTHING, 1.0)
    return labels


def likeness(scene: Scene, cue: Cue, group: Group) -> float:
    """Whether the sentence of a cue outside all evidence seems to retell a gold event."""
    score = 0.5 if cue.sentence <= 1 else 0.0
    places = scene.keys(MentionKind.PLACE, cue.sentence)
    first, last = scene.text.sentences[cue.sentence]
    words = {scene.text.tokens[i].text for i in range(first, last)}
    for event in group.events:
        if event.get("place") and any(same_place(event["place"], str(p)) for p in places):
            score += 1.0
            break
    if any(str(n) in words for event in group.events for n in numbers(event)):
        score += 1.0
    actors = scene.keys(MentionKind.ACTOR, cue.sentence) | scene.keys(MentionKind.PERSON, cue.sentence)
    for event in group.events:
        if any(same_place(a["text"], str(k)) for a in event["actors"] for k in actors):
            score += 0.5
            break
    return score


def same_place(gold: str, key: str) -> bool:
    """Whether a name key says the gold's name, generic words aside."""
    left, right = telling(gold), telling(key)
    return bool(left and right) and (left <= right or right <= left)


GENERIC_WORDS = frozenset(
    (
        "مدينه بلده قريه قري محافظه منطقه ناحيه حي مخيم قضاء مديريه ولايه عناصر عنصر مسلحو مسلحي مقاتلو "
        "مقاتلي طايرات طيران مقاتلات قوات ميليشيا مليشيا ميليشيات مليشيات تنظيم جماعه حركه من في ما يسمي "
        "تابعه"
    ).split()
)
ENDINGS = (("يين", 6), ("يون", 6), ("يه", 4), ("يا", 4), ("ي", 4), ("ا", 5))


def telling(name: str) -> frozenset[str]:
    """The telling words of a name, adjectives and countries brought to one form."""
    found = [
        word.removeprefix("ال") if len(word) > 4 else word for word in re.findall(r"\w+", fold(name).replace("_", " "))
    ]
    kept = [word for word in found if word not in GENERIC_WORDS] or found
    return frozenset(next((w[: -len(e)] for e, n in ENDINGS if w.endswith(e) and len(w) >= n), w) for w in kept)


def day_range(event: Gold) -> tuple[date, date] | None:
    said = event.get("date")
    return (date.fromisoformat(said["start"]), date.fromisoformat(said["end"])) if said else None


def date_right(scene: Scene, at: At, event: Gold) -> bool:
    days, wanted = scene.resolved[at.first], day_range(event)
    return days is not None and wanted is not None and (days.start, days.end) == wanted


def role_in(event: Gold, at: At) -> str:
    """The role a gold event gives to an actor mention, "none" if it gives none."""
    key = name_key(at.mention.value)
    return next((a["role"] for a in event["actors"] if same_place(a["text"], key)), "none")


def place_in(group: Group, at: At) -> bool:
    key = name_key(at.mention.value)
    return any(event.get("place") and same_place(event["place"], key) for event in group.events)
