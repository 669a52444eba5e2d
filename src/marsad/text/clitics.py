"""Clitics: the short words written together with the next one, and pronouns written at its end.

Nothing here decides which reading is right: a lexicon does, by knowing the stem.
"""

from functools import lru_cache

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
_FUTURE = "س"
_FUTURE_LETTERS = frozenset("اتين")
_ARTICLE = "ال"
_SHORTEST_STEM = 2

# Longest first: هما before ها.
_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ه", "ي", "ك")


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to part a folded word into prefix and stem; the whole word comes first.

    The article stays on the stem, and returns where لل swallowed it.

    >>> stems("وبالعشاره")
    (('', 'وبالعشاره'), ('و', 'بالعشاره'), ('وب', 'العشاره'))
    >>> stems("للنظام")
    (('', 'للنظام'), ('ل', 'النظام'), ('ل', 'لنظام'))
    """
    readings = [("", word)]
    if len(word) > _SHORTEST_STEM and word[0] in _CONJUNCTIONS:
        readings.append((word[0], word[1:]))
        readings.extend((word[0] + prefix, stem) for prefix, stem in _without_preposition(word[1:]))
    readings.extend(_without_preposition(word))
    return tuple(readings)


def _without_preposition(word: str) -> list[tuple[str, str]]:
    """Readings with ب ك ل taken off, or the س of the future before a verb."""
    if len(word) <= _SHORTEST_STEM:
        return []
    head, rest = word[0], word[1:]
    if head == _FUTURE:
        return [(head, rest)] if rest[0] in _FUTURE_LETTERS and len(rest) > _SHORTEST_STEM else []
    if head not in _PREPOSITIONS:
        return []
    readings = [(head, rest)]
    if word.startswith("لل") and len(word) > 3:
        readings.insert(0, (head, _ARTICLE + rest[1:]))
    return readings


def without_article(word: str) -> str:
    """A folded word without ال: النظام is نظام; words of two letters after it stay whole.

    >>> without_article("القتلي"), without_article("الان")
    ('قتلي', 'الان')
    """
    return word[2:] if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 2 else word


@lru_cache(maxsize=1 << 14)
def strip_pronoun(word: str) -> tuple[str, ...]:
    """What may stand before the pronoun at the end of a folded word, likeliest first.

    >>> strip_pronoun("مقتلهم"), strip_pronoun("زوجته"), strip_pronoun("قتلاهم")
    (('مقتل',), ('زوجه', 'زوجت'), ('قتلي', 'قتلا'))
    """
    found: list[str] = []
    for pronoun in _PRONOUNS:
        stem = word[: -len(pronoun)]
        if not word.endswith(pronoun) or len(stem) < _SHORTEST_STEM:
            continue
        if stem.endswith("ت") and len(stem) > _SHORTEST_STEM:
            found.append(stem[:-1] + "ه")
        elif stem.endswith("ا") and len(stem) > _SHORTEST_STEM:
            found.append(stem[:-1] + "ي")
        elif stem.endswith(("او", "اي")) and len(stem) > 3:
            found.append(stem[:-1] + "ء")
        found.append(stem)
    return tuple(dict.fromkeys(found))
