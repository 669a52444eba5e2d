"""Putting a ledger in order after much was added: a packed file, one index of words, fresh statistics."""

import sqlite3
from contextlib import suppress

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from marsad.ledger.opening import PATIENCE
from marsad.ledger.words import CLAIMS, REPORTS

SHORT_PATIENCE = 1  # second


def settle(engine: Engine) -> None:
    """Pack a SQLite file, or let PostgreSQL count anew what it holds. No answer changes.

    It is left for another time when other programs use the ledger, or there is no room for the copy that SQLite makes.
    """
    with suppress(OperationalError, sqlite3.OperationalError), engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
            return
        cursor = connection.connection.cursor()  # outside of a transaction, in which SQLite cannot pack
        cursor.execute(f"PRAGMA busy_timeout = {SHORT_PATIENCE * 1000}")
        try:
            for table in (REPORTS, CLAIMS):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
