"""Readings to standard output, one after the other as they come."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

import msgspec
from rich.console import Console

from marsad.model import Claim, Reading
from marsad.serve.cli.codebook import codebook_form
from marsad.serve.cli.options import Bidi, Format
from marsad.serve.cli.page import Page
from marsad.serve.cli.table import print_reading

C = TypeVar("C", bound=Claim)
Write = Callable[[Reading], None]


@contextmanager
def writer(format: Format, *, least: float = 0.0, bidi: Bidi = Bidi.AUTO) -> Iterator[Write]:
    """A function that writes one reading, without claims less sure than `least`."""
    match format:
        case Format.TABLE:
            page = Page(Console(), bidi)
            with page.open():
                yield lambda reading: print_reading(reading, page, least=least)
        case Format.JSON:
            with _array() as write_item:
                yield lambda reading: write_item(msgspec.json.encode(confident(reading, least)))
        case Format.JSONL:
            yield lambda reading: _write_line(msgspec.json.encode(confident(reading, least)))
        case Format.CODEBOOK:
            yield lambda reading: _write_line(msgspec.json.encode(codebook_form(reading, least=least)))


@contextmanager
def _array() -> Iterator[Callable[[bytes], None]]:
    """A JSON array whose items are written as they come, one a line."""
    before = b"["

    def write_item(item: bytes) -> None:
        nonlocal before
        sys.stdout.buffer.write(before + item)
        before = b",\n"

    try:
        yield write_item
    finally:
        _write_line(b"[]" if before == b"[" else b"]")


def _write_line(line: bytes) -> None:
    """Bytes and a newline, at once: the next program in the pipe may be waiting."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def confident(reading: Reading, least: float) -> Reading:
    """The reading without claims less sure than `least`; what is said of the days of claims moves along."""
    if least <= 0:
        return reading
    kept = [number for number, claim in enumerate(reading.claims) if claim.provenance.confidence >= least]
    new_number = {number: new for new, number in enumerate(kept)}
    return replace(
        reading,
        events=_sure(reading.events, least),
        controls=_sure(reading.controls, least),
        movements=_sure(reading.movements, least),
        relations=_sure(reading.relations, least),
        flows=_sure(reading.flows, least),
        dates=tuple(replace(link, claim=new_number[link.claim]) for link in reading.dates if link.claim in new_number),
    )


def _sure(claims: tuple[C, ...], least: float) -> tuple[C, ...]:
    return tuple(claim for claim in claims if claim.provenance.confidence >= least)
