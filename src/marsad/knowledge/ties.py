"""Words by which reports say who holds what, who moves where, who belongs to whom, and what flows on which road."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.text.normalize import fold

_PAST_ENDINGS = ("", "ت", "وا", "ا", "تا", "ن")
_PRESENT_BEGINNINGS = ("ي", "ت")
_PRESENT_ENDINGS = ("", "ون", "ان", "وا", "ن")
_PRONOUNS = ("ها", "ه", "هم", "هما")
_TAKES_PRONOUN = frozenset({"obj", "run", "siege", "carry"})


class Tense(NamedTuple):
    """How a form stands: a past or present verb, or any other word; `pronoun` when it ends in its object."""

    name: str
    pronoun: bool


WORD = Tense("word", False)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a table of cue words.

    `code` is what a match says (a change, a manner, a tie, or whether a flow is illicit); for verbs it may differ
    between past and present ("takes/holds"). `links` are the words that may lead from the cue to its name.
    """

    id: str
    frame: str
    code: str
    links: tuple[tuple[str, ...], ...]
    confidence: float

    def code_of(self, tense: Tense) -> str:
        """What the cue says in this tense: سيطر takes, يسيطر holds."""
        past, _, present = self.code.partition("/")
        return present if present and tense.name == "present" else past


class Form(NamedTuple):
    """A spelling of a cue: the words after its first one, and its tense."""

    rest: tuple[str, ...]
    cue: Cue
    tense: Tense


Forms = dict[str, tuple[Form, ...]]


@dataclass(frozen=True, slots=True)
class TieWords:
    """All cue tables, the small words between cues and names, and the goods that flows carry.

    `whole` are the words that begin with و or ف of their own: وحدات, فصائل.
    """

    control: Forms
    movement: Forms
    relation: Forms
    flow: Forms
    links: dict[str, frozenset[str]]
    goods: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    whole: frozenset[str]


def load_ties(folder: Path = SHIPPED / "core") -> TieWords:
    """Read the five tables of a pack folder."""
    tables = {
        "control": _load_cues(folder / "control_words.tsv", "change"),
        "movement": _load_cues(folder / "movement_words.tsv", "manner", "object"),
        "relation": _load_cues(folder / "relation_words.tsv", "tie", "link"),
        "flow": _load_cues(folder / "flow_words.tsv", "illicit"),
    }
    links = {
        row.need("group"): frozenset(map(fold, row.many("words")))
        for row in read_table(folder / "link_words.tsv", ("group", "words"))
    }
    known = {word for forms in tables.values() for word in forms}.union(*links.values())
    return TieWords(
        **tables,
        links=links,
        goods=_load_goods(folder / "goods.tsv"),
        whole=frozenset(word for word in known if word.startswith(("و", "ف"))),
    )


def _load_cues(path: Path, code: str, extra: str | None = None) -> Forms:
    columns = ("id", "frame", code, *((extra,) if extra else ()), "past", "present", "words", "confidence")
    if extra == "link":
        columns = ("id", "frame", code, "words", "link", "confidence")
    forms: dict[str, list[Form]] = {}
    for row in read_table(path, columns):
        links = tuple(_words(link) for link in row.many(extra)) if extra else ()
        confidence = row.number("confidence")
        cue = Cue(row.need("id"), row.need("frame"), row[code], links, 0.5 if confidence is None else confidence)
        for spelling, tense in _spellings(row, cue.frame):
            first, *rest = _words(spelling)
            forms.setdefault(first, []).append(Form(tuple(rest), cue, tense))
    return {
        first: tuple(sorted(dict.fromkeys(rows), key=lambda form: -len(form.rest))) for first, rows in forms.items()
    }


def _spellings(row: Row, frame: str) -> Iterator[tuple[str, Tense]]:
    """All spellings of a row: its words as they stand, its verbs inflected."""
    for word in row.many("words"):
        yield word, WORD
    if "past" not in row.cells:
        return
    for name, column in (("past", row.many("past")), ("present", row.many("present"))):
        for form in _inflected(column, name):
            yield form, Tense(name, False)
            if frame in _TAKES_PRONOUN:
                stem = form.removesuffix("ا") if form.endswith("وا") else form
                for pronoun in _PRONOUNS:
                    yield stem + pronoun, Tense(name, True)


def _inflected(forms: Iterable[str], tense: str) -> Iterator[str]:
    """سيطر+ in the past: سيطر، سيطرت، سيطروا ...; in the present a stem without its first letter."""
    for form in forms:
        stem, regular = form.removesuffix("+"), form.endswith("+")
        if tense == "past":
            yield from (stem + ending for ending in _PAST_ENDINGS) if regular else (stem,)
        else:
            endings = _PRESENT_ENDINGS if regular else ("",)
            yield from (first + stem + ending for first in _PRESENT_BEGINNINGS for ending in endings)


def _load_goods(path: Path) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    goods: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_table(path, ("class", "words")):
        for word in row.many("words"):
            first, *rest = _words(word)
            goods.setdefault(first, []).append((tuple(rest), row["class"]))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in goods.items()}


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(fold(phrase).split())
