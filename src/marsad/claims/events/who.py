"""Who: the armed actors of a story and the part each plays.

Every member of the cast named in the story's sentences, right before them, in the title or the lead is a
candidate; features say how it stands to the cues; a linear model gives its role.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from marsad.claims.events.cast import Member
from marsad.claims.events.cues import Cue
from marsad.claims.events.scene import At, Scene
from marsad.claims.events.slots import LEAD, Story, clitic_of
from marsad.knowledge.names import same_name
from marsad.knowledge.triggers import Triggers
from marsad.knowledge.weights import LinearModel
from marsad.model.claim import ActorSlot
from marsad.model.codes import MentionKind, Role

CHOSEN = 0.4  # the chance of any part that an actor needs
LONE = 0.25  # and the likeliest one where no other has it
MOST_MENTIONS = 4
NONE = "none"
_FRAME_WORDS = (
    "ضد بين علي من قبل يد ايدي مع بحق تجاه نحو بقياده بدعم باسناد لصالح تابعه تابع التابعه التابع موالي "
    "مواليه مدعومه مدعوم قياده عناصر مواقع مقاتلي مسلحي مقار حواجز مناطق سيطره حسب وفق بحسب قال اعلن "
    "اعلنت قالت مصدر مصادر متحدث باسم"
)
FRAMES = frozenset(_FRAME_WORDS.split())
_GOVERNING_WORDS = (
    "علي ضد بين مع من قبل في عن الي يد ايدي تجاه نحو بحق باتجاه حسب وفق بحسب قال اعلن اعلنت قالت لصالح "
    "بقياده قياده بدعم باسناد بمشاركه ومن جانب جهه دون اثناء خلال بعد"
)
GOVERNING = frozenset(_GOVERNING_WORDS.split())


class Stage(NamedTuple):
    """A story on its scene; `others` are the tokens of all cues of other stories."""

    scene: Scene
    story: Story
    others: list[int]
    triggers: Triggers


# "الخاضعة لسيطرة X", "تحت سيطرة X", "مناطق نفوذ X"; "التي يسيطر عليها X".
HOLDING = 2
SWAY = frozenset({"سيطره", "لسيطره", "نفوذ", "لنفوذ", "قبضه", "لقبضه"})
UNDER = frozenset({"تحت", "خاضع", "خاضعه", "خاضعتين", "واقع", "واقعه", "مناطق", "بمناطق", "منطقه", "ضمن", "خارج"})
UPON = frozenset({"عليها", "عليه", "عليهما"})
HOLDS = frozenset({"يسيطر", "تسيطر", "يسيطرون", "سيطر", "سيطرت"})


class Candidate(NamedTuple):
    """A member of the cast that may play a part: its mentions nearest the story, and how they stand to it."""

    member: Member
    mentions: list[At]
    standing: str  # own, prev, lead


def actor_candidates(scene: Scene, story: Story) -> list[Candidate]:
    """The members named in the story's sentences, else in one right before them, else in title or lead."""
    own = set(story.sentences)
    ranges = (
        ("own", own),
        ("prev", {sentence - 1 for sentence in own} - own),
        ("lead", set(LEAD) - own),
    )
    found: dict[int, Candidate] = {}
    for standing, wanted in ranges:
        here: dict[int, list[At]] = {}
        for number, at in (named for sentence in sorted(wanted) for named in scene.cast_in(sentence)):
            if number not in found and not only_holds(scene, at):
                here.setdefault(number, []).append(at)
        found |= {number: Candidate(scene.cast[number], ats, standing) for number, ats in here.items()}
    return [found[number] for number in sorted(found)]


def only_holds(scene: Scene, at: At) -> bool:
    """Whether an actor is named only as holder of the ground: "بلدة درنج الواقعة تحت سيطرة قسد"."""
    light = scene.light[max(0, at.first - 3) : at.first]
    if len(light) < HOLDING:
        return False
    held, under = light[-1], light[-2]
    if under in UNDER and held in SWAY:
        return True
    return held in UPON and under in HOLDS


