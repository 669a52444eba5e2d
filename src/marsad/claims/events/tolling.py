"""The toll of a story: which counts of dead, wounded and taken are its own, and how retellings merge."""

from collections.abc import Iterable
from dataclasses import replace

from marsad.claims.events.cues import Cue
from marsad.claims.events.scene import Scene
from marsad.claims.events.slots import Story, distance_features
from marsad.claims.tolls import Toll
from marsad.knowledge.weights import LinearModel
from marsad.model.claim import Casualties
from marsad.model.codes import MentionKind, Outcome, VictimGroup
from marsad.model.mention import Mention

LEAST = 0.35  # how likely a count must be the story's: a row that is missing costs more than one too many


def toll_features(scene: Scene, story: Story, toll: Toll, others: list[int]) -> list[str]:
    """What speaks for a toll being the story's: its word among the cues, distance, rivals, kind of count."""
    features = list(distance_features(scene, story, toll.cue, others, words=False))
    own = any(cue.token == toll.cue for cue in story.cues)
    rival = toll.cue in set(others)
    features.append(f"own cue {own}")
    features.append(f"rival cue {rival}")
    sentence = scene.text.sentence_of[toll.cue]
    features.append(f"in title {sentence == 0}")
    features.append(f"outcome {toll.outcome}")
    features.append(f"open {toll.count.max is None}")
    features.append(f"large {toll.count.min > 100}")
    for name in ("subset", "joint", "definite", "sure", "total"):
        if getattr(toll, name):
            features.append(name)
            features.append(f"{name} own {own}")
    here = scene.tolls_in(sentence)
    features.append(f"tolls here {min(4, len(here))}")
    same = [other for other in here if other.outcome == toll.outcome]
    features.append(f"rank {min(2, same.index(toll))} of {min(3, len(same))}")
    features.append(f"story {story.cues[0].group}")
    for group in sorted({cue.group for cue in story.cues}):
        features.append(f"has {group} own {own}")
    for hint in scene.hints_at(toll.cue):
        features.append(f"hint {hint}")
    return features


def story_tolls(scene: Scene, story: Story) -> list[Toll]:
    """The tolls told in the story's sentences."""
    return [toll for sentence in story.sentences for toll in scene.tolls_in(sentence)]


def choose_tolls(scene: Scene, story: Story, others: list[int], model: LinearModel, main: int) -> list[Casualties]:
    """The rows of the story's toll, retellings merged."""
    chosen: list[tuple[float, Toll]] = []
    for toll in story_tolls(scene, story):
        chance = model.probability(toll_features(scene, story, toll, others))
        if chance > LEAST:
            chosen.append((chance + 0.3 * (scene.text.sentence_of[toll.cue] == main), toll))
    return [row_of(scene, toll) for toll in merge_tolls(chosen)]


def merge_tolls(chosen: Iterable[tuple[float, Toll]]) -> list[Toll]:
    """One toll for each outcome and group: a stated number before "some", a running total before what it adds to.

    "مقتل طفلين، ليرتفع عدد ضحايا القصف إلى خمسة مدنيين": five.
    """
    ranked = sorted(
        chosen,
        key=lambda item: (vague(item[1]), not item[1].total, -item[0], item[1].first),
    )
    kept: list[Toll] = []
    for _, toll in ranked:
        twin = next((i for i, other in enumerate(kept) if retells(toll, other)), None)
        if twin is None:
            kept.append(toll)
        elif kept[twin].group is VictimGroup.UNKNOWN and toll.count.min == kept[twin].count.min:
            kept[twin] = replace(kept[twin], group=toll.group)
    return sorted(kept, key=lambda toll: (toll.outcome, toll.first))


def vague(toll: Toll) -> bool:
    """Whether a toll says only that there were some."""
    return toll.count.max is None and toll.count.min == 1


def retells(toll: Toll, other: Toll) -> bool:
    """Whether a toll says again, less surely, what another says: one outcome, and no other known group.

    What one word tells of two groups it tells once: of "مقتل 12 بينهم ثمانية مدنيين" the eight and the other four.
    """
    if toll.outcome is not other.outcome:
        return False
    if toll.cue == other.cue and toll.group is not other.group:
        return False
    return toll.group is other.group or VictimGroup.UNKNOWN in (toll.group, other.group)


def row_of(scene: Scene, toll: Toll) -> Casualties:
    """A toll as a row of a claim, with the words that say it."""
    mention = Mention(
        kind=MentionKind.COUNT,
        span=scene.text.span(toll.first, min(toll.last, len(scene.text.tokens))),
        value=f"{toll.outcome} {toll.group}",
        rule=f"toll {scene.light[toll.cue]}",
        count=toll.count,
    )
    return Casualties(outcome=toll.outcome, group=toll.group, count=toll.count, mention=mention)


__all__ = ["Cue", "Outcome", "choose_tolls", "merge_tolls", "story_tolls", "toll_features"]
