"""Known actors and all the names the news gives them.

A name may mean several actors: النظام is Assad's until December 2024, الجيش الوطني stands in three lands.
Which one a mention means is for linking to say; this module only knows who may be meant.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from marsad.knowledge.packs import SHIPPED, Row, read_table
from marsad.model.entity import Actor
from marsad.text.normalize import fold
from marsad.text.tokens import tokenize

COLUMNS = (
    "id",
    "name",
    "name_en",
    "variants",
    "pejorative",
    "kind",
    "country",
    "part_of",
    "backed_by",
    "since",
    "until",
    "source",
)
KINDS = frozenset(
    (
        "state forces",
        "rebel",
        "political militia",
        "identity militia",
        "rioters",
        "protesters",
        "civilians",
        "external",
    )
)
# A short form that is also a common word (القاعدة) is marked so, and needs a fuller name in the same report.
NEEDS_FULLER = "?"
MARKS = frozenset("\"“”«»'‘’„‟‹›()[]/#*")
LONGEST_GAP = 2
_END = ""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """Whom a name may mean; `pejorative` when only enemies write it so.

    `short` when the report must hold a fuller name of the same actor: القاعدة is also a base.
    """

    ids: tuple[str, ...]
    pejorative: bool = False
    short: bool = False


class NameTrie:
    """Names word by word, so that the longest one at a word is found in a few look-ups."""

    def __init__(self) -> None:
        self._root: dict[str, object] = {}
        self._entries: dict[str, NameEntry] = {}

    def __contains__(self, first: object) -> bool:
        """Whether a name begins with this folded word."""
        return first in self._root

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, key: str) -> NameEntry | None:
        """The entry of a whole name, given as its folded words with single spaces."""
        return self._entries.get(key)

    def add(self, key: str, entry: NameEntry) -> None:
        """Add a name, or what it may mean besides."""
        known = self._entries.get(key)
        if known is not None:
            entry = NameEntry(
                ids=tuple(dict.fromkeys(known.ids + entry.ids)),
                pejorative=known.pejorative and entry.pejorative,
                short=known.short and entry.short,
            )
        self._entries[key] = entry
        node = self._root
        for word in key.split():
            node = node.setdefault(word, {})  # type: ignore[assignment]  # a node holds nodes and one key
        node[_END] = key

    def longest(self, words: Sequence[str], at: int, first: str) -> tuple[int, NameEntry] | None:
        """The end and the entry of the longest name at `at`; `first` stands for that word without its clitic.

        Quotation marks and hashes inside a name are passed over: تنظيم "الدولة الإسلامية".
        """
        node = self._root.get(first)
        if node is None:
            return None
        best: tuple[int, str] | None = None
        position = at + 1
        size = len(words)
        while True:
            key = node.get(_END)  # type: ignore[attr-defined]  # see add
            if key is not None:
                best = position, key
            ahead = position
            while ahead < size and ahead - position < LONGEST_GAP and words[ahead] in MARKS:
                ahead += 1
            node = node.get(words[ahead]) if ahead < size else None  # type: ignore[attr-defined]  # see add
            if node is None:
                break
            position = ahead + 1
        return None if best is None else (best[0], self._entries[best[1]])


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """The folded words of a name, marks left out.

    >>> name_key('تنظيم "الدولة الإسلامية"')
    'تنظيم الدوله الاسلاميه'
    """
    return " ".join(token.text for token in tokenize(name) if token.text not in MARKS and token.text not in "-–،,.")


@dataclass(frozen=True, slots=True, eq=False)
class ActorPack:
    """The known actors by id, and their names."""

    actors: dict[str, Actor]
    names: NameTrie
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.actors)

    def parents(self, actor: str) -> Iterator[str]:
        """The actors that one is part of, nearest first."""
        seen = {actor}
        parent = self.actors[actor].part_of
        while parent is not None and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self.actors[parent].part_of


def load_actors(folders: Iterable[Path] | None = None) -> ActorPack:
    """The actors of all packs: every `actors.tsv` of the shipped folders, or of the given ones."""
    rows: dict[str, tuple[Actor, Row]] = {}
    for folder in sorted(SHIPPED.iterdir()) if folders is None else folders:
        path = folder / "actors.tsv"
        if not path.exists():
            continue
        for row in read_table(path, COLUMNS):
            actor = actor_of_row(row)
            if actor.id in rows:
                raise row.error(f"actor {actor.id!r} stands twice; the first is in {rows[actor.id][1].file}")
            rows[actor.id] = actor, row
    names = NameTrie()
    for actor, row in rows.values():
        for other in (actor.part_of, *actor.backed_by):
            if other is not None and other not in rows:
                raise row.error(f"actor {other!r} is unknown; add it or correct the row")
        _add_names(names, actor, row)
    return ActorPack(
        {identity: actor for identity, (actor, _) in rows.items()},
        names,
        {actor.id: (actor.name, *row.many("variants")) for actor, row in rows.values()},
    )


def actor_of_row(row: Row) -> Actor:
    """A row of actors.tsv as an actor; PackError names what is wrong with it."""
    kind = row.need("kind")
    if kind not in KINDS:
        raise row.error(f"kind {kind!r} is unknown; it must be one of {sorted(KINDS)}")
    return Actor(
        id=row.need("id"),
        name=row.need("name"),
        name_en=row["name_en"] or None,
        kind=kind,
        country=row["country"] or None,
        part_of=row["part_of"] or None,
        backed_by=row.many("backed_by"),
        since=_day(row, "since"),
        until=_day(row, "until"),
        source=row.need("source"),
    )


def _day(row: Row, column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise row.error(f"column {column!r} holds {row[column]!r}; write the day as 2017-01-28") from None


def _add_names(names: NameTrie, actor: Actor, row: Row) -> None:
    for column, pejorative in (("name", False), ("variants", False), ("pejorative", True)):
        for name in row.many(column):
            short = name.endswith(NEEDS_FULLER)
            key = name_key(name.removesuffix(NEEDS_FULLER))
            if not key:
                raise row.error(f"column {column!r} holds {name!r}, which has no letters; correct it")
            for spelling in _spellings(key):
                names.add(spelling, NameEntry((actor.id,), pejorative, short))


def _spellings(key: str) -> tuple[str, ...]:
    """A folded name, and how print varies it: عبد الله and عبدالله, both cases of a plural.

    >>> _spellings("مقاتلو العشاير")
    ('مقاتلو العشاير', 'مقاتلي العشاير')
    """
    found = [key]
    if " عبد ال" in key:
        found.append(key.replace(" عبد ال", " عبدال"))
    first, *rest = key.split()
    if first.endswith("ون") and len(first) > 4:
        found.append(" ".join((first[:-2] + "ين", *map(_oblique, rest))))
    elif first.endswith("و") and first[:-1] in _CONSTRUCT:
        found.append(" ".join((first[:-1] + "ي", *rest)))
    return tuple(found)


# Plurals whose construct ends in و or ي.
_CONSTRUCT = frozenset(fold(word) for word in ("مسلح", "مقاتل", "متمرد", "متطوع", "متشدد", "متظاهر", "إرهابي"))


def _oblique(word: str) -> str:
    return word[:-2] + "ين" if word.endswith("ون") and len(word) > 4 else word
