"""Who: the armed actors of a story and the part each plays."""

from collections.abc import Iterator

from marsad.claims.events.scene import At, Scene, name_key
from marsad.claims.events.slots import Story, candidates, clitic_of, nearest_cue, standing_features
from marsad.knowledge.names import same_name
from marsad.knowledge.weights import LinearModel
from marsad.model.claim import ActorSlot
from marsad.model.codes import MentionKind, Role


def actor_features(scene: Scene, story: Story, at: At, others: list[int]) -> list[str]:
    """What speaks for an actor taking part in the story, and in which role."""
    features = list(standing_features(scene, story, at, others))
    cue = nearest_cue(scene, story, at.first)
    sentence = scene.text.sentence_of[at.first]
    kind = at.mention.kind
    features.append(f"kind {kind}")
    for word in cue.words[:1]:
        side = "after" if at.first > cue.token else "before"
        clitic = clitic_of(scene, at)
        before = scene.light[at.first - 1] if at.first else "^"
        if cue.sentence == sentence:
            features.append(f"cue {word.lemma}/{word.form} {side}")
            features.append(f"cue {word.group}/{word.form} {side} {clitic} {before}")
            features.append(f"cue {word.group}/{word.form} {side} {kind}")
            adjacent = abs(at.first - cue.token) <= 2
            features.append(f"adjacent {adjacent} {word.group}/{word.form} {side}")
    features.extend(frame_features(scene, at))
    rank = scene.in_sentence(kind, sentence).index(at)
    features.append(f"rank {min(3, rank)}")
    features.append(f"story {story.cues[0].group}")
    groups = {c.group for c in story.cues}
    for group in sorted(groups):
        features.append(f"story has {group}")
    return features


FRAMES = frozenset(
    "ضد بين علي من قبل يد ايدي مع بحق تجاه نحو بقياده بدعم باسناد لصالح تابعه تابع التابعه التابع موالي مواليه مدعومه مدعوم "
    "قياده عناصر مواقع مقاتلي مسلحي مقار حواجز مناطق سيطره حسب وفق بحسب قال اعلن اعلنت قالت مصدر مصادر متحدث باسم".split()
)


def frame_features(scene: Scene, at: At) -> Iterator[str]:
    """Frame words close before an actor: ضد، بين، من قبل، التابعة ل, ..."""
    first = scene.text.sentences[scene.text.sentence_of[at.first]][0]
    window = scene.light[max(first, at.first - 5) : at.first]
    for distance, word in enumerate(reversed(window), start=1):
        if word in FRAMES:
            yield f"frame {word}"
            yield f"frame {word} {distance}"


def choose_actors(scene: Scene, story: Story, others: list[int], model: LinearModel) -> list[ActorSlot]:
    """Armed actors of the story with their roles; one slot a name."""
    best: dict[str, tuple[float, At, str]] = {}
    for kind in (MentionKind.ACTOR, MentionKind.PERSON):
        for at in candidates(scene, story, kind, reach=0):
            chances = model.probabilities(actor_features(scene, story, at, others))
            role = max((label for label in chances if label != "none"), key=lambda label: chances[label])
            part = 1 - chances["none"]
            key = name_key(at.mention.value)
            if part > 0.5 and (key not in best or best[key][0] < part):
                best[key] = (part, at, role)
    slots: list[ActorSlot] = []
    for _, at, role in sorted(best.values(), key=lambda item: -item[0]):
        if not any(same_name(at.mention.value, slot.actor.value) for slot in slots):
            slots.append(ActorSlot(actor=at.mention, role=Role(role)))
    return sorted(slots, key=lambda slot: slot.actor.span)
