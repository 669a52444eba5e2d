"""From mentions to known things: days, places, actors."""

from marsad.linking.dates import find_published, link_dates

__all__ = ["find_published", "link_dates"]
