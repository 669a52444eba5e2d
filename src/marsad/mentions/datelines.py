"""Where a report was written, not what it tells of: "دبي، الإمارات العربية المتحدة (CNN)--"."""

import re

from marsad.model.mention import Mention

# A town, a comma, its country, an agency that signs in Latin letters, a dash.
_NEWSROOM = re.compile(r"[^\n().،]{2,40}،[^\n().،]{2,40}\((?:CNN|AP|AFP|UPI|BBC|DPA|EFE)\)\s*[-–—]")


def dateline_end(content: str) -> int:
    """The character behind the dateline with which the text of a report begins; 0 when it begins with none.

    Only datelines that name town and country count: they say where a newsroom stands. "دمشق (سانا) -" stays, for
    what such a report tells of often happened there.
    """
    start = content.find("\n") + 1
    found = _NEWSROOM.match(content, start)
    return found.end() if found else 0


def outside_dateline(mentions: list[Mention], content: str) -> list[Mention]:
    """The mentions that stand in no newsroom's dateline."""
    end = dateline_end(content)
    start = content.find("\n") + 1
    return [mention for mention in mentions if not start <= mention.span.start < end] if end else mentions
