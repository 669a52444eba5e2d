"""Words for people who are counted, and words that tell what happened to them, from the core pack.

The tables list dictionary forms; duals, case endings and the endings of verbs are derived here, at loading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from marsad.knowledge.packs import Row, read_table
from marsad.model.codes import Outcome, VictimGroup
from marsad.text.clitics import stems, strip_pronoun
from marsad.text.normalize import fold

PEOPLE_COLUMNS = ("singular", "plural", "group", "kind", "outcome")
OUTCOME_COLUMNS = ("word", "outcome", "form", "number", "takes", "needs")
_MOST_REMEMBERED = 1 << 17
_Code = TypeVar("_Code", bound=Enum)


class Grade(Enum):
    """How many a noun's or a verb's form stands for."""

    ONE = auto()
    TWO = auto()
    MANY = auto()


class Kind(Enum):
    """What a counted word is, as the table names it."""

    PERSON = "person"
    CIVILIAN = "civilian"
    CHILD = "child"
    KIN = "kin"
    NATION = "nation"
    OTHER = "other"
    BAND = "band"
    BODY = "body"
    PEOPLE = "people"
    TRAIT = "trait"
    THING = "thing"
    SCENE = "scene"


HEADS = frozenset((Kind.PERSON, Kind.CIVILIAN, Kind.CHILD, Kind.KIN, Kind.NATION, Kind.OTHER, Kind.BAND))


class Noun(NamedTuple):
    """One reading of a word: what kind of people, how many, with which clitics.

    `sound` marks a plural in ون whose ين may also be read as a dual (مدنيين).
    """

    kind: Kind
    grade: Grade
    group: VictimGroup | None
    outcome: Outcome | None
    prefix: str = ""
    definite: bool = False
    owned: bool = False
    sound: bool = False


class Cue(NamedTuple):
    """A word that tells an outcome: a verb's form or a verbal noun; `pronoun` is written at its end."""

    outcome: Outcome
    verbal: bool
    grade: Grade
    any_noun: bool
    near: bool
    needs: frozenset[str]
    prefix: str = ""
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """The tables, keyed by folded form; look-ups take clitics off and remember the answer.

    `marks` are words that are not counted themselves, by kind; `objects` are cues that take a pronoun;
    `given` are names of persons that are no everyday words.
    """

    nouns: dict[str, Noun]
    owned: dict[str, Noun]
    marks: dict[Kind, dict[str, Noun]]
    cues: dict[str, Cue]
    objects: dict[str, Cue]
    given: frozenset[str]
    _nouns_seen: dict[str, Noun | None] = field(default_factory=dict)
    _cues_seen: dict[str, Cue | None] = field(default_factory=dict)
    _marks_seen: dict[tuple[Kind, str], Noun | None] = field(default_factory=dict)

    def noun(self, word: str) -> Noun | None:
        """The people a folded word counts: "وجنديان" is two soldiers."""
        if word not in self._nouns_seen:
            _make_room(self._nouns_seen)
            self._nouns_seen[word] = self._read_noun(word)
        return self._nouns_seen[word]

    def cue(self, word: str) -> Cue | None:
        """The outcome a folded word tells: "واصابه" that people were injured."""
        if word not in self._cues_seen:
            _make_room(self._cues_seen)
            self._cues_seen[word] = self._read_cue(word)
        return self._cues_seen[word]

    def mark(self, kind: Kind, word: str) -> Noun | None:
        """A word of a kind that is not counted itself: an armed body, a trait, a thing, a scene."""
        key = (kind, word)
        if key not in self._marks_seen:
            _make_room(self._marks_seen)
            self._marks_seen[key] = _read(word, self.marks[kind])
        return self._marks_seen[key]

    def _read_noun(self, word: str) -> Noun | None:
        found = _read(word, self.nouns)
        if found is not None:
            return found
        for prefix, stem in stems(word):
            bares = strip_pronoun(stem)
            for bare in bares:
                noun = self.owned.get(bares[-1]) or self.nouns.get(bare)
                if noun is not None and _may_own(noun, stem[len(bares[-1]) :]):
                    return noun._replace(prefix=prefix, owned=True)
        return None

    def _read_cue(self, word: str) -> Cue | None:
        for prefix, stem in stems(word):
            cue = self.cues.get(stem)
            if cue is not None:
                return cue._replace(prefix=prefix)
        for prefix, stem in stems(word):
            for bare in strip_pronoun(stem):
                cue = self.objects.get(bare)
                pronoun = stem[len(bare) :]
                if cue is not None and pronoun[0] == "ه":
                    return cue._replace(prefix=prefix, pronoun=pronoun)
        return None


def _may_own(noun: Noun, pronoun: str) -> bool:
    """Whether a noun may carry a pronoun: زوجته, جنودهم, but not معارضة read as "his opponent"."""
    if pronoun in ("ي", "ك"):
        return False
    return pronoun != "ه" or noun.grade is not Grade.ONE or noun.kind is Kind.KIN


def _make_room(seen: dict[Any, Any]) -> None:
    if len(seen) >= _MOST_REMEMBERED:
        seen.clear()


def _read(word: str, table: dict[str, Noun]) -> Noun | None:
    """A word without its clitics and article in a table."""
    for prefix, stem in stems(word):
        noun = table.get(stem)
        if noun is not None:
            return noun._replace(prefix=prefix)
        if stem.startswith("ال"):
            noun = table.get(stem[2:])
            if noun is not None:
                return noun._replace(prefix=prefix, definite=True)
    return None


