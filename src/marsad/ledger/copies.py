"""Near copies: reports that carry one text, word for word or lightly edited, are one origin.

A sketch of each text (MinHash with one permutation) is cut into bands; texts that share a band are compared
in full. The sketch is kept for years and compared between machines, so it is made here of blake2b, which
never changes.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from marsad.ledger.schema import bands, claims, copies, origins, readings, reports
from marsad.ledger.summaries import drop_summaries_of
from marsad.ledger.words import Words

ALIKE = 0.6  # of all runs of three words in either text, how many are in both; below, texts share phrases only
RUN = 3
BANDS = 24
ROWS = 4  # bins of a band: texts alike to 0.6 share a band with probability 0.96, to 0.3 with 0.18
BINS = BANDS * ROWS
FEWEST = 12  # runs; shorter texts are alike by chance


def runs_of(words: list[str]) -> frozenset[str]:
    """Every run of three words."""
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of two texts is common to both, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def sketch(runs: Iterable[str]) -> list[int]:
    """The bands of a text, as numbers that fit a signed column; none for a text too short to tell."""
    bins: list[int | None] = [None] * BINS
    count = 0
    for run in runs:
        count += 1
        value, at = divmod(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big"), BINS)
        least = bins[at]
        if least is None or value < least:
            bins[at] = value
    if count < FEWEST:
        return []
    full = [_next_full(bins, at) for at in range(BINS)]
    return [_band(number, full[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS)]


def _next_full(bins: list[int | None], at: int) -> int:
    """The value of a bin; an empty one borrows from the next that is not."""
    steps = (value for value in (bins[(at + step) % BINS] for step in range(BINS)) if value is not None)
    return next(steps)


def _band(number: int, values: list[int]) -> int:
    text = f"{number}:{values}".encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def add_copy(connection: Connection, report: int, words: Words) -> None:
    """Find the near copies of a new report, and put it with them."""
    runs = runs_of(words.all)
    own = sketch(runs)
    if not own:
        return
    near = _sharing(connection, own)
    connection.execute(insert(bands), [{"band": band, "report": report} for band in sorted(set(own))])
    _join(connection, report, runs, near)


def drop_copy(connection: Connection, report: int, words: Words) -> None:
    """Take a report out of its group; what is left of the group is put together anew."""
    own = sketch(runs_of(words.all))
    connection.execute(delete(bands).where(bands.c.band.in_(own), bands.c.report == report))
    group = _group(connection, report)
    connection.execute(delete(copies).where(or_(copies.c.left.in_(group), copies.c.right.in_(group))))
    connection.execute(delete(origins).where(origins.c.report.in_(group)))
    back: set[int] = set()
    for other in sorted(group - {report}):
        runs = _stored_runs(connection, other)
        _join(connection, other, runs, back & _sharing(connection, sketch(runs)))
        back.add(other)


def _sharing(connection: Connection, own: list[int]) -> set[int]:
    """The reports that share a band."""
    return set(connection.execute(select(bands.c.report).where(bands.c.band.in_(own))).scalars())


def _join(connection: Connection, report: int, runs: frozenset[str], near: set[int]) -> None:
    """Put a report with every group that has a near copy of it; one copy in a group is proof enough."""
    if not near:
        return
    known = select(origins.c.report, origins.c.origin).where(origins.c.report.in_(near))
    group_of: dict[int, str | None] = dict.fromkeys(near)
    group_of |= {row.report: row.origin for row in connection.execute(known)}
    joined: set[str] = set()
    found: dict[int, float] = {}
    for other in sorted(near):
        group = group_of[other]
        if group in joined or (alike := likeness(runs, _stored_runs(connection, other))) < ALIKE:
            continue
        if group is not None:
            joined.add(group)
        found[other] = round(alike, 4)
    if found:
        pairs = [{"left": other, "right": report, "likeness": alike} for other, alike in found.items()]
        connection.execute(insert(copies), pairs)
        _name(connection, joined, [*(other for other in found if group_of[other] is None), report])


def _name(connection: Connection, groups: set[str], alone: Sequence[int]) -> None:
    """Make these groups and reports one origin, named by the smallest sha256 among them."""
    own = connection.execute(select(reports.c.sha256).where(reports.c.id.in_(alone))).scalars()
    origin = min([*groups, *own])
    connection.execute(update(origins).where(origins.c.origin.in_(groups - {origin})).values(origin=origin))
    connection.execute(insert(origins), [{"report": report, "origin": origin} for report in alone])
    _touch(connection, origin)


def _touch(connection: Connection, origin: str) -> None:
    """Incidents told by these texts may go back to fewer origins now."""
    of_origin = readings.join(origins, origins.c.report == readings.c.report)
    told = select(claims.c.key).join(of_origin, readings.c.id == claims.c.reading)
    keys = connection.execute(told.where(origins.c.origin == origin, claims.c.live)).scalars().all()
    drop_summaries_of(connection, keys)


def _stored_runs(connection: Connection, report: int) -> frozenset[str]:
    row = connection.execute(select(reports.c.title, reports.c.text).where(reports.c.id == report)).one()
    return _runs_of_text(f"{row.title}\n{row.text}")


@lru_cache(maxsize=256)
def _runs_of_text(content: str) -> frozenset[str]:
    """The runs of a text, remembered: a story that is copied once is copied again."""
    return runs_of(Words(content).all)


def _group(connection: Connection, start: int) -> set[int]:
    """A report and all that are tied to it by copies, however far."""
    group, edge = {start}, {start}
    while edge:
        found: set[Any] = set()
        for one, other in ((copies.c.left, copies.c.right), (copies.c.right, copies.c.left)):
            found |= set(connection.execute(select(other).where(one.in_(edge))).scalars())
        edge = found - group
        group |= edge
    return group
