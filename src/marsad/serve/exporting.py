"""Exports to files: whole or not at all, deterministic, with the list of losses beside."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from marsad.exports import FORMATS, Loss, Surroundings
from marsad.ledger import Asked, Ledger
from marsad.model.incident import Incident
from marsad.serve.incidents import find_incidents

CHUNK = 500  # incidents in memory at once


def write_export(ledger: Ledger, asked: Asked, format: str, out: Path, losses: Path) -> str:
    """Write the incidents that answer and what was lost; what to tell the user."""
    half, half_losses = (path.with_name(f".{path.name}.half") for path in (out, losses))
    counts: Counter[str] = Counter()
    try:
        with half.open("wb") as file, half_losses.open("w", encoding="utf-8", newline="") as listed:
            rows = csv.writer(listed, lineterminator="\n")
            rows.writerow(Loss._fields)
            for loss in FORMATS[format](_all(ledger, asked, counts), _known(ledger), file):
                rows.writerow(loss)
                counts["left out" if loss.slot == "incident" else "values"] += 1
        half.replace(out)
        half_losses.replace(losses)
    finally:
        half.unlink(missing_ok=True)
        half_losses.unlink(missing_ok=True)
    written = counts["incidents"] - counts["left out"]
    return (
        f"{out}: {written} of {counts['incidents']} incidents; {counts['left out']} left out and "
        f"{counts['values']} values lost, listed in {losses}"
    )


def _all(ledger: Ledger, asked: Asked, counts: Counter[str]) -> Iterator[Incident]:
    """The incidents a chunk at a time."""
    while found := find_incidents(ledger, asked, limit=CHUNK, skip=counts["incidents"]):
        counts["incidents"] += len(found)
        yield from found


def _known(ledger: Ledger) -> Surroundings:
    from marsad.exports.surroundings import ActorFacts, Area

    places = {
        place: tuple(
            Area(id=id, name=name, name_en=latin, kind=kind, country=country)
            for id, name, latin, kind, country in areas
        )
        for place, areas in ledger.places_over().items()
    }
    actors = {id: ActorFacts(name=name, name_en=latin, kind=kind) for id, name, latin, kind in ledger.actor_facts()}
    return Surroundings(places=places, actors=actors)
