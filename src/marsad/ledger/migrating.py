"""Bringing a ledger up to the tables of this Marsad, and refusing one that is ahead of it."""

from pathlib import Path
from sqlite3 import OperationalError
from time import sleep

from sqlalchemy import Connection, Engine, inspect, text

from marsad.errors import LedgerError
from marsad.ledger.opening import reading, shown, told, writing

STEPS = Path(__file__).parent / "migrations"
TRIES, PAUSE = 100, 0.1  # seconds between them
PAGE = 16384  # bytes: a report and its reading fill pages of this size best
_VERSIONS = "alembic_version"  # the table in which Alembic keeps where a ledger stands


def known_steps(steps: Path = STEPS) -> tuple[str, ...]:
    """The steps this Marsad knows, in order: "0001", "0002", ..."""
    return tuple(sorted(path.name[:4] for path in (steps / "versions").glob("[0-9]*.py")))


def prepare(engine: Engine, *, create: bool, steps: Path = STEPS) -> None:
    """Make the tables, or bring them up to date; LedgerError for a ledger that is newer or none.

    With `create` False a ledger that does not exist is an error, and no file is made.
    """
    name = shown(engine.url)
    file = Path(name) if engine.dialect.name == "sqlite" and not name.startswith("file:") else None
    if file is not None and not create and not file.exists():
        raise LedgerError(f"{name}: there is no ledger; make one with: marsad add REPORTS --ledger {name}")
    if file is not None and not file.parent.is_dir():
        raise LedgerError(f"{name}: there is no folder {file.parent}; make it first")
    with reading(engine) as connection:
        standing = _standing(connection, name, steps)
    if standing == known_steps(steps)[-1]:
        return
    if standing is None and not create:
        raise LedgerError(f"{name}: it holds no ledger; make one with: marsad add REPORTS --ledger {name}")
    if engine.dialect.name == "sqlite":
        _keep_a_log(engine)
    with writing(engine) as connection:
        if _standing(connection, name, steps) != known_steps(steps)[-1]:  # nobody was quicker
            _climb(connection, steps)


def _standing(connection: Connection, name: str, steps: Path) -> str | None:
    """The last step that was taken, None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if _VERSIONS not in tables:
        if tables:
            raise LedgerError(f"{name}: this database holds other tables and no ledger; name another")
        return None
    standing = connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()
    if standing is not None and standing not in known_steps(steps):
        raise LedgerError(
            f"{name}: this ledger was written by a newer Marsad (tables {standing}, this one knows "
            f"{known_steps(steps)[-1]}); install the newer version"
        )
    return None if standing is None else str(standing)


def _keep_a_log(engine: Engine) -> None:
    """Write-ahead logging, which a SQLite file remembers: readers and the writer do not wait for one another."""
    with told(engine.url), engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA page_size = {PAGE}")
        for left in reversed(range(TRIES)):  # SQLite does not wait here while another makes the same ledger
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
                return
            except OperationalError:
                if not left:
                    raise
                sleep(PAUSE)


def _climb(connection: Connection, steps: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
