"""Exports to files: whole or not at all, deterministic, with the list of losses beside."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from marsad.exports import FORMATS, Loss, Surroundings
from marsad.exports.surroundings import ActorFacts, Area
from marsad.incidents import merge
from marsad.ledger import Asked, Ledger
from marsad.model import ClaimRecord
from marsad.model.incident import Incident
from marsad.serve.changing import Changes

CHUNK = 500  # incidents in memory at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be exported: incidents that answer, of these ids if any, new or changed since a day if one is said."""

    asked: Asked
    incidents: tuple[str, ...] = ()
    since: date | None = None


@dataclass(slots=True)
class _Run:
    """One export: where the incidents come from, and how many there were."""

    ledger: Ledger
    wanted: Wanted
    counts: Counter[str] = field(default_factory=Counter)


def write_export(ledger: Ledger, wanted: Wanted, format: str, out: Path, losses: Path) -> str:
    """Write the incidents that are wanted and what was lost; what to tell the user."""
    chosen = FORMATS[format]
    run = _Run(ledger, wanted)
    around = surroundings_of(ledger)
    with _Whole() as files:
        changes = files.enter_context(closing(Changes(ledger, wanted.since))) if wanted.since else None
        listed = csv.writer(files.text(losses), lineterminator="\n")
        listed.writerow(Loss._fields)
        for loss in chosen.write(_chosen(run, changes), around, files.bytes(out)):
            listed.writerow(loss)
            run.counts["left out" if loss.slot == "incident" else "values"] += 1
        for ending, write in chosen.beside.items():
            again = _Run(ledger, wanted)
            for _ in write(_chosen(again, changes and changes.again()), around, files.bytes(Path(f"{out}{ending}"))):
                pass
        if changes is not None:
            rows = csv.writer(files.text(Path(f"{out}.changes.csv")), lineterminator="\n")
            rows.writerow(("incident", "change", "why"))
            rows.writerows(changes.told(wanted.asked))
    counts = run.counts
    written = counts["incidents"] - counts["left out"]
    told = f"; {changes.summary()}, listed in {out}.changes.csv" if changes else ""
    return (
        f"{out}: {written} of {counts['incidents']} incidents; {counts['left out']} left out and "
        f"{counts['values']} values lost, listed in {losses}{told}"
    )


class _Whole(ExitStack):
    """Files that appear under their names when all of them are whole, or not at all."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[tuple[Path, Path]] = []

    def bytes(self, path: Path) -> Any:
        return self._open(path, "wb")

    def text(self, path: Path) -> Any:
        return self._open(path, "w", encoding="utf-8", newline="")

    def _open(self, path: Path, mode: str, **how: Any) -> Any:
        half = path.with_name(f".{path.name}.half")
        self._made.append((half, path))
        return self.enter_context(half.open(mode, **how))

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            super().__exit__(kind, error, trace)
            if kind is None:
                for half, path in self._made:
                    half.replace(path)
        finally:
            for half, _ in self._made:
                half.unlink(missing_ok=True)


def _chosen(run: _Run, changes: Changes | None) -> Iterator[Incident]:
    for found in incidents_of(run.ledger, run.wanted):
        if changes is None or changes.has(found):
            run.counts["incidents"] += 1
            yield found


def incidents_of(ledger: Ledger, wanted: Wanted) -> Iterator[Incident]:
    """The incidents a chunk at a time: however many there are, the memory they take is the same.

    Their names are asked for once and wait in a temporary file, so that reports that come in meanwhile move nothing.
    """
    restricted = ledger.browse.restricted()
    if wanted.incidents:
        found = (ledger.members(name, known_by=wanted.asked.known_by) for name in wanted.incidents)
        yield from _merged(found, restricted)
        return
    with TemporaryFile("w+", encoding="utf-8") as names:
        for name in ledger.incident_names(wanted.asked):
            names.write(f"{name}\n")
        names.seek(0)
        waiting: list[str] = []
        for line in names:
            waiting.append(line.rstrip("\n"))
            if len(waiting) == CHUNK:
                yield from _merged(ledger.members_of(waiting, known_by=wanted.asked.known_by), restricted)
                waiting = []
        yield from _merged(ledger.members_of(waiting, known_by=wanted.asked.known_by), restricted)


def _merged(found: Iterable[Sequence[ClaimRecord]], restricted: Collection[str]) -> Iterator[Incident]:
    """Incidents without what restricted outlets say: that never leaves."""
    for members in found:
        free = [member for member in members if member.outlet not in restricted]
        if free:
            yield merge(free)


def surroundings_of(ledger: Ledger) -> Surroundings:
    """What the ledger knows of places, actors and the texts of reports."""
    places = {
        place: tuple(
            Area(id=id, name=name, name_en=latin, kind=kind, country=country)
            for id, name, latin, kind, country in areas
        )
        for place, areas in ledger.places_over().items()
    }
    actors = {
        id: ActorFacts(name=name, name_en=latin, kind=kind, country=country)
        for id, name, latin, kind, country in ledger.actor_facts()
    }

    return Surroundings(places=places, actors=actors, content=ledger.content)
