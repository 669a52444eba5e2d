"""`marsad add --jobs N`: many processes give the ledger that one gives, and none outlives its parent."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from tests.scale.contents import rows_of
from typer.testing import CliRunner

from marsad.errors import ScaleError
from marsad.ledger import Ledger, Proof
from marsad.model import Report
from marsad.scale.local import InOrder, Readers, readers
from marsad.serve import adding
from marsad.serve.cli import app

TODAY = ["--today", "2024-06-01"]


def add(reports: Path, ledger: Path, *more: str) -> str:
    done = CliRunner().invoke(app, ["add", str(reports), "--ledger", str(ledger), *TODAY, *more])
    assert done.exit_code == 1, done.output  # two of the reports are bad
    return re.sub(r" in \d+ s, \d+ a second", "", done.output.replace(str(ledger), "LEDGER"))


def test_any_number_of_processes_gives_one_ledger(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "BATCH", 7)
    one, three = tmp_path / "one.db", tmp_path / "three.db"
    assert add(reports, one) == add(reports, three, "--jobs", "3")
    with Ledger.open(one) as alone, Ledger.open(three) as together:
        assert rows_of(alone) == rows_of(together)
        assert list(together.verify(Proof())) == []
    again = add(reports, three, "--jobs", "2")
    assert "33 known already, 2 failed" in again


def test_answers_come_in_order() -> None:
    with readers(2) as reading:
        asked: InOrder[int] = InOrder(reading)
        for number in range(20):
            text = "قتل مدني بقصف على سرمين. " * (20 - number)
            asked.ask(number, None if number % 5 == 0 else Report(id=f"{number}", text=text))
        found = list(asked.answers(all=True))
    assert [number for number, _ in found] == list(range(20))
    assert [read is None for _, read in found] == [number % 5 == 0 for number in range(20)]


def test_a_child_that_is_ended_from_outside_is_told_of() -> None:
    with readers(2) as reading:
        for child in psutil.Process().children():
            child.kill()
        with pytest.raises(ScaleError, match="give the command again, with a smaller --jobs"):
            read_many(reading)


def read_many(reading: Readers) -> None:
    asked: InOrder[int] = InOrder(reading)
    for number in range(50):
        asked.ask(number, Report(id=f"{number}", text="قصف على سرمين"))
        list(asked.answers())


@pytest.mark.slow
def test_children_end_with_their_parent(tmp_path: Path) -> None:
    command = (
        "import time\nfrom marsad.scale.local import readers\nwith readers(3):\n print(flush=True)\n time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        children = psutil.Process(parent.pid).children()
        os.kill(parent.pid, signal.SIGKILL)
    assert len(children) == 3
    ended, alive = psutil.wait_procs(children, timeout=10)
    assert (len(ended), alive) == (3, [])
