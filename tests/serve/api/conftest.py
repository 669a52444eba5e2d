"""A real server of a real ledger: the shipped examples, read once, copied for each test that changes something."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copyfile
from socket import socket
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest
import uvicorn

from marsad.ledger import Ledger
from marsad.serve.accounts import hash_of
from marsad.serve.api.making import make_app
from marsad.serve.api.settings import Settings
from marsad.serve.demonstrating import make_ledger

PASSWORD = "long enough for a test"
ROLES = ("reader", "analyst", "editor", "administrator")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where, its ledger, and the clients that it made."""

    base: str
    port: int
    ledger: Ledger
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self) -> httpx.Client:
        """A client that nobody knows."""
        self.clients.append(httpx.Client(base_url=f"{self.base}/api/v1", timeout=60))
        return self.clients[-1]

    def local(self) -> httpx.Client:
        """A client that may change things on a server without accounts."""
        client = self.client()
        client.headers["X-CSRF-Token"] = client.get("/me").json()["csrf"]
        return client

    def logged_in(self, name: str) -> httpx.Client:
        """A client of somebody with an account."""
        client = self.client()
        answer = client.post("/login", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the shipped examples, with an account of each role."""
    path = tmp_path_factory.mktemp("served") / "examples.db"
    make_ledger(str(path), complain=lambda problem: pytest.fail(str(problem)))
    return path


@pytest.fixture(scope="session")
def hashed() -> str:
    return hash_of(PASSWORD)


@contextmanager
def running(path: Path, settings: Settings) -> Iterator[Server]:
    """A server of a ledger, on a port of its own, until the end of the block."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Ledger.open(path, cache=16) as ledger:
        server = uvicorn.Server(
            uvicorn.Config(make_app(ledger, settings), host="127.0.0.1", port=port, log_level="warning")
        )
        thread = Thread(target=server.run)
        thread.start()
        patience = monotonic() + 30
        while not server.started and monotonic() < patience:
            sleep(0.02)
        made = Server(f"http://127.0.0.1:{port}", port, ledger)
        try:
            yield made
        finally:
            for client in made.clients:
                client.close()
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def served(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests only ask."""
    path = copyfile(examples, tmp_path_factory.mktemp("asked") / "ledger.db")
    with running(path, Settings()) as server:
        yield server


@pytest.fixture
def fresh(examples: Path, tmp_path: Path) -> Iterator[Server]:
    """A server without accounts that a test may change."""
    with running(copyfile(examples, tmp_path / "ledger.db"), Settings()) as server:
        yield server


@pytest.fixture
def guarded(examples: Path, tmp_path: Path, hashed: str) -> Iterator[Server]:
    """A server with an account of each role, each named after it."""
    path = copyfile(examples, tmp_path / "ledger.db")
    with Ledger.open(path) as ledger:
        for role in ROLES:
            ledger.accounts.add_user(role, role, hashed)
    with running(path, Settings(login=True)) as server:
        yield server


@pytest.fixture
def tight(examples: Path, tmp_path: Path) -> Callable[..., object]:
    """Servers with other settings."""

    def make(**settings: object) -> object:
        path = copyfile(examples, tmp_path / "tight.db")
        return running(path, replace(Settings(), **settings))  # type: ignore[arg-type]

    return make
