"""Names that no list knows, read off where they stand: behind a post and rank, or before "التابع"."""

from marsad.claims.ties.row import MARKS, UnitRow
from marsad.claims.ties.units import SEPARATORS
from marsad.model import Mention, MentionKind

_PAUSES = frozenset({"،", ","})
_QUOTES = frozenset('"«»“”')
_SHORTEST, _LONGEST = 2, 4  # words of a person's name
_LONGEST_BODY = 4  # words of a unit of an organisation
_BODY_REACH = 5


def coin_person(row: UnitRow, n: int) -> int | None:
    """A person whose name is in no list: قائد القوات الأميركية الجنرال [سكوت ميلر]، المتحدث.

    A rank or a given name must say that a name begins.
    """
    ranked = False
    while row.bare(n) and (row.bare(n) in _PAUSES | MARKS or row.bare(n) in row.links.titles | row.links.ranks):
        ranked = row.bare(n) in row.links.ranks or (ranked and row.bare(n) in MARKS)
        n += 1
    end = n
    while end < min(n + _LONGEST, len(row.units)) and _may_be_named(row, end):
        end += 1
    begins = ranked or row.bare(n) in row.words.given
    if not begins or end - n < _SHORTEST or not _ends_here(row, end):
        return None
    return _coin(row, n, end, MentionKind.PERSON)


def _may_be_named(row: UnitRow, n: int) -> bool:
    """Whether unit `n` may be a word of a person's name."""
    unit = row.units[n]
    if unit.mention is not None:
        return unit.mention.kind in (MentionKind.PERSON, MentionKind.ACTOR) and unit.last - unit.first == 1
    word, links = unit.word, row.links
    small = links.prepositions | links.speech | links.relatives | links.times | links.place_heads
    return len(word) > 1 and word.isalpha() and word not in small and word == unit.bare and word not in row.words.cues


def _ends_here(row: UnitRow, n: int) -> bool:
    """Whether a name may end before unit `n`: at a mark, a preposition, a verb of saying."""
    if n >= len(row.units) or row.units[n].mention is not None:
        return True
    unit, links = row.units[n], row.links
    return not unit.word.isalpha() or unit.bare in links.prepositions | links.speech | links.relatives


def coin_body(row: UnitRow, n: int) -> int | None:
    """A part of an organisation said before unit `n`: [غرفة عمليات الكرامة]، التابعة للجيش."""
    end = n
    while row.bare(end - 1) in SEPARATORS | MARKS:
        end -= 1
    for first in range(end - 1, max(end - 1 - _BODY_REACH, -1), -1):
        unit = row.units[first]
        if unit.sentence != row.sentence(n) or unit.mention is not None or unit.bare in row.links.prepositions:
            return None
        if unit.bare.removeprefix("ال") in row.links.bodies:
            return _coin(row, first, end, MentionKind.ACTOR) if end - first > 1 else None
    return None


def _coin(row: UnitRow, first: int, end: int, kind: MentionKind) -> int:
    """Keep the words of units [first, end) as a name; the unit that stands for it."""
    unit = row.units[first]
    span = row.text.span(unit.first, row.units[end - 1].last)
    value = row.text.content[span.start : span.end]
    joined = 1 if unit.mention is None and unit.word != unit.bare else 0
    row.coined[first] = Mention(
        kind=kind, span=type(span)(span.start + joined, span.end), value=value[joined:], rule="relation:coined"
    )
    return first
