"""Which claims tell of one happening: the pairs that were compared, and the incident each claim is in.

Both can be worked out anew from claims and people's judgements. What is compared and how groups are made is decided
by the caller; here it is kept, found and made whole.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, insert, or_, select

from marsad.ledger.finding import Asked, conditions
from marsad.ledger.judging import judgements_in_force
from marsad.ledger.loading import chosen, claims_and_reports, load_records
from marsad.ledger.schema import claims, incident_members, incident_pairs, origins, place_areas, readings, reports
from marsad.model import ClaimKind, ClaimRecord, Modality, Verdict
from marsad.model.incident import Pair, Verdicts

CLAIMED = (Modality.ASSERTED, Modality.UNCONFIRMED, Modality.DENIED)
UNDATED = timedelta(days=7)  # a claim of no stated day is of the week before it was published
APART = timedelta(days=12)  # between days further apart nothing is compared
_MANY = 500  # keys in one statement


# Touched claims, all pairs, what people said -> the incident of every claim that hangs together with a touched one.
Grouping = Callable[[Collection[str], Sequence[Pair], Verdicts], dict[str, str]]


def _tellable() -> list[ColumnElement[bool]]:
    """Claims that may tell of an incident: single events, said to have happened or denied."""
    return [claims.c.live, *_told_of()]


def _told_of() -> list[ColumnElement[bool]]:
    return [
        claims.c.kind == str(ClaimKind.EVENT),
        claims.c.aggregate.is_(False),
        claims.c.modality.in_(list(map(str, CLAIMED))),
    ]


def is_told(record: ClaimRecord) -> bool:
    """Whether a claim may tell of an incident, as `_tellable` asks of rows."""
    return record.kind is ClaimKind.EVENT and not record.aggregate and record.modality in CLAIMED


def fresh_claims(connection: Connection) -> list[ClaimRecord]:
    """The claims that no incident has yet, or that changed since they were compared."""
    grouped = select(incident_members.c.row)
    return load_records(connection, _events().where(claims.c.id.not_in(grouped)))


def _events() -> Select[Any]:
    return chosen(*_tellable()).order_by(claims.c.key)


def claims_around(connection: Connection, days: Iterable[date]) -> list[ClaimRecord]:
    """The claims whose days come near some of these days."""
    spans = _runs(days)
    first = func.coalesce(claims.c.first_day, claims.c.known_on)
    last = func.coalesce(claims.c.last_day, claims.c.known_on)
    near = [and_(last >= start - APART, first <= end + APART) for start, end in spans]
    return load_records(connection, _events().where(or_(*near))) if near else []


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days as few spans: those that follow each other closely are one."""
    spans: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if spans and day - spans[-1][1] <= 2 * APART:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return spans


