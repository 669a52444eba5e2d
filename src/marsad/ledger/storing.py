"""Readings to bytes and back: JSON without the text, which the report holds already, and packed.

Readings are short and alike, so zlib is given words to begin with: some readings of the project's own
reports. What was packed with them can be unpacked with nothing else; packing.1.jsonl must never change.
"""

import zlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from marsad.model import (
    Control,
    DateLink,
    Event,
    Flow,
    Link,
    Mention,
    Movement,
    Reading,
    Relation,
    Report,
    Span,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A reading but for its report's words and the reader; what the reader found out of the report stays."""

    id: str
    outlet: str | None
    url: str | None
    published: date | None
    published_span: Span | None
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    controls: tuple[Control, ...]
    movements: tuple[Movement, ...]
    relations: tuple[Relation, ...]
    flows: tuple[Flow, ...]
    dates: tuple[DateLink, ...]
    places: tuple[Link, ...]
    actors: tuple[Link, ...]


@cache
def _words() -> bytes:
    return (Path(__file__).parent / "packing.1.jsonl").read_bytes()


def _squeeze(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zdict=_words())
    return packer.compress(body) + packer.flush()


def _unsqueeze(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=_words())
    return unpacker.decompress(packed) + unpacker.flush()


_decoder = msgspec.json.Decoder(_Body)


def pack(reading: Reading) -> tuple[bytes, str]:
    """A reading as packed JSON, and the sha256 of the JSON."""
    body, digest = plain(reading)
    return _squeeze(body), digest


def plain(reading: Reading) -> tuple[bytes, str]:
    """A reading as JSON without the words of its report, and the sha256 of that."""
    report = reading.report
    body = msgspec.json.encode(
        _Body(
            id=report.id,
            outlet=report.outlet,
            url=report.url,
            published=report.published,
            published_span=report.published_span,
            mentions=reading.mentions,
            events=reading.events,
            controls=reading.controls,
            movements=reading.movements,
            relations=reading.relations,
            flows=reading.flows,
            dates=reading.dates,
            places=reading.places,
            actors=reading.actors,
        )
    )
    return body, sha256(body).hexdigest()


def digest(packed: bytes) -> str:
    """The sha256 of the JSON in a packed reading; zlib.error when it cannot be unpacked."""
    return sha256(_unsqueeze(packed)).hexdigest()


def unpack(packed: bytes, *, title: str, text: str, version: str, packs: dict[str, str]) -> Reading:
    """A reading as it was, with the words of its report."""
    return unfold(_unsqueeze(packed), title=title, text=text, version=version, packs=packs)


def unfold(told: bytes | str, *, title: str, text: str, version: str, packs: dict[str, str]) -> Reading:
    """A reading from its JSON, with the words of its report."""
    body = _decoder.decode(told)
    return Reading(
        report=Report(
            id=body.id,
            title=title,
            text=text,
            outlet=body.outlet,
            published=body.published,
            published_span=body.published_span,
            url=body.url,
        ),
        mentions=body.mentions,
        events=body.events,
        controls=body.controls,
        movements=body.movements,
        relations=body.relations,
        flows=body.flows,
        dates=body.dates,
        places=body.places,
        actors=body.actors,
        reader_version=version,
        packs=packs,
    )
