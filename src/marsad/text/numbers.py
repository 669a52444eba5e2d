"""Numbers in digits and words, and what widens them: نحو، أكثر من، على الأقل، بين ثلاثة وخمسة، عشرات.

A compound is a chain of parts joined by و, each smaller than the magnitude before it (ألفان ومئة وخمسون),
save that a unit stands before its ten (خمسة وعشرون).
"""

from collections.abc import Sequence
from typing import NamedTuple

from marsad.text.number_words import (
    A_FEW,
    BETWEEN,
    BETWEEN_NUMBER_AND_OF,
    BOUND_AFTER_STARTS,
    BOUND_UNITS,
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    DUAL_SCALES,
    FUZZY_SCALES,
    HUNDRED,
    NEEDS_OF,
    OF,
    OTHER,
    RISES,
    SCALES,
    SEVERAL,
    SMALL,
    TEEN,
    Bound,
)
from marsad.text.tokens import Token

_JOINERS = "وفبلك"
_STOPS = frozenset(".؟!؛:")
_LONGEST_DIGITS = 15
_ABOVE_ALL = 10**12
_REACH = 3  # words that may stand between a number and its "على الأقل"


class Number(NamedTuple):
    """How many the tokens `[first, last)` say; `max` None means "or more", `approx` that it is about so."""

    first: int
    last: int
    min: int
    max: int | None
    approx: bool
    digits: bool


class _Chain(NamedTuple):
    """A compound under construction: the sum so far, its lowest scale, and the group below that scale."""

    total: int
    scale: int
    group: int


class _Value(NamedTuple):
    """What was read from one token on, before the words around it are asked."""

    last: int
    low: int
    high: int | None
    digits: bool = False
    fuzzy: bool = False


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """All numbers of a text from left to right; bounds such as أكثر من belong to the number's tokens.

    >>> from marsad.text.tokens import tokenize
    >>> find_numbers(tokenize("مقتل أكثر من عشرين عنصراً"))
    [Number(first=1, last=4, min=21, max=None, approx=False, digits=False)]
    """
    numbers: list[Number] = []
    position = floor = 0
    while position < len(tokens):
        value = _read_value(tokens, position)
        if value is None:
            position += 1
            continue
        numbers.append(_with_surroundings(tokens, position, value, floor))
        position = floor = numbers[-1].last
    return numbers


def _with_surroundings(tokens: Sequence[Token], at: int, value: _Value, floor: int) -> Number:
    """A value with the range it opens and the bounds before and after it."""
    _, low, high, digits, approx = value
    last = value.last
    second = _range_end(tokens, at, value, floor)
    first = at
    if second is not None:
        last, high, approx = second.last, second.high, approx or second.fuzzy
        if at > floor and _bare(tokens[at - 1].text, BETWEEN):
            first = at - 2 if at - 1 > floor and _bare(tokens[at - 2].text, ("ما",)) else at - 1
    after, behind = _bound_after(tokens, last)
    first, bounds = _bounds_before(tokens, first, floor)
    if Bound.MORE_THAN in bounds:
        low, high = low if value.fuzzy else low + 1, None
    if Bound.AT_LEAST in bounds or after is Bound.AT_LEAST:
        high = None
    if Bound.LESS_THAN in bounds and high is not None:
        low, high, approx = min(1, max(high - 1, 0)), max(high - 1, 0), True
    approx = approx or Bound.ABOUT in bounds or after is Bound.ABOUT
    return Number(first, behind, low, high, approx, digits)


def _range_end(tokens: Sequence[Token], at: int, value: _Value, floor: int) -> _Value | None:
    """The upper end in "3-5", "3 إلى 5", "3 أو 4" and "بين 3 و5"; None where the value stands alone."""
    mark = value.last
    if mark + 1 > len(tokens) - 1 and not (mark < len(tokens) and tokens[mark].text[0] == "و"):
        return None
    text = tokens[mark].text
    before = tokens[at - 1].text if at > floor else ""
    if text[0] == "و":
        start = mark + 1 if text == "و" else mark
        joined = _bare(before, BETWEEN)
    else:
        start = mark + 1
        joined = (
            text == "او"
            or (text in ("-", "–") and value.digits and tokens[start].start - tokens[mark - 1].end <= 3)
            or (text == "الي" and not (before == "من" and _tells_change(tokens, at, floor)))
        )
    if not joined or start >= len(tokens):
        return None
    second = _read_value(tokens, start)
    return second if second is not None and second.high is not None and second.high > value.low else None


