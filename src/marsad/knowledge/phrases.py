"""Phrases by their first word: finds the longest known name at a word in a few dictionary look-ups.

Words are folded. A phrase of one word costs one look-up; those of one first word are tried longest first.
"""

from collections.abc import Iterable, Sequence

Rests = tuple[tuple[str, ...], ...]


class PhraseTable:
    """Phrases by first word, longest first: "تل" -> (("ابيض", "الغربي"), ("ابيض",), ("تمر",))."""

    def __init__(self, phrases: Iterable[str]) -> None:
        rests: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            first, *rest = phrase.split()
            rests.setdefault(first, set()).add(tuple(rest))
        self._rests: dict[str, Rests] = {
            first: tuple(sorted(found, key=lambda rest: (-len(rest), rest))) for first, found in rests.items()
        }

    def __contains__(self, first: object) -> bool:
        """Whether any phrase begins with this word."""
        return first in self._rests

    def __len__(self) -> int:
        return sum(map(len, self._rests.values()))

    def longest(self, words: Sequence[str], at: int, first: str | None = None) -> int:
        """How many words from `at` on make the longest phrase, or 0; `first` stands for the word at `at`."""
        for rest in self._rests.get(words[at] if first is None else first, ()):
            if not rest:
                return 1
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                return 1 + len(rest)
        return 0
