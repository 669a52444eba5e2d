"""Other names of an actor or person: in brackets, behind a dash, or after "known as"."""

from collections.abc import Iterator
from dataclasses import replace

from marsad.claims.ties.linked import linked, owner_of_tie
from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.units import ACTORS, DOERS, is_tie
from marsad.model import Mention, MentionKind, Span, Tie
from marsad.text.normalize import fold

_QUOTES = frozenset("\"«»“”'‘’")
_DASHES = frozenset("-–")
_LONGEST_ALIAS = 6  # words in quotation marks
_OPENING = '("«“”'
_CLOSING = {"(": ")", "«": "»", "“": "”"}
_AROUND = '()"«»“” '
_BRACKETED, _QUOTED = 2, 3  # words of a name that has another; 'كتيبة "فرسان زينب"' is one name


def named_aliases(row: UnitRow, hit: Hit) -> Iterator[tuple[int, Tie, int]]:
    """فراس الجهام، المعروف باسم فراس العراقية."""
    if hit.form.cue.frame != "alias":
        return
    before = row.bare(hit.first - 1)
    if before in row.links.actor_heads and not (before == "ما" and row.bare(hit.first - 2) == "او"):
        return
    alias = linked(row, hit, ACTORS)
    if alias is None:
        alias = _quoted_alias(row, hit)
    owner = owner_of_tie(row, hit.first)
    if owner is not None and alias is not None:
        yield owner, Tie.ALSO_KNOWN_AS, alias


def _quoted_alias(row: UnitRow, hit: Hit) -> int | None:
    """An alias that is no known name: the words in quotation marks behind "المعروف بـ"."""
    units = row.units
    for link in hit.form.cue.links:
        n = hit.last + len(link)
        if not row.spells(hit.last, link) or n >= len(units) or units[n].word not in _QUOTES:
            continue
        following = range(n + 1, min(n + 1 + _LONGEST_ALIAS, len(units)))
        end = next((k for k in following if units[k].word in _QUOTES), n + 1)
        if end > n + 1:
            span = row.text.span(units[n + 1].first, units[end - 1].last)
            value = row.text.content[span.start : span.end]
            alias = Mention(kind=MentionKind.PERSON, span=span, value=value, rule="relation:alias")
            row.coined[n + 1] = alias
            return n + 1
    return None


def bracketed_aliases(row: UnitRow) -> Iterator[tuple[int, Tie, int]]:
    """قوات سوريا الديمقراطية (قسد); محمد الجاسم (أبو عمشة); المقاومة الإسلامية في لبنان - حزب الله."""
    units = row.units
    for n, unit in enumerate(units):
        if n == 0 or n + 1 >= len(units) or unit.mention is not None:
            continue
        if unit.word in _DASHES:
            pair = _beside(row, n, DOERS)
            if pair is not None and not units[pair[1]].prep:
                yield pair[0], Tie.ALSO_KNOWN_AS, pair[1]
        elif unit.word == "(":
            pair = _beside(row, n, ACTORS)
            if pair is not None and _closes(row, pair[1] + 1):
                yield pair[0], Tie.ALSO_KNOWN_AS, pair[1]


def _beside(row: UnitRow, n: int, kinds: frozenset[MentionKind]) -> tuple[int, int] | None:
    """The names on both sides of a mark, quotation marks skipped."""
    left, right = n - 1, n + 1
    while left > 0 and row.units[left].word in _QUOTES:
        left -= 1
    while right + 1 < len(row.units) and row.units[right].word in _QUOTES:
        right += 1
    return (left, right) if row.kind(left) in kinds and row.kind(right) in kinds else None


def _closes(row: UnitRow, n: int) -> bool:
    """Whether the bracket closes at unit `n`, "سابقا" and quotation marks allowed before it."""
    while row.bare(n) in _QUOTES or row.bare(n) == "سابقا":
        n += 1
    return row.bare(n) == ")"


def inner_aliases(row: UnitRow) -> Iterator[tuple[int, Mention, Mention]]:
    """A name that carries its other name: "حركة المقاومة الإسلامية (حماس)", 'حركة المقاومة الإسلامية "حماس"'."""
    for n, unit in enumerate(row.units):
        mention = unit.mention
        if mention is None or unit.again or mention.kind is not MentionKind.ACTOR:
            continue
        said = row.text.content[mention.span.start : mention.span.end + 1]
        at = min((said.find(mark) for mark in _OPENING if mark in said), default=0)
        name, other = said[:at].strip(), said[at : _closing(said, at)].strip(_AROUND)
        least = _BRACKETED if said[at : at + 1] == "(" else _QUOTED
        if len(name.split()) >= least and other and not _is_led_to(row, name):
            start, end = mention.span.start, mention.span.start + said.find(other, at)
            yield (
                n,
                replace(mention, span=Span(start, start + len(name)), value=name),
                replace(mention, span=Span(end, end + len(other)), value=other),
            )


def _closing(said: str, at: int) -> int:
    """Where the mark at `at` closes; at once where it does not."""
    closing = _CLOSING.get(said[at : at + 1], said[at : at + 1])
    return max(said.find(closing, at + 1), at) if closing else at


def _is_led_to(row: UnitRow, name: str) -> bool:
    """Whether the words before a mark only lead to the name in it: الجناح العسكري لحركة "حماس"."""
    last = fold(name).split()[-1]
    return (
        last in row.heads
        or row.is_head(last[1:])
        or any(is_tie(word, row.words.relation) for word in fold(name).split())
    )
