"""Inputs to readings, with a Failure for all that could not be read."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from marsad.model import Reading
from marsad.scale.local import read_one
from marsad.serve.progress import ProgressBar
from marsad.sources import Failure, read_sources


def readings(
    inputs: Iterable[str],
    *,
    published: date | None = None,
    ids: Collection[str] = (),
    today: date | None = None,
    bar: ProgressBar | None = None,
    packs: Iterable[Path] = (),
    without_model: bool = False,
) -> Iterator[Reading | Failure]:
    """Every report of the inputs, read; a report on which Marsad itself fails does not stop the others."""
    for found in read_sources(inputs, published=published, ids=ids, heard=bar.heard if bar else None):
        if isinstance(found, Failure):
            yield found
        else:
            yield read_one(found, today=today, packs=packs, without_model=without_model)
        if bar:
            bar.read()