def actor_features(stage: Stage, candidate: Candidate, rivals: Sequence[Candidate]) -> list[str]:
    """What speaks for a candidate taking part in the story, and in which role.

    `rivals` are all candidates, this one among them.
    """
    scene, story, others, triggers = stage
    found = dict.fromkeys(member_features(scene, story, candidate, rivals))
    if candidate.standing == "own":
        for at in candidate.mentions[:MOST_MENTIONS]:
            sentence = scene.text.sentence_of[at.first]
            cues = [cue for cue in story.cues if cue.sentence == sentence]
            found.update(dict.fromkeys(word_features(scene, at)))
            found.update(dict.fromkeys(cue_features(scene, at, cues, others)))
            found.update(dict.fromkeys(frame_features(scene, at)))
    else:
        last = candidate.mentions[-1]
        found.update(dict.fromkeys(f"far {told}" for told in far_features(scene, last, others, triggers)))
    return list(found)


def member_features(scene: Scene, story: Story, candidate: Candidate, rivals: Sequence[Candidate]) -> Iterator[str]:
    """Who the candidate is, how often and how high up the report names it, and among how many others."""
    member = candidate.member
    sentence_of = scene.text.sentence_of
    kind = kind_of(scene, member, candidate.mentions[0])
    yield f"kind {kind}"
    for group in sorted({cue.group for cue in story.cues}):
        yield f"has {group}"
        yield f"kind {kind} has {group}"
    for word in sorted(frozenset().union(*member.names)):
        yield f"word {word}"
    yield f"times {min(4, len(member.mentions))}"
    first = [sentence_of[at.first] for at in takewhile(lambda at: sentence_of[at.first] in LEAD, member.mentions)]
    yield f"title {0 in first}"
    yield f"lead {any(first)}"
    yield f"standing {candidate.standing}"
    own = [rival for rival in rivals if rival.standing == "own"]
    yield f"candidates {min(4, len(own))}"
    if candidate.standing == "own":
        rank = own.index(candidate)
        yield f"rank {min(3, rank)}"
        yield f"rank {min(3, rank)} of {min(4, len(own))}"
    yield f"mentions {min(3, len(candidate.mentions))}"
    if any(speaks(scene, at) for at in candidate.mentions):
        yield "source"


def kind_of(scene: Scene, member: Member, at: At) -> str:
    """What sort of actor it is by the packs, else by the rule that found it."""
    kinds = scene.kinds_of(member)
    return min(kinds) if kinds else f"{at.mention.kind}/{at.mention.rule}"


def speaks(scene: Scene, at: At) -> bool:
    """Whether a mention stands inside the name of a source: الدفاع الروسية in "بيان وزارة الدفاع الروسية"."""
    if scene.attribution.source_at(at.first) is None:
        return False
    start = at.mention.span.start
    return any(
        source.mention.span.start <= start < source.mention.span.end
        for source in scene.in_sentence(MentionKind.SOURCE, scene.text.sentence_of[at.first])
    )


def word_features(scene: Scene, at: At) -> Iterator[str]:
    """The words around a mention and the rule that found it."""
    text = scene.text
    first, last = text.sentences[text.sentence_of[at.first]]
    for name, index in (("prev", at.first - 1), ("prev2", at.first - 2), ("next", at.last)):
        if first <= index < last:
            yield f"{name} {scene.light[index]}"
            yield f"{name} {scene.classes[index][1]}"
        else:
            yield f"{name} edge"
    yield f"rule {at.mention.rule}"
    if text.depth[at.first]:
        yield "quoted"


