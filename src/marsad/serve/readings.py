"""Inputs to readings, with a Failure or a Skipped for all that was not read."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from marsad import reader
from marsad.errors import MarsadError, PackError
from marsad.model import Reading, Report
from marsad.serve.progress import ProgressBar
from marsad.sources import Columns, Failure, Skipped, Web, read_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is wanted of inputs, and what may be fetched for it; see `marsad.sources.read_sources`."""

    published: date | None = None
    ids: Collection[str] = ()
    web: Web | None = None
    articles: bool | None = None
    columns: Columns | None = None


def readings(
    inputs: Iterable[str],
    intake: Intake | None = None,
    *,
    today: date | None = None,
    bar: ProgressBar | None = None,
    packs: Iterable[Path] = (),
    without_model: bool = False,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Reading | Failure | Skipped]:
    """Every report of the inputs, read; a report on which Marsad itself fails does not stop the others."""
    intake = intake or Intake()
    for found in read_sources(
        inputs,
        published=intake.published,
        ids=intake.ids,
        heard=bar.heard if bar else None,
        web=intake.web,
        articles=intake.articles,
        columns=intake.columns,
        tell=tell,
    ):
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
