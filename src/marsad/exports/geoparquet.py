"""GeoParquet 1.1: the flat row as typed columns, with a point as WKB; written a thousand incidents at a time."""

import struct
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from marsad.exports.columnar import schema_of
from marsad.exports.flat import ONE, flat
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.model import Point
from marsad.model.incident import Incident

_CHUNK = 1_000
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def write_geoparquet(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A row an incident; its geometry is null where there is no point."""
    columns = schema_of()
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([*columns, pa.field("geometry", pa.binary())], {"geo": msgspec.json.encode(_GEO)})
    waiting: list[dict[str, Any]] = []
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for incident in incidents:
            waiting.append(flat(incident, around) | {"geometry": point_wkb(incident.point)})
            yield from values_lost(incident, one=ONE)
            if len(waiting) >= _CHUNK:
                writer.write_table(pa.Table.from_pylist(waiting, schema))
                waiting.clear()
        writer.write_table(pa.Table.from_pylist(waiting, schema))


def point_wkb(point: Point | None) -> bytes | None:
    """A point as well-known binary, little-endian, longitude first."""
    return None if point is None else struct.pack("<BIdd", 1, 1, point.longitude, point.latitude)
