"""Which known place a mention means: by the parents named with it, the other places of the report, kind and size.

Places of one name that lie in one another (the governorate, district and city of دير الزور) are no rivals: the kind
word beside the name chooses the level. Where two rivals stay level, the link is None and both are candidates.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10

from marsad.knowledge.gazetteer import SETTLEMENTS, WIDE, Gazetteer, distance_km, key_of
from marsad.knowledge.place_words import PlaceWords
from marsad.model.codes import MentionKind
from marsad.model.entity import Place
from marsad.model.mention import Mention
from marsad.model.reading import Candidate, Link
from marsad.model.report import Report
from marsad.text.clitics import stems
from marsad.text.normalize import fold

AREA = "area"  # the rule of mentions that are areas around a place: the place itself is a mention of its own
BESIDE, WITHIN, SAME_COUNTRY, SAME_REGION, NEAR, SPELLED = 3.0, 1.5, 2.0, 1.5, 1.0, 0.5
FITS, MISFITS = 1.5, -1.0
LEVEL_WITHOUT_KIND_WORD = 0.5  # a bare name means the town before the district or governorate of its name
CLEAR = 0.4  # how far the best candidate must lead a rival
BESIDE_CHARACTERS = 90  # how far behind a name its parent still stands beside it
NEAR_KM, FAR_KM, TWIN_KM = 40.0, 150.0, 10.0
FOREIGN = 3  # places of another country that make the only known bearer of a name doubtful
_SIZE = {"country": 2.0, "governorate": 0.9, "city": 1.0, "region": 0.8, "district": 0.4, "town": 0.5, "camp": 0.4}
_FITTING = {
    "city": {"city", "town"},
    "town": {"town", "village", "city"},
    "village": {"village", "town"},
    "settlement": {"settlement", "village", "town"},
    "governorate": {"governorate"},
    "district": {"district", "subdistrict"},
    "subdistrict": {"subdistrict", "district", "town"},
    "region": {"region", "governorate", "district"},
    "area": {"governorate", "district", "region"},
}


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the report as a whole says about where it is."""

    countries: Mapping[str, float]
    regions: Mapping[str, float]
    named: Mapping[str, tuple[int, ...]]
    anchors: tuple[Place, ...]


def link_places(
    report: Report, mentions: Iterable[Mention], gazetteer: Gazetteer, words: PlaceWords
) -> tuple[Link, ...]:
    """A link for every mention of a place, in their order.

    "الطيبة" is in Daraa in a report that names درعا beside it; alone, it may be any of twelve: None.
    """
    places = [each for each in mentions if each.kind is MentionKind.PLACE and each.rule != AREA]
    meanings = {value: _meanings(value, gazetteer, words) for value in {each.value for each in places}}
    scene = _look_around(places, meanings, gazetteer)
    content = report.content
    return tuple(_link(each, meanings[each.value], scene, content, gazetteer, words) for each in places)


def countries_of(links: Iterable[Link], gazetteer: Gazetteer) -> dict[str, float]:
    """The countries that the linked places of a report lie in, and the share of each."""
    counts = Counter(_country(gazetteer.places[link.target]) for link in links if link.target)
    return {country: count / counts.total() for country, count in counts.items()}


def _country(place: Place) -> str:
    return place.country or place.id


def _meanings(value: str, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Place, ...]:
    """The places a name may mean; a name that keeps its head is also looked up without it among places of that kind.

    "حي القصور" is the neighbourhood القصور; "مخيم جنين" is never the town of جنين.
    """
    if found := gazetteer.named(value):
        return found
    head, _, rest = value.partition(" ")
    kind = words.kinds.get(fold(head))
    if kind is None or not rest:
        return ()
    return tuple(place for place in gazetteer.named(rest) if place.kind == kind.kind)


