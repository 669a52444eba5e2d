"""Glyphs on a page to words in reading order, for Arabic with numbers and Latin words in it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, groupby
from typing import NamedTuple

from marsad.sources.encoding import has_arabic

GAP = 0.16  # of a line's height: a wider gap parts two words
OPENING, CLOSING = "([{«", ")]}»"
WORD = re.compile("[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]{2,}")
LAST_ONLY = "ةى\ufe93\ufe94\ufeef\ufef0"  # letters that stand at the end of a word alone
FULL_STOP = re.compile(r"[.؟!?:…»\"”)]\s*$")
SHORT = 0.75  # of the usual width of a line; a shorter one ends its paragraph
CLEAR = 3  # times as many signs of one order as of the other make it sure
ALONE = 0.35  # of words that are single letters; more means that the letters stand apart


class Glyph(NamedTuple):
    """A sign and its box on the page, in points, y upwards."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float


def in_order(line: Sequence[Glyph]) -> str:
    """The line as it is read: right to left where Arabic prevails, with numbers and Latin words left to right."""
    if not line:
        return ""
    glyphs = _with_spaces(_clusters(line))
    arabic = sum(1 for each in glyphs if has_arabic(each))
    latin = sum(1 for each in glyphs if _is_latin(each))
    if arabic >= latin:
        return _mirrored("".join(_runs(glyphs[::-1], _is_left_to_right)))
    return "".join(_runs(glyphs, has_arabic))


def _clusters(line: Sequence[Glyph]) -> list[Glyph]:
    """What is drawn as one, from left to right: a ligature's letters, a letter with its marks."""
    ordered: list[Glyph] = []
    marks = []
    for glyph in line:
        if unicodedata.category(glyph.sign) in ("Mn", "Me"):
            marks.append(glyph)
        elif ordered and ordered[-1][1:] == glyph[1:] and not glyph.sign.isspace():
            ordered[-1] = ordered[-1]._replace(sign=ordered[-1].sign + glyph.sign)
        else:
            ordered.append(glyph)
    for mark in marks:
        at = _under(mark, ordered)
        if at is not None:
            ordered[at] = ordered[at]._replace(sign=ordered[at].sign + mark.sign)
    return sorted(ordered, key=lambda glyph: (glyph.left + glyph.right) / 2)


def _under(mark: Glyph, letters: list[Glyph]) -> int | None:
    middle = (mark.left + mark.right) / 2
    apart = [abs((each.left + each.right) / 2 - middle) for each in letters if not each.sign.isspace()]
    near = [at for at, each in enumerate(letters) if not each.sign.isspace()]
    return near[apart.index(min(apart))] if near else None


def _with_spaces(glyphs: list[Glyph]) -> list[str]:
    """The signs from left to right, with a space wherever there is a gap."""
    height = max((each.top - each.bottom for each in glyphs), default=0.0) or 1.0
    signs: list[str] = []
    edge = None
    for glyph in glyphs:
        if glyph.sign.isspace():
            signs.append(" ")
            edge = None
            continue
        if edge is not None and glyph.left - edge > GAP * height:
            signs.append(" ")
        signs.append(glyph.sign)
        edge = glyph.right if edge is None else max(edge, glyph.right)
    return signs


def _is_latin(sign: str) -> bool:
    return sign[0].isalpha() and not has_arabic(sign)


def _is_left_to_right(sign: str) -> bool:
    return sign[0].isalnum() and not has_arabic(sign)


def _runs(signs: Sequence[str], turned: Callable[[str], bool]) -> Iterator[str]:
    """The signs, with runs that go the other way turned round; what stands inside a run goes with it."""
    marked = [turned(sign) for sign in signs]
    for at in range(1, len(signs) - 1):
        joins = signs[at] in ".,:/-+%@_٫٬" or signs[at].isspace()
        if not marked[at] and joins and marked[at - 1] and _next_is(marked, signs, at):
            marked[at] = True
    for is_turned, group in groupby(zip(marked, signs, strict=True), key=lambda each: each[0]):
        run = [sign for _, sign in group]
        yield "".join(run[::-1] if is_turned else run)


def _next_is(marked: list[bool], signs: Sequence[str], at: int) -> bool:
    """Whether the run goes on: 3.5, 13/1/2024, two Latin words; not two numbers with a space between."""
    if not marked[at + 1]:
        return False
    return not signs[at].isspace() or (signs[at - 1][0].isalpha() and signs[at + 1][0].isalpha())


def _mirrored(line: str) -> str:
    """Brackets as they are written: a PDF may hold them as they are drawn, or one of them for both."""
    for opening, closing in zip(OPENING, CLOSING, strict=True):
        found = [sign for sign in line if sign in (opening, closing)]
        if len(found) % 2 == 0 and found != [opening, closing] * (len(found) // 2):
            turns = cycle((opening, closing))
            line = "".join(next(turns) if sign in (opening, closing) else sign for sign in line)
    return line


def straightened(lines: list[str]) -> list[str]:
    """The lines, each turned round where all words of the document stand backwards."""
    forwards, backwards = signs_of_order("\n".join(lines))
    if backwards >= 2 and backwards > CLEAR * forwards:
        return ["".join(_runs(list(line[::-1]), _is_left_to_right)) for line in lines]
    return lines


def signs_of_order(text: str) -> tuple[int, int]:
    """How many words look as if they ran forwards, and how many backwards.

    >>> signs_of_order("المدينة القديمة"), signs_of_order("ةنيدملا ةميدقلا")
    ((4, 0), (0, 4))
    """
    forwards = backwards = 0
    for word in WORD.findall(text):
        if len(word) >= 4:
            forwards += word.startswith("ال")
            backwards += word.endswith("لا")
        forwards += word[-1] in LAST_ONLY
        backwards += word[0] in LAST_ONLY
    return forwards, backwards


def is_garbled(text: str) -> bool:
    """Whether Arabic words come backwards, or letter by letter."""
    forwards, backwards = signs_of_order(text)
    if backwards >= 2 and forwards <= CLEAR * backwards:
        return True
    words = [word for word in text.split() if has_arabic(word)]
    alone = sum(1 for word in words if len(word) == 1 and word != "و")
    return len(words) > 8 and alone > ALONE * len(words)


def paragraphs(lines: list[str]) -> str:
    """Lines joined to paragraphs: a line ends one that ends with a full stop or is short."""
    lines = [" ".join(line.split()) for line in lines]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[int(len(widths) * 0.9)] if widths else 0
    text = ""
    for line in lines:
        ends = not line or len(line) < SHORT * usual or FULL_STOP.search(line)
        text += line + ("\n" if ends else " ")
    return text.strip()
