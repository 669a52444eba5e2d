"""From mentions to known things: days, places, actors."""

from marsad.linking.actors import link_actors
from marsad.linking.dates import find_published, link_dates
from marsad.linking.hints import hints_of
from marsad.linking.places import countries_of, link_places

__all__ = ["countries_of", "find_published", "hints_of", "link_actors", "link_dates", "link_places"]
