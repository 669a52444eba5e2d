"""The outside world to reports: files, folders, standard input, pages and feeds on the web."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from marsad.model import Report
from marsad.sources.columns import Columns, columns_of
from marsad.sources.files import STDIN, find_files, read_input
from marsad.sources.source import Failure, Found, Skipped
from marsad.sources.web import Limits, Web

__all__ = [
    "STDIN",
    "Columns",
    "Failure",
    "Found",
    "Limits",
    "Skipped",
    "Web",
    "columns_of",
    "read_sources",
    "size_of",
]


def read_sources(
    inputs: Iterable[str | Path],
    *,
    published: date | None = None,
    ids: Collection[str] = (),
    heard: Callable[[int], None] | None = None,
    web: Web | None = None,
    articles: bool | None = None,
    columns: Columns | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Found]:
    """Every report of the inputs in order, with a Failure for what cannot be read and a Skipped for what is left out.

    `published` is the day of reports that state none; with `ids`, only the reports of these ids are read;
    `heard` is told of bytes as they are done with, for a progress bar. `web` says what may be fetched and how;
    `articles` whether what a feed leads to is fetched: by default it is for a feed on the web, not for one in a file.
    `columns` is what the user says of the columns of tables, and `tell` is told what they were taken for.
    """
    missing = dict.fromkeys(ids)
    for name in inputs:
        for found in read_input(
            str(name),
            ids=frozenset(ids),
            heard=heard,
            web=web,
            articles=articles,
            columns=columns,
            tell=tell,
        ):
            if not isinstance(found, Report):
                yield found
                continue
            missing.pop(found.id, None)
            if found.published is None and published is not None:
                yield replace(found, published=published)
            else:
                yield found
    for id_ in missing:
        yield Failure(f"report {id_}", "no input has a report of this id; check the id")


def size_of(inputs: Iterable[str | Path]) -> int | None:
    """The bytes of all inputs together, or None when they cannot be known before reading."""
    total = 0
    for name in map(str, inputs):
        if name == STDIN:
            return None
        try:
            total += sum(path.stat().st_size for path in find_files(name))
        except Exception:  # an input that cannot be reached is told of when it is read
            continue
    return total
