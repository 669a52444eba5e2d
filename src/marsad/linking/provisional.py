"""Ids for actors whom nobody knows: the same name and class have the same id in every report."""

from collections.abc import Mapping
from hashlib import sha256

from marsad.knowledge.actors import name_key
from marsad.text.clitics import without_article

PREFIX = "unknown"
USUAL = "political militia"  # as ACLED counts unidentified armed groups
DIGITS = 10
_PLURALS = ("ون", "ين")


def provisional_id(name: str, kinds: Mapping[str, str]) -> str:
    """The id of an unknown name: its class, and a hash of its folded words, in whatever case they stand.

    >>> provisional_id("مسلحون مجهولون", {}) == provisional_id("مسلحين مجهولين", {})
    True
    """
    words = [plain(word) for word in name_key(name).split()]
    kind = next((kinds[word] for word in words if word in kinds), USUAL)
    mark = sha256(" ".join(words).encode()).hexdigest()[:DIGITS]
    return f"{PREFIX}:{kind.replace(' ', '-')}:{mark}"


def kind_of(id: str) -> str:
    """The class that a provisional id holds."""
    return id.split(":")[1].replace("-", " ")


def plain(word: str) -> str:
    """A folded word without its article, its plural in one case: المسلحون and مسلحين are مسلحين."""
    word = without_article(word)
    return word[:-2] + _PLURALS[1] if word.endswith(_PLURALS[0]) and len(word) > 4 else word
