"""What a ledger holds, to the byte, but for the times at which it was written and the numbers of its rows."""

from typing import Any

from sqlalchemy import select

from marsad.ledger import Ledger
from marsad.ledger.opening import reading
from marsad.ledger.schema import (
    actor_wholes,
    actors,
    bands,
    claim_slots,
    claims,
    counters,
    incident_members,
    incident_pairs,
    links,
    metadata,
    origins,
    place_areas,
    places,
    readers,
    readings,
    reports,
    sightings,
)

TIMES = {"made", "retrieved", "superseded_at"}


def rows_of(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, numbers and all."""
    with reading(ledger._engine) as connection:
        return {
            table.name: sorted(
                connection.execute(select(*(each for each in table.columns if each.name not in TIMES))).all(), key=repr
            )
            for table in metadata.sorted_tables
            if table is not counters
        }


def facts_of(ledger: Ledger) -> dict[str, set[Any]]:
    """What the rows say, without their numbers: two ledgers that got their reports in other orders are equal in it."""
    told = reports.join(readings, readings.c.report == reports.c.id).join(readers, readers.c.id == readings.c.reader)
    of_claim = told.join(claims, claims.c.reading == readings.c.id)
    numbers = {"id", "report", "sighting", "reader", "reading", "claim", "edit", *TIMES}

    def plain(table: Any) -> list[Any]:
        return [column.label(f"{table.name}_{column.name}") for column in table.columns if column.name not in numbers]

    left, right = claims.alias("l"), claims.alias("r")
    pairs = incident_pairs.join(left, left.c.id == incident_pairs.c.left).join(
        right, right.c.id == incident_pairs.c.right
    )
    queries = {
        "reports": select(*plain(reports)),
        "sightings": select(reports.c.sha256, *plain(sightings)).select_from(reports.join(sightings)),
        "readings": select(reports.c.sha256, *plain(readings), *plain(readers)).select_from(told),
        "claims": select(*plain(claims)).select_from(of_claim),
        "slots": select(claims.c.key, *plain(claim_slots)).select_from(claims.join(claim_slots)),
        "links": select(reports.c.sha256, *plain(links)).select_from(
            told.join(links, links.c.reading == readings.c.id)
        ),
        "bands": select(reports.c.sha256, bands.c.band).select_from(reports.join(bands)),
        "origins": select(reports.c.sha256, origins.c.origin).select_from(reports.join(origins)),
        "pairs": select(left.c.key, right.c.key, incident_pairs.c.chance, incident_pairs.c.levels).select_from(pairs),
        "members": select(incident_members.c.claim, incident_members.c.incident),
        **{table.name: select(table) for table in (places, place_areas, actors, actor_wholes)},
    }
    with reading(ledger._engine) as connection:
        return {name: set(map(tuple, connection.execute(query))) for name, query in queries.items()}
