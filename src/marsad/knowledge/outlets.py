"""Where outlets report from."""

from collections.abc import Mapping
from pathlib import Path

from marsad.knowledge.packs import read_table
from marsad.knowledge.place_keys import loose_key


def load_outlets(path: Path) -> Mapping[str, str]:
    """The region of each outlet, by the loose key of its names."""
    regions: dict[str, str] = {}
    for row in read_table(path, ("region", "names", "source")):
        for name in row.many("names"):
            if regions.setdefault(outlet_key(name), row.need("region")) != row["region"]:
                raise row.error(f"the outlet {name!r} stands above with another region; keep one")
    return regions


def outlet_key(name: str) -> str:
    """The key of an outlet's name: case, article and spaces aside."""
    return loose_key(name.lower())