def _look_around(
    places: Sequence[Mention], meanings: Mapping[str, tuple[Place, ...]], gazetteer: Gazetteer
) -> _Scene:
    """Countries and first-level regions by their share of the names, where each known place is named, sure places."""
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    named: dict[str, list[int]] = {}
    anchors: dict[str, Place] = {}
    for mention in places:
        found = meanings[mention.value]
        for place in found:
            named.setdefault(place.id, []).append(mention.span.start)
        if len({_country(place) for place in found}) == 1:
            countries[_country(found[0])] += 1
        if found and (len(found) == 1 or _is_nested(found, gazetteer)):
            anchors[found[-1].id] = found[-1]
            regions.update(_region(found[-1], gazetteer))
    return _Scene(
        countries=_shares(countries),
        regions=_shares(regions),
        named={id: tuple(starts) for id, starts in named.items()},
        anchors=tuple(place for place in anchors.values() if place.kind in SETTLEMENTS)[:12],
    )


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {key: count / total for key, count in counts.items()} if total else {}


def _region(place: Place, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The governorate a place is or lies in."""
    if place.kind == "governorate":
        return (place.id,)
    return tuple(each.id for each in gazetteer.ancestors(place) if each.kind == "governorate")[:1]


def _is_nested(places: Sequence[Place], gazetteer: Gazetteer) -> bool:
    """Whether the places lie in one another, as a city does in the district and governorate of its name."""
    ids = {place.id for place in places}
    inside = sum(bool(ids.intersection(each.id for each in gazetteer.ancestors(place))) for place in places)
    return inside == len(places) - 1


def _link(
    mention: Mention,
    found: Sequence[Place],
    scene: _Scene,
    content: str,
    gazetteer: Gazetteer,
    words: PlaceWords,
) -> Link:
    if not found:
        return Link(mention=mention, target=None, score=0.0, reason="no place of this name is known")
    if len(found) == 1:
        return _link_only(mention, found[0], scene)
    kind = _kind_word(mention, content, words)
    rated = [_rate(mention, place, kind, scene, gazetteer) for place in found]
    ranked = sorted(rated, key=lambda candidate: (-candidate.score, candidate.id))
    best = ranked[0]
    rival = next((each for each in ranked[1:] if _are_rivals(best.id, each.id, gazetteer)), None)
    if rival is not None and best.score - rival.score < CLEAR:
        where = " and ".join(_whereabouts(gazetteer.places[each.id], gazetteer) for each in (best, rival))
        reason = f"{len(ranked)} places of this name; nothing tells those in {where} apart"
        return Link(mention=mention, target=None, score=best.score, reason=reason, candidates=tuple(ranked))
    return Link(
        mention=mention, target=best.id, score=best.score, reason=best.reason, candidates=tuple(ranked)
    )


def _link_only(mention: Mention, place: Place, scene: _Scene) -> Link:
    """The link to the only place of a name, unless the whole report is about another country."""
    home = _country(place)
    candidate = Candidate(id=place.id, name=place.name, score=1.0, reason="the only known place of this name")
    small = place.country and place.kind not in WIDE and place.kind != "city"
    elsewhere = max(scene.countries, key=lambda each: (scene.countries[each], each), default=home)
    if small and elsewhere != home and len(scene.anchors) >= FOREIGN and scene.countries.get(home, 0.0) < 0.15:
        reason = f"the only known place of this name lies in {home}, but the report is about {elsewhere}"
        return Link(mention=mention, target=None, score=0.3, reason=reason, candidates=(candidate,))
    return Link(
        mention=mention, target=place.id, score=1.0, reason=candidate.reason, candidates=(candidate,)
    )


def _kind_word(mention: Mention, content: str, words: PlaceWords) -> str | None:
    """The kind that the word before a name, or the head it keeps, says: "قرية", "محافظة"; ريف is an area."""
    first = fold(mention.value.partition(" ")[0])
    if first in words.kinds:
        return words.kinds[first].kind
    before = content[max(0, mention.span.start - 24) : mention.span.start].split()
    for _, stem in stems(fold(before[-1])) if before else ():
        if stem in words.kinds:
            return words.kinds[stem].kind
        if stem in words.areas:
            return "area"
    return None


def _rate(
    mention: Mention, place: Place, kind: str | None, scene: _Scene, gazetteer: Gazetteer
) -> Candidate:
    """How likely a mention means a place, and the strongest reason."""
    points: list[tuple[float, str]] = [_by_size(place), _by_kind(place, kind), _by_parents(mention, place, scene, gazetteer)]
    country = scene.countries.get(_country(place), 0.0)
    points.append((SAME_COUNTRY * country, f"{country:.0%} of the report's places lie in {_country(place)}"))
    for region in _region(place, gazetteer):
        share = scene.regions.get(region, 0.0)
        points.append((SAME_REGION * share, f"{share:.0%} of the report's places lie in {gazetteer.places[region].name}"))
    points.append(_by_distance(place, scene))
    points.append((SPELLED, "spelled so") if mention.value == place.name else (0.0, ""))
    total = sum(point for point, _ in points)
    reason = "; ".join(reason for point, reason in sorted(points, key=lambda each: -abs(each[0]))[:2] if reason)
    return Candidate(id=place.id, name=place.name, score=round(total, 3), reason=reason)


def _by_size(place: Place) -> tuple[float, str]:
    people = log10(max(place.population or 1, 1)) / 10
    return _SIZE.get(place.kind, 0.0) + people, f"a {place.kind}" + (f" of {place.population}" if people else "")


def _by_kind(place: Place, kind: str | None) -> tuple[float, str]:
    if kind is None:
        return (0.0 if place.kind in WIDE and place.kind != "country" else LEVEL_WITHOUT_KIND_WORD), ""
    fits = place.kind in _FITTING.get(kind, {kind})
    return (FITS, f"named as a {kind}") if fits else (MISFITS, f"named as a {kind}, known as a {place.kind}")


def _by_parents(mention: Mention, place: Place, scene: _Scene, gazetteer: Gazetteer) -> tuple[float, str]:
    """A place that the candidate lies in, named beside the mention or elsewhere in the report."""
    key = key_of(mention.value)
    named = False
    for parent in gazetteer.ancestors(place):
        starts = scene.named.get(parent.id, ())
        if parent.kind == "country" or not starts or key_of(parent.name) == key:
            continue
        if any(0 < start - mention.span.start < BESIDE_CHARACTERS for start in starts):
            return BESIDE, f"{parent.name}, in which it lies, is named beside it"
        named = True
    return (WITHIN, "the report names what it lies in") if named else (0.0, "")


def _by_distance(place: Place, scene: _Scene) -> tuple[float, str]:
    """How near the candidate lies to a place the report means for sure."""
    if place.kind in WIDE or not scene.anchors:
        return 0.0, ""
    distances = [
        (distance, anchor.name)
        for anchor in scene.anchors
        if anchor.id != place.id and (distance := distance_km(place, anchor)) is not None
    ]
    if not distances:
        return 0.0, ""
    nearest, name = min(distances)
    point = NEAR * max(0.0, min(1.0, (FAR_KM - nearest) / (FAR_KM - NEAR_KM)))
    return point, f"{nearest:.0f} km from {name}"


def _are_rivals(one: str, other: str, gazetteer: Gazetteer) -> bool:
    """Whether two places exclude each other: neither lies in the other, and they are not one place listed twice."""
    left, right = gazetteer.places[one], gazetteer.places[other]
    if any(each.id == other for each in gazetteer.ancestors(left)) or any(
        each.id == one for each in gazetteer.ancestors(right)
    ):
        return False
    apart = distance_km(left, right)
    return apart is None or apart > TWIN_KM


def _whereabouts(place: Place, gazetteer: Gazetteer) -> str:
    """The narrowest named thing a place lies in, in words for a reason."""
    parents = gazetteer.ancestors(place)
    return (parents[0].name_en or parents[0].name) if parents else place.country
