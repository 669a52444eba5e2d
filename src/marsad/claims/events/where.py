"""Where: the place of a story, and the places listed beside it."""

from marsad.claims.events.scene import At, Scene, name_key
from marsad.claims.events.slots import Story, candidates, nearest_cue, standing_features
from marsad.knowledge.weights import LinearModel
from marsad.model.codes import MentionKind

LISTED = -1.5  # log-odds a place listed beside the chosen one needs
LIST_WORDS = frozenset(
    {"و", "،", ",", "وبلده", "وقريه", "ومدينه", "وحي", "ومنطقه", "وناحيه", "ومخيم", "وفي", "وكذلك", "وايضا"}
)


def place_features(scene: Scene, story: Story, at: At, others: list[int]) -> list[str]:
    """What speaks for a place being where the story happened."""
    features = list(standing_features(scene, story, at, others))
    key = name_key(at.mention.value)
    times = sum(name_key(other.mention.value) == key for other in scene.by_kind[MentionKind.PLACE])
    features.append(f"times {min(4, times)}")
    sentence = scene.text.sentence_of[at.first]
    here = scene.in_sentence(MentionKind.PLACE, sentence)
    features.append(f"places here {min(4, len(here))}")
    features.append(f"rank {min(3, here.index(at))} of {min(4, len(here))}")
    if key in scene.keys(MentionKind.PLACE, 0):
        features.append("named in title")
    features.extend(scene.place_hints(at))
    cue = nearest_cue(scene, story, at.first)
    for hint in scene.place_hints(at):
        features.append(f"{hint} {len(here) > 1}")
        features.append(f"{hint} gap {cue.sentence - sentence}")
    return features


def choose_places(scene: Scene, story: Story, others: list[int], model: LinearModel) -> list[At]:
    """The story's place, and those listed beside it: "صبيخان والبوليل وموحسن" gives three."""
    ranked: list[tuple[float, At]] = []
    for at in candidates(scene, story, MentionKind.PLACE):
        ranked.append((model.sums(place_features(scene, story, at, others))[0], at))
    if not ranked:
        return []
    best = max(ranked, key=lambda item: item[0])
    if best[0] < 0:
        return []
    scores = {at.first: score for score, at in ranked}
    return [at for at in listed_with(scene, best[1]) if at == best[1] or scores.get(at.first, -9.0) > LISTED]


def listed_with(scene: Scene, chosen: At) -> list[At]:
    """The places of the list a place stands in: "قرى صبيخان والبوليل وموحسن" lists three; a lone place lists itself."""
    here = scene.in_sentence(MentionKind.PLACE, scene.text.sentence_of[chosen.first])
    at = here.index(chosen)
    first = last = at
    while first > 0 and coordinated(scene, here[first - 1], here[first]):
        first -= 1
    while last + 1 < len(here) and coordinated(scene, here[last], here[last + 1]):
        last += 1
    return here[first : last + 1]


def coordinated(scene: Scene, left: At, right: At) -> bool:
    """Whether و or a comma alone, perhaps with a word like بلدة, stands between two names."""
    tokens = scene.text.tokens
    middle = [tokens[index].text for index in range(left.last, right.first)]
    joined = tokens[right.first].text.startswith("و") and tokens[right.first].start < right.mention.span.start
    if not middle:
        return joined
    return len(middle) <= 2 and all(word in LIST_WORDS for word in middle)
