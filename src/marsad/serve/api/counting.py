"""Incidents counted: in time, by the values of each filter, and as columns for the map."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from marsad.model.entity import Precision
from marsad.serve.api.answering import Answers, Question, Wished, is_contested
from marsad.serve.api.board import View
from marsad.serve.api.shapes.incidents import (
    Bin,
    Facets,
    FacetValue,
    Histogram,
    IncidentRow,
    MapColumns,
    MapFeed,
    MapPlace,
)

MOST_VALUES = 30
EPOCH = date(1970, 1, 1).toordinal()
_PRECISIONS = [str(each) for each in Precision]
_AREAS = ("governorate", "country")  # what facets of place are made of
SINGLE, CONTESTED, UNCONFIRMED, DENIED, EDITED = 1, 2, 4, 8, 16  # flags of the map


def histogram(rows: Sequence[IncidentRow], by: str) -> Histogram:
    """Incidents by the first day of their day, week (from Monday) or month."""
    start_of = _STARTS[by]
    bins: dict[date, list[IncidentRow]] = {}
    for row in rows:
        if row.first_day is not None:
            bins.setdefault(start_of(row.first_day), []).append(row)
    return Histogram(
        by=by,
        total=len(rows),
        undated=sum(row.first_day is None for row in rows),
        bins=[
            Bin(
                start=start,
                count=len(each),
                killed=sum(row.killed.best or 0 for row in each if row.killed),
                families=dict(Counter(row.family or "" for row in each)),
            )
            for start, each in sorted(bins.items())
        ],
    )


_STARTS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=min(day.weekday(), day.toordinal() - 1)),
    "month": lambda day: day.replace(day=1),
}


def facets(answers: Answers, question: Question, view: View) -> Facets:
    """The commonest values of each filter, each counted as if the filter itself said nothing."""
    rows = answers.incidents(question, view)
    found = {name: _commonest(name, _without(name, answers, question, view, rows), view) for name in _COUNTS}
    return Facets(total=len(rows), facets=found)


def _without(
    name: str, answers: Answers, question: Question, view: View, rows: Sequence[IncidentRow]
) -> Sequence[IncidentRow]:
    if name in Wished.__dataclass_fields__:
        freed = replace(question, wished=replace(question.wished, **{name: None}))
    else:
        fields: dict[str, object] = dict(_CLEARED[name])
        freed = replace(question, asked=replace(question.asked, **fields))  # type: ignore[arg-type]
    return rows if freed == question else answers.incidents(freed, view)


_CLEARED: dict[str, dict[str, object]] = {
    "type": {"types": (), "families": ()},
    "family": {"types": (), "families": ()},
    "source": {"source": None},
    "actor": {"actor": None},
    "within": {"within": None, "place": None, "near": None, "box": None},
    "modality": {"modalities": ()},
}


def _commonest(name: str, rows: Sequence[IncidentRow], view: View) -> list[FacetValue]:
    counted = _COUNTS[name](rows, view)
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST_VALUES]
    return [_facet(code, count, view) for code, count in ordered]


def _facet(code: str, count: int, view: View) -> FacetValue:
    known = view.places.get(code) or view.actors.get(code)
    return FacetValue(
        code=code, count=count, label=known.name if known else None, label_en=known.name_en if known else None
    )


def _areas(rows: Sequence[IncidentRow], view: View) -> Counter[str]:
    """Incidents a governorate and a country: counted by place, then by what each place lies in."""
    found: Counter[str] = Counter()
    for id, count in Counter(row.place_id for row in rows).items():
        place = view.places.get(id or "")
        for area in (place.id, *place.areas) if place else ():
            if area in view.places and view.places[area].kind in _AREAS:
                found[area] += count
    return found


def _actors(rows: Sequence[IncidentRow], _: View) -> Counter[str]:
    """Incidents an actor, whatever its parts in one of them are."""
    return Counter(id for row in rows if row.actors for id in {actor.id for actor in row.actors} if id)


def _yes_or_no(held: Callable[[IncidentRow], bool]) -> Callable[[Sequence[IncidentRow], View], Counter[str]]:
    def count(rows: Sequence[IncidentRow], _: View) -> Counter[str]:
        yes = sum(map(held, rows))
        return +Counter({"true": yes, "false": len(rows) - yes})

    return count


_COUNTS: dict[str, Callable[[Sequence[IncidentRow], View], Counter[str]]] = {
    "type": lambda rows, _: Counter(row.type for row in rows),
    "family": lambda rows, _: Counter(row.family for row in rows if row.family),
    "source": lambda rows, _: Counter(chain.from_iterable(row.outlets for row in rows)),
    "actor": _actors,
    "within": _areas,
    "modality": lambda rows, _: Counter(chain.from_iterable(row.modalities for row in rows)),
    "single_source": _yes_or_no(lambda row: row.single_source),
    "contested": _yes_or_no(is_contested),
    "edited": _yes_or_no(lambda row: row.edited),
    "placed": _yes_or_no(lambda row: row.latitude is not None),
}


def map_feed(rows: Sequence[IncidentRow], view: View) -> MapFeed:
    """The incidents with a point, a column a value."""
    placed = [row for row in rows if row.latitude is not None and row.place_id is not None]
    places: dict[str, int] = {}
    shown: list[MapPlace] = []
    types: dict[str, int] = {}
    for row in placed:
        types.setdefault(row.type, len(types))
        if row.place_id not in places:
            places[str(row.place_id)] = len(shown)
            shown.append(_on_map(row, view))
    return MapFeed(
        total=len(rows),
        placed=len(placed),
        unplaced=len(rows) - len(placed),
        types=list(types),
        precisions=_PRECISIONS,
        places=shown,
        columns=MapColumns(
            id=[row.id for row in placed],
            place=[places[str(row.place_id)] for row in placed],
            type=[types[row.type] for row in placed],
            day=[row.first_day.toordinal() - EPOCH if row.first_day else None for row in placed],
            killed=[row.killed.best if row.killed else None for row in placed],
            more=[int(row.killed is not None and row.killed.high is None) for row in placed],
            flags=[flags_of(row) for row in placed],
        ),
    )


def _on_map(row: IncidentRow, view: View) -> MapPlace:
    known = view.places.get(str(row.place_id))
    return MapPlace(
        id=str(row.place_id),
        name=known.name if known else row.place or "",
        name_en=row.place_en,
        latitude=row.latitude or 0.0,
        longitude=row.longitude or 0.0,
        precision=_PRECISIONS.index(row.precision),
        radius=row.radius,
    )


def flags_of(row: IncidentRow) -> int:
    """What to know of an incident before believing it, as bits."""
    flags = SINGLE * row.single_source | CONTESTED * is_contested(row) | EDITED * row.edited
    return flags | UNCONFIRMED * ("unconfirmed" in row.modalities) | DENIED * ("denied" in row.modalities)
