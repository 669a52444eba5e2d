from contextlib import closing
from pathlib import Path
from shutil import copyfile, copytree
from sqlite3 import connect
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from marsad.errors import LedgerError
from marsad.ledger import Ledger
from marsad.ledger.migrating import STEPS, _keep_a_log, known_steps, prepare
from marsad.ledger.opening import locate, make_engine, reading, writing
from marsad.ledger.schema import metadata

NEXT = '''
"""A step that a later version takes."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{last}"


def upgrade() -> None:
    op.add_column("reports", sa.Column("language", sa.Text))
    op.execute("UPDATE reports SET language = 'ar'")
    {more}
'''


def next_steps(folder: Path, more: str = "") -> Path:
    steps = copytree(STEPS, folder / "migrations")
    step = NEXT.format(last=known_steps()[-1], more=more)
    (steps / "versions" / "9999_languages.py").write_text(step)
    return steps


def columns(ledger: Ledger) -> set[str]:
    with reading(ledger._engine) as connection:
        return {column["name"] for column in inspect(connection).get_columns("reports")}


def test_steps_lead_to_the_tables_of_today(ledger: Ledger) -> None:
    with reading(ledger._engine) as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or "_words" not in name}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_opens_in_the_next_version(tmp_path: Path, empty: Path) -> None:
    path = copyfile(empty, tmp_path / "ledger.db")
    engine = make_engine(locate(path))
    prepare(engine, create=False, steps=next_steps(tmp_path))
    with Ledger(engine) as ledger:
        assert "language" in columns(ledger)


def test_waits_while_another_makes_the_same_ledger(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    other = connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")

    def let_go() -> None:
        other.execute("ROLLBACK")
        other.close()

    later = Timer(0.5, let_go)
    later.start()
    _keep_a_log(make_engine(locate(path)))
    later.join()
    with closing(connect(path)) as made:
        assert made.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_newer_ledger_is_refused(tmp_path: Path, empty: Path) -> None:
    path = copyfile(empty, tmp_path / "ledger.db")
    engine = make_engine(locate(path))
    prepare(engine, create=False, steps=next_steps(tmp_path))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"newer Marsad \(tables 9999, this one knows \d{4}\); install the newer"):
        Ledger.open(path)


def test_newer_ledger_on_a_server_is_refused(ledger: Ledger) -> None:
    with writing(ledger._engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(LedgerError, match="newer Marsad"):
            Ledger.open(ledger._engine.url)
    finally:
        with writing(ledger._engine) as connection:
            last = known_steps()[-1]
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{last}'"))


def test_a_step_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, empty: Path) -> None:
    path = copyfile(empty, tmp_path / "ledger.db")
    engine = make_engine(locate(path))
    steps = next_steps(tmp_path, more="raise RuntimeError('power cut')")
    with pytest.raises(RuntimeError, match="power cut"):
        prepare(engine, create=False, steps=steps)
    engine.dispose()
    with Ledger.open(path) as ledger:
        assert "language" not in columns(ledger)
