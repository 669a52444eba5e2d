"""The words of a text as the calendar knows them: which date word stands where."""

from collections.abc import Sequence
from typing import NamedTuple

from marsad.knowledge.calendar import Calendar, DateWord, Phrase
from marsad.model.dates import DateExpression
from marsad.text.numbers import find_numbers
from marsad.text.tokens import Token

_CLITICS = frozenset("وفبل")
_WINDOW = 6  # tokens that a number in words may span


class Hit(NamedTuple):
    """A date word found: what it is worth, its unit, and the token after it."""

    number: int
    unit: str
    end: int


class Found(NamedTuple):
    """An expression that the tokens up to `end` say."""

    said: DateExpression
    end: int


class DateWords:
    """The tokens of a text with the date phrases that may begin at each, found by one look-up a word."""

    def __init__(self, tokens: Sequence[Token], calendar: Calendar) -> None:
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self.prefix = [0] * len(tokens)
        self._phrases: list[tuple[Phrase, ...]] = []
        for position, word in enumerate(self.words):
            found = calendar.phrases.get(word)
            if found is None and word[0] in _CLITICS and len(word) > 2:
                found = self._without_clitics(position, word, calendar)
            self._phrases.append(found or ())

    def _without_clitics(self, position: int, word: str, calendar: Calendar) -> tuple[Phrase, ...] | None:
        """The phrases of a word behind one or two clitics: "وبالأمس", "لشهر"."""
        for length in (1, 2):
            found = calendar.phrases.get(word[length:])
            if found is not None:
                self.prefix[position] = length
                return found
            if word[length] not in _CLITICS:
                return None
        return None

    def word(self, position: int) -> str:
        """The folded word at a position; "" behind the end."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def may_begin(self, position: int) -> bool:
        """Whether a date can begin here: a date word, or digits."""
        return bool(self._phrases[position]) or self.words[position][0].isdigit() or self.words[position] == "ال"

    def hit(self, position: int, role: DateWord, unit: str | None = None) -> Hit | None:
        """The longest phrase of that role at a position."""
        if not 0 <= position < len(self.words):
            return None
        for phrase in self._phrases[position]:
            if phrase.role is role and (unit is None or phrase.unit == unit) and self._stands(phrase, position):
                return Hit(phrase.number, phrase.unit, position + len(phrase.words))
        return None

    def _stands(self, phrase: Phrase, position: int) -> bool:
        rest = phrase.words[1:]
        return not rest or tuple(self.words[position + 1 : position + 1 + len(rest)]) == rest

    def after(self, position: int, role: DateWord) -> int:
        """The position behind a word of that role, or the position itself."""
        hit = self.hit(position, role)
        return hit.end if hit else position

    def skip(self, position: int, marks: str) -> int:
        """The position behind one of these marks or words, or the position itself."""
        return position + 1 if self.word(position) in marks.split() else position

    def digits(self, position: int, least: int, most: int) -> int | None:
        """The whole number in digits at a position, when it lies within the bounds."""
        word = self.word(position)
        if not (word.isdecimal() and len(word) <= 4):
            return None
        value = int(word)
        return value if least <= value <= most else None

    def number(self, position: int) -> tuple[int, int] | None:
        """A number in digits or words and the token after it: "ثلاثة أيام"."""
        numbers = find_numbers(self.tokens[position : position + _WINDOW])
        if not numbers or numbers[0].first != 0:
            return None
        return numbers[0].min, position + numbers[0].last

    def word_value(self, word: str) -> int | None:
        """The value of one number word."""
        numbers = find_numbers([Token(word, 0, 1)])
        return numbers[0].min if numbers else None
