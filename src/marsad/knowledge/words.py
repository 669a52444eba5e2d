"""Word classes: words of like use, so that what is learned of one word holds for its like.

The table is made by benchmarks/train_words.py; it holds light forms, words without article, conjunction and
preposition.
"""

from pathlib import Path

from marsad.knowledge.packs import read_table

LONG_PREFIXES = ("وبال", "وال", "بال", "فال", "كال", "ولل", "ال", "لل")
SHORT_PREFIXES = ("و", "ف", "ب", "ل")
SHORTEST_STEM = 3
NO_CLASS = ("", "")


class WordClasses:
    """Light forms and classes of folded words; each word is looked up once and remembered."""

    def __init__(self, classes: dict[str, tuple[str, str]]) -> None:
        self._classes = classes
        self._light: dict[str, str] = {}

    def lighten(self, word: str) -> str:
        """A word without its clitics, for counting words alike: "والقصف", "بقصف" and "قصف" are قصف."""
        known = self._light.get(word)
        if known is None:
            known = strip_article(word)
            if known == word and word not in self._classes and word.startswith(SHORT_PREFIXES):
                rest = strip_article(word[1:])
                if len(rest) >= SHORTEST_STEM and (rest in self._classes or len(rest) >= SHORTEST_STEM + 2):
                    known = rest
            self._light[word] = known
        return known

    def classes(self, light: str) -> tuple[str, str]:
        """The coarse and the fine class of a light form, empty for a rare word."""
        return self._classes.get(light, NO_CLASS)


def strip_article(word: str) -> str:
    """A folded word without ال and what may stand before it: "وبالقصف" is قصف."""
    for prefix in LONG_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM:
            return word[len(prefix) :]
    return word


def load_words(path: Path) -> WordClasses:
    """The word classes of a table; PackError names a bad row."""
    columns = ("word", "coarse", "fine")
    return WordClasses({row["word"]: (f"c{row['coarse']}", f"f{row['fine']}") for row in read_table(path, columns)})
