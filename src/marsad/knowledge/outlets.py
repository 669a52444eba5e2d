"""Where outlets report from."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.knowledge.place_keys import loose_key

TABLE = "outlets.tsv"
COLUMNS = ("region", "names", "source")


def load_outlets(folders: Iterable[Path] = (SHIPPED / "core",)) -> Mapping[str, str]:
    """The region of each outlet, by the loose key of its names, out of the packs that have such a table."""
    regions: dict[str, str] = {}
    for folder in folders:
        for row in read_table(folder / TABLE, COLUMNS) if (folder / TABLE).is_file() else ():
            add_outlets(regions, row)
    return regions


def add_outlets(regions: dict[str, str], row: Row) -> None:
    """Take in the outlets of a row; PackError for one that is known with another region."""
    row.need("source")
    for name in row.many("names"):
        if regions.setdefault(outlet_key(name), row.need("region")) != row["region"]:
            raise row.error(f"the outlet {name!r} is known with another region; keep one")


def outlet_key(name: str) -> str:
    """The key of an outlet's name: case, article and spaces aside."""
    return loose_key(name.lower())
