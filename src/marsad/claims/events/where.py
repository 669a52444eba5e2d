"""Where: the place of a story, and the places listed beside it.

The places named around a story stand against each other, and against none: what decides is how the words tie
a place to the story, how specific it is, and which of the others lie in it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.claims.events.land import name_key
from marsad.claims.events.listing import listed_with
from marsad.claims.events.scene import At, Scene
from marsad.claims.events.slots import Story, clitic_of, nearest_cue, standing_features
from marsad.knowledge.weights import LinearModel
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention

WIDEST = 2  # levels below this are governorates, regions, countries, seas
BEFORE, AFTER = 2, 1  # sentences around those of a story in which its place may be named
DASHES = frozenset({"-", "–", "—", "(", ":", "/"})
COMMAS = frozenset({"،", ","})
NAMERS = (MentionKind.FACILITY, MentionKind.ACTOR, MentionKind.PERSON)


def near_places(scene: Scene, story: Story) -> list[At]:
    """The places named in the story's sentences and around them, in the title and in the lead."""
    near = {0, 1}
    for sentence in story.sentences:
        near.update(range(sentence - BEFORE, sentence + AFTER + 1))
    return [at for sentence in sorted(near) for at in scene.land.names_in(sentence)]


class Ground(NamedTuple):
    """The places that may be a story's: all near it, each name of these once, and those its own sentences name once.

    `narrowest` is how narrow the latter get.
    """

    near: list[At]
    names: list[At]
    told: list[At]
    narrowest: int


def ground_of(scene: Scene, story: Story) -> Ground:
    """The places that may be a story's."""
    near, told = near_places(scene, story), names_of(told_places(scene, story))
    narrowest = max((scene.land.nature(name).level for name in told), default=-1)
    return Ground(near, names_of(near), told, narrowest)


def names_of(places: list[At]) -> list[At]:
    """The first mention of each name as it is written."""
    return list({at.mention.value: at for at in reversed(places)}.values())


def told_places(scene: Scene, story: Story) -> list[At]:
    """The places named in the story's own sentences."""
    return [name for sentence in story.sentences for name in scene.land.names_in(sentence)]


def place_features(scene: Scene, story: Story, at: At, others: list[int], ground: Ground) -> list[str]:
    """What speaks for a place of the ground being where the story happened."""
    told = scene.text.sentence_of[at.first] in story.sentences
    where = "told" if told else "else"
    return [
        *standing_features(scene, story, at, others, words=False),
        *report_features(scene, at, where, others),
        *nature_features(scene, story, at, ground, where),
        *(told_features(scene, story, at, others) if told else else_features(scene, story, at, ground)),
    ]


