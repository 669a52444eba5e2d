"""What tells a person's name: given names, titles, words inside names, leaders named without a title."""

from dataclasses import dataclass
from pathlib import Path

from marsad.knowledge.actors import NameEntry, NameTrie, name_key
from marsad.knowledge.packs import SHIPPED, read_table
from marsad.text.normalize import fold

TITLE_KINDS = frozenset(("rank", "honorific", "role", "called"))
WORD_ROLES = frozenset(("stop", "part", "place", "site"))
SERVANT = "عبد"


@dataclass(frozen=True, slots=True, eq=False)
class PersonWords:
    """Folded words of names; `common` given names are everyday words too (كامل، نصر)."""

    given: frozenset[str]
    common: frozenset[str]
    titles: NameTrie
    leaders: NameTrie
    stops: frozenset[str]
    parts: frozenset[str]
    places: frozenset[str]
    sites: frozenset[str]


def load_person_words(folder: Path = SHIPPED / "core") -> PersonWords:
    """The tables `given_names`, `person_titles`, `person_words` and `leaders` of the core pack."""
    given: set[str] = set()
    common: set[str] = set()
    for row in read_table(folder / "given_names.tsv", ("name", "common")):
        given.add(fold(row.need("name")))
        if row["common"]:
            common.add(fold(row["name"]))
    titles = NameTrie()
    for row in read_table(folder / "person_titles.tsv", ("title", "kind")):
        if row["kind"] not in TITLE_KINDS:
            raise row.error(f"kind {row['kind']!r} is unknown; it must be one of {sorted(TITLE_KINDS)}")
        titles.add(name_key(row.need("title")), NameEntry((row["kind"],)))
    leaders = NameTrie()
    for row in read_table(folder / "leaders.tsv", ("name", "short")):
        full = name_key(row.need("name"))
        for name in (full, *map(name_key, row.many("short"))):
            leaders.add(name, NameEntry((full,)))
            if f" {SERVANT} ال" in f" {name}":
                leaders.add(f" {name}".replace(f" {SERVANT} ال", f" {SERVANT}ال").strip(), NameEntry((full,)))
    roles: dict[str, set[str]] = {role: set() for role in WORD_ROLES}
    for row in read_table(folder / "person_words.tsv", ("word", "role")):
        if row["role"] not in WORD_ROLES:
            raise row.error(f"role {row['role']!r} is unknown; it must be one of {sorted(WORD_ROLES)}")
        roles[row["role"]].add(fold(row.need("word")))
    return PersonWords(
        frozenset(given),
        frozenset(common),
        titles,
        leaders,
        frozenset(roles["stop"]),
        frozenset(roles["part"]),
        frozenset(roles["place"]),
        frozenset(roles["site"]),
    )
