"""Incidents in the formats colleagues use: one format a file, and a list of what each could not say.

incidents ──> a format's rows ──> file
                    └──> losses: what the format has no place for, row by row
"""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from marsad.exports.acled import write_acled
from marsad.exports.geojson import write_geojson, write_geojson_lines
from marsad.exports.losses import Loss
from marsad.exports.surroundings import Surroundings
from marsad.model.incident import Incident

# Incidents in order, what is known of their places and actors, the file -> what was lost.
Export = Callable[[Iterable[Incident], Surroundings, BinaryIO], Iterable[Loss]]

FORMATS: dict[str, Export] = {
    "acled": write_acled,
    "geojson": write_geojson,
    "geojsonl": write_geojson_lines,
}

__all__ = ["FORMATS", "Export", "Loss", "Surroundings"]
