"""The workbench in a headless Chromium, against a real server and a real ledger of the repository's examples."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browsing import absent
from typer.testing import CliRunner

from marsad.serve.cli import app

ROOT = Path(__file__).parents[2]
EXAMPLES = [str(ROOT / "examples" / name) for name in ("reports.jsonl", "report.jsonl")]
DOUBTFUL = str(Path(__file__).with_name("doubtful.jsonl"))
BUILT = ROOT / "src" / "marsad" / "serve" / "web_dist" / "index.html"
LOCALES = {"ar": "ar-SY", "en": "en-GB"}
RUN = CliRunner()
PATIENCE = 30_000  # milliseconds: a busy machine draws slowly

Serve = Callable[[Path], str]
Open = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


def marsad(*words: str, typed: str | None = None) -> str:
    """Run a command of Marsad; what it printed."""
    done = RUN.invoke(app, list(words), input=typed)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the examples that nobody writes into."""
    where = tmp_path_factory.mktemp("ledger") / "examples.db"
    marsad("add", *EXAMPLES, "--ledger", str(where))
    return where


@pytest.fixture(scope="session")
def serving() -> Iterator[Serve]:
    """Serve a ledger on a free port until the tests end; the address."""
    pytest.importorskip("marsad.serve.api", reason="this checkout has no server yet")
    if not BUILT.is_file():
        absent("the workbench is not built; run `make web`")
    running: list[subprocess.Popen[bytes]] = []

    def start(ledger: Path) -> str:
        port = free_port()
        command = [sys.executable, "-m", "marsad", "serve", "--ledger", str(ledger), "--port", str(port)]
        running.append(subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        address = f"http://127.0.0.1:{port}"
        await_answer(f"{address}/api/v1/health", running[-1])
        return address

    yield start
    for process in running:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_answer(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    for _ in range(int(seconds * 5)):
        assert process.poll() is None, "the server ended at once"
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="session")
def examples(filled: Path, serving: Serve) -> str:
    """The address of a server of the examples; tests only look."""
    return serving(filled)


@pytest.fixture
def own(filled: Path, serving: Serve, tmp_path: Path) -> tuple[str, Path]:
    """A server of a ledger that the test may change, and that ledger."""
    ledger = tmp_path / "own.db"
    shutil.copy(filled, ledger)
    return serving(ledger), ledger


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page in a language. In the end: nothing left the server, and the console had no complaint."""
    contexts: list[BrowserContext] = []
    asked: list[tuple[str, str]] = []
    complaints: list[str] = []

    def start(address: str, language: str = "ar", *, width: int = 1440, dark: bool = False) -> Page:
        context = browser.new_context(
            locale=LOCALES[language],
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        home = "/".join(address.split("/")[:3])
        page.on("request", lambda request: asked.append((home, request.url)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if is_complaint(message.type, message.text) else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield start
    for context in contexts:
        context.close()
    strangers = [url for home, url in asked if not url.startswith((home, "blob:", "data:"))]
    assert strangers == []
    assert complaints == []


def is_complaint(kind: str, text: str) -> bool:
    """Refusals of the API that a test provokes are told on the page, and stand in the console besides."""
    return kind == "error" and "Failed to load resource" not in text
