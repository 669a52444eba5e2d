"""Which column of a table holds what of a report: guessed from its names, said by the user, kept under a name."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from marsad.errors import InputError
from marsad.knowledge.folders import data_folder, write_whole
from marsad.knowledge.packs import SHIPPED, read_table
from marsad.sources.encoding import has_arabic

ROLES = ("text", "title", "date", "outlet", "url", "id")
ALIASES = {"published": "date", "source": "outlet", "link": "url"}
FOLDER = "mappings"
NAME = re.compile(r"[\w-]{1,80}")
_NOTHING = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a user says of the columns: the column of each role, and the name that the whole mapping is kept under."""

    said: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    name: str | None = None


def columns_of(said: str | None, name: str | None) -> Columns | None:
    """The options --columns and --mapping; InputError for a role that is none or a name that cannot be kept."""
    if said is None and name is None:
        return None
    kept = _kept(name) if name is not None else {}
    return Columns(MappingProxyType(kept | (_parsed(said) if said is not None else {})), name)


def _parsed(said: str) -> dict[str, str]:
    """
    >>> _parsed("text=النص, date=اليوم")
    {'text': 'النص', 'date': 'اليوم'}
    """
    roles = {}
    for part in said.split(","):
        role, equals, column = (each.strip() for each in part.partition("="))
        role = ALIASES.get(role, role)
        if not equals or not column or role not in ROLES:
            raise InputError(
                f"--columns: {part.strip()!r} says no column; write it as text=COLUMN,date=COLUMN "
                f"(there are {', '.join(ROLES)})"
            )
        roles[role] = column
    return roles


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise InputError(f"--mapping: {name!r} is no name of a mapping; use letters, digits, _ and -")
    return data_folder() / FOLDER / f"{name}.json"


def _kept(name: str) -> dict[str, str]:
    path = _path(name)
    if not path.is_file():
        return {}
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (msgspec.DecodeError, OSError) as error:
        raise InputError(f"{path}: the mapping cannot be read ({error}); delete the file") from None
    return {role: column for role, column in kept.items() if role in ROLES}


def keep(name: str, roles: Mapping[str, str]) -> None:
    """Keep a mapping under a name, in the user's folder."""
    write_whole(_path(name), msgspec.json.encode(dict(roles)))


@dataclass(frozen=True, slots=True)
class Mapped:
    """The place of each role's column in a table with such a header."""

    header: tuple[str, ...]
    at: Mapping[str, int]

    def __str__(self) -> str:
        return ",".join(f"{role}={self.header[at]}" for role, at in self.at.items())

    @property
    def roles(self) -> dict[str, str]:
        """The name of each role's column."""
        return {role: self.header[at] for role, at in self.at.items()}


def map_columns(header: Sequence[str], sample: Sequence[Sequence[object]], columns: Columns | None) -> Mapped:
    """What each column is: as the user says, else by its name; the text may also be told by its words.

    InputError where no column can be the text, or a column that the user names is not there.
    """
    said = columns.said if columns else {}
    keys = [_key(name) for name in header]
    at: dict[str, int] = {}
    for role in ROLES:
        if role in said:
            at[role] = _find(said[role], header, keys)
        else:
            taken = set(at.values())
            known = (keys.index(name) for name in _names()[role] if name in keys)
            found = next((place for place in known if place not in taken), None)
            if found is not None:
                at[role] = found
    if "text" not in at and (longest := _longest(header, sample, set(at.values()))) is not None:
        at["text"] = longest
    if "text" not in at:
        shown = ", ".join(name for name in header if name)[:300] or "none"
        raise InputError(f"no column is known to hold the text (there are: {shown}); say which: --columns text=COLUMN")
    return Mapped(tuple(header), {role: at[role] for role in ROLES if role in at})


def _find(name: str, header: Sequence[str], keys: Sequence[str]) -> int:
    if name in header:
        return list(header).index(name)
    if _key(name) in keys:
        return keys.index(_key(name))
    shown = ", ".join(each for each in header if each)[:300]
    raise InputError(f"there is no column {name!r}; there are: {shown}")


def _longest(header: Sequence[str], sample: Sequence[Sequence[object]], taken: set[int]) -> int | None:
    """The column with the longest Arabic in the first rows."""
    sizes: dict[int, int] = {}
    for row in sample:
        for place, cell in enumerate(row[: len(header)]):
            if place not in taken and isinstance(cell, str) and has_arabic(cell):
                sizes[place] = sizes.get(place, 0) + len(cell)
    return max(sizes, key=lambda place: (sizes[place], -place)) if sizes else None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The names of each role's column, folded, the likeliest first."""
    table = read_table(SHIPPED / "core" / "table_columns.tsv", ("role", "names"))
    return {row["role"]: tuple(map(_key, row.many("names"))) for row in table}


def _key(name: str) -> str:
    """A name without capitals, marks, spaces and signs: "Texte_intégral" is "texteintegral"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NOTHING.sub("", plain) or name.strip()
