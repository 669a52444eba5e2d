"""What: which of the 25 types a story is of."""

from collections.abc import Sequence

from marsad.claims.events.scene import Scene, name_key
from marsad.claims.events.slots import Story, story_features
from marsad.knowledge.triggers import Triggers
from marsad.knowledge.weights import LinearModel
from marsad.model.claim import ActorSlot
from marsad.model.codes import EventType


def type_features(
    scene: Scene, story: Story, main: int, actors: Sequence[ActorSlot], triggers: Triggers
) -> list[str]:
    """What decides the type: the cues, the means named in the sentence, the initiator's words."""
    features = story_features(scene, story)
    seen: set[str] = set()
    for sentence in story.sentences:
        first, last = scene.text.sentences[sentence]
        cues = [cue.token for cue in story.cues if cue.sentence == sentence]
        for index in range(first, last):
            near = min(abs(index - token) for token in cues) <= 4
            for means in triggers.means(scene.text.tokens[index].text):
                seen.add(f"means {means}")
                if near:
                    seen.add(f"near means {means}")
            if near:
                seen.add(f"near {scene.light[index]}")
                seen.add(f"near {scene.classes[index][1]}")
            if sentence == main:
                seen.add(f"word {scene.light[index]}")
    for slot in actors:
        for word in name_key(slot.actor.value).split():
            seen.add(f"{slot.role} {word}")
    features.extend(sorted(seen))
    return features


def choose_type(
    scene: Scene, story: Story, main: int, actors: Sequence[ActorSlot], triggers: Triggers, model: LinearModel
) -> EventType:
    """The likeliest of the 25 types."""
    chances = model.probabilities(type_features(scene, story, main, actors, triggers))
    return EventType(max(chances, key=lambda label: chances[label]))