def cue_features(scene: Scene, at: At, cues: Sequence[Cue], others: list[int]) -> Iterator[str]:
    """How a mention stands to the last cue before it and the first one behind it."""
    text = scene.text
    word = governing_word(scene, at, {cue.token for cue in cues}.union(others))
    yield f"prep {word}"
    before = [cue for cue in cues if cue.token < at.first]
    behind = [cue for cue in cues if cue.token >= at.first]
    sentence = text.sentence_of[at.first]
    starts = {
        other.first for kind in (MentionKind.ACTOR, MentionKind.PERSON) for other in scene.in_sentence(kind, sentence)
    }
    yield f"sides {bool(before)} {bool(behind)}"
    for side, cue in (("L", before[-1] if before else None), ("R", behind[0] if behind else None)):
        if cue is None:
            yield f"{side} none"
            continue
        low, high = sorted((cue.token, at.first))
        between = min(2, sum(low < start < high for start in starts))
        form, group = cue.words[0].form, cue.group
        clause = "same" if text.clause_of[cue.token] == text.clause_of[at.first] else "other"
        yield f"{side} {form} {between}"
        yield f"{side} {group} {form}"
        yield f"{side} {group} {form} {between}"
        yield f"{side} {form} {min(3, (high - low) // 4)} {clause}"
        yield f"{side} {form} prep {word}"
        yield f"{side} {cue.words[0].type.family} {form} prep {word}"
        if any(low < other < high for other in others):
            yield f"{side} rival"


def governing_word(scene: Scene, at: At, cues: set[int]) -> str:
    """The preposition or frame word a mention hangs on: ل of "مواقع لداعش", بين, ضد; or a cue."""
    clitic = clitic_of(scene, at).lstrip("وف")
    if clitic:
        return clitic
    tokens = scene.text.tokens
    first = scene.text.sentences[scene.text.sentence_of[at.first]][0]
    for index in range(at.first - 1, at.first - 5, -1):
        if index < first:
            return "^"
        word = tokens[index].text
        if word in GOVERNING:
            return word
        if word.startswith("لل") and len(word) > 3:
            return "لل"
        if index in cues:
            return "cue"
    return "-"


def frame_features(scene: Scene, at: At) -> Iterator[str]:
    """Frame words close before an actor: ضد، بين، من قبل، التابعة ل, ..."""
    first = scene.text.sentences[scene.text.sentence_of[at.first]][0]
    window = scene.light[max(first, at.first - 5) : at.first]
    for distance, word in enumerate(reversed(window), start=1):
        if word in FRAMES:
            yield f"frame {word}"
            yield f"frame {word} {distance}"


def far_features(scene: Scene, at: At, others: list[int], triggers: Triggers) -> Iterator[str]:
    """How a mention outside the story's sentences stands to the cues of its own sentence."""
    sentence = scene.text.sentence_of[at.first]
    cues = [
        Cue(token, triggers.find(scene.text.tokens[token].text), sentence)
        for token in sorted(others)
        if scene.text.sentence_of[token] == sentence
    ]
    if not cues:
        yield "nothing told"
        return
    yield f"rule {at.mention.rule}"
    yield from cue_features(scene, at, cues, [])


def choose_actors(stage: Stage, model: LinearModel) -> list[ActorSlot]:
    """Armed actors of the story with their roles; one slot a name, as the story first writes it."""
    candidates = actor_candidates(stage.scene, stage.story)
    ranked: list[tuple[float, At, str]] = []
    for candidate in candidates:
        chances = model.probabilities(actor_features(stage, candidate, candidates))
        role = max((label for label in chances if label != NONE), key=lambda label: chances[label])
        ranked.append((1 - chances[NONE], candidate.mentions[0], role))
    ranked.sort(key=lambda item: -item[0])
    chosen = [item for item in ranked if item[0] > CHOSEN] or [item for item in ranked[:1] if item[0] > LONE]
    slots: list[ActorSlot] = []
    for _, at, role in chosen:
        if not any(same_name(at.mention.value, slot.actor.value) for slot in slots):
            slots.append(ActorSlot(actor=at.mention, role=Role(role)))
    return sorted(slots, key=lambda slot: slot.actor.span)