def load_people(folder: Path) -> People:
    """The tables people.tsv and outcomes.tsv of a pack folder, and its given names."""
    nouns: dict[str, Noun] = {}
    owned: dict[str, Noun] = {}
    marks: dict[Kind, dict[str, Noun]] = {kind: {} for kind in Kind}
    for row in read_table(folder / "people.tsv", PEOPLE_COLUMNS):
        kind = _choice(row, "kind", Kind)
        table = nouns if kind in HEADS else marks[kind]
        for form, noun in _noun_forms(row, kind):
            table.setdefault(form, noun)
        if kind in HEADS:
            for form, noun in _owned_forms(row, kind):
                owned.setdefault(form, noun)
    for body, mark in marks[Kind.BODY].items():
        if nouns.get(body, mark).grade is Grade.TWO:
            nouns.pop(body, None)  # طالبان is no two students
    cues: dict[str, Cue] = {}
    objects: dict[str, Cue] = {}
    for row in read_table(folder / "outcomes.tsv", OUTCOME_COLUMNS):
        for form, cue in _cue_forms(row):
            cues.setdefault(form, cue)
        for form, cue in _object_forms(row):
            objects.setdefault(form, cue)
    names = read_table(folder / "given_names.tsv", ("name", "common"))
    given = frozenset(fold(row.need("name")) for row in names if not row["common"])
    return People(nouns, owned, marks, cues, objects, given)


def _choice(row: Row, column: str, codes: type[_Code]) -> _Code:
    try:
        return codes(row[column])
    except ValueError:
        choices = ", ".join(str(code.value) for code in codes)
        raise row.error(f"column {column!r} holds {row[column]!r}; it must be one of {choices}") from None


def _noun_forms(row: Row, kind: Kind) -> Iterator[tuple[str, Noun]]:
    """The forms of a row with no pronoun: case endings, dual, plural."""
    one, two, many = _grades(row, kind)
    singular = fold(row["singular"])
    if singular:
        yield singular, one
        yield singular + "ا", one
        base = singular[:-1] + "ت" if singular.endswith("ه") else singular
        yield base + "ان", two
        if not two.sound:
            yield base + "ين", two
            if singular.endswith("ي"):
                yield base + "ي", two
        if base != singular:
            yield base + "ا", two
            yield base + "ي", two
    for plural in map(fold, row.many("plural")):
        yield plural, many
        if plural.endswith("ون"):
            yield plural[:-2] + "ين", many
            yield plural[:-1], many
            yield plural[:-2] + "ي", many
        else:
            yield plural + "ا", many


def _owned_forms(row: Row, kind: Kind) -> Iterator[tuple[str, Noun]]:
    """The forms before a pronoun that are no words by themselves: والداه are two, مقاتليه many."""
    _, two, many = _grades(row, kind)
    singular = fold(row["singular"])
    if singular and not singular.endswith("ه"):
        yield singular + "ا", two
        yield singular + "ي", many if two.sound else two


def _grades(row: Row, kind: Kind) -> tuple[Noun, Noun, Noun]:
    group = _choice(row, "group", VictimGroup) if row["group"] else None
    outcome = _choice(row, "outcome", Outcome) if row["outcome"] else None
    sound = any(plural.endswith("ون") for plural in row.many("plural"))
    one = Noun(kind, Grade.ONE, group, outcome)
    return one, one._replace(grade=Grade.TWO, sound=sound), one._replace(grade=Grade.MANY, sound=sound)


_NUMBERS = {"one": Grade.ONE, "two": Grade.TWO, "many": Grade.MANY, "": Grade.ONE}


def _cue(row: Row) -> Cue:
    if row["number"] not in _NUMBERS:
        raise row.error(f"column 'number' holds {row['number']!r}; it must be one, two, many or empty")
    if row["takes"] not in ("", "any", "near"):
        raise row.error(f"column 'takes' holds {row['takes']!r}; it must be any, near or empty")
    if row["form"] not in ("past", "verb", "noun"):
        raise row.error(f"column 'form' holds {row['form']!r}; it must be past, verb or noun")
    return Cue(
        outcome=_choice(row, "outcome", Outcome),
        verbal=row["form"] != "noun",
        grade=_NUMBERS[row["number"]],
        any_noun=row["takes"] == "any",
        near=row["takes"] == "near",
        needs=frozenset(map(fold, row.many("needs"))),
    )


def _cue_forms(row: Row) -> Iterator[tuple[str, Cue]]:
    """The forms of a row without an object pronoun."""
    cue, word = _cue(row), fold(row.need("word"))
    yield word, cue
    if row["form"] == "past":
        yield word + "ت", cue
        yield word + "وا", cue._replace(grade=Grade.MANY)
        yield word + "ا", cue._replace(grade=Grade.TWO)
        yield word + "تا", cue._replace(grade=Grade.TWO)


def _object_forms(row: Row) -> Iterator[tuple[str, Cue]]:
    """The forms that take a pronoun: مقتله, قتلته, قتلوه."""
    cue, word = _cue(row), fold(row.need("word"))
    if cue.needs:
        return
    yield word, cue
    if row["form"] == "past":
        yield word + "ت", cue
        yield word + "و", cue
