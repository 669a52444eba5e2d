"""What: which of the 25 types a story is of."""

from collections.abc import Iterator

from marsad.claims.events.scene import Scene
from marsad.claims.events.slots import Story
from marsad.claims.events.tolling import story_tolls
from marsad.claims.events.votes import Telling, count_votes
from marsad.knowledge.triggers import Triggers, TriggerWord
from marsad.knowledge.weights import LinearModel
from marsad.model.codes import EventType

NEAR = 4
SURE = 0.7
MAIN = 1.2  # how much more a cue of the main sentence counts


def type_features(telling: Telling, triggers: Triggers) -> list[str]:
    """What decides the type: the cues, what they together speak for, the words and means near, the toll."""
    found = dict.fromkeys(cue_features(telling))
    votes = count_votes(telling, triggers)
    found[f"guess {max(votes, key=lambda kind: votes[kind])}"] = None
    for sentence in telling.story.sentences:
        found.update(dict.fromkeys(near_features(telling.scene, telling.story, sentence, triggers)))
    for toll in story_tolls(telling.scene, telling.story):
        found[f"toll {toll.outcome}"] = None
        found[f"toll {toll.outcome} {toll.group}"] = None
    return list(found)


def cue_features(telling: Telling) -> Iterator[str]:
    """The cues: classes and lemmas, the first and the surest."""
    cues = telling.story.cues
    for cue in cues:
        yield f"has {cue.group}"
        yield f"lemma {cue.words[0].lemma}"
        if telling.surety(cue) > SURE:
            yield f"sure {cue.group}"
    told = [cue for cue in cues if cue.sentence == telling.main]
    for cue in told:
        yield f"main {cue.group}"
    best = max(
        cues,
        key=lambda cue: (telling.surety(cue) * (MAIN if cue.sentence == telling.main else 1), -cue.token),
    )
    yield f"best {best.group}"
    yield f"best lemma {best.words[0].lemma}"
    yield f"first {cues[0].group}"
    yield f"first main {told[0].group}"


def near_features(scene: Scene, story: Story, sentence: int, triggers: Triggers) -> Iterator[str]:
    """The words within four of a cue, their classes, and the means of the whole sentence."""
    first, last = scene.text.sentences[sentence]
    near: set[int] = set()
    for cue in story.cues:
        if cue.sentence == sentence:
            near.update(range(max(first, cue.token - NEAR), min(last, cue.token + NEAR + 1)))
    for index in range(first, last):
        for means in triggers.means(scene.text.tokens[index].text):
            yield f"means {means}"
            if index in near:
                yield f"near means {means}"
    for index in sorted(near):
        yield f"near {scene.light[index]}"
        yield f"near {scene.classes[index][1]}"


def lone_features(word: TriggerWord) -> list[str]:
    """What a trigger word says alone: the trigger table teaches the types that few reports tell of."""
    group = word.group
    return [
        f"guess {word.type}",
        f"lemma {word.lemma}",
        f"best lemma {word.lemma}",
        *(f"{name} {group}" for name in ("has", "sure", "main", "best", "first", "first main")),
    ]


def choose_type(telling: Telling, triggers: Triggers, model: LinearModel) -> EventType:
    """The likeliest of the 25 types."""
    sums = model.sums(type_features(telling, triggers))
    return EventType(model.labels[max(range(len(sums)), key=lambda at: sums[at])])
