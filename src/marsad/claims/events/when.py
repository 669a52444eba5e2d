"""When: the date that says on which days a story happened."""

from marsad.claims.events.scene import At, Scene
from marsad.claims.events.slots import Story, candidates, nearest_cue, standing_features, story_features
from marsad.knowledge.weights import LinearModel
from marsad.model.codes import MentionKind

PUBLISHED, UNDATED = "published", "undated"


def date_features(scene: Scene, story: Story, at: At, others: list[int]) -> list[str]:
    """What speaks for a date being the story's day."""
    features = list(standing_features(scene, story, at, others))
    cue = nearest_cue(scene, story, at.first)
    gap = cue.sentence - scene.text.sentence_of[at.first]
    for hint in scene.date_hints(at):
        features.append(f"date {hint}")
        features.append(f"date {hint} gap {max(-2, min(3, gap))}")
    sentence = scene.text.sentence_of[at.first]
    dates = scene.in_sentence(MentionKind.DATE, sentence)
    features.append(f"dates here {min(3, len(dates))}")
    features.append(f"rank {min(3, dates.index(at))}")
    return features


def choose_date(
    scene: Scene, story: Story, others: list[int], date_model: LinearModel, no_date_model: LinearModel
) -> tuple[At | None, str]:
    """The story's date mention; or none, with whether it is news of the day or undated background."""
    best: tuple[float, At | None, str] = (-9.0, None, PUBLISHED)
    for at in candidates(scene, story, MentionKind.DATE):
        score = date_model.sums(date_features(scene, story, at, others))[0]
        if score > best[0]:
            best = (score, at, "said")
    if best[0] > 0:
        return best[1], best[2]
    undated = no_date_model.probability(story_features(scene, story))
    return None, UNDATED if undated > 0.5 else PUBLISHED