def _tells_change(tokens: Sequence[Token], at: int, floor: int) -> bool:
    """Whether "من 3 إلى 5" tells of a rise, not of a range: ارتفعت الحصيلة من 3 إلى 5."""
    return any(token.text.lstrip("و").startswith(RISES) for token in tokens[max(at - 5, floor) : at])


def _bounds_before(tokens: Sequence[Token], first: int, floor: int) -> tuple[int, set[Bound]]:
    """What is said before a number about its bounds, and the token where that begins: "لأكثر من نحو"."""
    found: set[Bound] = set()
    while first > floor:
        for head, bound in _phrases_ending(tokens[first - 1].text):
            start = first - 1 - len(head)
            if start >= floor and all(_bare(tokens[start + offset].text, (word,)) for offset, word in enumerate(head)):
                found.add(bound)
                first = start
                break
        else:
            break
    return first, found


def _phrases_ending(word: str) -> tuple[tuple[tuple[str, ...], Bound], ...]:
    """The phrases a word may end; one of a single word may have a letter before it: بنحو, لحوالي."""
    phrases = BOUNDS_BEFORE.get(word)
    if phrases is None and word[0] in _JOINERS:
        phrases = tuple(phrase for phrase in BOUNDS_BEFORE.get(word[1:], ()) if not phrase[0])
    return phrases or ()


def _bare(word: str, wanted: Sequence[str] | frozenset[str]) -> bool:
    """Whether a word, or what remains without the letter before it, is wanted: وبين, لأكثر."""
    return word in wanted or (len(word) > 2 and word[0] in _JOINERS and word[1:] in wanted)


def _bound_after(tokens: Sequence[Token], last: int) -> tuple[Bound | None, int]:
    """The bound within a few words after a number and before the next one, and where the number ends then.

    "250 شخصا على الأقل" is 250 or more; in "250 على الأقل" the bound belongs to the number's words.
    """
    for position in range(last, min(last + _REACH + 1, len(tokens))):
        text = tokens[position].text
        if text in BOUND_AFTER_STARTS:
            for length in (3, 2, 1):
                words = tuple(token.text for token in tokens[position : position + length])
                bound = BOUNDS_AFTER.get(words)
                if bound is not None:
                    return bound, position + len(words) if position == last else last
        if text in _STOPS or text[0].isdecimal() or _small_value(text) is not None:
            break
    return None, last


def _read_value(tokens: Sequence[Token], at: int) -> _Value | None:
    """One number that begins at this token, without the words around it."""
    text = tokens[at].text
    if text[0].isdecimal():
        return _read_digits(tokens, at)
    for word in (text, text[1:]) if text[0] in _JOINERS and text[1:3] != "ال" else (text,):
        if word in FUZZY_SCALES or word in A_FEW:
            return _read_fuzzy_scales(tokens, at, word)
        if word in SEVERAL:
            return _read_several(tokens, at, word)
        if word in SMALL or word in SCALES or word in DUAL_SCALES or word in BOUND_UNITS:
            return _read_chain(tokens, at, word)
    return None


def _read_digits(tokens: Sequence[Token], at: int) -> _Value | None:
    value = _digit_value(tokens[at].text)
    if value is None or _is_model_number(tokens, at):
        return None
    last = at + 1
    scale = SCALES.get(tokens[last].text) if last < len(tokens) else None
    if scale is not None:
        return _continue_chain(tokens, _Chain(round(value * scale), scale, 0), last + 1, digits=True)
    low = int(value)
    return _Value(last, low, low if value == low else low + 1, digits=True)


def _digit_value(text: str) -> float | None:
    """The value of digits with separators: "1,200" and "1.200" are 1200, "3.5" and "3,5" three and a half."""
    if len(text) > _LONGEST_DIGITS:
        return None
    if text.isdecimal():
        return int(text)
    head, *groups = text.replace(",", ".").split(".")
    if len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in groups):
        return int(head + "".join(groups))
    return float(f"{head}.{groups[0]}") if len(groups) == 1 else None


