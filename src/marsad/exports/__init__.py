"""Incidents in the formats colleagues use: one format a file, and a list of what each could not say.

incidents ──> a format's rows ──> file
                    └──> losses: what the format has no place for, row by row
"""

from marsad.exports.format import Export, Format
from marsad.exports.losses import Loss
from marsad.exports.registry import FORMATS
from marsad.exports.surroundings import Surroundings

__all__ = ["FORMATS", "Export", "Format", "Loss", "Surroundings"]
