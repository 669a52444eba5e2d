"""`marsad load`: what `marsad backfill` wrote, into a ledger."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec

from marsad.errors import ScaleError
from marsad.ledger import Added, Grouped, Ledger, Loaded
from marsad.ledger.storing import unfold
from marsad.model import Report
from marsad.model.incident import Pair
from marsad.scale.backfill import GROUPING, STATE
from marsad.scale.spark.intake import sighting_from
from marsad.scale.storage import Folder
from marsad.scale.tables import VERSION, rows

BATCH = 500  # reports in a transaction


def load(source: str, ledger: Ledger) -> tuple[Counter[Added], bool]:
    """Load a folder; what became of the reports, and whether its incidents came with them.

    They do where the ledger holds nothing else. Where it does, near copies are sought as each report comes, and
    incidents are left to be grouped. Given again, it goes on where it stopped.
    """
    output = Folder(source)
    noted = output.noted(STATE)
    if noted is None or noted.get("version") != VERSION or not noted.get("parts"):
        raise ScaleError(f"{source}: this is no folder that `marsad backfill` wrote with tables of version {VERSION}")
    if missing := [name for name in GROUPING if name not in noted["stages"]]:
        raise ScaleError(f"{source}: it is not finished ({', '.join(missing)}); give `marsad backfill` again")
    retrieved = datetime.fromisoformat(noted["retrieved"])
    readings = output.folder("readings")
    alone = _is_alone(ledger, readings)
    outcomes: Counter[Added] = Counter()
    found = (_loaded(row, retrieved) for name in readings.files() for row in rows(readings.read(name)))
    while some := list(islice(found, BATCH)):
        outcomes += ledger.load(some, alone=alone)
    return outcomes, alone and ledger.write_groups(_grouped(output))


def _is_alone(ledger: Ledger, readings: Folder) -> bool:
    """Whether the ledger holds no reports but those of the folder."""
    known = 0
    for name in readings.files():
        known += len(ledger.known_among([row["sha256"] for row in rows(readings.read(name))]))
    return known == ledger.count_reports()


def _loaded(row: dict[str, Any], retrieved: datetime) -> Loaded:
    packs = msgspec.json.decode(row["packs"], type=dict[str, str])
    seen = tuple(sighting_from(each, retrieved) for each in row["sightings"])
    reading = unfold(row["reading"], title=row["title"], text=row["text"], version=row["reader"], packs=packs)
    basis = seen[0]
    report = Report(
        id=basis.id,
        title=row["title"],
        text=row["text"],
        outlet=basis.outlet,
        published=basis.published,
        url=basis.url,
    )
    return Loaded(report, seen, reading)


def _grouped(output: Folder) -> Grouped:
    def told(table: str) -> Iterator[dict[str, Any]]:
        folder = output.folder(table)
        return (row for name in folder.files() for row in rows(folder.read(name)))

    return Grouped(
        origins=((row["report"], row["origin"]) for row in told("origins")),
        copies=((row["left"], row["right"], row["likeness"]) for row in told("copies")),
        pairs=(Pair(row["left"], row["right"], row["chance"], tuple(map(int, row["levels"]))) for row in told("pairs")),
        members=((row["claim"], row["incident"]) for row in told("members")),
    )
