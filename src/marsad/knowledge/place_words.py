"""Words around the names of places: what kind a name is of, which names are also words, which words are no names."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.knowledge.packs import SHIPPED, read_table
from marsad.text.normalize import fold

AREA, DIRECTION, MODIFIER, HEAD = "area", "direction", "modifier", "head"
_NUMBERS = ("one", "two", "many")
_UNKNOWN = ("any", "definite", "known")
_GUARDS = ("kind", "place", "never", "before", "whole", "stop")


@dataclass(frozen=True, slots=True)
class KindWord:
    """A word that announces names: قرية one, بلدتي two, قرى many."""

    word: str
    kind: str
    number: str
    keeps: bool
    unknown: str


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The word lists of place names, folded.

    `guards` tells what a listed name that is also a word or a person's name needs to be a place: a kind word before
    it ("kind"), a kind word or a preposition ("place"), nothing helps ("never"). `rule_out` are words that make the
    name after them no place (جامعة، آل), `whole` words that only look like letters before a name (وحدة). `stops` are words that follow kind words and are no names.
    """

    kinds: Mapping[str, KindWord]
    areas: frozenset[str]
    directions: frozenset[str]
    modifiers: frozenset[str]
    heads: frozenset[str]
    guards: Mapping[str, str]
    rule_out: frozenset[str]
    whole: frozenset[str]
    stops: frozenset[str]


def load_place_words(folder: Path = SHIPPED / "core") -> PlaceWords:
    """The tables place_kinds.tsv and place_guards.tsv of a folder."""
    kinds: dict[str, KindWord] = {}
    parts: dict[str, set[str]] = {AREA: set(), DIRECTION: set(), MODIFIER: set(), HEAD: set()}
    for row in read_table(folder / "place_kinds.tsv", ("word", "kind", "number", "keeps", "unknown")):
        if row["number"] not in _NUMBERS or row["unknown"] not in _UNKNOWN or row["keeps"] not in ("yes", "no"):
            raise row.error(f"number is one of {_NUMBERS}, keeps yes or no, unknown one of {_UNKNOWN}; correct it")
        word, kind = fold(row.need("word")), row.need("kind")
        if kind in parts:
            parts[kind].add(word)
        else:
            kinds[word] = KindWord(word, kind, row["number"], row["keeps"] == "yes", row["unknown"])
    words: dict[str, dict[str, str]] = {guard: {} for guard in _GUARDS}
    for row in read_table(folder / "place_guards.tsv", ("guard", "words")):
        if row["guard"] not in words:
            raise row.error(f"guard {row['guard']!r} is none of {_GUARDS}; correct it")
        for word in row.many("words"):
            words[row["guard"]][fold(word)] = row["guard"]
    return PlaceWords(
        kinds=kinds,
        areas=frozenset(parts[AREA]),
        directions=frozenset(parts[DIRECTION]),
        modifiers=frozenset(parts[MODIFIER]),
        heads=frozenset(parts[HEAD]),
        guards=words["kind"] | words["place"] | words["never"],
        rule_out=frozenset(words["before"]),
        whole=frozenset(words["whole"]),
        stops=frozenset(words["stop"]),
    )
