"""However many incidents go out, the memory they take is the same."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.incidents.claims import claim

from marsad.exports import FORMATS, Surroundings
from marsad.incidents import merge
from marsad.model.incident import Incident

AROUND = Surroundings(places={}, actors={})
FEW, MANY = 150, 600
ROOM = 1 << 18  # bytes that a buffer may take more; 450 incidents in memory take four times as many


def incidents(number: int) -> Iterator[Incident]:
    return (merge([claim(f"{at:06}", killed=at % 7 + 1)]) for at in range(number))


def peak(format: str, number: int, folder: Path) -> int:
    tracemalloc.start()
    try:
        with (folder / f"{number}").open("wb") as file:
            for _ in FORMATS[format].write(incidents(number), AROUND, file):
                pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_memory_does_not_grow_with_the_incidents(tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.exports.geoparquet._CHUNK", 50)
    monkeypatch.setattr("marsad.exports.timemap._IN_MEMORY", 1 << 12)
    peak(format, 10, tmp_path)  # what is loaded once
    assert peak(format, MANY, tmp_path) < peak(format, FEW, tmp_path) + ROOM
