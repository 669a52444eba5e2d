"""Words of speech and of doubt: who says it, how surely, whether it is one happening, and why it happened."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from marsad.knowledge.packs import Row, read_table
from marsad.text.normalize import fold

REPORTING_KINDS = frozenset(("say", "weak", "add", "claim", "deny", "relay", "per", "own"))
SOURCE_KINDS = frozenset(("anonymous", "witness", "media", "official", "monitor", "paper"))
BOUND_KINDS = frozenset(("that", "time", "aside", "statement", "hearer", "deed", "thing", "via"))
CUE_KINDS = frozenset(("denied", "planned", "unconfirmed", "aggregate", "ongoing", "plain", "shield"))
GUARD = "guard"
TIME_KINDS = frozenset(("year-lead", "period-lead", "period", "unfuture"))
CUE_SCOPES = frozenset(("next", "after", "on", "clause", "sentence", "back"))
GUARD_SIDES = frozenset(("next", "before", "near", "clause"))
CAUSE_TAKES = frozenset(("after", "whole", "opens"))
CAUSE_NEEDS = frozenset(("any", "quarrel"))

CONJUNCTIONS = "وف"
CLITICS = ("ب", "ل")
ANY_WORD = "*"
PRESENT_MARK = "~"

Value = TypeVar("Value")


class Cue(NamedTuple):
    """What a phrase says of the happenings around it; `scope` is how far it reaches.

    `kind` may also be "guard". A reader may go by a cue that `decides`; others are hints for a model.
    """

    rule: str
    kind: str
    scope: str
    decides: bool = False
    before_present: bool = False


class Guard(NamedTuple):
    """A word that is no event when one of `company` stands on the given side."""

    reason: str
    side: str
    company: frozenset[str]


class CauseCue(NamedTuple):
    """A phrase that opens a reason: whether it belongs to the reason, and whether a quarrel must follow."""

    whole: bool
    needs_quarrel: bool


class Found(NamedTuple, Generic[Value]):
    """A phrase of a table at tokens `[first, last)` and its value."""

    first: int
    last: int
    value: Value


class _Node:
    """A word of a phrase: what may follow, and the phrases that end here by the clitic they want."""

    __slots__ = ("branches", "ends")

    def __init__(self) -> None:
        self.branches: dict[str, _Node] = {}
        self.ends: dict[str, str] = {}


class Phrases(Generic[Value]):
    """Folded phrases with a value each; the longest wins, and a phrase may carry و or ف in front.

    A phrase that ends in a lone ب or ل wants it on the next word: "رفضا ل" stands in "رفضا لقرار".
    """

    __slots__ = ("_firsts", "_root", "_values")

    def __init__(self, values: dict[str, Value]) -> None:
        self._values = values
        self._root = _Node()
        for phrase in values:
            self._grow(phrase)
        firsts = frozenset(self._root.branches)
        self._firsts = firsts | {letter + first for first in firsts for letter in CONJUNCTIONS}

    def _grow(self, phrase: str) -> None:
        *words, end = phrase.split()
        clitic = end if words and end in CLITICS else ""
        node = self._root
        for word in words if clitic else (*words, end):
            node = node.branches.setdefault(word, _Node())
        node.ends[clitic] = phrase

    def at(self, words: list[str], position: int) -> Found[Value] | None:
        """The longest phrase that begins at a word: "ووفقا لبيان" finds "وفقا ل"."""
        size = len(words)
        for first in spellings(words[position]):
            found = None
            last = position + 1
            node = self._root.branches.get(first)
            while node is not None:
                following = words[last] if last < size else ""
                if ends := node.ends:
                    phrase = ends.get(following[:1]) or ends.get("")
                    if phrase is not None:
                        found = Found(position, last, self._values[phrase])
                node = node.branches.get(following)
                last += 1
            if found is not None:
                return found
        return None

    def of(self, word: str) -> Value | None:
        """The value of a phrase of one word."""
        return self._values.get(word)

    def find(self, words: list[str]) -> list[Found[Value]]:
        """All phrases in a text, left to right, none inside another."""
        found: list[Found[Value]] = []
        done = 0
        firsts = self._firsts
        for position, word in enumerate(words):
            if word in firsts and position >= done and (hit := self.at(words, position)) is not None:
                found.append(hit)
                done = hit.last
        return found


def spellings(word: str) -> tuple[str, ...]:
    """A word as it stands and without a conjunction in front: "وقال" also as "قال"."""
    return (word, word[1:]) if word[0] in CONJUNCTIONS and len(word) > 2 else (word,)


class TimeWords(NamedTuple):
    """Words around years and stretches of time, and beginnings of words that only look like the future."""

    before_year: frozenset[str]
    before_period: frozenset[str]
    periods: frozenset[str]
    unfuture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """Everything known of speech before reading; all words are folded."""

    reporting: Phrases[str]
    source_heads: dict[str, str]
    bounds: dict[str, str]
    cues: Phrases[Cue]
    time_words: TimeWords
    guards: dict[str, tuple[Guard, ...]]
    causes: Phrases[CauseCue]
    cause_openers: frozenset[str]
    cause_nouns: dict[str, str]


def load_speech(folder: Path) -> Speech:
    """The tables of speech in a pack folder; PackError names a bad row."""
    guards, guarding_cues = load_guards(folder / "guards.tsv")
    reporting = load_reporting(folder / "reporting.tsv")
    causes, openers = load_causes(folder / "causes.tsv")
    return Speech(
        reporting=Phrases(reporting),
        source_heads=load_words(folder / "sources.tsv", SOURCE_KINDS),
        bounds=load_words(folder / "speech_bounds.tsv", BOUND_KINDS),
        cues=Phrases(load_cues(folder / "modality.tsv") | reporting_cues(reporting) | guarding_cues),
        time_words=load_time_words(folder / "cue_words.tsv"),
        guards=guards,
        causes=Phrases(causes),
        cause_openers=openers,
        cause_nouns=load_words(folder / "cause_nouns.tsv", frozenset(("quarrel", "weapon"))),
    )


def load_reporting(path: Path) -> dict[str, str]:
    """Reporting words and phrases, each with its kind."""
    forms: dict[str, str] = {}
    for row in read_table(path, ("lemma", "kind", "forms")):
        kind = one_of(row, "kind", REPORTING_KINDS)
        forms.update(dict.fromkeys(folded(row, "forms"), kind))
    return forms


def reporting_cues(reporting: dict[str, str]) -> dict[str, Cue]:
    """Verbs of denial and of claiming say something of the modality of what they report."""
    modalities = {
        "deny": Cue("denied.says", "denied", "on", decides=True),
        "claim": Cue("unconfirmed.claims", "unconfirmed", "on", decides=True),
    }
    return {form: modalities[kind] for form, kind in reporting.items() if kind in modalities}


def load_words(path: Path, kinds: frozenset[str]) -> dict[str, str]:
    """Single words, each with its kind."""
    words: dict[str, str] = {}
    for row in read_table(path, ("kind", "words")):
        kind = one_of(row, "kind", kinds)
        for word in folded(row, "words"):
            words.setdefault(word, kind)
    return words


def load_time_words(path: Path) -> TimeWords:
    """What cues of time lean on."""
    words: dict[str, list[str]] = {kind: [] for kind in TIME_KINDS}
    for row in read_table(path, ("kind", "words")):
        words[one_of(row, "kind", TIME_KINDS)].extend(folded(row, "words"))
    return TimeWords(
        frozenset(words["year-lead"]),
        frozenset(words["period-lead"]),
        frozenset(words["period"]),
        tuple(words["unfuture"]),
    )


def load_cues(path: Path) -> dict[str, Cue]:
    """Cues of modality and of tallies; a `~` behind the phrase asks for a verb of the present after it."""
    cues: dict[str, Cue] = {}
    for row in read_table(path, ("rule", "kind", "scope", "decides", "cues")):
        kind = one_of(row, "kind", CUE_KINDS)
        scope = one_of(row, "scope", CUE_SCOPES)
        decides = row["decides"] == "yes"
        for phrase in folded(row, "cues"):
            bare = phrase.removesuffix(PRESENT_MARK)
            cues.setdefault(bare, Cue(row.need("rule"), kind, scope, decides, bare != phrase))
    return cues


def load_guards(path: Path) -> tuple[dict[str, tuple[Guard, ...]], dict[str, Cue]]:
    """Guards by the word they watch; those that watch every word are cues of kind "guard"."""
    guards: dict[str, list[Guard]] = {}
    cues: dict[str, Cue] = {}
    for row in read_table(path, ("reason", "words", "side", "with")):
        guard = Guard(row.need("reason"), one_of(row, "side", GUARD_SIDES), frozenset(folded(row, "with")))
        words = folded(row, "words")
        if ANY_WORD in words:
            scope = "clause" if guard.side == "clause" else "next"
            cues.update(dict.fromkeys(guard.company, Cue(guard.reason, GUARD, scope)))
            continue
        for word in words:
            guards.setdefault(word, []).append(guard)
    return {word: tuple(found) for word, found in guards.items()}, cues


def load_causes(path: Path) -> tuple[dict[str, CauseCue], frozenset[str]]:
    """Phrases that open a reason, and words that open a sentence which gives one for the sentence before."""
    causes: dict[str, CauseCue] = {}
    openers: set[str] = set()
    for row in read_table(path, ("take", "need", "cues")):
        take = one_of(row, "take", CAUSE_TAKES)
        if take == "opens":
            openers.update(folded(row, "cues"))
            continue
        cue = CauseCue(take == "whole", one_of(row, "need", CAUSE_NEEDS) == "quarrel")
        causes.update(dict.fromkeys(folded(row, "cues"), cue))
    return causes, frozenset(openers)


def folded(row: Row, column: str) -> list[str]:
    """The folded values of a cell that may not be empty."""
    row.need(column)
    return [fold(value) for value in row.many(column)]


def one_of(row: Row, column: str, known: frozenset[str]) -> str:
    """The value of a cell that must be one of a few words."""
    value = row.need(column)
    if value not in known:
        raise row.error(f"{column} {value!r} is unknown; it must be one of {', '.join(sorted(known))}")
    return value
