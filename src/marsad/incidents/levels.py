"""How two claims are compared: comparisons, their levels as SQL conditions, and what each level weighs and says.

The conditions are in SQL that DuckDB and Spark both speak; weights and words are in data/core/incident_levels.tsv,
made by benchmarks/incidents.py.
"""

from dataclasses import dataclass
from functools import cache

from marsad.knowledge.packs import SHIPPED, read_table

COLUMNS = ("comparison", "level", "m", "u", "speaks", "says")
EARTH_KM = 12742
_APART = (
    f"({EARTH_KM} * asin(sqrt(power(sin(radians(latitude_l - latitude_r) / 2), 2) + cos(radians(latitude_l)) * "
    "cos(radians(latitude_r)) * power(sin(radians(longitude_l - longitude_r) / 2), 2))))"
)
_POINTS = "latitude_l is not null and latitude_r is not null"
_NARROW = "wide_l = 0 and wide_r = 0"
_GAP = "greatest(first_l - last_r, first_r - last_l, 0)"
_LATE = 3  # days by which a report may come late, so that the order of two tolls says nothing


def _counted(outcome: str) -> str:
    """Both claims count; "some" and "dozens" name no number that another could be held against."""
    sides = (f"({outcome}_least_{side} >= 3 or {outcome}_most_{side} is not null)" for side in "lr")
    return f"{outcome}_least_l is not null and {outcome}_least_r is not null and {' and '.join(sides)}"


_TOLLS = _counted("killed")
_INJURED = _counted("injured")
_GREW = (
    "greatest(killed_least_l, killed_least_r) <= 3 * least(killed_least_l, killed_least_r) and "
    f"((killed_least_l - killed_least_r) * (known_l - known_r) >= 0 or abs(known_l - known_r) <= {_LATE})"
)
_FIT = (
    "killed_least_l <= coalesce(killed_most_r, killed_least_l) and "
    "killed_least_r <= coalesce(killed_most_l, killed_least_r)"
)
_SHARED = "array_length(array_intersect(words_l, words_r))"
_FEWER = "least(array_length(words_l), array_length(words_r))"
_ALIKE = f"({_SHARED} * 1.0 / greatest({_FEWER}, 4))"
_ACTORS = "array_length(array_intersect(actors_l, actors_r))"
_VIOLENT = "('Battles', 'Explosions/Remote violence', 'Violence against civilians')"

# Each comparison's levels, the first that holds counts; a condition None is "everything else".
CONDITIONS: dict[str, dict[str, str | None]] = {
    "report": {"one": "report_l = report_r", "two": None},
    "place": {
        "unsaid": "place_l is null or place_r is null",
        "same": f"{_NARROW} and (place_id_l = place_id_r or place_l = place_r)",
        "near": f"{_POINTS} and {_NARROW} and {_APART} <= radius_l + radius_r + 3",
        "same wide": "place_id_l = place_id_r or place_l = place_r",
        "inside": "array_contains(areas_l, place_id_r) or array_contains(areas_r, place_id_l)",
        "beside": f"{_POINTS} and {_APART} <= 12 + radius_l + radius_r",
        "some way": f"{_POINTS} and {_APART} <= 30 + radius_l + radius_r",
        "unknown": f"not ({_POINTS})",
        "far": None,
    },
    "days": {
        "same": "dated_l = 1 and dated_r = 1 and first_l = first_r and last_l = last_r",
        "overlap": f"dated_l = 1 and dated_r = 1 and {_GAP} = 0",
        "next": f"dated_l = 1 and dated_r = 1 and {_GAP} = 1",
        "may be": f"{_GAP} = 0",
        "some days": f"{_GAP} <= 3",
        "other": None,
    },
    "type": {
        "same": "type_l = type_r",
        "family": "family_l = family_r",
        "kin": f"family_l in {_VIOLENT} and family_r in {_VIOLENT}",
        "other": None,
    },
    "actors": {
        "unsaid": "array_length(actors_l) = 0 or array_length(actors_r) = 0",
        "two": f"{_ACTORS} >= 2",
        "one": f"{_ACTORS} = 1",
        "others": None,
    },
    "killed": {
        "unsaid": f"not ({_TOLLS})",
        "same many": "killed_least_l = killed_least_r and killed_least_l >= 4",
        "same few": "killed_least_l = killed_least_r",
        "grew": f"({_GREW}) or ({_FIT})",
        "differ": None,
    },
    "injured": {
        "unsaid": f"not ({_INJURED})",
        "same": "injured_least_l = injured_least_r",
        "differ": None,
    },
    "words": {
        "most": f"{_ALIKE} >= 0.6",
        "many": f"{_ALIKE} >= 0.4",
        "some": f"{_ALIKE} >= 0.25",
        "few": f"{_ALIKE} >= 0.1",
        "none": None,
    },
}


@dataclass(frozen=True, slots=True)
class Level:
    """A level: how often it holds for one happening (m) and for two (u), which way it speaks, in plain words."""

    comparison: str
    name: str
    m: float
    u: float
    speaks: str
    says: str


@cache
def load_levels() -> dict[str, tuple[Level, ...]]:
    """The levels of every comparison, in the order in which they are tried."""
    rows = {
        (row["comparison"], row["level"]): row for row in read_table(SHIPPED / "core" / "incident_levels.tsv", COLUMNS)
    }
    return {
        comparison: tuple(
            Level(
                comparison,
                name,
                rows[comparison, name].number("m") or 0.0,
                rows[comparison, name].number("u") or 0.0,
                rows[comparison, name]["speaks"],
                rows[comparison, name]["says"],
            )
            for name in levels
        )
        for comparison, levels in CONDITIONS.items()
    }
