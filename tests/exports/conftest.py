"""A ledger of the example reports, and exports of it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.serve.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
RUN = CliRunner()


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("ledger") / "examples.db")
    assert RUN.invoke(app, ["add", str(EXAMPLES / "reports.jsonl"), "--ledger", where]).exit_code == 0
    return where


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of all example reports, one of which tells of many events."""
    where = str(tmp_path_factory.mktemp("ledger") / "full.db")
    given = [str(EXAMPLES / "reports.jsonl"), str(EXAMPLES / "report.jsonl")]
    assert RUN.invoke(app, ["add", *given, "--ledger", where]).exit_code == 0
    return where


def export(ledger: str, format: str, out: Path, *more: str) -> str:
    done = RUN.invoke(app, ["export", "--ledger", ledger, "--format", format, "--out", str(out), *more])
    assert done.exit_code == 0, done.output
    return done.stdout
