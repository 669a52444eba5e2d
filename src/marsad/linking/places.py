"""Which known place a mention means: by parents named with it, the report's other places, kind and size.

Places of one name that lie in one another (governorate and city of دير الزور) are no rivals: the kind word
beside the name chooses the level. Where two rivals stay level, the link is None and both are candidates.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.knowledge.gazetteer import SETTLEMENTS, WIDE, Gazetteer, distance_km, key_of
from marsad.knowledge.place_words import PlaceWords
from marsad.linking.hints import Hints
from marsad.linking.likeness import alike
from marsad.linking.offsets import offset_of, pairs_between
from marsad.linking.points import AREA, Point, by_kind, by_size
from marsad.model.codes import MentionKind
from marsad.model.entity import Place
from marsad.model.mention import Mention
from marsad.model.reading import Candidate, Link, Offset, Way
from marsad.model.report import Report, Span
from marsad.text.clitics import stems
from marsad.text.normalize import fold

BESIDE, WITHIN, SPELLED = 3.0, 1.5, 0.5
OUTLET, ACTORS = 0.8, 0.6
SAME_COUNTRY, SAME_REGION, NEAR = 2.0, 1.5, 1.0
OBSCURE = -2.0  # a place that only an import knows, beside one of the same name that the packs know
CLEAR = 0.4  # how far the best candidate must lead a rival
BESIDE_CHARACTERS = 90  # how far behind a name its parent still stands beside it
BEHIND_CHARACTERS, BEFORE_CHARACTERS = 40, 45  # how far the parent of an unknown name may stand: بريف حماة، قرية X
PARENTS = frozenset({"governorate", "district", "subdistrict"})
NEAR_KM, FAR_KM, TWIN_KM = 40.0, 150.0, 10.0
MOST_ANCHORS = 12
ELSEWHERE, AT_HOME = (
    3,
    0.15,
)  # sure places, and the share of home among them, that make an only bearer doubtful
KIND_WORD_CHARACTERS = 24
_SIGNS = '#_«"“( '
_JOINTS = ' و،,«»"“”'


def link_places(
    report: Report,
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    words: PlaceWords,
    hints: Hints | None = None,
) -> tuple[Link, ...]:
    """A link for every mention of a place, in their order; areas are not linked, the names in them are.

    "الطيبة" is in Daraa in a report that names درعا beside it; alone, it may be any of twelve: None.
    """
    named = [each for each in mentions if each.kind is MentionKind.PLACE]
    places = [each for each in named if each.rule != AREA]
    linker = _Linker(report.content, places, gazetteer, words, _areas(named), hints or Hints())
    return linker.with_pairs([linker.link(each) for each in places])


def _areas(named: Iterable[Mention]) -> dict[Span, Mention]:
    """The area that each name lies in: ريف حلب الشرقي around حلب; an area stands before its name."""
    areas: dict[Span, Mention] = {}
    last: Mention | None = None
    for mention in named:
        if mention.rule == AREA:
            last = mention
        elif last is not None and mention.span in last.span:
            areas[mention.span] = last
    return areas


def countries_of(links: Iterable[Link], gazetteer: Gazetteer) -> dict[str, float]:
    """The countries that the linked places of a report lie in, and the share of each."""
    return _shares(Counter(_country(gazetteer.places[link.target]) for link in links if link.target))


class _Linker:
    """One report: what its names may mean, and what it says as a whole about where it is."""

    def __init__(
        self,
        content: str,
        places: Sequence[Mention],
        gazetteer: Gazetteer,
        words: PlaceWords,
        areas: Mapping[Span, Mention],
        hints: Hints,
    ) -> None:
        self.content = content
        self.hints = hints
        self.places = places
        self.areas = areas
        self.gazetteer = gazetteer
        self.words = words
        self.meanings: Mapping[str, tuple[Place, ...]] = {
            value: self._mean(value) for value in dict.fromkeys(each.value for each in places)
        }
        self.kinds = self._kinds()
        self.standing: dict[str, tuple[Point, ...]] = {}
        self.named: dict[str, list[int]] = {}
        countries: Counter[str] = Counter()
        regions: Counter[str] = Counter()
        sure: dict[str, Place] = {}
        for mention in places:
            found = self.meanings[mention.value]
            for place in found:
                self.named.setdefault(place.id, []).append(mention.span.start)
            if len({_country(place) for place in found}) == 1:
                countries[_country(found[0])] += 1
            if found and self._is_nested(found):
                sure[found[-1].id] = found[-1]
                regions.update(self._region(found[-1]))
        self.countries, self.regions = _shares(countries), _shares(regions)
        self.anchors = [place for place in sure.values() if place.kind in SETTLEMENTS][:MOST_ANCHORS]

    def link(self, mention: Mention) -> Link:
        """What a mention means, with every place it may mean, and where by it something is."""
        offset = offset_of(self.content, mention, self.areas.get(mention.span), self.words)
        link = self._link(mention, offset)
        if mention.span in self.hints.actors and link.target and self._is_small(self.gazetteer.places[link.target]):
            return replace(link, target=None, reason="here the name of an actor")
        return link if offset is None else replace(link, offset=offset)

    def with_pairs(self, links: list[Link]) -> tuple[Link, ...]:
        """The links, with what is said to be between two settlements: بين سرمين وبنش."""
        for one, other, span in pairs_between(self.content, self.places, self.words):
            left, right = links[one].target, links[other].target
            if left is None or right is None or left == right:
                continue
            if any(self.gazetteer.places[each].kind in WIDE for each in (left, right)):
                continue  # a war between Turkey and Syria is no place
            links[one] = replace(links[one], offset=Offset(way=Way.BETWEEN, span=span, other=right))
            links[other] = replace(links[other], offset=Offset(way=Way.BETWEEN, span=span, other=left))
        return tuple(links)

    def _link(self, mention: Mention, offset: Offset | None) -> Link:
        found = self.meanings[mention.value]
        if not found:
            return self._link_alike(mention)
        if len(found) == 1:
            return self._link_only(mention, found[0])
        kind = self.kinds.get(mention.span)
        if kind == AREA and offset is not None and (offset.most is not None or offset.way is Way.AROUND):
            kind = None  # 10 km from a town, or its outskirts
        rated = (self._rate(mention, place, kind) for place in found)
        ranked = tuple(sorted(rated, key=lambda candidate: (-candidate.score, candidate.id)))
        best = ranked[0]
        rival = next((each for each in ranked[1:] if self._are_rivals(best.id, each.id)), None)
        if rival is not None and best.score - rival.score < CLEAR:
            where = " and ".join(self._whereabouts(each.id) for each in (best, rival))
            reason = f"{len(ranked)} places of this name; nothing tells those in {where} apart"
            return Link(mention=mention, target=None, score=best.score, reason=reason, candidates=ranked)
        return Link(mention=mention, target=best.id, score=best.score, reason=best.reason, candidates=ranked)

    def _link_alike(self, mention: Mention) -> Link:
        """The only place of a like name within the district or governorate that is named beside this one."""
        candidates = tuple(alike(mention.value, self._parents_beside(mention), self.gazetteer))
        if not candidates:
            return Link(mention=mention, target=None, score=0.0, reason="no place of this name is known")
        best = candidates[0]
        if any(self._are_rivals(best.id, each.id) for each in candidates[1:]):
            reason = f"no place of this name is known, and {len(candidates)} are spelled like it"
            return Link(mention=mention, target=None, score=best.score, reason=reason, candidates=candidates)
        return Link(mention=mention, target=best.id, score=best.score, reason=best.reason, candidates=candidates)

    def _parents_beside(self, mention: Mention) -> list[Place]:
        """The governorates and districts that the next name close behind means, else the last one close before."""
        start, end = mention.span.start, mention.span.end
        behind = [each for each in self.places if 0 <= each.span.start - end < BEHIND_CHARACTERS][:1]
        before = [each for each in self.places if 0 <= start - each.span.end < BEFORE_CHARACTERS][-1:]
        for near in (behind, before):
            places = (place for each in near for place in self.meanings[each.value])
            found = {place.id: place for place in places if place.kind in PARENTS}
            if found:
                return list(found.values())
        return []

    def _link_only(self, mention: Mention, place: Place) -> Link:
        """The link to the only place of a name, unless it is small and the report is about another land."""
        home = _country(place)
        only = Candidate(id=place.id, name=place.name, score=1.0, reason="the only known place of this name")
        small = self._is_small(place)
        main = max(self.countries, key=lambda each: (self.countries[each], each), default=home)
        foreign = main != home and len(self.anchors) >= ELSEWHERE and self.countries.get(home, 0.0) < AT_HOME
        if small and foreign:
            reason = f"the only known place of this name lies in {home}, but the report is about {main}"
            return Link(mention=mention, target=None, score=0.3, reason=reason, candidates=(only,))
        return Link(mention=mention, target=place.id, score=1.0, reason=only.reason, candidates=(only,))

    def _mean(self, value: str) -> tuple[Place, ...]:
        """The places a name may mean; one that keeps its head is also looked up without it among its kind.

        "حي القصور" is the neighbourhood القصور; "مخيم جنين" is never the town of جنين.
        """
        if found := self.gazetteer.named(value):
            return found
        head, _, rest = value.partition(" ")
        kind = self.words.kinds.get(fold(head))
        if kind is None or not rest:
            return ()
        return tuple(place for place in self.gazetteer.named(rest) if place.kind == kind.kind)

    def _kinds(self) -> dict[Span, str]:
        """The kind said of each name; one said of several holds for the list: محافظات تعز وصعدة, ريفي حماة وإدلب."""
        found: dict[Span, str] = {}
        listed, end = None, 0
        for mention in self.places:
            kind = self._kind_word(mention)
            if kind is not None:
                found[mention.span] = kind
                listed = kind if self._announces_several(mention) else None
            elif listed is not None and not self.content[end : mention.span.start].strip(_JOINTS):
                found[mention.span] = listed
            else:
                listed = None
            end = mention.span.end
        return found

    def _announces_several(self, mention: Mention) -> bool:
        """Whether the word before a name announces more than one: محافظات, ريفي."""
        before = self.content[max(0, mention.span.start - KIND_WORD_CHARACTERS) : mention.span.start].split()
        for _, stem in stems(fold(before[-1])) if before else ():
            if stem in self.words.kinds:
                return self.words.kinds[stem].number != "one"
            if stem in self.words.several:
                return True
        return False

    def _kind_word(self, mention: Mention) -> str | None:
        """The kind that the head a name keeps, or the word before it, says: قرية, محافظة, ريف."""
        kinds, areas = self.words.kinds, self.words.areas
        head = fold(mention.value.partition(" ")[0])
        if head in kinds:
            return kinds[head].kind
        start = mention.span.start
        before = self.content[max(0, start - KIND_WORD_CHARACTERS) : start].rstrip(_SIGNS).split()
        for _, stem in stems(fold(before[-1])) if before else ():
            if stem in kinds:
                return kinds[stem].kind
            if stem in areas:
                return AREA
        return None

    def _rate(self, mention: Mention, place: Place, kind: str | None) -> Candidate:
        """How likely a mention means a place, with the two strongest reasons."""
        points = [
            *self._standing(place),
            by_kind(place, kind),
            Point(SPELLED, "spelled so") if mention.value == place.name else Point(0.0, ""),
            self._by_parents(mention, place),
            Point(OBSCURE if self.gazetteer.is_imported(place.id) else 0.0, ""),
        ]
        telling = sorted((point for point in points if point.reason), key=lambda point: -abs(point.weight))
        return Candidate(
            id=place.id,
            name=place.name,
            score=round(sum(point.weight for point in points), 3),
            reason="; ".join(point.reason for point in telling[:2]),
        )

    def _standing(self, place: Place) -> tuple[Point, ...]:
        """What speaks for a place wherever in the report it is named."""
        known = self.standing.get(place.id)
        if known is None:
            known = self.standing[place.id] = (
                by_size(place),
                self._by_country(place),
                self._by_region(place),
                self._by_distance(place),
                self._by_outlet(place),
                self._by_actors(place),
            )
        return known

    def _by_parents(self, mention: Mention, place: Place) -> Point:
        """A place that the candidate lies in, named behind the mention or elsewhere in the report."""
        key, start = key_of(mention.value), mention.span.start
        point = Point(0.0, "")
        for parent in self.gazetteer.ancestors(place):
            starts = self.named.get(parent.id, ())
            if parent.kind == "country" or not starts or key_of(parent.name) == key:
                continue
            if any(0 < other - start < BESIDE_CHARACTERS for other in starts):
                return Point(BESIDE, f"{parent.name}, in which it lies, is named beside it")
            point = Point(WITHIN, f"the report names {parent.name}, in which it lies")
        return point

    def _by_country(self, place: Place) -> Point:
        share = self.countries.get(_country(place), 0.0)
        return Point(SAME_COUNTRY * share, f"{share:.0%} of the report's places lie in {_country(place)}")

    def _by_outlet(self, place: Place) -> Point:
        region = self.hints.region
        if region is None or region not in {place.id, *(each.id for each in self.gazetteer.ancestors(place))}:
            return Point(0.0, "")
        return Point(OUTLET, f"the outlet reports from {self._name(region)}")

    def _by_actors(self, place: Place) -> Point:
        share = self.hints.lands.get(_country(place), 0.0)
        return Point(ACTORS * share, f"actors of {_country(place)} are named" if share else "")

    def _name(self, id: str) -> str:
        place = self.gazetteer.places.get(id)
        return place.name if place is not None else id

    def _by_region(self, place: Place) -> Point:
        for region in self._region(place):
            share = self.regions.get(region, 0.0)
            name = self.gazetteer.places[region].name
            return Point(SAME_REGION * share, f"{share:.0%} of the report's places lie in {name}")
        return Point(0.0, "")

    def _by_distance(self, place: Place) -> Point:
        """How near the candidate lies to a place that the report means for sure."""
        if place.kind in WIDE:
            return Point(0.0, "")
        others = [anchor for anchor in self.anchors if anchor.id != place.id]
        distances = [(apart, each.name) for each in others if (apart := distance_km(place, each)) is not None]
        if not distances:
            return Point(0.0, "")
        nearest, name = min(distances)
        weight = NEAR * max(0.0, min(1.0, (FAR_KM - nearest) / (FAR_KM - NEAR_KM)))
        return Point(weight, f"{nearest:.0f} km from {name}")

    def _region(self, place: Place) -> tuple[str, ...]:
        """The governorate a place is or lies in."""
        if place.kind == "governorate":
            return (place.id,)
        return tuple(each.id for each in self.gazetteer.ancestors(place) if each.kind == "governorate")[:1]

    def _is_nested(self, places: Sequence[Place]) -> bool:
        """Whether the places lie in one another, as a city in the governorate of its name; one alone does."""
        ids = {place.id for place in places}
        inside = sum(any(each.id in ids for each in self.gazetteer.ancestors(place)) for place in places)
        return inside == len(places) - 1

    def _are_rivals(self, one: str, other: str) -> bool:
        """Whether two places exclude each other: neither lies in the other, nor are they one listed twice."""
        left, right = self.gazetteer.places[one], self.gazetteer.places[other]
        if right in self.gazetteer.ancestors(left) or left in self.gazetteer.ancestors(right):
            return False
        apart = distance_km(left, right)
        return apart is None or apart > TWIN_KM

    def _is_small(self, place: Place) -> bool:
        """Whether a place is seldom named without a word of where it lies."""
        return bool(place.country) and place.kind not in WIDE and place.kind != "city"

    def _whereabouts(self, id: str) -> str:
        """The narrowest thing a place lies in, in words for a reason."""
        place = self.gazetteer.places[id]
        parents = self.gazetteer.ancestors(place)
        return (parents[0].name_en or parents[0].name) if parents else (place.name_en or place.name)


def _country(place: Place) -> str:
    return place.country or place.id


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {key: count / total for key, count in counts.items()} if total else {}
