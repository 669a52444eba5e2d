"""Comparing claims in pairs with Splink: which may be one happening, and how much speaks for it."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from marsad.errors import MissingExtraError
from marsad.incidents.columns import Row
from marsad.incidents.levels import CONDITIONS, Level, load_levels
from marsad.model.incident import Pair

if TYPE_CHECKING:
    import pyarrow
    from splink import Linker

LEAST = 0.15  # chance below which a pair is not worth keeping
PRIOR = 0.4  # of the pairs that blocking brings together, how many tell of one happening
WINDOW = 4  # days that the days of one happening may lie apart in two reports (a crawl may date one three days late)
_NEAR_IN_TIME = f"greatest(l.first - r.last, r.first - l.last) <= {WINDOW} and (l.fresh = 1 or r.fresh = 1)"
_WIDE = "(l.wide = 1 or r.wide = 1 or l.latitude is null or r.latitude is null)"
# Pairs worth comparing: near in time, and near in space, of one place name, or of one kind with one toll.
BLOCKS: tuple[dict[str, Any], ...] = (
    {"blocking_rule": f"l.place = r.place and {_NEAR_IN_TIME}"},
    {"blocking_rule": f"l.cells = r.cells and {_NEAR_IN_TIME}", "arrays_to_explode": ["cells"]},
    {
        "blocking_rule": f"l.areas = r.areas and l.family = r.family and {_WIDE} and {_NEAR_IN_TIME}",
        "arrays_to_explode": ["areas"],
    },
    {
        "blocking_rule": "l.family = r.family and l.killed_least = r.killed_least and l.killed_least > 3 "
        f"and {_NEAR_IN_TIME}"
    },
    {
        "blocking_rule": "l.actors = r.actors and l.family = r.family and l.first = r.first and "
        f"(l.place is null or r.place is null) and {_NEAR_IN_TIME}",
        "arrays_to_explode": ["actors"],
    },
)


PREDICTED = ("key_l", "key_r", "match_probability", *(f"gamma_{name}" for name in CONDITIONS))  # columns of a pair


def settings(levels: dict[str, tuple[Level, ...]], *, prior: float = PRIOR) -> dict[str, Any]:
    """The model in Splink's own terms; the same on DuckDB and on Spark."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "key",
        "probability_two_random_records_match": prior,
        "blocking_rules_to_generate_predictions": list(BLOCKS),
        "comparisons": [
            {
                "output_column_name": name,
                "comparison_levels": [
                    _level(condition, level)
                    for condition, level in zip(CONDITIONS[name].values(), levels[name], strict=True)
                ],
            }
            for name in CONDITIONS
        ],
        "retain_intermediate_calculation_columns": False,
        "retain_matching_columns": True,  # the levels come with them
    }


def _level(condition: str | None, level: Level) -> dict[str, Any]:
    if not level.speaks and level.name == "unsaid":
        return {"sql_condition": condition, "label_for_charts": level.name, "is_null_level": True}
    return {
        "sql_condition": condition or "ELSE",
        "label_for_charts": level.name,
        "m_probability": level.m,
        "u_probability": level.u,
    }


def compare(
    rows: Sequence[Row], *, fresh: Collection[str] | None = None, least: float = LEAST, prior: float = PRIOR
) -> list[Pair]:
    """Every pair that may be one happening, likelier than `least`; with `fresh`, those with one of these claims.

    The order of the rows does not matter.
    """
    if len(rows) < 2 or (fresh is not None and not fresh):
        return []
    linker = make_linker(rows, fresh=fresh, prior=prior)
    found = linker.inference.predict(threshold_match_probability=least)
    columns = ", ".join(PREDICTED)
    told: Any = linker.misc.query_sql(  # type: ignore[no-untyped-call]
        f"select {columns} from {found.physical_name}", output_type="splink_df"
    )
    return sorted(pair_of(*row.values()) for row in told.as_record_list())


def make_linker(rows: Sequence[Row], *, fresh: Collection[str] | None = None, prior: float = PRIOR) -> "Linker":
    """A Splink linker over the rows; with `fresh`, it brings together only pairs with one of these claims in them."""
    try:
        import pyarrow
        from splink import Linker
        from splink.backends.duckdb import DuckDBAPI
    except ModuleNotFoundError:
        raise MissingExtraError("incidents need Splink; install it with: pip install 'marsad[incidents]'") from None
    columns = [
        columns_of(row, fresh=fresh is None or row.key in fresh) for row in sorted(rows, key=lambda row: row.key)
    ]
    table = DuckDBAPI().register(pyarrow.Table.from_pylist(columns, schema=schema()))
    return Linker(table, settings(load_levels(), prior=prior), log_level="ERROR")


def columns_of(row: Row, *, fresh: bool = True) -> dict[str, Any]:
    """A row as it is compared; of two that are not fresh no pair is made."""
    return asdict(row) | {"fresh": int(fresh)}


def schema() -> "pyarrow.Schema":
    """The columns of a row that is compared in Arrow's types."""
    import pyarrow

    text, whole, real = pyarrow.string(), pyarrow.int64(), pyarrow.float64()
    types = {
        str: text,
        str | None: text,
        int: whole,
        int | None: whole,
        float: real,
        float | None: real,
        list[int]: pyarrow.list_(whole),
        list[str]: pyarrow.list_(text),
    }
    columns = [(column.name, types[column.type]) for column in fields(Row)]  # type: ignore[index]
    return pyarrow.schema([*columns, ("fresh", whole)])


def pair_of(left: str, right: str, chance: float, *gammas: int) -> Pair:
    """A pair with its keys in order, and levels counted as they stand in the table."""
    sizes = [len(levels) for levels in CONDITIONS.values()]
    levels = tuple(_level_number(gamma, size) for gamma, size in zip(gammas, sizes, strict=True))
    return Pair(min(left, right), max(left, right), round(chance, 4), levels)


def _level_number(gamma: int, size: int) -> int:
    """Splink counts levels from the last upwards, and a null level as -1."""
    return 0 if gamma < 0 else size - 1 - gamma
