"""Words by which reports say who holds what, who moves where, who belongs to whom, and what flows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

from marsad.errors import PackError
from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.text.normalize import fold

_PAST_ENDINGS = ("", "ت", "وا", "ا", "تا", "ن")
_PRESENT_BEGINNINGS = ("ي", "ت")
_PRESENT_ENDINGS = ("", "ون", "ان", "وا", "ن")
_PRONOUNS = ("ها", "ه", "هم", "هما")
_TAKES_PRONOUN = frozenset({"obj", "run", "siege", "carry"})
_KIN = "kin:"
_AND = ("و", "ف")
_BETWEEN_VERBS = frozenset({"من", "ان", "في", "علي"})  # تمكن من، يحاول أن


class Tense(NamedTuple):
    """How a form stands: a past or present verb, or any other word; `pronoun` when it ends in its object."""

    name: str
    pronoun: bool


WORD = Tense("word", False)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a table of cue words.

    `code` is what a match says (a change, a manner, a tie, or whether a flow is illicit); for verbs it may
    differ between past and present ("takes/holds"). `links` are the words that may lead from cue to name.
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


class Goods(NamedTuple):
    """A spelling of goods: letters of clitics before its first word, the words after it, and its class."""

    letters: int
    rest: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWords:
    """The groups of the table link_words.tsv, folded; the table says what each is for."""

    place_heads: frozenset[str]
    actor_heads: frozenset[str]
    titles: frozenset[str]
    amounts: frozenset[str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    directions: frozenset[str]
    onto: frozenset[str]
    into_hands: frozenset[str]
    towards: frozenset[str]
    out_of: frozenset[str]
    inside: frozenset[str]
    through: frozenset[str]
    route_stops: frozenset[str]
    near: frozenset[str]
    such_as: frozenset[str]
    located: frozenset[str]
    negations: frozenset[str]
    attempts: frozenset[str]
    intents: frozenset[str]
    successes: frozenset[str]
    speech: frozenset[str]
    places_again: frozenset[str]
    actors_again: frozenset[str]
    there: frozenset[str]
    sides: frozenset[str]
    own_men: frozenset[str]
    powers: frozenset[str]
    power_adverbs: frozenset[str]
    lands: frozenset[str]
    driven_out: frozenset[str]
    convoys: frozenset[str]
    reinforcements: frozenset[str]
    soldiers: frozenset[str]
    supports: frozenset[str]
    alongside: frozenset[str]
    times: frozenset[str]
    adverbs: frozenset[str]
    posts: frozenset[str]
    gates: frozenset[str]
    not_places: frozenset[str]
    generic_places: frozenset[str]
    crowds: frozenset[str]
    offices: frozenset[str]
    deputies: frozenset[str]
    feminine: frozenset[str]
    people: frozenset[str]
    genitives: frozenset[str]
    achievements: frozenset[str]
    media: frozenset[str]
    bodies: frozenset[str]
    ranks: frozenset[str]


@dataclass(frozen=True, slots=True)
class TieWords:
    """All cue tables, the small words between cues and names, and the goods that flows carry.

    `cues` are the first words of all cues. `heads` may stand before any name. `helpers` are the verbs of
    backing (تدعمها): a name behind one is no subject. `again` are the words for names said again, with and
    without preposition: بالبلدة is البلدة behind ب. `kin` are the names a class word may go back to. `whole`
    are the words that begin with و or ف of their own: وحدات, فصائل. `helping` words join verbs: تمكن من.
    `given` are given names and what they begin with: عبد, أبو.
    `holding` are the cues of control that are one word: a road told before them ends there.
    """

    control: Forms
    movement: Forms
    relation: Forms
    flow: Forms
    links: LinkWords
    goods: dict[str, tuple[Goods, ...]]
    kin: dict[str, frozenset[str]]
    again: dict[str, tuple[str, str]]
    cues: frozenset[str]
    heads: frozenset[str]
    helpers: frozenset[str]
    whole: frozenset[str]
    helping: frozenset[str]
    holding: frozenset[str]
    given: frozenset[str]


def load_ties(folder: Path = SHIPPED / "core") -> TieWords:
    """Read the six tables of a pack folder."""
    tables = {
        "control": _load_cues(folder / "control_words.tsv", "change"),
        "movement": _load_cues(folder / "movement_words.tsv", "manner", "object"),
        "relation": _load_cues(folder / "relation_words.tsv", "tie", "link"),
        "flow": _load_cues(folder / "flow_words.tsv", "illicit"),
    }
    groups = _load_groups(folder / "link_words.tsv")
    kin = {group.removeprefix(_KIN): words for group, words in groups.items() if group.startswith(_KIN)}
    links = LinkWords(**{group: words for group, words in groups.items() if not group.startswith(_KIN)})
    cues = frozenset(word for forms in tables.values() for word in forms)
    known = cues.union(*groups.values())
    return TieWords(
        **tables,
        links=links,
        goods=_load_goods(folder / "goods.tsv"),
        kin={fold(group): words for group, words in kin.items()},
        again=_with_prepositions(links.places_again | links.actors_again),
        cues=cues,
        heads=links.place_heads | links.actor_heads | links.titles | links.amounts,
        helpers=frozenset(
            word for word, forms in tables["relation"].items() if any(f.cue.frame == "relverb" for f in forms)
        ),
        whole=frozenset(word for word in known if word.startswith(_AND)),
        holding=frozenset(word for word, forms in tables["control"].items() if any(not form.rest for form in forms)),
        given=_given_names(folder / "given_names.tsv"),
        helping=links.attempts | links.successes | _BETWEEN_VERBS,
    )


def _given_names(path: Path) -> frozenset[str]:
    """The first words of given names: محمد, عبد of عبد الله."""
    return frozenset(fold(row.need("name")).split()[0] for row in read_table(path, ("name", "common"))) | {"ابو", "عبد"}


def _with_prepositions(words: Iterable[str]) -> dict[str, tuple[str, str]]:
    """البلدة, بالبلدة and للبلدة: the word and its preposition."""
    forms = {}
    for word in words:
        forms[word] = (word, "")
        forms["ب" + word] = (word, "ب")
        if word.startswith("ال"):
            forms["ل" + word[1:]] = (word, "ل")
    return forms


def _load_groups(path: Path) -> dict[str, frozenset[str]]:
    """The groups of small words; PackError names a group that is missing or that no rule asks for."""
    groups: dict[str, frozenset[str]] = {}
    wanted = {field.name for field in fields(LinkWords)}
    for row in read_table(path, ("group", "words")):
        group = row.need("group")
        if group not in wanted and not group.startswith(_KIN):
            raise row.error(f"no rule asks for the group {group!r}; correct its name or take it out")
        groups[group] = frozenset(map(fold, row.many("words")))
    if missing := sorted(wanted - groups.keys()):
        raise PackError(f"{path.name}: the groups {missing} are missing; add a row for each")
    return groups


def _load_cues(path: Path, code: str, extra: str | None = None) -> Forms:
    columns = ("id", "frame", code, *((extra,) if extra else ()), "past", "present", "words", "confidence")
    if extra == "link":
        columns = ("id", "frame", code, "words", "link", "confidence")
    forms: dict[str, list[Form]] = {}
    for row in read_table(path, columns):
        confidence = row.number("confidence")
        if confidence is None:
            raise row.error("column 'confidence' is empty; say how often the row is right, from 0 to 1")
        links = tuple(_words(link) for link in row.many(extra)) if extra else ()
        cue = Cue(row.need("id"), row.need("frame"), row[code], links, confidence)
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


def _load_goods(path: Path) -> dict[str, tuple[Goods, ...]]:
    goods: dict[str, list[Goods]] = {}
    for row in read_table(path, ("class", "words")):
        for word in row.many("words"):
            first, *rest = _words(word)
            for letters, form in _with_clitics(first):
                goods.setdefault(form, []).append(Goods(letters, tuple(rest), row.need("class")))
    return {
        first: tuple(sorted(rows, key=lambda entry: (-len(entry.rest), entry.letters))) for first, rows in goods.items()
    }


def _with_clitics(word: str) -> Iterator[tuple[int, str]]:
    """A goods word and what may be written before it: المحروقات, بالمحروقات, وللمدنيين; letters first."""
    for conjunction in ("", *_AND):
        letters = len(conjunction)
        yield letters, conjunction + word
        yield letters + 1, f"{conjunction}ب{word}"
        if word.startswith("ال"):
            yield letters + 1, f"{conjunction}ل{word[1:]}"
        else:
            yield letters + 1, f"{conjunction}ل{word}"


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(fold(phrase).split())
