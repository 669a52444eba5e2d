"""The words actors are made of: class nouns (قوات، ميليشيا), adjectives (روسي، معارض), ties (الموالية لـ)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from marsad.knowledge.actors import KINDS
from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.text.normalize import fold

NOUN_COLUMNS = ("word", "part", "alone", "names")
ADJECTIVE_COLUMNS = ("word", "kind", "country", "forms")
LINK_COLUMNS = ("word", "preposition", "reach", "forms")
CONTEXT_COLUMNS = ("word", "role")

PARTS = frozenset(("group", "state", "craft", "unit", "fighter", "member"))
STANDS = frozenset(("class", "anaphor", "served", "always", "never"))
ADJECTIVE_KINDS = frozenset(("nation", "side", "label", "craft", "quality"))
ROLES = frozenset(("act", "deed", "office", "place", "opener", "anaphor", "stop"))
ARTICLE = "ال"
ANY_NAME = frozenset(("yes", "owner"))


class Noun(NamedTuple):
    """A class noun: what part it plays, how it may stand alone, and what may follow it.

    `names` tells whether a name in no list may; `owners` are the only words that may, where these are listed.
    """

    part: str
    alone: str
    names: bool
    numbered: bool
    owners: frozenset[str] = frozenset()


class Adjective(NamedTuple):
    """An adjective of actors and, for one of a land, the land's code."""

    kind: str
    country: str | None


class LinkWord(NamedTuple):
    """A tie to another body: its preposition, and whether the whole is the name or only what follows."""

    preposition: str
    whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class ActorWords:
    """All words by their folded form without the article; the words of context stand as they are.

    `lands` gives the first adjective of every land by its code, `kinds` the class of an unknown actor by a word of
    its name, a plural in its oblique case.
    """

    nouns: dict[str, Noun]
    adjectives: dict[str, Adjective]
    links: dict[str, LinkWord]
    context: dict[str, frozenset[str]] = field(default_factory=dict)
    lands: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


def load_actor_words(folder: Path = SHIPPED / "core") -> ActorWords:
    """The words of actors of the core pack."""
    nouns: dict[str, Noun] = {}
    for row in read_table(folder / "actor_nouns.tsv", NOUN_COLUMNS):
        owners = frozenset(map(fold, row.many("names"))) - ANY_NAME
        names = not owners and bool(row["names"])
        noun = Noun(_one_of(row, "part", PARTS), _one_of(row, "alone", STANDS), names, row["names"] == "yes", owners)
        if nouns.setdefault(fold(row.need("word")), noun) != noun:
            raise row.error(f"{row['word']!r} stands above with other marks; keep one")
    adjectives: dict[str, Adjective] = {}
    lands: dict[str, str] = {}
    for row in read_table(folder / "actor_adjectives.tsv", ADJECTIVE_COLUMNS):
        adjective = Adjective(_one_of(row, "kind", ADJECTIVE_KINDS), row["country"] or None)
        for form in (*adjective_forms(fold(row.need("word"))), *map(fold, row.many("forms"))):
            adjectives.setdefault(form, adjective)
        if adjective.kind == "nation" and adjective.country:
            lands.setdefault(adjective.country, fold(row["word"]))
    links: dict[str, LinkWord] = {}
    for row in read_table(folder / "actor_links.tsv", LINK_COLUMNS):
        link = LinkWord(fold(row.need("preposition")), _one_of(row, "reach", frozenset(("with", "of"))) == "with")
        for form in (row.need("word"), *row.many("forms")):
            links[fold(form)] = link
    context: dict[str, set[str]] = {}
    for row in read_table(folder / "actor_context.tsv", CONTEXT_COLUMNS):
        context.setdefault(_one_of(row, "role", ROLES), set()).add(fold(row.need("word")))
    roles = {role: frozenset(words) for role, words in context.items()}
    return ActorWords(nouns, adjectives, links, roles, lands, _kinds(folder / "actor_kinds.tsv"))


def _kinds(path: Path) -> dict[str, str]:
    """The classes of unknown actors by the words of their names."""
    kinds: dict[str, str] = {}
    for row in read_table(path, ("kind", "words")):
        kind = _one_of(row, "kind", KINDS)
        for word in map(fold, row.many("words")):
            kinds[word.removesuffix("ون") + "ين" if word.endswith("ون") and len(word) > 4 else word] = kind
    return kinds


def adjective_forms(word: str) -> Iterator[str]:
    """The regular forms of a folded adjective: روسي, روسيه, روسيين, روسيون, روسيان, روسيتين, روسيا.

    >>> "تركيه" in set(adjective_forms("تركي"))
    True
    """
    yield word
    for ending in ("ه", "ين", "ون", "ان", "تان", "تين", "ات"):
        yield word + ending
    if not word.endswith("ي"):
        yield word + "ا"


def _one_of(row: Row, column: str, known: frozenset[str]) -> str:
    value = row.need(column)
    if value not in known:
        raise row.error(f"column {column!r} holds {value!r}; it must be one of {sorted(known)}")
    return value
