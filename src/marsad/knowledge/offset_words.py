"""Words that place something by a place: directions, distances, ريف, قرب, بين."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad.knowledge.packs import read_table
from marsad.text.normalize import fold

_MEANINGS = ("direction", "unit", "units", "part", "around", "between", "fill")
_NEED_VALUE = ("direction", "unit", "units")
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True, eq=False)
class OffsetWords:
    """Folded words: degrees of directions, kilometres of units and of duals, and the words of each other meaning."""

    directions: Mapping[str, float]
    units: Mapping[str, float]
    duals: Mapping[str, float]
    parts: frozenset[str]
    around: frozenset[str]
    between: frozenset[str]
    fill: frozenset[str]


def load_offset_words(path: Path) -> OffsetWords:
    """The table place_offsets.tsv."""
    words: dict[str, dict[str, float]] = {meaning: {} for meaning in _MEANINGS}
    for row in read_table(path, ("word", "means", "value")):
        means, value = row["means"], row.number("value")
        if means not in words:
            raise row.error(f"means is {means!r}; it must be one of {_MEANINGS}")
        if (means in _NEED_VALUE) != (value is not None):
            raise row.error(f"a {means} has {'a' if means in _NEED_VALUE else 'no'} value; correct it")
        for form in _forms(fold(row.need("word")), means):
            words[means][form] = value or 0.0
    return OffsetWords(
        directions=words["direction"],
        units=words["unit"],
        duals=words["units"],
        parts=frozenset(words["part"]),
        around=frozenset(words["around"]),
        between=frozenset(words["between"]),
        fill=frozenset(words["fill"]),
    )


def _forms(word: str, means: str) -> Iterator[str]:
    """A word as it may stand: شرق, الشرق, شرقي, الشرقي, شرقيه, الشرقيه, شرقا."""
    yield word
    if means == "direction":
        yield word + "ا"
        for ending in ("ي", "يه"):
            yield word + ending
            yield _ARTICLE + word + ending
        yield _ARTICLE + word