def areas_of(connection: Connection, places: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The ids of what each place lies in, and its own."""
    found: dict[str, list[str]] = {}
    wanted = sorted(places)
    for start in range(0, len(wanted), _MANY):
        query = select(place_areas).where(place_areas.c.place.in_(wanted[start : start + _MANY]))
        for row in connection.execute(query.order_by(place_areas.c.area)):
            found.setdefault(row.place, []).append(row.area)
    return {place: tuple(areas) for place, areas in found.items()}


def regroup(connection: Connection, compared: Sequence[ClaimRecord], pairs: Sequence[Pair], make: Grouping) -> int:
    """Take in what was compared, group anew what hangs together with it, and tell how many claims moved.

    The caller is the one writer. Claims that are no longer told leave their incidents.
    """
    live = {row.key: row.id for row in connection.execute(select(claims.c.key, claims.c.id).where(*_tellable()))}
    before = {row.claim: row for row in connection.execute(select(incident_members))}
    gone = before.keys() - live.keys()
    fresh = {claim.key for claim in compared}
    _drop_pairs(connection, {before[key].row for key in fresh | gone if key in before} - set(live.values()))
    _insert_pairs(
        connection, [(live[pair.left], live[pair.right], pair) for pair in pairs if {*pair[:2]} <= live.keys()]
    )
    left_behind = {before[key].incident for key in gone}
    touched = {key for key in fresh if key in live} | {
        key for key, row in before.items() if row.incident in left_behind and key in live
    }
    return _place(connection, touched | _said_of(connection) & live.keys(), gone, live, make)


def group_again(connection: Connection, touched: Collection[str], make: Grouping) -> int:
    """Group anew what hangs together with some claims, after people said something of them."""
    live = {row.key: row.id for row in connection.execute(select(claims.c.key, claims.c.id).where(*_tellable()))}
    together = select(incident_members.c.incident).where(incident_members.c.claim.in_(list(touched)))
    members = select(incident_members.c.claim).where(incident_members.c.incident.in_(together))
    mates = {row.claim for row in connection.execute(members)}
    return _place(connection, (set(touched) | mates) & live.keys(), set(), live, make)


def _place(
    connection: Connection, touched: Collection[str], gone: Collection[str], live: dict[str, int], make: Grouping
) -> int:
    key_of = {row: key for key, row in live.items()}
    found = make(touched, _named(connection.execute(select(incident_pairs)), key_of), said(connection))
    _delete_in(connection, {*found, *gone})
    rows = [{"claim": key, "row": live[key], "incident": name} for key, name in sorted(found.items())]
    if rows:
        connection.execute(insert(incident_members), rows)
    return len(rows)


def _delete_in(connection: Connection, keys: Collection[str]) -> None:
    wanted = sorted(keys)
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        connection.execute(delete(incident_members).where(incident_members.c.claim.in_(some)))


def _drop_pairs(connection: Connection, rows: Collection[int]) -> None:
    wanted = sorted(rows)
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        touching = or_(incident_pairs.c.left.in_(some), incident_pairs.c.right.in_(some))
        connection.execute(delete(incident_pairs).where(touching))


def drop_claims(connection: Connection, keys: Collection[str]) -> None:
    """Forget which incidents some claims were in and what they were compared with."""
    _drop_pairs(connection, _rows_of(connection, keys))
    _delete_in(connection, keys)


def _rows_of(connection: Connection, keys: Collection[str]) -> set[int]:
    """The claims as they were when they were compared."""
    query = select(incident_members.c.row).where(incident_members.c.claim.in_(list(keys)))
    return set(connection.execute(query).scalars())


def said(connection: Connection) -> Verdicts:
    """What people said of pairs; of two statements on one pair the later holds."""
    last: dict[tuple[str, str], Verdict] = {}
    for judgement in judgements_in_force(connection).values():
        if judgement.who is not None:
            last[judgement.left, judgement.right] = judgement.verdict
    return Verdicts(
        frozenset(pair for pair, verdict in last.items() if verdict is Verdict.SAME),
        frozenset(pair for pair, verdict in last.items() if verdict is Verdict.DIFFERENT),
    )


def _said_of(connection: Connection) -> set[str]:
    """The claims that people said something of and that stand in no incident yet."""
    words = said(connection)
    placed = {row.claim for row in connection.execute(select(incident_members.c.claim))}
    return {key for pair in (*words.same, *words.different) for key in pair} - placed


def _insert_pairs(connection: Connection, pairs: Sequence[tuple[int, int, Pair]]) -> None:
    """Add the pairs that are not there yet: another program may have compared some of them meanwhile."""
    there = {(row.left, row.right) for row in connection.execute(select(incident_pairs.c.left, incident_pairs.c.right))}
    rows = [
        {"left": left, "right": right, "chance": pair.chance, "levels": "".join(map(str, pair.levels))}
        for left, right, pair in pairs
        if (left, right) not in there
    ]
    if rows:
        connection.execute(insert(incident_pairs), rows)


def _named(rows: Iterable[Row[Any]], key_of: Mapping[int, str]) -> list[Pair]:
    """Pairs from their rows, by the keys of their claims; those of claims that are told no longer are left out."""
    return [
        Pair(key_of[row.left], key_of[row.right], row.chance, tuple(map(int, row.levels)))
        for row in rows
        if row.left in key_of and row.right in key_of
    ]


# --- asking


def find_incidents(
    connection: Connection, asked: Asked, *, single_source: bool | None = None, limit: int | None = None, skip: int = 0
) -> list[list[ClaimRecord]]:
    """The members of every incident one of whose claims answers, the latest incident first."""
    query = _answering(connection, asked, single_source).offset(skip)
    names = [row.incident for row in connection.execute(query if limit is None else query.limit(limit))]
    return members_of(connection, names, known_by=asked.known_by)


def incident_names(connection: Connection, asked: Asked) -> Iterator[str]:
    """The names of the incidents that answer, the latest first, as the database gives them."""
    query = _answering(connection, asked, None).execution_options(yield_per=_MANY)
    for row in connection.execute(query):
        yield row.incident


def gone_claims(connection: Connection, since: date) -> list[str]:
    """The keys of claims that a reading had which was superseded on that day or later, and that none has now."""
    live = select(claims.c.key).where(claims.c.live)
    old = claims.join(readings, readings.c.id == claims.c.reading)
    query = (
        select(claims.c.key)
        .select_from(old)
        .where(readings.c.superseded_at >= since.isoformat(), claims.c.key.not_in(live), *_told_of())
        .distinct()
        .order_by(claims.c.key)
    )
    return list(connection.execute(query).scalars())


def count_incidents(connection: Connection, asked: Asked, *, single_source: bool | None = None) -> int:
    """How many incidents answer."""
    query = _answering(connection, asked, single_source).order_by(None).subquery()
    return connection.execute(select(func.count()).select_from(query)).scalar_one()


_with_incidents = claims_and_reports.join(incident_members, incident_members.c.row == claims.c.id)


def _answering(connection: Connection, asked: Asked, single_source: bool | None) -> Select[tuple[str]]:
    newest = func.max(func.coalesce(claims.c.first_day, date.min)).desc()
    query = (
        select(incident_members.c.incident)
        .select_from(_with_incidents)
        .where(*conditions(connection, asked))
        .group_by(incident_members.c.incident)
        .order_by(newest, incident_members.c.incident)
    )
    if single_source is None:
        return query
    texts = func.count(func.distinct(func.coalesce(origins.c.origin, reports.c.sha256)))
    alone = select(incident_members.c.incident).select_from(_with_incidents)
    if asked.known_by is not None:
        alone = alone.where(claims.c.known_on <= asked.known_by)
    alone = alone.group_by(incident_members.c.incident).having(texts == 1 if single_source else texts > 1)
    return query.where(incident_members.c.incident.in_(alone))


def members_of(
    connection: Connection, names: Sequence[str], *, known_by: date | None = None
) -> list[list[ClaimRecord]]:
    """The claims of incidents, in the order of the names; an incident not yet known by the day is left out."""
    found: dict[str, list[ClaimRecord]] = {name: [] for name in names}
    for start in range(0, len(names), _MANY):
        some = names[start : start + _MANY]
        held = select(incident_members).where(incident_members.c.incident.in_(some))
        incident_of = {row.claim: row.incident for row in connection.execute(held)}
        query = chosen(claims.c.live, claims.c.key.in_(list(incident_of)))
        if known_by is not None:
            query = query.where(claims.c.known_on <= known_by)
        for record in load_records(connection, query.order_by(claims.c.known_on, claims.c.key)):
            found[incident_of[record.key]].append(record)
    return [members for members in found.values() if members]


def incident_of(connection: Connection, name: str) -> str | None:
    """The incident that a name leads to now: its own, or that of the claim it was named after."""
    key = name.removeprefix("i-")
    query = select(incident_members.c.incident).where(
        or_(incident_members.c.incident == name, incident_members.c.claim == key)
    )
    return connection.execute(query).scalars().first()


def pairs_of(connection: Connection, keys: Collection[str]) -> list[Pair]:
    """The pairs that have one of these claims in them, the likeliest first."""
    own = list(_rows_of(connection, keys))
    touching = or_(incident_pairs.c.left.in_(own), incident_pairs.c.right.in_(own))
    found = connection.execute(select(incident_pairs).where(touching)).all()
    wanted = sorted({row for pair in found for row in (pair.left, pair.right)})
    key_of: dict[int, str] = {}
    for start in range(0, len(wanted), _MANY):
        query = select(claims.c.id, claims.c.key).where(claims.c.live, claims.c.id.in_(wanted[start : start + _MANY]))
        key_of |= {row.id: row.key for row in connection.execute(query)}
    return sorted(_named(found, key_of), key=lambda pair: (-pair.chance, pair.left, pair.right))
