"""Sentences, clauses and quotations, by marks, line ends and connectives; each in one pass."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from marsad.text.tokens import Token

_TERMINATORS = frozenset(".!?؟\u06d4")
_ELLIPSIS = "\u2026"
_CLOSERS = frozenset(")]}»›”\"'’")
_CLAUSE_MARKS = frozenset("،؛:,;()[]{}–—|\u2026")
_DASH = "-"

# Words that open a clause wherever they stand; a leading و is allowed.
_CONNECTIVES = frozenset(
    (
        "حيث",
        "فيما",
        "بينما",
        "كما",
        "مما",
        "لكن",
        "لكنه",
        "لكنها",
        "وذلك",
        "عندما",
        "بعدما",
        "حينما",
        "اثناء",
        "عقب",
        "اثر",
        "جراء",
        "نتيجه",
        "بحسب",
        "وفق",
        "وفقا",
    )
)
# Words that open a clause only together with the one after them.
_CONNECTIVE_PAIRS = {
    "ما": frozenset(("ادي", "اسفر", "اوقع", "خلف", "تسبب", "يعني")),
    "في": frozenset(("حين", "الوقت", "المقابل")),
    "بعد": frozenset(("ان",)),
    "قبل": frozenset(("ان",)),
    "الي": frozenset(("ذلك",)),
    "غير": frozenset(("ان", "انه", "انها")),
    "الا": frozenset(("ان", "انه", "انها")),
}

_OPENING = {"«": "»", "‹": "›"}
_CLOSING = {close: opening for opening, close in _OPENING.items()}
_DEEPEST = 8  # quotations that a closing mark is matched against; keeps hostile texts linear
_LONGEST = 300  # words of a sentence; one without an end is cut there, which keeps hostile texts linear
_SLOPPY = frozenset('"“”„‟')  # straight and curly marks, in all directions


class Sentence(NamedTuple):
    """The tokens `[first, last)` of one sentence."""

    first: int
    last: int


def find_sentences(content: str, tokens: Sequence[Token]) -> list[Sentence]:
    """Sentences end at line ends and at . ! ? ؟, not inside numbers, initials, addresses and ellipses.

    >>> from marsad.text.tokens import tokenize
    >>> text = "قتل د. علي أمس. وأصيب آخر"
    >>> len(find_sentences(text, tokenize(text)))
    2
    """
    sentences: list[Sentence] = []
    first = 0
    size = len(tokens)
    position = 0
    while position < size:
        end = position + 1
        if tokens[position].text in _TERMINATORS:
            end, closed = _close(tokens, position, first)
        else:
            closed = False
        if not closed and end < size:
            closed = "\n" in content[tokens[end - 1].end : tokens[end].start]
        if closed or end == size or end - first >= _LONGEST:
            sentences.append(Sentence(first, end))
            first = end
        position = end
    return sentences


def set_title_apart(sentences: Sequence[Sentence], tokens: Sequence[Token], title: int) -> list[Sentence]:
    """The same sentences with the first `title` characters as the first of them, empty where there is no title."""
    size = bisect_left(tokens, title, key=lambda token: token.start)
    body = [Sentence(max(first, size), last) for first, last in sentences if last > size]
    return [Sentence(0, size), *body]


def _close(tokens: Sequence[Token], position: int, first: int) -> tuple[int, bool]:
    """The token after a run of terminators and closing marks, and whether a sentence ends there."""
    size = len(tokens)
    end = position + 1
    while end < size and tokens[end].start == tokens[end - 1].end and tokens[end].text in _TERMINATORS:
        end += 1
    dots_only = all(tokens[mark].text == "." for mark in range(position, end))
    if dots_only and (end - position > 1 or _is_inner_dot(tokens, position, first)):
        return end, False
    while end < size and tokens[end].start == tokens[end - 1].end and tokens[end].text in _CLOSERS:
        end += 1
    return end, True


def _is_inner_dot(tokens: Sequence[Token], position: int, first: int) -> bool:
    """Whether a full stop belongs to an initial ("د. علي"), an address (sana.sy) or an item number ("1.")."""
    if position == first:
        return False
    before = tokens[position - 1]
    if before.end != tokens[position].start:
        return False
    if len(before.text) == 1 and before.text.isalpha():
        return True
    if position - 1 == first and before.text.isdigit():
        return True
    if position + 1 == len(tokens):
        return False
    after = tokens[position + 1]
    return (
        after.start == tokens[position].end and before.text.isascii() and after.text.isascii() and after.text.isalnum()
    )


def find_clauses(tokens: Sequence[Token], sentence_of: Sequence[int]) -> list[int]:
    """The running number of each token's clause; a mark closes its clause, a connective opens one.

    >>> from marsad.text.tokens import tokenize
    >>> words = tokenize("قصف البلدة، فيما أصيب طفل")
    >>> find_clauses(words, [0] * len(words))
    [0, 0, 0, 1, 1, 1]
    """
    clauses: list[int] = []
    clause = 0
    closed = False
    size = len(tokens)
    for position, token in enumerate(tokens):
        text = token.text
        new_sentence = position > 0 and sentence_of[position] != sentence_of[position - 1]
        if closed or new_sentence or (position > 0 and _opens_clause(tokens, position)):
            clause += 1
        clauses.append(clause)
        closed = False
        if text in _CLAUSE_MARKS:
            inner = text in ":," and 0 < position < size - 1 and _is_tight(tokens, position)
            closed = not inner
        elif text == _DASH:
            closed = not (0 < position < size - 1 and _is_tight(tokens, position))
        elif text == ".":
            after_dot = position > 0 and tokens[position - 1].text == "."
            closed = after_dot and not (position + 1 < size and tokens[position + 1].text == ".")
    return clauses


def _opens_clause(tokens: Sequence[Token], position: int) -> bool:
    text = tokens[position].text
    if text in _CONNECTIVES:
        return True
    if text[0] == "و" and text[1:] in _CONNECTIVES:
        return True
    followers = _CONNECTIVE_PAIRS.get(text) or _CONNECTIVE_PAIRS.get(text[1:])
    return followers is not None and position + 1 < len(tokens) and tokens[position + 1].text in followers


def _is_tight(tokens: Sequence[Token], position: int) -> bool:
    """Whether a mark stands between words without a space: 10:30, "سو-24"."""
    return tokens[position - 1].end == tokens[position].start and tokens[position].end == tokens[position + 1].start


def find_depths(content: str, tokens: Sequence[Token]) -> list[int]:
    """How many quotations each token stands in, marks included; a line end closes what was left open.

    Sloppy texts open with ” and close with “, so these and " go by what stands around them.

    >>> from marsad.text.tokens import tokenize
    >>> text = 'قال لـ”نورث برس” إن «الحصيلة "كبيرة" جداً»'
    >>> find_depths(text, tokenize(text))
    [0, 0, 1, 1, 1, 1, 0, 1, 1, 2, 2, 2, 1, 1]
    """
    depths: list[int] = []
    stack: list[str] = []
    end = 0
    for token in tokens:
        if stack and "\n" in content[end : token.start]:
            stack.clear()
        end = token.end
        text = token.text
        if len(text) > 1 or text.isalnum():
            depths.append(len(stack))
        elif text in _SLOPPY:
            depths.append(_turn_sloppy(content, token, stack))
        elif text in _OPENING:
            stack.append(text)
            depths.append(len(stack))
        elif text in _CLOSING:
            depths.append(len(stack))
            _close_quotation(stack, _CLOSING[text])
        else:
            depths.append(len(stack))
    return depths


def _turn_sloppy(content: str, mark: Token, stack: list[str]) -> int:
    """Open or close at a mark that may do either; the depth it stands in."""
    kind = '"' if mark.text == '"' else "“"
    opens = kind not in stack[-_DEEPEST:]
    if not opens and mark.text == "“":
        before = content[mark.start - 1] if mark.start else " "
        after = content[mark.end] if mark.end < len(content) else " "
        opens = before.isspace() and not after.isspace()
    if opens:
        stack.append(kind)
        return len(stack)
    depth = len(stack)
    _close_quotation(stack, kind)
    return depth


def _close_quotation(stack: list[str], kind: str) -> None:
    """Close the innermost quotation of a kind and all left open inside; a stray mark closes nothing."""
    if kind in stack[-_DEEPEST:]:
        while stack.pop() != kind:
            pass
