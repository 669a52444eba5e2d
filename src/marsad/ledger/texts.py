"""Reports as a ledger has them: lists of them, and one with where it was seen and what copies it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from marsad.ledger.forgetting import find_report
from marsad.ledger.schema import claims, copies, readers, readings, reports, sightings
from marsad.ledger.words import REPORTS, holding


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsAsked:
    """What reports are asked for; everything that is said must hold. `unheard` outlets are not found by words."""

    words: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    unheard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list."""

    sha256: str
    id: str
    title: str
    outlet: str | None
    published: date | None
    url: str | None
    claims: int
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Where a text was met, and when."""

    id: str
    outlet: str | None
    url: str | None
    published: date | None
    retrieved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """One report: its line in a list, its text, who read it, where it was seen, its near copies by likeness."""

    line: ReportLine
    text: str
    reader: str
    seen: tuple[Seen, ...]
    alike: tuple[tuple[ReportLine, float], ...]


_current = readings.join(sightings, sightings.c.id == readings.c.sighting).join(
    reports, reports.c.id == readings.c.report
)
_holds = readings.c.superseded_at.is_(None)
_published = func.coalesce(readings.c.published, readings.c.known_on)


def find_reports(
    connection: Connection, asked: ReportsAsked, *, limit: int, skip: int = 0
) -> tuple[list[ReportLine], int]:
    """The reports that answer, the latest first, and how many there are in all."""
    wanted = [_holds, *_conditions(connection, asked)]
    total = connection.execute(select(func.count()).select_from(_current).where(*wanted)).scalar_one()
    page = _lines().where(*wanted).order_by(_published.desc(), reports.c.id.desc()).offset(skip).limit(limit)
    return [_line(row) for row in connection.execute(page)], total


def _conditions(connection: Connection, asked: ReportsAsked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if asked.words is not None:
        wanted += holding(connection, REPORTS, reports.c.id, asked.words)
        if asked.unheard:
            wanted.append(or_(sightings.c.outlet.is_(None), sightings.c.outlet.not_in(asked.unheard)))
    if asked.outlet is not None:
        wanted.append(reports.c.id.in_(select(sightings.c.report).where(sightings.c.outlet == asked.outlet)))
    if asked.since is not None:
        wanted.append(_published >= asked.since)
    if asked.until is not None:
        wanted.append(_published <= asked.until)
    if asked.known_by is not None:
        wanted.append(readings.c.known_on <= asked.known_by)
    return wanted


def _lines(*more: Any) -> Select[Any]:
    told = select(func.count()).where(claims.c.reading == readings.c.id, claims.c.live).correlate(readings)
    left = select(func.count()).where(copies.c.left == reports.c.id).correlate(reports)
    right = select(func.count()).where(copies.c.right == reports.c.id).correlate(reports)
    return select(
        reports.c.sha256,
        reports.c.title,
        sightings.c.name,
        sightings.c.outlet,
        sightings.c.url,
        readings.c.published,
        told.scalar_subquery().label("told"),
        (left.scalar_subquery() + right.scalar_subquery()).label("alike"),
        *more,
    ).select_from(_current)


def _line(row: Any) -> ReportLine:
    return ReportLine(
        sha256=row.sha256,
        id=row.name,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        claims=row.told,
        copies=row.alike,
    )


def report_facts(connection: Connection, asked: str) -> ReportFacts:
    """The report of an id or the beginning of a sha256; LedgerError for none or several."""
    number, _ = find_report(connection, asked)
    version = select(readers.c.version).where(readers.c.id == readings.c.reader).correlate(readings)
    query = _lines(reports.c.text, version.scalar_subquery().label("version"))
    row = connection.execute(query.where(_holds, reports.c.id == number)).one()
    return ReportFacts(
        line=_line(row),
        text=row.text,
        reader=row.version,
        seen=_seen(connection, number),
        alike=_alike(connection, number),
    )


def _seen(connection: Connection, report: int) -> tuple[Seen, ...]:
    query = select(sightings).where(sightings.c.report == report).order_by(sightings.c.id)
    return tuple(
        Seen(
            id=row.name,
            outlet=row.outlet,
            url=row.url,
            published=row.published,
            retrieved=datetime.fromisoformat(row.retrieved),
        )
        for row in connection.execute(query)
    )


def _alike(connection: Connection, report: int) -> tuple[tuple[ReportLine, float], ...]:
    tied = select(copies).where(or_(copies.c.left == report, copies.c.right == report))
    likeness = {row.right if row.left == report else row.left: row.likeness for row in connection.execute(tied)}
    lines = _lines(reports.c.id.label("number")).where(_holds, reports.c.id.in_(sorted(likeness)))
    found = [(_line(row), likeness[row.number]) for row in connection.execute(lines)]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0].sha256)))


def contents_of(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """Title, newline and text of reports by their sha256."""
    query = select(reports.c.sha256, reports.c.title, reports.c.text).where(reports.c.sha256.in_(sorted(wanted)))
    return {row.sha256: f"{row.title}\n{row.text}" for row in connection.execute(query)}


def titles_of(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """The titles of reports by their sha256."""
    query = select(reports.c.sha256, reports.c.title).where(reports.c.sha256.in_(sorted(wanted)))
    return {row.sha256: row.title for row in connection.execute(query)}
