"""Right-to-left lines for terminals that do not turn them: letters are shaped, then put in visual order.

Most terminals set every character to the right of the last and join no letters. For these, letters are
exchanged for Unicode's presentation forms, and the line is reordered by the Unicode Bidirectional Algorithm
(UAX #9) without its explicit controls, which are not shown.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

JOINER = "\u200d"
NON_JOINER = "\u200c"
TATWEEL = "\u0640"
LAM = "\u0644"
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
CONTROLS = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff\u00ad" + "".join(map(chr, range(0x202A, 0x202F))))
CONTROLS |= frozenset(map(chr, range(0x2066, 0x206A)))
MIRRORED = str.maketrans("()[]{}<>«»‹›⟨⟩", ")(][}{><»«›‹⟩⟨")
FORMS = ("isolated", "final", "initial", "medial")


class Glyph(NamedTuple):
    """What stands in one place of a line: the characters to show, and where the text has the first."""

    text: str
    at: int


def visual_order(text: str, *, right_to_left: bool) -> list[Glyph]:
    """The glyphs of one line from left to right.

    >>> "".join(glyph.text for glyph in visual_order("AB 12", right_to_left=True))
    'AB 12'
    """
    glyphs = shape(text)
    levels = _levels([unicodedata.bidirectional(text[at]) or "L" for _, at in glyphs], int(right_to_left))
    turned = [
        Glyph(shown.translate(MIRRORED), at) if level % 2 else Glyph(shown, at)
        for (shown, at), level in zip(glyphs, levels, strict=True)
    ]
    return [turned[at] for at in _reorder(levels)]


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of the text is written from right to left."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def shape(text: str) -> list[Glyph]:
    """Letters in the forms that their neighbours ask for, with their marks, without what is invisible."""
    clusters = _clusters(text)
    joins = [_joins(text, left, right) for (left, _), (right, _) in pairwise(clusters)]
    joins = [False, *joins, False]
    glyphs: list[Glyph] = []
    skip = False
    for at, (base, marks) in enumerate(clusters):
        if skip:
            skip = False
            continue
        forms = _forms().get(text[base], {})
        if text[base] == LAM and joins[at + 1] and (pair := _forms().get(LAM + text[clusters[at + 1][0]])):
            forms, skip = pair, True
        wanted = FORMS[joins[at] + 2 * (joins[at + 1] and not skip)]
        shown = forms.get(wanted, text[base]) + marks + (clusters[at + 1][1] if skip else "")
        glyphs.append(Glyph(shown, base))
    return glyphs


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Presentation forms of each letter, and of lam with alef, out of Unicode's own decompositions."""
    forms: dict[str, dict[str, str]] = {TATWEEL: dict.fromkeys(FORMS, TATWEEL)}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        tag, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if tag.strip("<>") in FORMS:
            forms.setdefault("".join(chr(int(letter, 16)) for letter in letters), {})[tag.strip("<>")] = chr(code)
    return forms


def _joins(text: str, left: int, right: int) -> bool:
    """Whether two neighbouring letters are written in one stroke."""
    return (
        "initial" in _forms().get(text[left], ())
        and "final" in _forms().get(text[right], ())
        and NON_JOINER not in text[left + 1 : right]
    )


def _clusters(text: str) -> list[tuple[int, str]]:
    """The index of each base character, and the marks and emoji parts that sit on it."""
    clusters: list[tuple[int, str]] = []
    for index, char in enumerate(text):
        if char in CONTROLS or char == NON_JOINER:
            continue
        if clusters and _sits_on(text[clusters[-1][0]], clusters[-1][1], char):
            clusters[-1] = (clusters[-1][0], clusters[-1][1] + char)
        elif char != JOINER:
            clusters.append((index, ""))
    return clusters


def _sits_on(base: str, marks: str, char: str) -> bool:
    if unicodedata.category(char) in ("Mn", "Me") or ord(char) in SKIN_TONES:
        return True
    if unicodedata.category(base) != "So":
        return False
    flag = ord(base) in FLAG_LETTERS and ord(char) in FLAG_LETTERS and not marks
    return flag or char == JOINER or marks.endswith(JOINER)


def _levels(kinds: list[str], base: int) -> list[int]:
    """The embedding level of each character: rules W1 to W7, N1, N2, I1, I2 and L1 of UAX #9."""
    edge = "R" if base else "L"
    weak = _resolve_weak(kinds, edge)
    strong = _resolve_neutral(weak, edge)
    levels = []
    for kind in strong:
        if kind == "L":
            levels.append(base + base % 2)
        elif kind == "R":
            levels.append(base + (base + 1) % 2)
        else:  # numbers
            levels.append(base + 2 - base % 2)
    for at in range(len(kinds) - 1, -1, -1):  # spaces at the end of a line stay at its end
        if kinds[at] not in ("WS", "S", "B"):
            break
        levels[at] = base
    return levels


def _resolve_weak(kinds: list[str], edge: str) -> list[str]:
    """Numbers, separators and marks by what stands before and after them (W1 to W7)."""
    out = list(kinds)
    last_strong = edge
    for at, kind in enumerate(out):
        if kind == "NSM":
            out[at] = out[at - 1] if at else edge
        elif kind in ("L", "R", "AL"):
            last_strong = kind
        elif kind == "EN" and last_strong == "AL":
            out[at] = "AN"
    out = ["R" if kind == "AL" else kind for kind in out]
    for at in range(1, len(out) - 1):
        before, kind, after = out[at - 1 : at + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in ("EN", "AN"))):
            out[at] = before
    out = _spread_over_terminators(out)
    last_strong = edge
    for at, kind in enumerate(out):
        if kind in ("L", "R"):
            last_strong = kind
        elif kind == "EN" and last_strong == "L":
            out[at] = "L"
    return out


def _spread_over_terminators(kinds: list[str]) -> list[str]:
    """Signs such as % and $ beside a European number belong to it (W5)."""
    out = list(kinds)
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):
        previous = ""
        for at in order:
            if out[at] == "ET" and previous == "EN":
                out[at] = "EN"
            previous = out[at]
    return out


def _resolve_neutral(kinds: list[str], edge: str) -> list[str]:
    """Spaces and punctuation go with both neighbours where these agree, else with the line (N1, N2)."""
    out = list(kinds)
    at = 0
    while at < len(out):
        if out[at] in ("L", "R", "EN", "AN"):
            at += 1
            continue
        end = at
        while end < len(out) and out[end] not in ("L", "R", "EN", "AN"):
            end += 1
        before = _side(out[at - 1]) if at else edge
        after = _side(out[end]) if end < len(out) else edge
        out[at:end] = [before if before == after else edge] * (end - at)
        at = end
    return out


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _reorder(levels: Sequence[int]) -> list[int]:
    """Indexes in visual order: each run at or above a level is reversed, from the highest down (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[end] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = max(end, at + 1)
    return order
