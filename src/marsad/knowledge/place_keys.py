"""The keys that names of places are found under, and how far apart two places lie."""

import re
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from marsad.knowledge.geonames import Town
from marsad.knowledge.imported import ImportedPlace
from marsad.model.entity import Place
from marsad.text.normalize import fold

Located = Place | Town | ImportedPlace
_PARTS = re.compile(r"\d+|[^\W\d_]+")  # words as the text is parted into
_JOINED_HEADS = tuple(
    map(
        fold,
        ("كفر", "تل", "دير", "عين", "بيت", "أبو", "أم", "معرة", "خان", "رأس", "باب", "جسر", "دار", "برج"),
    )
)


def key_of(name: str) -> str:
    """The key a name is found under in text: folded words, one space apart: "طريق-M4" is "طريق m 4"."""
    folded = fold(name)
    if not folded.replace(" ", "").isalpha():
        folded = " ".join(_PARTS.findall(folded))
    return " ".join(folded.split())


def loose_key(name: str) -> str:
    """The key that forgives a missing or added article and space: "الشحيل", "شحيل" -> "شحيل"."""
    return "".join(_without_article(word) for word in key_of(name).split())


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def spellings(name: str) -> Iterator[str]:
    """The keys of a name, and of the same name with its head written joined or apart: "كفرنبل", "كفر نبل"."""
    key = key_of(name)
    yield key
    words = key.split()
    if len(words) > 1 and words[0] in _JOINED_HEADS:
        yield "".join(words[:2]) + "".join(f" {word}" for word in words[2:])
    elif words and words[0].startswith("كفر") and len(words[0]) > 5:
        yield f"كفر {key[3:]}"


def distance_km(one: Located, other: Located) -> float | None:
    """Great-circle distance, None when one of the two has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, east = radians(one.latitude), radians(one.longitude)
    north2, east2 = radians(other.latitude), radians(other.longitude)
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 12742 * asin(sqrt(half))
