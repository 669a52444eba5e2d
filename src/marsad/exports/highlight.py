"""A text as HTML with marks in it that may overlap."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from marsad.model import Span


class Mark(NamedTuple):
    """A stretch of the text, the id that links lead to, and what it says; None for evidence as a whole."""

    span: Span
    id: str
    title: str | None


def highlighted(text: str, marks: Sequence[Mark]) -> str:
    """The text with each mark as <mark>, cut where others begin and end; the id stands at its beginning.

    >>> highlighted("قصف", [Mark(Span(0, 3), "c1", "type")])
    '<mark id="c1" title="type">قصف</mark>'
    """
    ends = sorted({0, len(text), *(end for mark in marks for end in (mark.span.start, mark.span.end))})
    return "".join(_piece(text[start:end], start, marks) for start, end in pairwise(ends))


def _piece(words: str, start: int, marks: Sequence[Mark]) -> str:
    over = [mark for mark in marks if mark.span.start <= start < mark.span.end]
    if not over:
        return escape(words, quote=False)
    values = [mark for mark in over if mark.title is not None]
    first = [mark.id for mark in over if mark.span.start == start]
    inner = escape(words, quote=False)
    if values:
        own = next((mark.id for mark in values if mark.id in first), None)
        id = f' id="{own}"' if own else ""
        inner = (
            f'<mark{id} title="{escape(" / ".join(dict.fromkeys(str(mark.title) for mark in values)))}">{inner}</mark>'
        )
        first = [each for each in first if each != own]
    if len(over) > len(values):
        inner = f'<span class="evidence">{inner}</span>'
    return "".join(f'<a id="{each}"></a>' for each in first) + inner
