"""Loading what was read elsewhere, many reports at once: COPY on PostgreSQL, many rows to a statement on SQLite.

The rows are those that `adding` makes. Reports that a ledger knows go the way of `adding` as well, one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from marsad.ledger import adding
from marsad.ledger.adding import Added, Item
from marsad.ledger.copies import add_copy, runs_of, sketch
from marsad.ledger.flattening import flatten
from marsad.ledger.numbers import take
from marsad.ledger.rows import claim_row, slot_rows
from marsad.ledger.schema import (
    bands,
    claim_slots,
    claims,
    copies,
    incident_members,
    incident_pairs,
    judgements,
    links,
    origins,
    readings,
    reports,
    sightings,
)
from marsad.ledger.storing import pack
from marsad.ledger.words import CLAIMS, REPORTS, Words, add_words, vector_rows
from marsad.model import Reading, Report, Sighting
from marsad.model.incident import Pair

_MANY = 5000  # keys in one statement
_ORDER: tuple[Table, ...] = (reports, sightings, readings, claims, claim_slots, links, bands)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report as it was read elsewhere, with where it was met, that which stands for it first, and its reading."""

    report: Report
    sightings: tuple[Sighting, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Grouped:
    """What was found out of all reports together: texts with their origin, near copies, compared pairs, incidents."""

    origins: Iterable[tuple[str, str]]
    copies: Iterable[tuple[str, str, float]]
    pairs: Iterable[Pair]
    members: Iterable[tuple[str, str]]


def known_among(connection: Connection, texts: Sequence[str]) -> set[str]:
    """Those of these sha256 whose reports the ledger has."""
    found: set[str] = set()
    for start in range(0, len(texts), _MANY):
        some = texts[start : start + _MANY]
        found |= set(connection.execute(select(reports.c.sha256).where(reports.c.sha256.in_(some))).scalars())
    return found


def count_reports(connection: Connection) -> int:
    """How many reports a ledger has."""
    return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def load(connection: Connection, loaded: Sequence[Loaded], *, alone: bool) -> Counter[Added]:
    """Put reports in; the caller is the one writer.

    `alone` tells that the near copies among them are known and are written by `write_groups` later.
    """
    outcomes: Counter[Added] = Counter()
    known = known_among(connection, [each.report.sha256 for each in loaded])
    new = []
    for each in loaded:
        if each.report.sha256 in known:
            outcomes[_again(connection, each)] += 1
        elif adding.is_buried(connection, each.report.sha256):
            outcomes[Added.FORGOTTEN] += 1
        else:
            new.append(each)
            outcomes[Added.NEW] += 1
    if new:
        _write_new(connection, new, alone=alone)
    return outcomes


def _again(connection: Connection, each: Loaded) -> Added:
    """A report that the ledger has: what its sightings and its reading add."""
    found = [
        adding.add(connection, Item(each.report, sighting, None if number else each.reading))
        for number, sighting in enumerate(each.sightings)
    ]
    return next((one for one in (Added.READ_AGAIN, Added.SEEN_AGAIN) if one in found), Added.KNOWN)


def _write_new(connection: Connection, new: Sequence[Loaded], *, alone: bool) -> None:
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    said: dict[str, list[tuple[int, list[str]]]] = {REPORTS: [], CLAIMS: []}
    words = [Words(each.report.content) for each in new]
    numbers = take(connection, reports, len(new))
    for each, number, its_words, made in zip(new, numbers, words, take(connection, readings, len(new)), strict=True):
        seen = take(connection, sightings, len(each.sightings))
        report = each.report
        rows[reports].append({"id": number, "sha256": report.sha256, "title": report.title, "text": report.text})
        rows[sightings] += [
            adding.sighting_row(sighting, id=own, report=number)
            for own, sighting in zip(seen, each.sightings, strict=True)
        ]
        body, digest = pack(each.reading)
        known_on = adding.known_day(each.reading.report, each.sightings[0])
        rows[readings].append(
            {
                "id": made,
                "report": number,
                "sighting": seen[0],
                "reader": adding.reader_number(connection, adding.mark_of(each.reading)),
                "made": adding.now(),
                "published": each.reading.report.published,
                "known_on": known_on,
                "sha256": digest,
                "body": body,
            }
        )
        records = flatten(each.reading, known_on)
        for at, (own, record) in enumerate(zip(take(connection, claims, len(records)), records, strict=True)):
            rows[claims].append(claim_row(record, id=own, reading=made, number=at, edit=None, live=True))
            rows[claim_slots] += slot_rows(record, own)
            said[CLAIMS].append((own, its_words.within(record.evidence)))
        rows[links] += adding.link_rows(made, each.reading)
        said[REPORTS].append((number, its_words.all))
        if alone:
            own_bands = sorted(set(sketch(runs_of(its_words.all))))
            rows[bands] += [{"band": band, "report": number} for band in own_bands]
    for table in _ORDER:
        write_rows(connection, table, rows[table])
    for name, spoken in said.items():
        _write_words(connection, name, spoken)
    if not alone:
        for number, its_words in zip(numbers, words, strict=True):
            add_copy(connection, number, its_words)


def write_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that all have the same columns."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), list(rows))
        return
    names = list(rows[0])
    _copy(connection, table.name, names, ([row[name] for name in names] for row in rows))


def _write_words(connection: Connection, table: str, said: Sequence[tuple[int, list[str]]]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, ["owner", "part", "words"], vector_rows(said))
    else:
        add_words(connection, table, said)


def _copy(connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """PostgreSQL's COPY, inside the transaction that is open."""
    columns = ", ".join(f'"{name}"' for name in names)
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as into:
        for row in rows:
            into.write_row(row)


def write_groups(connection: Connection, grouped: Grouped) -> bool:
    """Write near copies and incidents in place of those that are there; False, and nothing done, where people judged.

    Only for a ledger that holds no report but those that were grouped.
    """
    if connection.execute(select(judgements.c.id).where(judgements.c.who.is_not(None)).limit(1)).first():
        return False
    for table in (copies, origins, incident_pairs, incident_members):
        connection.execute(delete(table))
    by_text = _Numbers(connection, reports.c.sha256, reports.c.id)
    by_key = _Numbers(connection, claims.c.key, claims.c.id, claims.c.live)
    for some in _parts(grouped.copies):
        number = by_text.of(key for left, right, _ in some for key in (left, right))
        write_rows(
            connection,
            copies,
            [
                {"left": number[left], "right": number[right], "likeness": alike}
                for left, right, alike in some
                if left in number and right in number
            ],
        )
    for texts in _parts(grouped.origins):
        number = by_text.of(text for text, _ in texts)
        named = [{"report": number[text], "origin": origin} for text, origin in texts if text in number]
        write_rows(connection, origins, named)
    for pairs in _parts(grouped.pairs):
        number = by_key.of(key for pair in pairs for key in pair[:2])
        told = [pair for pair in pairs if pair.left in number and pair.right in number]
        write_rows(
            connection,
            incident_pairs,
            [
                {
                    "left": number[pair.left],
                    "right": number[pair.right],
                    "chance": pair.chance,
                    "levels": "".join(map(str, pair.levels)),
                }
                for pair in told
            ],
        )
    for members in _parts(grouped.members):
        number = by_key.of(key for key, _ in members)
        rows = [{"claim": key, "row": number[key], "incident": name} for key, name in members if key in number]
        write_rows(connection, incident_members, rows)
    return True


class _Numbers:
    """The numbers of rows by their names."""

    def __init__(self, connection: Connection, name: Any, number: Any, *conditions: Any) -> None:
        self._connection = connection
        self._name, self._number, self._conditions = name, number, conditions

    def of(self, names: Iterable[str]) -> dict[str, int]:
        wanted = sorted(set(names))
        found: dict[str, int] = {}
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            query = select(self._name, self._number).where(self._name.in_(some), *self._conditions)
            found |= {row[0]: row[1] for row in self._connection.execute(query)}
        return found


def _parts(rows: Iterable[Any]) -> Iterable[list[Any]]:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == _MANY:
            yield part
            part = []
    if part:
        yield part
