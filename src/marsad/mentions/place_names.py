"""Which words may name a place: listed names that are no other words here, and what others look like."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from marsad.knowledge.gazetteer import HAMZAS, Gazetteer
from marsad.knowledge.phrases import PhraseTable
from marsad.knowledge.place_words import KindWord, PlaceWords
from marsad.mentions.matcher import Match, known_readings, longest_match
from marsad.text.analysis import Analysis

AND = "و"
ARTICLE = "ال"
PREPOSITIONS = frozenset(
    (
        "في",
        "من",
        "الي",
        "نحو",
        "باتجاه",
        "علي",
        "قرب",
        "بين",
        "عبر",
        "داخل",
        "خارج",
        "صوب",
        "وفي",
        "ومن",
        "والي",
    )
)
_PROCLITICS = frozenset("وفبل")
_FACILITIES = frozenset(("airport", "base", "prison", "facility"))
_FEMININE = ("ه", "ا", "ات")
_PRONOUNS = ("ها", "هم", "هما", "هن")
_THEY_DID = "وا"  # قاموا, a verb behind a list of villages
_BEFORE_ARTICLE = ("لل", "بال", "وال", "فال", "كال")
_SHORT = 4  # letters up to which a hamza tells two words apart
_REMEMBERED = 1 << 16


class Where(NamedTuple):
    """What stands before a name: the word before it, and whether a list of places goes on there."""

    before: str
    goes_on: bool


class PlaceFinder:
    """The gazetteer and the word lists made ready; remembers what each word met so far may begin."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords, verbs: Container[str] = frozenset()) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self.verbs = verbs
        facilities = {name for name in gazetteer.folded_names() if self._is_facility(name)}
        self.phrases = PhraseTable(name for name in gazetteer.folded_names() if name not in facilities)
        self.facility_names = PhraseTable(facilities)
        self._readings: dict[str, tuple[tuple[str, str], ...]] = {}

    def _is_facility(self, key: str) -> bool:
        """Whether a name is of something built and says so: مطار المزة, not حميميم."""
        first, _, rest = key.partition(" ")
        return (
            bool(rest)
            and first in self.words.facilities
            and all(place.kind in _FACILITIES for place in self.gazetteer.named(key))
        )

    def readings(self, word: str) -> tuple[tuple[str, str], ...]:
        """The readings of a word that begin a listed name, a kind word, an area or a name head."""
        known = self._readings.get(word)
        if known is None:
            if len(self._readings) >= _REMEMBERED:
                self._readings.clear()
            words = self.words
            known = known_readings(word, self.phrases, words.kinds, words.areas, words.strong_heads)
            self._readings[word] = known
        return known

    def listed(self, words: Sequence[str], at: int, readings: Sequence[tuple[str, str]]) -> Match | None:
        """The longest listed name that begins at a word, if it is ever a place."""
        match = longest_match(self.phrases, words, at, readings)
        if match is not None and match.last - at == 1 and self.words.guards.get(match.stem) == "never":
            return None
        return match

    def starts_name(self, word: str) -> bool:
        """Whether a word begins a listed name that needs nothing beside it."""
        return word in self.phrases and self.is_sure(word)

    def is_sure(self, key: str) -> bool:
        """Whether a listed name needs nothing beside it to be a place."""
        return not (self.words.guards.get(key) or self.gazetteer.guard(key))

    def allows(self, analysis: Analysis, match: Match, key: str, where: Where) -> bool:
        """Whether a listed name is a place here: not after وكالة, آل, nor where another word is likelier."""
        lists, before = self.words, where.before
        if not match.prefix and (
            before in lists.rule_out or (before[:1] in _PROCLITICS and before[1:] in lists.rule_out)
        ):
            return False
        if not self._parts(analysis, match, key, where) or not self._spelled(analysis, match, key):
            return False
        guard = lists.guards.get(key) or self.gazetteer.guard(key)
        if guard == "place":
            return match.prefix[-1:] == "ب" or before in PREPOSITIONS or where.goes_on
        return not guard

    def _parts(self, analysis: Analysis, match: Match, key: str, where: Where) -> bool:
        """Whether letters may come off: not of a word of its own (وحدة), nor to leave two or three."""
        if not match.prefix:
            return True
        if analysis.tokens[match.first].text in self.words.whole or "س" in match.prefix:
            return False
        if match.stem.startswith(ARTICLE):
            return True
        if len(key) < 3:
            return where.goes_on
        return match.prefix[-1:] != "ك" and (len(key) > 3 or where.goes_on or self.gazetteer.prominent(key))

    def _spelled(self, analysis: Analysis, match: Match, key: str) -> bool:
        """Whether a short word has no hamza that the name lacks: إب is a place, آب a month, أب a father."""
        if len(key) > _SHORT:
            return True
        written = HAMZAS.intersection(_original(analysis, match.first))
        return not written or written <= self.gazetteer.hamzas(key)

    def is_kind(self, analysis: Analysis, at: int, kind: KindWord) -> bool:
        """Whether a word is a kind word as written: أدى is not وادي, إحياء is not أحياء."""
        return HAMZAS.intersection(_original(analysis, at)) <= set(kind.spelling)

    def announces(self, kind: KindWord, word: str) -> bool:
        """Whether a kind word announces such a name: منطقة الطوبجي, not منطقة سكنية, مدن أوروبية."""
        if word.startswith(ARTICLE):
            return kind.unknown != "known"
        if kind.unknown == "masculine":
            return len(word) > 3 and not word.endswith(_FEMININE)
        if kind.number == "many" or kind.kind in ("city", "governorate"):
            verb = kind.number == "many" and word[0] in "يت"
            return kind.unknown == "any" and not word.endswith("يه") and not verb
        return kind.unknown == "any"

    def name_like(self, word: str) -> bool:
        """Whether an unlisted word may be a name: no listed word, no verb, no number, no letters before its ال.

        In "مدن طولكرم والبيرة، واعتقلت شابين" the list of towns ends before اعتقلت.
        """
        lists = self.words
        return (
            len(word) > 2
            and word.isalpha()
            and not word.isascii()
            and word not in lists.stops
            and word not in self.verbs
            and word not in lists.kinds
            and word not in lists.areas
            and word not in lists.directions
            and not word.startswith(_BEFORE_ARTICLE)
            and not (word.endswith(_PRONOUNS) and len(word) > 4)
            and not word.endswith(_THEY_DID)
        )


def _original(analysis: Analysis, at: int) -> str:
    token = analysis.tokens[at]
    return analysis.content[token.start : token.end]
