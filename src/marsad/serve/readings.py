"""Inputs to readings, with a Failure or a Skipped for all that was not read."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from marsad import reader
from marsad.errors import MarsadError, PackError
from marsad.model import Reading, Report
from marsad.serve.progress import ProgressBar
from marsad.sources import Failure, Skipped, read_sources


def readings(
    inputs: Iterable[str],
    *,
    published: date | None = None,
    ids: Collection[str] = (),
    today: date | None = None,
    bar: ProgressBar | None = None,
    packs: Iterable[Path] = (),
    without_model: bool = False,
) -> Iterator[Reading | Failure | Skipped]:
    """Every report of the inputs, read; a report on which Marsad itself fails does not stop the others."""
    for found in read_sources(inputs, published=published, ids=ids, heard=bar.heard if bar else None):
        if not isinstance(found, Report):
            yield found
        else:
            yield read_one(found, today=today, packs=packs, without_model=without_model)
        if bar:
            bar.read()


def read_one(
    report: Report, *, today: date | None = None, packs: Iterable[Path] = (), without_model: bool = False
) -> Reading | Failure:
    """One report, read."""
    where = f"report {report.id}"
    try:
        return reader.read(report, today=today, packs=packs, without_model=without_model)
    except PackError:  # without its knowledge Marsad reads nothing
        raise
    except MarsadError as error:
        return Failure(where, str(error))
    except Exception as error:
        return Failure(
            where,
            f"Marsad failed on it ({type(error).__name__}: {error}); please send us this line and the report",
        )
