"""Reports with marked names: "سيطرت {قوات الجبل|actor} على {تل الورد|place}"."""

from collections.abc import Callable

import pytest

from marsad.model import Mention, MentionKind, Span

Mark = Callable[..., tuple[str, list[Mention]]]


def _mark(text: str, headline: str = "") -> tuple[str, list[Mention]]:
    """The content of a report and the mentions its marks stand for; {مدنيين|people} are goods of a flow."""
    content, mentions = "", []
    for piece in f"{headline}\n{text}".split("{"):
        name, bar, rest = piece.partition("|")
        if not bar:
            content += piece
            continue
        kind, _, rest = rest.partition("}")
        span = Span(len(content), len(content) + len(name))
        people = kind == "people"
        mentions.append(
            Mention(
                kind=MentionKind.GOODS if people else MentionKind(kind),
                span=span,
                value=name,
                rule="goods:people" if people else "test",
            )
        )
        content += name + rest
    return content, mentions


@pytest.fixture
def mark() -> Mark:
    """Makes a report out of a text with marked names."""
    return _mark
