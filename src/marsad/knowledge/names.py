"""Whether two written names are one: letters folded, generic words and endings of adjectives left aside."""

import re
from functools import cache, lru_cache

from marsad.knowledge.packs import SHIPPED, read_table

GENERIC_WORDS = SHIPPED / "core" / "generic_words.tsv"
ARTICLE = "ال"
WORD = re.compile(r"\w+")

# Marks that are written over, under or between letters and never tell two names apart.
_MARKS = (
    range(0x0610, 0x061B),  # honorifics
    range(0x0640, 0x0641),  # tatweel
    range(0x064B, 0x0660),  # vowels
    range(0x0670, 0x0671),  # dagger alif
    range(0x200B, 0x2010),  # zero width
    range(0x202A, 0x202F),  # direction
    range(0x2066, 0x206A),  # direction
)
_FOLDED = {"ا": "أإآٱ", "ي": "ىئ", "و": "ؤ", "ه": "ة", "ك": "گ"}
_LETTERS: dict[int, str | None] = {
    **{code: None for marks in _MARKS for code in marks},
    **{ord(letter): folded for folded, letters in _FOLDED.items() for letter in letters},
}

# Endings of an adjective or a land, with the fewest letters a word must have to lose them.
_ENDINGS = (("يين", 6), ("يون", 6), ("يه", 4), ("يا", 4), ("ي", 4), ("ا", 5))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether the telling words of one name are all in the other: "مدينة الرقة" and "الرقة"."""
    if not one or not other:
        return False
    left, right = telling_words(one), telling_words(other)
    return bool(left and right) and (left <= right or right <= left)


@lru_cache(maxsize=65536)
def telling_words(name: str) -> frozenset[str]:
    """The stems that tell a name: "قوات النظام" -> {"نظام"}; a name of generic words alone keeps them."""
    words = _words(name)
    return frozenset(_stem(word) for word in ([w for w in words if w not in _generic()] or words))


def _words(text: str) -> list[str]:
    return [_bare(word) for word in WORD.findall(text.translate(_LETTERS))]


def _bare(word: str) -> str:
    """A word without its article, unless too little would be left: "الرقه" -> "رقه", "الله" stays."""
    return word.removeprefix(ARTICLE) if len(word) > 4 else word


def _stem(word: str) -> str:
    """A land and its adjective as one: "سوريا", "سوري" and "سوريه" -> "سور"."""
    for ending, shortest in _ENDINGS:
        if len(word) >= shortest and word.endswith(ending):
            return word.removesuffix(ending)
    return word


@cache
def _generic() -> frozenset[str]:
    return frozenset(word for row in read_table(GENERIC_WORDS, ("word", "why")) for word in _words(row["word"]))
