"""Run by the tests as programs of their own: `marsad add` in children that are killed, or that run side by side.

The reader is loaded once; the children are forked from here, so that they add within milliseconds.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from marsad import reader
from marsad.ledger import Ledger, Proof
from marsad.serve import adding
from marsad.serve.cli import app

READ_BEFORE = 3  # reports in a transaction: more of them, more to break


def start(ledger: str, reports: str, jobs: str = "1") -> int:
    """A child that runs `marsad add`."""
    child = os.fork()
    if child:
        return child
    adding.BATCH = READ_BEFORE
    code = 1
    try:
        with Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), sys.stdout.fileno())
        code = app(["add", reports, "--ledger", ledger, "--jobs", jobs], standalone_mode=False) or 0
    finally:
        os._exit(code)


def kill(ledger: str, reports: str, times: int, jobs: str) -> None:
    """Kill `marsad add` so many times, each at another point; after each the ledger must be sound.

    The longest it may live grows from nothing to the time that a whole run takes, so that every step is hit.
    """
    rng = random.Random(5)
    began = time.monotonic()
    os.waitpid(start(f"{ledger}.whole", reports, jobs), 0)
    whole = time.monotonic() - began
    for number in range(times):
        child = start(ledger, reports, jobs)
        time.sleep(rng.uniform(0, whole) * 0.6)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kept = check(ledger)
        if kept == len(Path(reports).read_text(encoding="utf-8").splitlines()):
            for end in ("", "-wal", "-shm"):
                Path(f"{ledger}{end}").unlink(missing_ok=True)
        tell(number, kept)
    os.waitpid(start(ledger, reports), 0)
    tell("at last", check(ledger), "whole", check(f"{ledger}.whole"))


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def check(ledger: str) -> int:
    """The reports of a sound ledger; a ledger that was never made has none."""
    if not Path(ledger).exists() or not Path(ledger).stat().st_size:
        return 0
    with Ledger.open(ledger, create=True) as opened:
        proof = Proof()
        faults = list(opened.verify(proof))
        if faults:
            raise SystemExit(f"faults: {[str(fault) for fault in faults]}")
        return proof.reports


def race(ledger: str, *reports: str) -> None:
    """Several children add to one ledger at once."""
    children = [start(ledger, each) for each in reports]
    tell(*(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))


if __name__ == "__main__":
    reader.reader_of()
    what, *rest = sys.argv[1:]
    if what == "kill":
        kill(rest[0], rest[1], int(rest[2]), rest[3])
    else:
        race(*rest)
