"""What control, movement, relation and flow claims share: a report as a row of units."""

from marsad.claims.ties.row import UnitRow

__all__ = ["UnitRow"]