def _is_model_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether digits hang on the letters of a weapon or a road: "F16", "إف-16", "M4"."""
    if at == 0 or tokens[at - 1].end != tokens[at].start:
        return False
    before = tokens[at - 1]
    if before.text == "-" and at > 1:
        name = tokens[at - 2]
        return name.end == before.start and len(name.text) <= 3 and name.text.isalpha()
    return before.text.isascii() and before.text.isalpha()


def _read_fuzzy_scales(tokens: Sequence[Token], at: int, word: str) -> _Value:
    """Scales without a figure: عشرات is 20 or more, مئات الآلاف 200,000 or more, بضع مئات 300 to 900."""
    low, high = (3, 9) if word in A_FEW else (2 * FUZZY_SCALES[word], None)
    last = at + 1
    while last < len(tokens) and tokens[last].text in FUZZY_SCALES and low < 10**9:
        scale = FUZZY_SCALES[tokens[last].text]
        low, high, last = low * scale, None if high is None else high * scale, last + 1
    return _Value(last, low, high, fuzzy=True)


def _read_several(tokens: Sequence[Token], at: int, word: str) -> _Value | None:
    """People of no stated number, one or more: عدد من، عدد كبير من، العديد منهم، عدد آخر، عدة."""
    last = at + 1
    if word in NEEDS_OF:
        while last < len(tokens) and tokens[last].text in BETWEEN_NUMBER_AND_OF and last - at <= _REACH:
            last += 1
        of = tokens[last].text if last < len(tokens) else ""
        if of not in OF and tokens[last - 1].text not in OTHER:
            return None
        last += of == "من"
    elif last < len(tokens) and tokens[last].text in FUZZY_SCALES:
        return _read_fuzzy_scales(tokens, last, tokens[last].text)
    return _Value(last, 1, None, fuzzy=True)


def _read_chain(tokens: Sequence[Token], at: int, word: str) -> _Value | None:
    """A number in words, from its first part on."""
    part = _read_part(tokens, at, word)
    if part is None:
        return None
    value, last = part
    if value >= 1000:
        return _continue_chain(tokens, _Chain(value, _scale_of(value), 0), last)
    return _continue_chain(tokens, _Chain(0, _ABOVE_ALL, value), last)


def _scale_of(value: int) -> int:
    return next(scale for scale in (10**9, 10**6, 1000) if value >= scale)


def _continue_chain(tokens: Sequence[Token], chain: _Chain, last: int, *, digits: bool = False) -> _Value:
    """Add the parts that follow from `last` on."""
    total, scale, group = chain
    while True:
        following = SCALES.get(tokens[last].text) if last < len(tokens) else None
        if following is not None and 0 < group < 1000 and following < scale:
            total, scale, group, last = total + group * following, following, 0, last + 1
        joined = _joined_part(tokens, last)
        if joined is None:
            break
        value, end, in_digits = joined
        if not _may_join(group, value, scale):
            break
        if value >= 1000:
            total, scale = total + value, _scale_of(value)
        else:
            group += value
        last, digits = end, digits or in_digits
    return _Value(last, total + group, total + group, digits=digits)


def _may_join(group: int, value: int, scale: int) -> bool:
    """Whether و may add a part: a ten to a unit, less than a hundred to hundreds, a group to a scale."""
    if group == 0:
        return value < scale
    if group % 100 == 0:
        return value < 100
    return group % 100 < 10 and value in range(20, 100, 10)


def _joined_part(tokens: Sequence[Token], last: int) -> tuple[int, int, bool] | None:
    """The part that و joins to a chain: its value, where it ends, whether it is in digits."""
    if last >= len(tokens) or tokens[last].text[0] != "و":
        return None
    at, word = last, tokens[last].text[1:]
    if not word:
        at += 1
        if at >= len(tokens):
            return None
        word = tokens[at].text
    if word.isdecimal() and len(word) <= 3:
        return int(word), at + 1, True
    part = _read_part(tokens, at, word)
    return None if part is None else (*part, False)


def _read_part(tokens: Sequence[Token], at: int, word: str) -> tuple[int, int] | None:
    """One part of a chain and where it ends: a word, a teen (ثلاثة عشر), hundreds in two words (ثلاث مئة)."""
    follower = tokens[at + 1].text if at + 1 < len(tokens) else ""
    bound = BOUND_UNITS.get(word)
    if bound is not None:
        if follower in TEEN:
            return bound + 10, at + 2
        return (bound, at + 1) if follower[:1] == "و" and 20 <= SMALL.get(follower[1:], 0) <= 90 else None
    value = SMALL.get(word)
    if value is None:
        value = SCALES.get(word) or DUAL_SCALES.get(word)
        return None if value is None else (value, at + 1)
    if 3 <= value <= 9 and follower in TEEN:
        return value + 10, at + 2
    if 3 <= value <= 9 and follower in HUNDRED:
        return value * 100, at + 2
    return value, at + 1


def _small_value(word: str) -> int | None:
    value = SMALL.get(word)
    return SMALL.get(word[1:]) if value is None and word[0] in _JOINERS else value
