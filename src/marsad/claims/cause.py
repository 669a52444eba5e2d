"""Why it happened, where the report says so: "إثر خلاف على أرض", "ردا على القصف", "بسبب تأخر الرواتب"."""

from marsad.knowledge.speech import CauseCue, Found, Speech, spellings
from marsad.model.report import Span
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems, without_article

LONGEST = 25
FARTHEST = 60  # words that are searched at most: keeps one endless sentence from taking quadratic time
QUARREL_REACH = 3  # words after "إثر" among which the noun of the quarrel must stand
MARKS = frozenset("،,؛;.:!؟?([-–—«“…")
CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}


def find_cause(text: Analysis, first: int, last: int, speech: Speech) -> Span | None:
    """The reason stated for what the tokens `[first, last)` tell, or None.

    It is looked for among them, then in the rest of their sentence, before them, and in a next sentence that
    goes back to them. The words that open it are left off unless they belong to it:
    "قتل شاب إثر خلاف على أرض في البلدة" gives "خلاف على أرض في البلدة".
    """
    sentence = text.sentence_of[last - 1]
    begin, end = text.sentences[text.sentence_of[first]].first, text.sentences[sentence].last
    stretches = [(first, last), (last, end), (begin, first)]
    if sentence + 1 < len(text.sentences) and _goes_back(text, sentence + 1, speech):
        stretches.append(text.sentences[sentence + 1])
    return next((found for stretch in stretches if (found := _stated_in(text, *stretch, speech))), None)


def _goes_back(text: Analysis, sentence: int, speech: Speech) -> bool:
    """Whether a sentence says why what the one before told of happened: "وجاء الهجوم ردا على"."""
    opening = text.tokens[text.sentences[sentence].first].text
    return any(form in speech.cause_openers for form in spellings(opening))


def _stated_in(text: Analysis, first: int, last: int, speech: Speech) -> Span | None:
    """The first reason that is opened in the tokens `[first, last)`."""
    last = min(last, first + FARTHEST)
    words = [token.text for token in text.tokens[first : last + LONGEST]]
    for hit in speech.causes.find(words):
        if hit.first + first >= last:
            return None
        if hit.last < len(words) and _is_reason(words, hit, speech):
            start = first + (hit.first if hit.value.whole else hit.last)
            end = _reason_end(text, first + hit.last)
            if end > first + hit.last:
                return text.span(start, end)
    return None


def _is_reason(words: list[str], hit: Found[CauseCue], speech: Speech) -> bool:
    """Whether a reason follows, and not the deed itself: "بسبب القصف" names the weapon."""
    if hit.value.needs_quarrel:
        return any(_kind(word, speech) == "quarrel" for word in words[hit.last : hit.last + QUARREL_REACH])
    return hit.value.whole or _kind(words[hit.last], speech) != "weapon"


def _kind(word: str, speech: Speech) -> str | None:
    for _, stem in stems(word):
        if kind := speech.cause_nouns.get(stem) or speech.cause_nouns.get(without_article(stem)):
            return kind
    return None


def _reason_end(text: Analysis, start: int) -> int:
    """The end of the clause that holds the reason, without its closing marks."""
    clause = text.clause_of[start]
    end = start
    while end < len(text.tokens) and end - start < LONGEST and text.clause_of[end] == clause:
        end += 1
    while end > start and _is_stray(text, start, end):
        end -= 1
    return end


def _is_stray(text: Analysis, start: int, end: int) -> bool:
    """Whether the last word is a mark that closes nothing within `[start, end)`."""
    mark = text.tokens[end - 1].text
    if mark in MARKS:
        return True
    inside = [token.text for token in text.tokens[start : end - 1]]
    if mark == '"':
        return inside.count(mark) % 2 == 0
    return mark in CLOSING and CLOSING[mark] not in inside
