"""The source registry: what people say of outlets, and how much of each the ledger holds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec
from sqlalchemy import Connection, func, insert, select

from marsad.ledger.numbers import take
from marsad.ledger.schema import origins, outlets, reports, sightings
from marsad.model import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSummary:
    """An outlet with the number of its reports, of those that copy another, and their first and last day."""

    outlet: Outlet
    reports: int
    copies: int
    first: date | None
    last: date | None


def describe(connection: Connection, outlet: Outlet, *, who: str) -> None:
    """Write down what is known of an outlet; what was said before stays as a row and no longer holds."""
    (number,) = take(connection, outlets)
    connection.execute(
        insert(outlets).values(
            id=number,
            name=outlet.name,
            language=outlet.language,
            affiliation=outlet.affiliation,
            note=outlet.note,
            syndicates_from=msgspec.json.encode(outlet.syndicates_from).decode(),
            who=who,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def described(connection: Connection) -> dict[str, Outlet]:
    """What holds of each outlet that somebody described."""
    return {
        row.name: Outlet(
            name=row.name,
            language=row.language,
            affiliation=row.affiliation,
            note=row.note,
            syndicates_from=msgspec.json.decode(row.syndicates_from, type=tuple[str, ...]),
        )
        for row in connection.execute(select(outlets).order_by(outlets.c.id))
    }


def summaries(connection: Connection) -> list[OutletSummary]:
    """Every outlet that is described or has reports, the largest first."""
    known = described(connection)
    of_outlet = (
        select(
            sightings.c.outlet,
            func.count(reports.c.id.distinct()).label("reports"),
            func.count(origins.c.report.distinct()).label("copies"),
            func.min(sightings.c.published).label("first"),
            func.max(sightings.c.published).label("last"),
        )
        .join(reports, reports.c.id == sightings.c.report)
        .outerjoin(origins, origins.c.report == reports.c.id)
        .where(sightings.c.outlet.is_not(None))
        .group_by(sightings.c.outlet)
    )
    found = [
        OutletSummary(
            outlet=known.pop(row.outlet, Outlet(name=row.outlet)),
            reports=row.reports,
            copies=row.copies,
            first=row.first,
            last=row.last,
        )
        for row in connection.execute(of_outlet)
    ]
    found += [OutletSummary(outlet=each, reports=0, copies=0, first=None, last=None) for each in known.values()]
    return sorted(found, key=lambda each: (-each.reports, each.outlet.name))
