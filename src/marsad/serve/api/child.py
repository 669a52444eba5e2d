"""Work done in a child process: taking reports out of an uploaded file, and comparing claims.

A file that was sent may be made to break or to swell; here it has little memory and time, and nothing of the ledger.
Comparing needs libraries that are large; they are gone when it is done.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run
from tempfile import TemporaryFile

import msgspec

from marsad.errors import LedgerError
from marsad.model import Report
from marsad.serve.api.settings import Settings
from marsad.sources import Failure, Found, Skipped, read_sources

MODULE = "marsad.serve.api.child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the child says of one report: the report, or why there is none, and how many bytes are done with."""

    report: Report | None = None
    failure: Failure | None = None
    seen: int = 0


def parsed(file: Path, settings: Settings, born: Callable[[Popen[bytes]], None]) -> Iterator[Line]:
    """The reports of a file, taken out by a child whose time and memory are limited; `born` is told of the child."""
    limits = [str(settings.parsing_seconds), str(settings.parsing_memory)]
    with (
        TemporaryFile() as said,
        Popen(
            [sys.executable, "-m", MODULE, "parse", *limits, str(file)], stdin=DEVNULL, stdout=PIPE, stderr=said
        ) as child,
    ):
        born(child)
        if child.stdout is None:
            raise RuntimeError("the child has no output")
        for line in child.stdout:
            yield msgspec.json.decode(line, type=Line)
    if child.returncode:
        problem = "the file needs more time or memory than an upload may take; add it with marsad add"
        yield Line(failure=Failure(str(file), problem))


def group(address: str) -> None:
    """Compare what is new in a ledger; LedgerError with what the child said when it fails."""
    done = run(
        [sys.executable, "-m", MODULE, "group"], input=address.encode(), stdout=DEVNULL, stderr=PIPE, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise LedgerError(f"claims could not be compared: {said[-1] if said else done.returncode}")


def _parse(seconds: int, memory: int, file: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    seen = 0

    def heard(count: int) -> None:
        nonlocal seen
        seen += count

    for found in read_sources([file], heard=heard):
        sys.stdout.buffer.write(msgspec.json.encode(_line_of(found, seen)) + b"\n")
        sys.stdout.buffer.flush()


def _line_of(found: Found, seen: int) -> Line:
    match found:
        case Report():
            return Line(report=found, seen=seen)
        case Skipped():
            return Line(failure=Failure(found.where, f"skipped, {found.why}"), seen=seen)
        case Failure():
            return Line(failure=found, seen=seen)


def _group() -> None:
    from marsad.ledger import Ledger
    from marsad.serve.incidents import group_fresh

    with Ledger.open(sys.stdin.read()) as ledger:
        group_fresh(ledger)


def main(verb: str, *words: str) -> None:
    """What the parent asked for."""
    if verb == "group":
        _group()
    else:
        _parse(int(words[0]), int(words[1]), words[2])


if __name__ == "__main__":
    main(*sys.argv[1:])
