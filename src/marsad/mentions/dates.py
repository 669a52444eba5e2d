"""Dates of a text: the longest expressions that say when, told by the words of the calendar."""

from dataclasses import replace

from marsad.knowledge.calendar import Calendar, DateWord, in_gregorian
from marsad.mentions.date_grammar import DateGrammar
from marsad.mentions.date_words import Found
from marsad.model.codes import MentionKind
from marsad.model.dates import DateForm
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis

_GUARDED = {
    DateForm.DAY: "month",
    DateForm.MONTH: "month",
    DateForm.WEEKDAY: "weekday",
    DateForm.AGO: "near",
    DateForm.YEAR: "year",
    DateForm.SINCE: "since",
}
_UNTIL = ("حتي", "وحتي", "لغايه")
_REACH_OF_SINCE = 4  # "الأكثر دموية على الإطلاق منذ"


def find_dates(analysis: Analysis, calendar: Calendar) -> list[Mention]:
    """All dates, from left to right, without overlaps; "مساء أمس الجمعة" is one."""
    grammar = DateGrammar(analysis.tokens, calendar)
    mentions: list[Mention] = []
    size = len(analysis.tokens)
    position = 0
    while position < size:
        found = grammar.date_at(position) if grammar.may_begin(position) else None
        if found is None:
            position += 1
            continue
        if not _is_name(grammar, position, found):
            mentions.append(_mention(analysis, grammar, position, found))
        position = found.end
    return mentions


def _is_name(grammar: DateGrammar, position: int, found: Found) -> bool:
    """Whether the words only look like a date of something told here.

    "ثورة 25 يناير", "سوق الجمعة", "روسيا اليوم", "مواليد عام 1985", "الأعنف منذ شهر", "حتى السبت".
    """
    if grammar.word(position - 1) in _UNTIL:
        return True
    kind = _GUARDED.get(found.said.form)
    if kind is None or grammar.prefix[position] or (kind == "month" and found.said.year is not None):
        return False
    reach = _REACH_OF_SINCE if kind == "since" else 1
    return any(grammar.hit(before, DateWord.GUARD, kind) for before in range(position - 1, position - 1 - reach, -1))


def _mention(analysis: Analysis, grammar: DateGrammar, first: int, found: Found) -> Mention:
    """A date mention, without the clitics written before its first word."""
    span = analysis.span(first, found.end)
    clitics = grammar.prefix[first]
    word = analysis.content[span.start : span.start + clitics]
    if clitics and word == analysis.tokens[first].text[:clitics]:
        span = replace(span, start=span.start + clitics)
    said = in_gregorian(found.said)
    return Mention(kind=MentionKind.DATE, span=span, value=said.label, rule=f"dates:{said.form}", date=said)
