"""Searching words: FTS5 on SQLite, a tsvector on PostgreSQL, both over the words as Marsad folds them.

The database is handed words that are cut and folded already, so أحمد finds احمد, ٣ finds 3, and no locale
of a server has a say. What is written together with a word is tried when it is asked for: العشارة finds
وبالعشارة.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, column, select, text

from marsad.errors import LedgerError
from marsad.model import Span
from marsad.text.tokens import tokenize

REPORTS = "report_words"
CLAIMS = "claim_words"
_PART = 12_000  # words of one row: a tsvector holds at most 16,383 positions
_LONGEST = 200  # letters of a word that is searched
_PREFIXES = ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فل")
_ARTICLE = "ال"


def create_words(connection: Connection) -> None:
    """The tables of words; they are no part of the metadata, since each database has its own kind."""
    for table in (REPORTS, CLAIMS):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        else:
            connection.exec_driver_sql(
                f"CREATE TABLE {table} (owner BIGINT NOT NULL, part INTEGER NOT NULL, words TSVECTOR NOT NULL, "
                "PRIMARY KEY (owner, part))"
            )
            connection.exec_driver_sql(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


class Words:
    """The folded words of a text, without marks; those of a stretch of it can be asked for.

    >>> Words("قصف «الأحياء» في ٣ قرى").all
    ['قصف', 'الاحياء', 'في', '3', 'قري']
    """

    def __init__(self, content: str) -> None:
        tokens = [token for token in tokenize(content) if token.text.isalnum() or _has_letter(token.text)]
        self.all = [token.text[:_LONGEST] for token in tokens]
        self._starts = [token.start for token in tokens]

    def within(self, span: Span) -> list[str]:
        """The words that begin in a stretch."""
        return self.all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def _has_letter(token: str) -> bool:
    return any(letter.isalnum() for letter in token)


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """The key a name is compared by: its folded words.

    >>> key_of("«دير الزّور»")
    'دير الزور'
    """
    return " ".join(Words(name).all)


def add_words(connection: Connection, table: str, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Make the words of these rows searchable."""
    _change(connection, table, rows, f"INSERT INTO {table}(rowid, words) VALUES (:owner, :words)")


def drop_words(connection: Connection, table: str, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Take the words of these rows out again; SQLite must be told what they were."""
    if connection.dialect.name == "sqlite":
        statement = f"INSERT INTO {table}({table}, rowid, words) VALUES ('delete', :owner, :words)"
        _change(connection, table, rows, statement)
    elif owners := [{"owner": owner} for owner, _ in rows]:
        connection.execute(text(f"DELETE FROM {table} WHERE owner = :owner"), owners)


def _change(connection: Connection, table: str, rows: Iterable[tuple[int, list[str]]], sqlite: str) -> None:
    if connection.dialect.name == "sqlite":
        values = [{"owner": owner, "words": " ".join(words)} for owner, words in rows]
        statement = sqlite
    else:
        values = [{"owner": owner, "part": part, "words": vector} for owner, part, vector in vector_rows(rows)]
        statement = f"INSERT INTO {table} VALUES (:owner, :part, CAST(:words AS tsvector))"
    if values:
        connection.execute(text(statement), values)


def vector_rows(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, int, str]]:
    """The rows of a table of words on PostgreSQL: owner, part, tsvector."""
    for owner, words in rows:
        for part, vector in enumerate(_vectors(words)):
            yield owner, part, vector


def _vectors(words: list[str]) -> Iterator[str]:
    """tsvectors of a text: 'word':1,5 'other':2."""
    for start in range(0, len(words), _PART):
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words[start : start + _PART], start=1):
            places[word].append(place)
        yield " ".join(f"{_quoted(word)}:{','.join(map(str, at[:255]))}" for word, at in places.items())


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def holding(connection: Connection, table: str, owner: ColumnElement[int], asked: str) -> list[ColumnElement[bool]]:
    """The conditions that the row of this owner holds all words asked for, phrases in quotation marks as they stand."""
    terms = _terms(asked)
    if not terms:
        raise LedgerError(f"{asked!r} has no word to search for")
    return [owner.in_(_owners(connection, table, term, number)) for number, term in enumerate(terms)]


def _terms(asked: str) -> list[list[str]]:
    """Words and phrases: 'قصف "دير الزور"' is قصف, and دير followed by الزور."""
    terms: list[list[str]] = []
    for number, part in enumerate(asked.replace("«", '"').replace("»", '"').split('"')):
        words = Words(part).all
        terms += [words] if number % 2 and words else [[word] for word in words]
    return terms


def written(word: str) -> list[str]:
    """The ways a word is written with what is put before it; one that is asked for without ال also with it.

    >>> written("العشاره")[:4], "للعشاره" in written("العشاره"), "والقصف" in written("قصف")
    (['العشاره', 'والعشاره', 'فالعشاره', 'بالعشاره'], True, True)
    """
    if not word[0].isalpha() or word[0].isascii():
        return [word]
    definite = word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1
    bare = word[len(_ARTICLE) :] if definite else word
    forms = [prefix + word for prefix in _PREFIXES]
    if not definite:
        forms += [prefix + _ARTICLE + word for prefix in _PREFIXES if not prefix.endswith("ل")]
    return forms + [prefix + "لل" + bare for prefix in ("", "و", "ف")]


def _owners(connection: Connection, table: str, term: list[str], number: int) -> Select[int]:
    """Who holds one word, in any way of writing it, or one phrase."""
    phrases = [[first, *term[1:]] for first in written(term[0])]
    name = f"asked{number}"
    if connection.dialect.name == "sqlite":
        asked = " OR ".join('"' + " ".join(phrase).replace('"', '""') + '"' for phrase in phrases)
        return (
            select(column("rowid", BigInteger))
            .select_from(text(table))
            .where(text(f"{table} MATCH :{name}").bindparams(**{name: asked}))
        )
    asked = " | ".join("(" + " <-> ".join(map(_quoted, phrase)) + ")" for phrase in phrases)
    return (
        select(column("owner", BigInteger))
        .select_from(text(table))
        .where(text(f"words @@ CAST(:{name} AS tsquery)").bindparams(**{name: asked}))
    )
