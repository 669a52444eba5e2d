"""A claim as plain columns that any SQL engine can compare: numbers, texts, lists of texts."""

from dataclasses import dataclass
from datetime import date, timedelta

from marsad.knowledge.gazetteer import loose_key
from marsad.linking.whereabouts import radius_of
from marsad.model import ClaimRecord, Outcome
from marsad.text.normalize import fold

UNDATED_DAYS = 7  # a happening of no stated day is of the week before it was published
CELL_RESOLUTION = 4  # H3 cells some 45 km across; neighbours share one of the seven around each
WIDE = frozenset(
    {"country", "region", "governorate", "district", "subdistrict", "desert", "river", "road", "sea", "area"}
)
_SHORT = 3  # letters of words that tell nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim in columns. Days are ordinals, coordinates WGS84 degrees, `radius` kilometres; flags are 0 or 1.

    `areas` are ids of all that the place lies in and of itself, `cells` the H3 cells around it.
    """

    key: str
    report: str
    origin: str
    known: int
    first: int
    last: int
    dated: int
    family: str
    type: str
    place: str | None
    place_id: str | None
    latitude: float | None
    longitude: float | None
    radius: float
    wide: int
    cells: list[int]
    areas: list[str]
    actors: list[str]
    killed_least: int | None
    killed_most: int | None
    injured_least: int | None
    injured_most: int | None
    words: list[str]


def row_of(claim: ClaimRecord, areas: tuple[str, ...] = ()) -> Row:
    """A claim as a row; `areas` are the ids of what its place lies in."""
    point, place = claim.point, claim.place
    first, last = _days(claim)
    killed, injured = claim.toll(Outcome.KILLED), claim.toll(Outcome.INJURED)
    target = place.target if place else None
    return Row(
        key=claim.key,
        report=claim.report,
        origin=claim.origin,
        known=claim.known_on.toordinal(),
        first=first.toordinal(),
        last=last.toordinal(),
        dated=int(claim.days is not None),
        family=str(claim.family or ""),
        type=claim.type,
        place=loose_key(place.value) if place else None,
        place_id=target,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        radius=radius_of(point.kind) / 1000 if point else 0.0,
        wide=int(point is not None and point.kind in WIDE),
        cells=_cells(point.latitude, point.longitude) if point else [],
        areas=_areas(claim, areas),
        actors=sorted({slot.target or loose_key(slot.value) for slot in claim.actors}),
        killed_least=killed.min if killed else None,
        killed_most=killed.max if killed else None,
        injured_least=injured.min if injured else None,
        injured_most=injured.max if injured else None,
        words=words_of(claim.quote),
    )


def _areas(claim: ClaimRecord, areas: tuple[str, ...]) -> list[str]:
    """What the place lies in, itself, and the wider places that the report names beside it."""
    named = [slot.target for slot in (claim.place, *claim.all("admin")) if slot is not None and slot.target]
    return list(dict.fromkeys((*areas, *named)))


def words_of(quote: str) -> list[str]:
    """The telling words of an evidence, folded, without the article and one-letter clitics, each once."""
    words = (word.removeprefix("و").removeprefix("ال").removeprefix("لل") for word in fold(quote).split())
    return sorted({word for word in words if len(word) > _SHORT or word.isdigit()})


def _days(claim: ClaimRecord) -> tuple[date, date]:
    if claim.days is not None:
        return claim.days.start, claim.days.end
    return claim.known_on - timedelta(days=UNDATED_DAYS), claim.known_on


def _cells(latitude: float, longitude: float) -> list[int]:
    import h3

    around = h3.grid_disk(h3.latlng_to_cell(latitude, longitude, CELL_RESOLUTION), 1)
    return sorted(int(h3.str_to_int(cell)) for cell in around)
