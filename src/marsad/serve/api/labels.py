"""The codebook's words in Arabic and English, with the colours and shapes they have everywhere."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from marsad.exports import FORMATS
from marsad.exports.labels import arabic
from marsad.knowledge.packs import read_table
from marsad.model.codes import Change, EventFamily, EventType, Manner, Modality, Outcome, Role, Tie, VictimGroup
from marsad.model.control import Freshness, Hold
from marsad.model.entity import Precision
from marsad.model.record import ClaimKind
from marsad.serve.api.presenting import QUESTIONS
from marsad.serve.api.shapes.meta import FamilyLabel, FormatShape, Label, TypeLabel

_LOOKS = {
    EventFamily.BATTLES: ("#D55E00", "circle"),
    EventFamily.REMOTE: ("#E69F00", "triangle"),
    EventFamily.CIVILIANS: ("#CC79A7", "diamond"),
    EventFamily.PROTESTS: ("#009E73", "square"),
    EventFamily.RIOTS: ("#56B4E9", "pentagon"),
    EventFamily.STRATEGIC: ("#0072B2", "star"),
}
ASKED = ("what", "who", "where", "when", "how_many", "says")
PLACE_KINDS = (
    *("country", "region", "governorate", "district", "subdistrict", "city", "town", "village", "camp"),
    *("neighbourhood", "settlement", "farms", "base", "airport", "crossing", "bridge", "dam", "prison", "square"),
    *("facility", "field", "road", "river", "lake", "island", "mountain", "valley", "plain", "desert", "sea", "area"),
)
ACTOR_KINDS = (
    *("state forces", "rebel", "political militia", "identity militia", "rioters", "protesters"),
    *("civilians", "external"),
)
_SUFFIXES = {
    "polecat": ".tsv",
    "plover": ".jsonl",
    "ftm": ".jsonl",
    "hxl-xlsx": ".xlsx",
    "geojson": ".geojson",
    "geojsonl": ".geojsonl",
    "geoparquet": ".parquet",
    "gpkg": ".gpkg",
    "kml": ".kml",
    "timemap": ".json",
    "xlsx": ".xlsx",
    "jsonld": ".jsonld",
    "casefile": ".html",
}


def labels(codes: Iterable[str]) -> list[Label]:
    """Codes with their words."""
    return [Label(code=str(code), ar=_arabic(str(code)), en=english(str(code))) for code in codes]


@cache
def _more_words() -> dict[str, str]:
    table = read_table(Path(__file__).with_name("words.tsv"), ("term", "arabic"))
    return {row["term"]: row["arabic"] for row in table}


def _arabic(code: str) -> str:
    return _more_words().get(code) or arabic(code)


def english(code: str) -> str:
    """A code as an English reader would write it."""
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]


@cache
def families() -> list[FamilyLabel]:
    """The families of types."""
    return [
        FamilyLabel(code=str(each), ar=arabic(str(each)), en=str(each), colour=colour, shape=shape)
        for each, (colour, shape) in _LOOKS.items()
    ]


@cache
def types() -> list[TypeLabel]:
    """The types of events."""
    return [
        TypeLabel(code=str(each), ar=arabic(str(each)), en=str(each), family=str(each.family)) for each in EventType
    ]


@cache
def vocabularies() -> dict[str, list[Label]]:
    """All other codes, by the name they have in `Meta`."""
    return {
        "kinds": labels(ClaimKind),
        "modalities": labels(Modality),
        "roles": labels(Role),
        "slots": labels(QUESTIONS),
        "outcomes": labels(Outcome),
        "groups": labels(VictimGroup),
        "changes": labels(Change),
        "ties": labels(Tie),
        "manners": labels(Manner),
        "holds": labels(Hold),
        "freshness": labels(Freshness),
        "place_kinds": labels(PLACE_KINDS),
        "actor_kinds": labels(ACTOR_KINDS),
        "precisions": labels(Precision),
        "questions": labels(ASKED),
    }


@cache
def formats() -> list[FormatShape]:
    """The formats that incidents go out in."""
    return [FormatShape(code=name, says=each.says, suffix=suffix_of(name)) for name, each in FORMATS.items()]


def suffix_of(format: str) -> str:
    """How the name of a file of a format ends."""
    return _SUFFIXES.get(format, ".csv")
