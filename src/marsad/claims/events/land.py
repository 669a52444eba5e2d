"""The land of a report: which places it names where, and which of them lie in which.

The gazetteer tells what kind of place a name may mean and what it lies in; a name of several places is taken
at its widest, for wide places are named far more often than villages of their name.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from marsad.knowledge.gazetteer import Gazetteer
from marsad.text.normalize import fold

if TYPE_CHECKING:
    from marsad.claims.events.scene import At

AREA = "area"  # the rule of mentions like "ريف درعا", in which the name itself is a mention too
UNLISTED = "unlisted"
WIDE_FIRST = ("country", "region", "governorate", "sea", "desert", "city", "district", "town")
LEVELS = {"country": 0, "region": 0, "sea": 0, "desert": 0, "governorate": 1, "city": 2, "district": 2}
NARROW = 3
_MOST_REMEMBERED = 100_000


class Nature(NamedTuple):
    """What a name may mean: its kind, how narrow it is, the places of that name and all that those lie in.

    `wide` is whether any place lies in one of that name; `country` is the one all of them lie in, or "".
    """

    kind: str
    level: int
    wide: bool
    ids: frozenset[str]
    above: frozenset[str]
    country: str


class Natures:
    """The natures of all names met so far."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        places = gazetteer.places.values()
        self._parents = {parent for place in places for parent in (*place.parents, place.country)}
        self._known: dict[str, Nature] = {}

    def of(self, name: str) -> Nature:
        """What a name may mean: حلب is a governorate, so wider than عندان, which lies in it."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            known = self._known[name] = self._find(name)
        return known

    def _find(self, name: str) -> Nature:
        places = self._gazetteer.named(name)
        kinds = [place.kind for place in places] or [UNLISTED]
        kind = next((wide for wide in WIDE_FIRST if wide in kinds), kinds[0])
        above = (higher.id for place in places for higher in self._gazetteer.ancestors(place))
        ids = frozenset(place.id for place in places)
        wide = not self._parents.isdisjoint(ids)
        countries = {place.country for place in places}
        country = countries.pop() if len(countries) == 1 else ""
        return Nature(kind, LEVELS.get(kind, NARROW), wide, ids, frozenset(above), country)


@cache
def natures_of(gazetteer: Gazetteer) -> Natures:
    """The natures of the names of a gazetteer; one memory for all reports."""
    return Natures(gazetteer)


class Land:
    """The places a report names, by sentence; the areas around them stand apart."""

    def __init__(self, places: Iterable["At"], sentence_of: Sequence[int], natures: Natures) -> None:
        self._natures: dict[int, Nature] = {}
        self._names: dict[int, list[At]] = {}
        self._areas: dict[int, At] = {}
        area: At | None = None
        for at in places:
            if at.mention.rule == AREA:
                area = at
                continue
            self._names.setdefault(sentence_of[at.first], []).append(at)
            self._natures[at.first] = natures.of(at.mention.value)
            if area is not None and at.mention.span.end <= area.mention.span.end:
                self._areas[at.first] = area
        self.all = [at for names in self._names.values() for at in names]
        self.times = Counter(name_key(at.mention.value) for at in self.all)
        self.most_times = max(self.times.values(), default=0)
        countries = Counter(nature.country for nature in self._natures.values() if nature.country)
        self.country = max(countries, key=lambda country: (countries[country], country), default="")
        self.title = frozenset(name_key(at.mention.value) for at in self.names_in(0))

    def names_in(self, sentence: int) -> list["At"]:
        """The named places of a sentence, in text order."""
        return self._names.get(sentence, [])

    def area_over(self, at: "At") -> "At | None":
        """The area a name stands in: ريف دير الزور الشرقي over دير الزور."""
        return self._areas.get(at.first)

    def start_of(self, at: "At") -> int:
        """The token a name begins at, with the area it stands in."""
        area = self._areas.get(at.first)
        return area.first if area else at.first

    def nature(self, at: "At") -> Nature:
        """What a name may mean."""
        return self._natures[at.first]

    def holds(self, at: "At", other: "At") -> bool:
        """Whether the other place lies in this one."""
        one, two = self.nature(at), self.nature(other)
        return not one.ids.isdisjoint(two.above) and one.ids.isdisjoint(two.ids)

    def holds_any(self, at: "At", others: Iterable["At"]) -> bool:
        """Whether one of the other places lies in this one."""
        return self.nature(at).wide and any(self.holds(at, other) for other in others)

    def lies_in_any(self, at: "At", others: Iterable["At"]) -> bool:
        """Whether this place lies in one of the others."""
        return bool(self.nature(at).above) and any(self.holds(other, at) for other in others)


_NAME_KEYS: dict[str, str] = {}


def name_key(name: str) -> str:
    """A name for comparing within a report: folded, words without ال."""
    known = _NAME_KEYS.get(name)
    if known is None:
        known = " ".join(word.removeprefix("ال") for word in fold(name).split())
        if len(_NAME_KEYS) < _MOST_REMEMBERED:
            _NAME_KEYS[name] = known
    return known
