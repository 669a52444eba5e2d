"""What the words around the name of a place say of where by it something is.

"10 كم شرق الرقة" is off it, "ريف حلب الشرقي" part of its land, "قرب سرمين" around it, "بين سرمين وبنش" between two.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from marsad.knowledge.offset_words import OffsetWords
from marsad.knowledge.place_words import PlaceWords
from marsad.model.mention import Mention
from marsad.model.reading import Offset, Way
from marsad.model.report import Span
from marsad.text.clitics import stems, without_article
from marsad.text.numbers import find_numbers
from marsad.text.tokens import Token, tokenize

BEFORE, AFTER = 90, 45  # characters looked at
GAP = 25  # characters that may part two places of "between"
FARTHEST_KM = 100  # what lies farther off is a remark on where a town is
_ENDS = ".؟?!؛;:\n"
_AND = "و"
_FILLS, _DIRECTIONS, _KINDS = 4, 3, 2  # most words of each in a row


class _Said(NamedTuple):
    """What words before a name say, and where they begin in the text before it."""

    start: int
    directions: tuple[float, ...] = ()
    part: bool = False
    around: bool = False
    km: tuple[float, float] | None = None


def offset_of(content: str, mention: Mention, area: Mention | None, words: PlaceWords) -> Offset | None:
    """The offset that is said of a place; `area` is the mention of an area around its name, if there is one.

    "على بعد 15 كيلومترا إلى الشرق من مدينة تدمر" is off تدمر, 15 km in the direction of 90 degrees.
    """
    start, end = mention.span.start, mention.span.end
    begin = max(0, start - BEFORE)
    said = _before(tokenize(_last_clause(content[begin:start])), words)
    last = end
    km: tuple[float, float] | None = None
    directions: tuple[float, ...] = ()
    part = False
    if said is not None:
        km, directions, part = said.km, said.directions, said.part
        if km is None and directions and (found := _after(tokenize(_first_clause(content[end : end + AFTER])), words)):
            km, last = (found[0], found[1]), end + found[2]
    if area is not None and area.span.end > end:
        closing = [token.text.removeprefix(_AND) for token in tokenize(content[end : area.span.end])]
        directions += tuple(words.offsets.directions[word] for word in closing if word in words.offsets.directions)
        part, last = True, max(last, area.span.end)
    if not (km or directions or part or (said and said.around)) or (km and km[1] > FARTHEST_KM):
        return None
    way = Way.OFF if km or (directions and not part) else Way.PART if part else Way.AROUND
    clause = start - len(_last_clause(content[begin:start]))
    span = Span(clause + said.start if said else (area or mention).span.start, last)
    return Offset(
        way=way,
        span=span,
        least=km[0] if km else None,
        most=km[1] if km else None,
        degrees=_mean(directions),
    )


def pairs_between(content: str, mentions: Sequence[Mention], words: PlaceWords) -> list[tuple[int, int, Span]]:
    """Pairs of mentions that a text sets something between, by their numbers: بين بلدتي سرمين وبنش."""
    found = []
    for number, (one, other) in enumerate(pairwise(mentions)):
        joint = content[one.span.end : other.span.start]
        if not 0 < len(joint) <= GAP or not _joins(joint, words):
            continue
        before = _last_clause(content[max(0, one.span.start - BEFORE) : one.span.start])
        tokens = tokenize(before)
        at = _skip_kinds(tokens, len(tokens), words)
        if at and _is(tokens[at - 1].text, words.offsets.between):
            start = one.span.start - len(before) + tokens[at - 1].start
            found.append((number, number + 1, Span(start, other.span.end)))
    return found


def _joins(joint: str, words: PlaceWords) -> bool:
    """Whether what stands between two names is و, with at most "between" and a kind word: "وبلدة", "وبين"."""
    tokens = tokenize(joint)
    if not tokens or tokens[0].text[0] != _AND:
        return False
    first = tokens[0].text[1:]
    rest = ([first] if first else []) + [token.text for token in tokens[1:]]
    return all(word in words.kinds or word in words.offsets.between for word in rest)


def _last_clause(text: str) -> str:
    return text[max(text.rfind(mark) for mark in _ENDS) + 1 :]


def _first_clause(text: str) -> str:
    return text[: min((at for mark in (*_ENDS, "،", ",") if (at := text.find(mark)) >= 0), default=len(text))]


def _is(word: str, wanted: frozenset[str]) -> bool:
    """Whether a word, or what remains of it without clitics, is wanted: بريف, وقرب."""
    return any(stem in wanted for _, stem in stems(word))


def _skip_kinds(tokens: Sequence[Token], at: int, words: PlaceWords) -> int:
    """Back over kind words before a name: مدينة, بلدتي."""
    for _ in range(_KINDS):
        kind = at and any(without_article(stem) in words.kinds for _, stem in stems(tokens[at - 1].text))
        if not kind or _is(tokens[at - 1].text, words.offsets.parts):
            break
        at -= 1
    return at


def _skip_fill(tokens: Sequence[Token], at: int, fill: frozenset[str]) -> int:
    for _ in range(_FILLS):
        if not at or tokens[at - 1].text not in fill:
            break
        at -= 1
    return at


def _before(tokens: Sequence[Token], words: PlaceWords) -> _Said | None:
    """What the words that end before a name say of it."""
    lists = words.offsets
    at = _skip_fill(tokens, _skip_kinds(tokens, len(tokens), words), lists.fill)
    turns: list[float] = []
    part = around = False
    first = at
    for _ in range(_DIRECTIONS):
        word = tokens[at - 1].text if at else ""
        if not word:
            break
        turn = next((lists.directions[stem] for _, stem in stems(word) if stem in lists.directions), None)
        if turn is not None:
            turns.append(turn)
        elif _is(word, lists.parts):
            part = True
        elif _is(word, lists.around):
            around = True
        else:
            break
        at -= 1
        first = at
    distance = _distance_before(tokens, _skip_fill(tokens, at, lists.fill), lists)
    if distance is not None:
        first, km = distance
        return _Said(tokens[first].start, tuple(turns), part, around, km)
    if not (turns or part or around):
        return None
    return _Said(tokens[first].start, tuple(turns), part, around)


def _distance_before(tokens: Sequence[Token], at: int, lists: OffsetWords) -> tuple[int, tuple[float, float]] | None:
    """The distance whose last word stands before a token, and where it begins: نحو 15 كيلومترا."""
    if not at:
        return None
    word = tokens[at - 1].text
    if word in lists.duals:
        return at - 1, (lists.duals[word], lists.duals[word])
    if word not in lists.units:
        return None
    number = next((each for each in find_numbers(tokens[: at - 1]) if each.last == at - 1), None)
    if number is None:
        return None
    return number.first, _km(number.min, number.max, lists.units[word])


def _after(tokens: Sequence[Token], words: PlaceWords) -> tuple[float, float, int] | None:
    """The distance that follows a name, and where it ends: شرق سراقب [بنحو 5 كم]."""
    lists = words.offsets
    for number in find_numbers(tokens):
        fill = all(token.text in lists.fill for token in tokens[: number.first])
        if number.first > _FILLS or not fill or number.last >= len(tokens):
            return None
        unit = tokens[number.last]
        return (*_km(number.min, number.max, lists.units[unit.text]), unit.end) if unit.text in lists.units else None
    return None


def _km(least: int, most: int | None, unit: float) -> tuple[float, float]:
    """The bounds in kilometres; "عدة كيلومترات" are up to ten, and more than 10 up to half as many again."""
    if most is None:
        most = 10 if least == 1 else round(least * 1.5)
    return round(least * unit, 3), round(most * unit, 3)


def _mean(turns: Sequence[float]) -> float | None:
    """The direction that several words say together: شمال شرق is 45; opposite ones say none."""
    north, east = sum(cos(radians(turn)) for turn in turns), sum(sin(radians(turn)) for turn in turns)
    return round(degrees(atan2(east, north)) % 360, 1) if hypot(north, east) > 0.1 else None
