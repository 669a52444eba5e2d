"""Slots: which place, day, actors and toll belong to a story.

Every mention near a story is a candidate; features say how it stands to the story's cues; a linear model ranks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from marsad.claims.events.cues import Cue
from marsad.claims.events.scene import At, Scene
from marsad.model.codes import MentionKind

LEAD = range(3)  # title and lead, where what the body tells may be named
AROUND = 2  # sentences around a story whose candidates its slots may take
SEVERAL = 3  # rivals: more of them say no more
REACH = 2  # sentences before a story's cues in which its place or day may have been named


@dataclass(frozen=True, slots=True)
class Story:
    """Cues that tell of one event, in text order, with their tokens; and the sentences that tell it, in order."""

    cues: list[Cue]
    tokens: list[int] = field(init=False)
    sentences: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", [cue.token for cue in self.cues])
        object.__setattr__(self, "sentences", sorted({cue.sentence for cue in self.cues}))


def others_near(stories: Sequence[Story]) -> list[list[int]]:
    """For each story the tokens of other stories' cues around it, in title and lead, and a few of any, in text order.

    Features look at no others: only at those in the sentence of a candidate, and at whether there are several at
    all. Keeps long reports linear.
    """
    told: dict[int, list[tuple[int, int]]] = {}
    for number, story in enumerate(stories):
        for cue in story.cues:
            told.setdefault(cue.sentence, []).append((cue.token, number))
    few = [(story.cues[0].token, number) for number, story in enumerate(stories[: SEVERAL + 1])]
    found = []
    for number, story in enumerate(stories):
        near = {*LEAD, *(s for at in story.sentences for s in range(at - AROUND, at + AROUND + 1))}
        cues = [*few, *(cue for sentence in near for cue in told.get(sentence, ()))]
        found.append(sorted({token for token, owner in cues if owner != number}))
    return found


def candidates(scene: Scene, story: Story, kind: MentionKind, reach: int = REACH) -> list[At]:
    """Mentions of a kind in the story's sentences and up to `reach` sentences before each."""
    wanted = {s for sentence in story.sentences for s in range(max(0, sentence - reach), sentence + 1)}
    return [at for sentence in sorted(wanted) for at in scene.in_sentence(kind, sentence)]


def nearest_cue(scene: Scene, story: Story, token: int) -> Cue:
    """The story's cue that stands nearest to a token, one in its sentence before any other."""
    after = bisect_left(story.tokens, token)
    beside = story.cues[max(0, after - 1) : after + 1]
    sentence = scene.text.sentence_of[token]
    return min(beside, key=lambda cue: (abs(cue.sentence - sentence), abs(cue.token - token)))


def distance_features(
    scene: Scene, story: Story, token: int, others: list[int], *, words: bool = True
) -> Iterator[str]:
    """How a token stands to the nearest cue of the story: order, distance, clause, rivals.

    `others` are the tokens of all cues of other stories; `words` tells the words between, not only their classes.
    """
    text = scene.text
    cue = nearest_cue(scene, story, token)
    sentence = text.sentence_of[token]
    gap = cue.sentence - sentence
    group, form = cue.group, cue.words[0].form
    side = "after" if token > cue.token else "before"
    if gap:
        yield f"gap {max(-2, min(3, gap))}"
        yield f"gap {max(-2, min(3, gap))} title {sentence == 0}"
    else:
        distance = abs(token - cue.token)
        yield f"{side} {min(5, distance // 3)}"
        yield f"{side} {group}"
        yield f"{side} {group}/{form}"
        yield f"{side} {form} {min(3, distance // 4)}"
        clause = "clause" if text.clause_of[token] == text.clause_of[cue.token] else "other clause"
        yield clause
        yield f"{clause} {side} {group}"
        low, high = sorted((token, cue.token))
        rivals = sum(low < token < high for token in others)
        yield f"rivals {min(2, rivals)} {side}"
        own = max(0, bisect_left(story.tokens, high) - bisect_right(story.tokens, low))
        yield f"own between {min(2, own)} {side}"
        if words:
            for word in scene.light[low + 1 : high][:8]:
                yield f"{side} btw {word}"
        for coarse, _ in scene.classes[low + 1 : high][:8]:
            yield f"{side} btw {coarse}"


def standing_features(scene: Scene, story: Story, at: At, others: list[int], *, words: bool = True) -> Iterator[str]:
    """How a mention stands to the story, and the words and clitics right around it."""
    yield from distance_features(scene, story, at.first, others, words=words)
    text = scene.text
    sentence = text.sentence_of[at.first]
    first, last = text.sentences[sentence]
    before = scene.light[at.first - 1] if at.first > first else "^"
    before2 = scene.light[at.first - 2] if at.first > first + 1 else "^"
    after = scene.light[at.last] if at.last < last else "$"
    clitic = clitic_of(scene, at)
    for name, index in (("prev", at.first - 1), ("prev2", at.first - 2), ("next", at.last)):
        coarse, fine = scene.classes[index] if first <= index < last else ("", "")
        yield f"{name} {coarse}"
        yield f"{name} {fine}"
    yield f"prev {before}"
    yield f"prev2 {before2}"
    yield f"prev {before} {clitic}"
    yield f"next {after}"
    yield f"clitic {clitic}"
    cue = nearest_cue(scene, story, at.first)
    side = "after" if at.first > cue.token else "before"
    yield f"clitic {clitic} {side} {cue.group}"
    yield f"rule {at.mention.rule}"
    if sentence == 0:
        yield "in title"
    if text.depth[at.first]:
        yield "quoted"


def clitic_of(scene: Scene, at: At) -> str:
    """The clitics before a name inside its first token: ب of "بالعشارة"."""
    token = scene.text.tokens[at.first]
    cut = at.mention.span.start - token.start
    return scene.text.content[token.start : token.start + cut] if 0 < cut < 4 else ""


def story_features(scene: Scene, story: Story) -> list[str]:
    """The story as a whole, for the virtual candidates (day of publication, no day) and for its type."""
    features = [f"cues {min(4, len(story.cues))}", f"sentences {min(3, len(story.sentences))}"]
    features += sorted({f"has {cue.group}" for cue in story.cues})
    features += sorted({f"lemma {word.lemma}" for cue in story.cues for word in cue.words[:2]})
    features += sorted({f"form {cue.words[0].form}" for cue in story.cues})
    if story.cues[0].sentence == 0:
        features.append("from title")
    if story.cues[0].sentence <= 1:
        features.append("from lead")
    dated = sum(bool(scene.in_sentence(MentionKind.DATE, sentence)) for sentence in story.sentences)
    features.append(f"dated sentences {min(2, dated)}")
    return features
