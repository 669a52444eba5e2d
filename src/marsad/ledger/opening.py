"""Where a ledger is, how it is reached, and what can go wrong on the way, in words that say what to do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError

from marsad.errors import LedgerError, MissingExtraError

DEFAULT = "marsad.db"
VARIABLE = "MARSAD_LEDGER"
CACHE = 64  # megabytes that a connection keeps of a file
PATIENCE = 120  # seconds to wait for another process that writes
_WRITER = 0x6D617273  # the advisory lock a writer holds on PostgreSQL: there is one at a time, as on SQLite
_POSTGRES = ("postgresql", "postgres")
# To PostgreSQL: compiling our short queries takes longer than running them, and today's disks read by index cheaply.
_OPTIONS = "-c jit=off -c random_page_cost=1.1"


def locate(where: str | Path | None = None) -> URL:
    """The address of a ledger: a file, or a PostgreSQL URL; else MARSAD_LEDGER, else marsad.db here."""
    text = str(where or os.environ.get(VARIABLE) or DEFAULT)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
    except ArgumentError:
        raise LedgerError(f"{text.split('://', maxsplit=1)[0]}://...: this is no URL; {_FORMS}") from None
    kind = url.drivername.partition("+")[0]
    if kind in _POSTGRES:
        return url.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and url.database:
        return url
    raise LedgerError(f"{shown(url)}: a ledger cannot be kept there; {_FORMS}")


_FORMS = "name a file, or a server as postgresql://user@host/database"


def shown(url: URL) -> str:
    """The address as it may be shown: without the password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def make_engine(url: URL, *, cache: int = CACHE) -> Engine:
    """Connections to a ledger. SQLite: write-ahead log, foreign keys, transactions begun by hand."""
    if url.drivername == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", partial(_prepare_sqlite, cache=cache))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"options": _OPTIONS})
    except ModuleNotFoundError:
        raise MissingExtraError(
            "a ledger on PostgreSQL needs the driver psycopg; install it with: pip install 'marsad[server]'"
        ) from None


def _prepare_sqlite(connection: Any, _: object, *, cache: int) -> None:
    connection.isolation_level = None  # sqlite3 begins no transaction of its own
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {-1024 * cache}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A view of the ledger that does not change while it is looked at."""
    with told(engine.url), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the one writer: all of it comes to be, or nothing."""
    with told(engine.url), engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
            yield connection


class UnstorableError(LedgerError):
    """A report that this kind of database cannot hold; others can still be stored."""


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Errors of the database as a LedgerError that names the ledger and says what to do."""
    try:
        yield
    except IntegrityError:
        raise  # a fault of ours, not of the world
    except DataError as error:
        raise UnstorableError(f"{shown(url)}: {_remedy(error)}") from error
    except DBAPIError as error:
        raise LedgerError(f"{shown(url)}: {_remedy(error)}") from error


_REMEDIES = (
    ("database or disk is full", "the disk is full; nothing half-written is kept: make room and add again"),
    ("disk i/o error", "the disk is full or broken; nothing half-written is kept: make room and add again"),
    (
        "could not extend file",
        "the server's disk is full; nothing half-written is kept: make room and add again",
    ),
    ("no space left", "the server's disk is full; nothing half-written is kept: make room and add again"),
    ("database is locked", "another program has been writing for too long; end it, or wait and try again"),
    ("file is not a database", "this file is no ledger; name another"),
    ("malformed", "the file is damaged; go back to a copy of it"),
    ("readonly database", "the file may not be written; ask for the right to write it"),
    ("unable to open database file", "the file cannot be opened; check the folder and its rights"),
    ("connection refused", "the server does not answer; check that it runs, and the host and port"),
    ("password", "the server refuses user or password; check them"),
    ("0x00", "PostgreSQL cannot hold the character U+0000; take it out of the report"),
)


def _remedy(error: DBAPIError) -> str:
    said = str(error.orig).strip()
    for sign, remedy in _REMEDIES:
        if sign in said.lower():
            return remedy
    return f"the database says: {said.splitlines()[0] if said else type(error.orig).__name__}"
