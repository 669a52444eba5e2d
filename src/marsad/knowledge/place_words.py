"""Words around the names of places: kinds, names that are also words, words that are no names, facilities."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.knowledge.offset_words import OffsetWords, load_offset_words
from marsad.knowledge.packs import SHIPPED, read_table
from marsad.text.normalize import fold

AREA, DIRECTION, MODIFIER, HEAD, ADJECTIVE = "area", "direction", "modifier", "head", "adjective"
_NUMBERS = ("one", "two", "many")
_KEEPS = ("yes", "no", "unlisted")
_UNKNOWN = ("any", "definite", "masculine", "known")
_GUARDS = ("kind", "place", "never", "before", "whole", "stop")


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word that announces names: قرية one, بلدتي two, قرى many; folded, and spelled with its hamza."""

    word: str
    spelling: str
    kind: str
    number: str
    keeps: str
    unknown: str


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The word lists of place names, folded.

    `several` are the words of areas around more than one name: ريفي. `guards` tells what a listed name that is also
    another word needs to be a place: a kind word before it ("kind"), a kind word or a preposition ("place"); nothing
    helps those that are "never" one. `rule_out` are words that make the name after them no place (آل), `whole` words
    that only look like letters before a name (وحدة), `stops` words that stand after kind words and are no names.
    `heads` are words of names that need another (تل), of which `strong_heads` announce a name by themselves after a
    preposition: قرب خربة X. `offsets` are the words that place something by a place.
    """

    kinds: Mapping[str, KindWord]
    areas: frozenset[str]
    several: frozenset[str]
    directions: frozenset[str]
    modifiers: frozenset[str]
    heads: frozenset[str]
    strong_heads: frozenset[str]
    guards: Mapping[str, str]
    rule_out: frozenset[str]
    whole: frozenset[str]
    stops: frozenset[str]
    facilities: Mapping[str, str]
    facility_adjectives: frozenset[str]
    facility_heads: frozenset[str]
    offsets: OffsetWords


def load_place_words(folder: Path = SHIPPED / "core") -> PlaceWords:
    """The tables place_kinds.tsv, place_guards.tsv, facilities.tsv and place_offsets.tsv of a folder."""
    kinds: dict[str, KindWord] = {}
    strong: set[str] = set()
    several: set[str] = set()
    parts: dict[str, set[str]] = {AREA: set(), DIRECTION: set(), MODIFIER: set(), HEAD: set()}
    for row in read_table(folder / "place_kinds.tsv", ("word", "kind", "number", "keeps", "unknown")):
        if row["number"] not in _NUMBERS or row["unknown"] not in _UNKNOWN or row["keeps"] not in _KEEPS:
            raise row.error(f"number is of {_NUMBERS}, keeps of {_KEEPS}, unknown of {_UNKNOWN}; correct it")
        word, kind = fold(row.need("word")), row.need("kind")
        if kind in parts:
            parts[kind].add(word)
            if kind == AREA and row["number"] != "one":
                several.add(word)
            if kind == HEAD and row["unknown"] == "any":
                strong.add(word)
        else:
            kinds[word] = KindWord(word, row["word"], kind, row["number"], row["keeps"], row["unknown"])
    words: dict[str, dict[str, str]] = {guard: {} for guard in _GUARDS}
    for row in read_table(folder / "place_guards.tsv", ("guard", "words")):
        if row["guard"] not in words:
            raise row.error(f"guard {row['guard']!r} is none of {_GUARDS}; correct it")
        for word in row.many("words"):
            words[row["guard"]][fold(word)] = row["guard"]
    table = read_table(folder / "facilities.tsv", ("word", "kind"))
    built = {fold(row.need("word")): row.need("kind") for row in table}
    return PlaceWords(
        kinds=kinds,
        areas=frozenset(parts[AREA]),
        several=frozenset(several),
        directions=frozenset(parts[DIRECTION]),
        modifiers=frozenset(parts[MODIFIER]),
        heads=frozenset(parts[HEAD]),
        strong_heads=frozenset(strong),
        guards=words["kind"] | words["place"] | words["never"],
        rule_out=frozenset(words["before"]),
        whole=frozenset(words["whole"]),
        stops=frozenset(words["stop"]),
        facilities={word: kind for word, kind in built.items() if kind not in (ADJECTIVE, HEAD)},
        facility_adjectives=frozenset(word for word, kind in built.items() if kind == ADJECTIVE),
        facility_heads=frozenset(word for word, kind in built.items() if kind == HEAD),
        offsets=load_offset_words(folder / "place_offsets.tsv"),
    )
