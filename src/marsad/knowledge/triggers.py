"""Trigger words: verbs and nouns that may tell of an event, and the means of violence that decide its type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.model.codes import EventType
from marsad.text.clitics import stems
from marsad.text.normalize import fold

TABLE = "triggers.tsv"
COLUMNS = ("class", "type", "verbs", "nouns")
PERFECT_ENDINGS = ("", "ت", "وا", "ا", "تا", "ن")
PERSONS = ("ي", "ت", "ن")
OBJECTS = ("ه", "ها", "هم", "هما", "هن", "نا")
CASE_ENDING = "ا"


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """One reading of a word as a trigger.

    `lemma` is the pack's own spelling, `form` is "perfect", "imperfect" or "noun", `prefix` the clitics in front.
    """

    group: str
    type: EventType
    lemma: str
    form: str
    definite: bool = False
    prefix: str = ""


def verb_forms(pair: str) -> dict[str, str]:
    """Inflected forms of a perfect~imperfect pair: "قصف~يقصف" gives قصفت, يقصفون, تقصف, ..."""
    perfect, _, imperfect = pair.partition("~")
    forms: dict[str, str] = {}
    stem = perfect[:-1] if perfect.endswith(("ى", "ي")) else perfect
    for ending in PERFECT_ENDINGS:
        base = (
            perfect if not ending else (stem if stem != perfect and ending in ("ت", "وا", "تا") else perfect) + ending
        )
        forms[fold(base)] = "perfect"
    for weak, long in (("آل", "الت"), ("عين", "عينت")):
        if perfect == weak:
            forms[fold(long)] = "perfect"
    bare = imperfect[1:]
    open_end = bare[:-1] if bare.endswith(("ى", "ي", "و")) else bare
    for person in PERSONS:
        forms[fold(person + bare)] = "imperfect"
        forms[fold(person + open_end)] = "imperfect"
    for ending in ("ون", "وا", "ان"):
        forms[fold("ي" + open_end + ending)] = "imperfect"
    return forms


def with_objects(forms: dict[str, str]) -> dict[str, str]:
    """Verb forms with object pronouns: استهدفت also as استهدفته, استهدفتهم."""
    grown = dict(forms)
    for form, tense in forms.items():
        base = form[:-1] if form.endswith("وا") else form
        for pronoun in OBJECTS:
            grown.setdefault(base + pronoun, tense)
    return grown


def noun_forms(noun: str) -> set[str]:
    """A noun with case ending and possessive pronouns: غارة also as غارتها, قتيل as قتيلا."""
    folded = fold(noun)
    open_end = folded[:-1] + "ت" if folded.endswith("ه") else folded
    forms = {folded, open_end} | {open_end + pronoun for pronoun in OBJECTS}
    if not folded.endswith(("ه", "ا", "ين", "ان", "ون")):
        forms.add(folded + CASE_ENDING)
    return forms


@dataclass(slots=True)
class Triggers:
    """All trigger words and instruments; `find` is a dictionary look-up that remembers each word once seen."""

    words: dict[str, tuple[TriggerWord, ...]]
    instruments: dict[str, tuple[str, ...]]
    _seen: dict[str, tuple[TriggerWord, ...]] = field(default_factory=dict)
    _means: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def verbs(self) -> frozenset[str]:
        """The folded words that are verbs in every reading."""
        return frozenset(
            word for word, readings in self.words.items() if all(reading.form != "noun" for reading in readings)
        )

    def find(self, word: str) -> tuple[TriggerWord, ...]:
        """The trigger readings of a folded word, clitics allowed: "وبالقصف" reads as the noun قصف."""
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = self._read(word)
        return known

    def _read(self, word: str) -> tuple[TriggerWord, ...]:
        for prefix, stem in stems(word):
            if entries := self.words.get(stem):
                if prefix:
                    entries = tuple(TriggerWord(e.group, e.type, e.lemma, e.form, e.definite, prefix) for e in entries)
                return entries
            if stem.startswith("ال") and (entries := self.words.get(stem[2:])):
                nouns = tuple(
                    TriggerWord(e.group, e.type, e.lemma, e.form, True, prefix) for e in entries if e.form == "noun"
                )
                if nouns:
                    return nouns
        return ()

    def means(self, word: str) -> tuple[str, ...]:
        """The classes of instrument or setting a folded word belongs to: "بقذائف" gives ("rocket",)."""
        known = self._means.get(word)
        if known is None:
            known = ()
            for _, stem in stems(word):
                bare = stem.removeprefix("ال")
                known = self.instruments.get(stem) or self.instruments.get(bare) or ()
                if known:
                    break
            self._means[word] = known
        return known


def load_triggers(core: Path, more: Iterable[Path] = ()) -> Triggers:
    """Triggers and instruments of the core pack, and triggers of other packs that have any; PackError names a bad row.

    The learned weights are those of the core's classes, so that a word which a pack adds to one is read like its like.
    """
    words: dict[str, list[TriggerWord]] = {}
    classes: dict[str, str] = {}
    for row in read_table(core / TABLE, COLUMNS):
        classes[row["class"]] = row["type"]
        add_row(words, row)
    for folder in more:
        for row in read_table(folder / TABLE, COLUMNS) if (folder / TABLE).is_file() else ():
            check_class(row, classes)
            add_row(words, row)
    instruments: dict[str, list[str]] = {}
    for row in read_table(core / "instruments.tsv", ("class", "words")):
        for word in row.many("words"):
            if " " in word:
                continue
            instruments.setdefault(fold(word), []).append(row.need("class"))
    return Triggers(
        {word: tuple(entries) for word, entries in words.items()},
        {word: tuple(classes) for word, classes in instruments.items()},
    )


def check_class(row: Row, known: Mapping[str, str]) -> None:
    """PackError unless the row adds to a class of the core, which has learned weights, and keeps its type."""
    if known.get(row.need("class")) != row["type"]:
        choice = ", ".join(f"{name} ({type})" for name, type in known.items())
        raise row.error(f"class {row['class']!r} of type {row['type']!r} is none of the core's; they are {choice}")


def known_classes() -> dict[str, str]:
    """The type that each class of the core's triggers tells of."""
    return {row["class"]: row["type"] for row in read_table(SHIPPED / "core" / TABLE, COLUMNS)}


def add_row(words: dict[str, list[TriggerWord]], row: Row) -> None:
    """Put all forms of a row's verbs and nouns into the dictionary."""
    try:
        event_type = EventType(row.need("type"))
    except ValueError:
        raise row.error(f"{row['type']!r} is no event type of the codebook") from None
    group = row.need("class")
    for pair in row.many("verbs"):
        if "~" not in pair:
            raise row.error(f"verb {pair!r} needs perfect~imperfect")
        for form, tense in with_objects(verb_forms(pair)).items():
            words.setdefault(form, []).append(TriggerWord(group, event_type, pair.partition("~")[0], tense))
    for noun in row.many("nouns"):
        for form in sorted(noun_forms(noun)):
            words.setdefault(form, []).append(TriggerWord(group, event_type, noun, "noun"))
