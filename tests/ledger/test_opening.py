import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from marsad.errors import LedgerError, MissingExtraError
from marsad.ledger import Asked, Ledger
from marsad.ledger.migrating import PAGE
from marsad.ledger.opening import locate, make_engine, shown, told
from marsad.model import Outlet


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param("reports.db", "sqlite:///reports.db", id="file"),
        pytest.param("/data/a b.db", "sqlite:////data/a b.db", id="path"),
        pytest.param("sqlite:///x.db", "sqlite:///x.db", id="sqlite"),
        pytest.param("postgresql://u:p@h/d", "postgresql+psycopg://u:***@h/d", id="server"),
        pytest.param("postgres://h/d", "postgresql+psycopg://h/d", id="short"),
    ],
)
def test_locate(where: str, expected: str) -> None:
    assert str(locate(where)) == expected


def test_environment_then_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LEDGER", "elsewhere.db")
    assert shown(locate()) == "elsewhere.db"
    monkeypatch.delenv("MARSAD_LEDGER")
    assert shown(locate()) == "marsad.db"


@pytest.mark.parametrize(
    ("where", "words"),
    [
        pytest.param("mysql://u:secret@h/d", "cannot be kept there; name a file, or a server", id="other database"),
        pytest.param("post gres://", "this is no URL", id="no URL"),
        pytest.param("sqlite://", "cannot be kept there", id="in memory"),
    ],
)
def test_no_ledger_can_be_there(where: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words) as caught:
        locate(where)
    assert "secret" not in str(caught.value)


def test_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(LedgerError, match="there is no ledger; make one with: marsad add"):
        Ledger.open(path)
    assert not path.exists()


def test_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger.open(tmp_path / "nowhere" / "ledger.db", create=True)


def test_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and no database of any kind\n" * 100)
    with pytest.raises(LedgerError, match="this file is no ledger"):
        Ledger.open(path, create=True)
    assert path.read_text().startswith("these are notes")


def test_database_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE addresses (name TEXT)")
    connection.close()
    with pytest.raises(LedgerError, match="holds other tables and no ledger"):
        Ledger.open(path, create=True)


def test_server_that_does_not_answer() -> None:
    with pytest.raises(LedgerError, match="the server does not answer") as caught:
        Ledger.open("postgresql://u:secret@localhost:1/d", create=True)
    assert "secret" not in str(caught.value)


def test_database_that_is_not_there(database: Engine) -> None:
    with pytest.raises(LedgerError, match='database "nowhere" does not exist'):
        Ledger.open(database.url.set(database="nowhere"))


def test_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'marsad\[server\]'"):
        make_engine(locate("postgresql://h/d"))


def test_damaged_file(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    whole = bytearray(empty.read_bytes())
    whole[PAGE:] = b"\xff" * (len(whole) - PAGE)
    path.write_bytes(whole)
    with pytest.raises(LedgerError, match="damaged; go back to a copy"), Ledger.open(path) as ledger:
        ledger.find(Asked(text="قصف"))


def test_no_more_room(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(empty.read_bytes())
    engine = make_engine(locate(path))
    with pytest.raises(LedgerError, match="the disk is full"):
        fill(engine)
    engine.dispose()
    Ledger.open(path).close()


def fill(engine: Engine) -> None:
    with told(engine.url), engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA max_page_count = 1")
        with connection.execution_options(writes=True).begin():
            for number in range(3000):
                connection.exec_driver_sql(f"INSERT INTO counters VALUES ('{number}{'x' * 500}', 1)")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are otherwise there")
def test_file_that_may_not_be_written(empty: Path, tmp_path: Path) -> None:
    """Root may write everything, so SQLite itself is told to open the file for reading."""
    path = tmp_path / "ledger.db"
    path.write_bytes(empty.read_bytes())
    with (
        Ledger.open(f"sqlite:///file:{path}?mode=ro&uri=true") as ledger,
        pytest.raises(LedgerError, match="the file may not be written"),
    ):
        ledger.describe(Outlet(name="x"), who="x")


def test_commands_that_need_no_ledger_load_no_database() -> None:
    code = (
        "import sys; from marsad.serve.cli import app; app(['--version'], standalone_mode=False); "
        "print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
