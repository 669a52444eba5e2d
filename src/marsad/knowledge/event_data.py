"""ACLED and UCDP GED: their columns, what their codes mean in Marsad's terms, and their rows as text and back.

Columns as in ACLED's export of 2024 and in GED 20.1 to 25.1; codes as in their codebooks. Exports and imports share
what is written here.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from marsad.knowledge.packs import SHIPPED, read_table
from marsad.model import DateRange, EventFamily, EventType

ACLED_COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
UCDP_COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob".split()
)
UCDP_OLDER = {"best_est": "best", "high_est": "high", "low_est": "low"}
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3

DISORDER = {
    EventFamily.BATTLES: "Political violence",
    EventFamily.REMOTE: "Political violence",
    EventFamily.CIVILIANS: "Political violence",
    EventFamily.PROTESTS: "Demonstrations",
    EventFamily.RIOTS: "Demonstrations",
    EventFamily.STRATEGIC: "Strategic developments",
}
INTER = {
    "state forces": "State forces",
    "rebel": "Rebel group",
    "political militia": "Political militia",
    "identity militia": "Identity militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "external": "External/Other forces",
}
WEEK = 7
_BLOCK = re.compile(r"(?:\A|\n\n)((?:\w+: [^\n]*\n)*\w+: [^\n]*)\Z")


class Dataset(NamedTuple):
    """A dataset of coded events; it is the outlet of its rows. `needs` are the columns by which a table is known."""

    outlet: str
    columns: tuple[str, ...]
    id: str
    notes: str
    needs: frozenset[str]


ACLED = Dataset(
    "ACLED",
    ACLED_COLUMNS,
    "event_id_cnty",
    "notes",
    frozenset(("event_id_cnty", "event_date", "sub_event_type", "location", "latitude", "longitude")),
)
UCDP = Dataset(
    "UCDP GED",
    UCDP_COLUMNS,
    "id",
    "source_headline",
    frozenset(("id", "type_of_violence", "date_start", "date_end", "latitude", "longitude", "best")),
)
DATASETS = {dataset.outlet: dataset for dataset in (ACLED, UCDP)}


def dataset_of(header: Iterable[str]) -> Dataset | None:
    """The dataset that a table with these columns is of."""
    names = set(column_names(header))
    return next((dataset for dataset in DATASETS.values() if dataset.needs <= names), None)


def column_names(header: Iterable[str]) -> list[str]:
    """The columns under their present names, in small letters."""
    names = [name.strip().casefold() for name in header]
    return [UCDP_OLDER.get(name, name) for name in names]


# --- a row as text


class Laid(NamedTuple):
    """A row as text, and where in it each column's value stands."""

    text: str
    spans: Mapping[str, tuple[int, int]]


def text_of(dataset: Dataset, row: Mapping[str, str]) -> Laid:
    """The notes, an empty line, and each other column that is filled on a line of its own."""
    notes = row.get(dataset.notes, "").strip()
    text = f"{notes}\n\n" if notes else ""
    spans = {dataset.notes: (0, len(notes))} if notes else {}
    for name in dataset.columns:
        value = " ".join(row.get(name, "").split())
        if value and name != dataset.notes:
            text += f"{name}: "
            spans[name] = len(text), len(text) + len(value)
            text += f"{value}\n"
    return Laid(text.removesuffix("\n"), spans)


def row_in(dataset: Dataset, text: str) -> dict[str, str] | None:
    """The row that was laid out as this text; None for any other text."""
    block = _BLOCK.search(text)
    if block is None:
        return None
    lines = (line.partition(": ") for line in block[1].split("\n"))
    row = {name: value for name, _, value in lines if name in dataset.columns}
    notes = text[: block.start()]
    return row | ({dataset.notes: notes} if notes else {}) if dataset.id in row else None


# --- ACLED's codes


def disorder_of(type: str, family: EventFamily | None) -> str:
    """ACLED's disorder_type: two of its sub-event types are political violence in a family of demonstrations."""
    if type == EventType.EXCESSIVE_FORCE:
        return "Political violence; Demonstrations"
    if type == EventType.MOB_VIOLENCE:
        return "Political violence"
    return DISORDER[family] if family else ""


@cache
def kind_of_inter(code: str) -> str | None:
    """The class of actor that an inter1 or inter2 names, in words or as a number.

    >>> kind_of_inter("Rebel group"), kind_of_inter("7"), kind_of_inter("0")
    ('rebel', 'civilians', None)
    """
    if code.isdecimal():
        return list(INTER)[int(code) - 1] if 1 <= int(code) <= len(INTER) else None
    return next((kind for kind, word in INTER.items() if word.casefold() == code.strip().casefold()), None)


def time_precision(days: DateRange) -> int:
    """ACLED's: 1 the day itself, 2 within a week, 3 only the month."""
    width = (days.end - days.start).days + 1
    return 1 if width == 1 else 2 if width <= WEEK else 3


def middle_of(days: DateRange) -> date:
    """The first day, or for what is only known by the month the day in its middle."""
    return days.start if time_precision(days) < 3 else days.start + timedelta(days=(days.end - days.start).days // 2)


def days_of(day: date, precision: int) -> DateRange:
    """The days that an event_date of such a precision means: what goes out again as the same.

    >>> str(days_of(date(2024, 2, 15), 3)), str(days_of(date(2024, 2, 15), 2))
    ('2024-02-01 to 2024-02-29', '2024-02-15 to 2024-02-21')
    """
    if precision == 1:
        return DateRange.on(day)
    if precision == 2:
        return DateRange(day, day + timedelta(days=WEEK - 1))
    month = DateRange.month_of(day)
    if middle_of(month) == day:
        return month
    return DateRange(day - timedelta(days=15), day + timedelta(days=15))


@cache
def actor_ids() -> Mapping[str, str]:
    """The actors of the packs by the names that datasets give them, in small letters."""
    table = read_table(SHIPPED / "core" / "dataset_actors.tsv", ("name", "actor"))
    return {row["name"].casefold(): row["actor"] for row in table}