def report_features(scene: Scene, at: At, where: str, others: list[int]) -> Iterator[str]:
    """How the report as a whole speaks of a place: how often, in the title, as its dateline."""
    land = scene.land
    key = name_key(at.mention.value)
    times = land.times[key]
    yield f"times {min(4, times)}"
    if times == land.most_times:
        yield f"most named {where}"
    if key in land.title:
        yield f"named in title {where}"
    stories = min(2, (len(others) + 1) // 2)
    yield f"rivals {stories} times {min(3, times)} {where}"
    yield f"rivals {stories} title {key in land.title} {where}"
    if datelined(scene, at):
        yield "dateline"
    for kind in NAMERS:
        if any(spans(other, at) for other in scene.in_sentence(kind, scene.text.sentence_of[at.first])):
            yield f"in {kind}"
            yield f"in {kind} {where}"


def nature_features(scene: Scene, story: Story, at: At, ground: Ground, where: str) -> Iterator[str]:
    """What kind of place it is, and whether others lie in it or it in others."""
    land = scene.land
    sentence = scene.text.sentence_of[at.first]
    here = land.names_in(sentence)
    _, names, told, narrowest = ground
    kind, level = land.nature(at)[:2]
    gap = clipped_gap(scene, story, at)
    yield f"kind {kind}"
    yield f"kind {kind} gap {gap}"
    yield f"rank {min(3, here.index(at))} of {min(4, len(here))} {where}"
    yield f"level {level} of {narrowest} {where}"
    inner = land.holds_any(at, here)
    yield f"holds here {inner}"
    yield f"holds told {land.holds_any(at, told)} {where}"
    yield f"holds near {land.holds_any(at, names)} {where}"
    if told:
        yield f"inside told {land.lies_in_any(at, told)} {where}"
    if land.area_over(at):
        yield "in area"
        yield f"in area {where} {inner}"
    if level < WIDEST and any(land.nature(name).level >= WIDEST for name in here):
        yield f"wide beside narrow {where}"


def told_features(scene: Scene, story: Story, at: At, others: list[int]) -> Iterator[str]:
    """How a place named in a sentence of the story stands to its cue and to the other places there."""
    cue = nearest_cue(scene, story, at.first)
    sentence = scene.text.sentence_of[at.first]
    side = "after" if at.first > cue.token else "before"
    low, high = sorted((at.first, cue.token))
    between = min(2, sum(low < name.first < high for name in scene.land.names_in(sentence)))
    level = scene.land.nature(at).level
    yield f"between {side} {between}"
    yield f"between {side} {between} wide {level < WIDEST}"
    word = cue.words[0]
    lead = clitic_of(scene, at) or scene.light[at.first - 1]
    yield f"{word.group}/{word.form} {side} level {level}"
    yield f"{word.group} {side} {lead}"
    rivals = [abs(token - at.first) for token in others if scene.text.sentence_of[token] == sentence]
    if rivals:
        yield f"nearest own {min(rivals) > abs(cue.token - at.first)}"


def else_features(scene: Scene, story: Story, at: At, ground: Ground) -> Iterator[str]:
    """How a place named outside the story's sentences stands to them, and whether they name any."""
    told = ground.told
    gap = clipped_gap(scene, story, at)
    level = scene.land.nature(at).level
    narrow = ground.narrowest >= WIDEST
    yield f"gap {gap} names told {bool(told)}"
    yield f"gap {gap} narrow told {narrow} wide {level < WIDEST}"
    if not told:
        last = at is scene.land.names_in(scene.text.sentence_of[at.first])[-1]
        yield f"gap {gap} last {last}"


def clipped_gap(scene: Scene, story: Story, at: At) -> int | str:
    """Sentences from a place to the story's nearest cue; the title stands apart."""
    sentence = scene.text.sentence_of[at.first]
    if sentence == 0:
        return "title"
    return max(-2, min(3, nearest_cue(scene, story, at.first).sentence - sentence))


def spans(outer: At, inner: At) -> bool:
    """Whether a name stands inside another: حميميم in قاعدة حميميم."""
    wide, narrow = outer.mention.span, inner.mention.span
    return wide.start <= narrow.start and narrow.end <= wide.end


def datelined(scene: Scene, at: At) -> bool:
    """Whether a place opens the report as where it was written: "دمشق - وكالات", "رويترز/القاهرة"."""
    sentence = scene.text.sentence_of[at.first]
    first, last = scene.text.sentences[sentence]
    if not 1 <= sentence <= 3 or at.first - first > 3:
        return False
    tokens = scene.text.tokens
    after = tokens[at.last].text if at.last < last else ""
    before = tokens[at.first - 1].text if at.first > first else ""
    return after in DASHES or before == "/" or not after or (after in COMMAS and at.first == first)


def nowhere_features() -> list[str]:
    """What speaks for a story that says no place."""
    return ["nowhere"]


def rank_places(scene: Scene, story: Story, others: list[int], model: LinearModel) -> list[tuple[float, At]]:
    """The places that are likelier than none with their log-odds, the likeliest first."""
    ground = ground_of(scene, story)
    least = model.sums(nowhere_features())[0]
    ranked = [(model.sums(place_features(scene, story, at, others, ground))[0], at) for at in ground.near]
    return sorted(((score, at) for score, at in ranked if score > least), key=lambda item: -item[0])


def choose_places(scene: Scene, story: Story, others: list[int], model: LinearModel) -> list[At]:
    """The story's place, and those listed beside it: "صبيخان والبوليل وموحسن" gives three."""
    ranked = rank_places(scene, story, others, model)
    if not ranked:
        return []
    return listed_with(scene, ranked[0][1])


def choose_admin(scene: Scene, place: At) -> tuple[Mention, ...]:
    """The wider places said for a place: of "بلدة تفتناز بريف إدلب" the area, of "بريف درعا" the phrase."""
    land = scene.land
    found: list[At] = []
    area = land.area_over(place)
    if area is not None:
        found.append(area)
    for name in land.names_in(scene.text.sentence_of[place.first]):
        over = land.area_over(name) or name
        if name is not place and over not in found and land.holds(name, place):
            found.append(over)
    return tuple(at.mention for at in sorted(found, key=lambda at: at.first))


def choose_facility(scene: Scene, place: At | None, cue: int) -> Mention | None:
    """The facility a story happened at: one named after its place, else the one in the clause of its cue."""
    text = scene.text
    sentence = text.sentence_of[cue]
    here = scene.in_sentence(MentionKind.FACILITY, sentence)
    if place is not None:
        for at in here:
            if spans(at, place):
                return at.mention
    clause = text.clause_of[cue]
    return next((at.mention for at in here if at.first > cue and text.clause_of[at.first] == clause), None)
