"""Folding: one matching key for the many ways to write a word; every folded letter knows where it came from.

Folding works letter by letter, without looking at neighbours, so a word folds the same alone and in a text.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from marsad.model.report import Span

TATWEEL = "\u0640"
ARABIC_DECIMAL = "\u066b"
ARABIC_THOUSANDS = "\u066c"

# Letters that stand for one another in print; hamza seats fall away with their decomposed mark.
_LETTERS = {
    TATWEEL: "",
    "\u0671": "ا",  # alef wasla
    "\u0649": "ي",  # alef maksura
    "\u06cc": "ي",  # Persian yeh
    "\u06d2": "ي",  # yeh barree
    "\u0629": "ه",  # teh marbuta
    "\u06be": "ه",  # heh doachashmee
    "\u06c1": "ه",  # heh goal
    "\u06d5": "ه",  # ae
    "\u06a9": "ك",  # Persian kaf
    "\u06af": "ك",  # gaf
    "\u067e": "ب",  # peh
    "\u0686": "ج",  # tcheh
    "\u0698": "ز",  # jeh
    "\u06a4": "ف",  # veh
    ARABIC_DECIMAL: ".",
    ARABIC_THOUSANDS: ",",
}


def _fold_letter(letter: str) -> str:
    """What one character of the original becomes: nothing, itself, or several letters for a ligature.

    >>> _fold_letter("أ"), _fold_letter("٣"), _fold_letter("ﻻ")
    ('ا', '3', 'لا')
    """
    known = _LETTERS.get(letter)
    if known is not None:
        return known
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if not category.startswith("L"):
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    if parts == letter:
        return letter.lower()
    return "".join(_fold_letter(part) for part in parts.lower() if not part.isspace())


class _Folding(dict[int, str]):
    """A translation table that learns a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_letter(chr(code))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The matching key of a text: "الرِّقّـة" and "الرقه" fold to the same letters.

    >>> fold("إدْلـــب"), fold("القرى ٣")
    ('ادلب', 'القري 3')
    """
    return text.translate(_FOLDING)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """`fold`, remembered: a report uses the same words again and again."""
    return word.translate(_FOLDING)


class FoldedText(NamedTuple):
    """A folded text and, for each of its letters, where the original letter starts and ends."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """The stretch of the original that folded letters `[first, last)` come from."""
        return Span(self.starts[first], self.ends[last - 1])


def fold_with_map(text: str) -> FoldedText:
    """`fold` with a way back: diacritics belong to the letter that carries them.

    >>> fold_with_map("حِمص").span(0, 1)
    Span(start=0, end=2)
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, letter in enumerate(text):
        folded = _FOLDING[ord(letter)]
        if not folded and ends and ends[-1] == position:
            ends[-1] = position + 1
        for part in folded:
            letters.append(part)
            starts.append(position)
            ends.append(position + 1)
    return FoldedText("".join(letters), tuple(starts), tuple(ends))
