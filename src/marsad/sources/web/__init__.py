"""The web as a source: single pages, feeds, and the feeds that `marsad watch` looks at again and again."""

from marsad.sources.web.fetching import Page, Web, is_url
from marsad.sources.web.limits import FetchError, Limits

__all__ = ["FetchError", "Limits", "Page", "Web", "is_url"]
