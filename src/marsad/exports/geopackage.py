"""GeoPackage 1.3: one layer of points, an incident a feature; those without a point have no geometry."""

import shutil
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import msgspec

from marsad.exports.flat import COLUMNS, ONE, flat
from marsad.exports.geoparquet import point_wkb
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.model import Point
from marsad.model.incident import Incident

Box = tuple[float, float, float, float] | None
_TYPES = {str: "TEXT", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN", date: "DATE", list: "TEXT"}
_NAMES = {"id": "incident"}  # fid is the feature's own number
_CHANGED = "2000-01-01T00:00:00.000Z"  # the same ledger gives the same bytes, so the file has no hour of its own
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_SCHEMA = """
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
    table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE,
    max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


def write_geopackage(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Build the package in a file of its own, which SQLite needs, and copy it over."""
    with TemporaryDirectory(prefix="marsad-") as folder:
        path = Path(folder) / "incidents.gpkg"
        package = sqlite3.connect(path)
        try:
            with package:
                _prepare(package)
                yield from _fill(package, incidents, around)
        finally:
            package.close()
        with path.open("rb") as made:
            shutil.copyfileobj(made, file)


def _prepare(package: sqlite3.Connection) -> None:
    package.executescript(_SCHEMA)
    package.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
            ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude/latitude on the WGS 84 spheroid"),
        ],
    )
    columns = ", ".join(f'"{_NAMES.get(name, name)}" {_TYPES[kind]}' for name, kind in COLUMNS.items())
    package.execute(f"CREATE TABLE incidents (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {columns})")


def _fill(package: sqlite3.Connection, incidents: Iterable[Incident], around: Surroundings) -> Iterator[Loss]:
    box: Box = None
    places = ", ".join("?" for _ in range(len(COLUMNS) + 1))
    names = ", ".join(f'"{_NAMES.get(name, name)}"' for name in COLUMNS)
    for incident in incidents:
        row = [_cell(value) for value in flat(incident, around).values()]
        package.execute(f"INSERT INTO incidents (geom, {names}) VALUES ({places})", [_geometry(incident.point), *row])
        box = _grown(box, incident.point)
        yield from values_lost(incident, one=ONE)
    package.execute(
        "INSERT INTO gpkg_contents VALUES ('incidents', 'features', 'incidents', '', ?, ?, ?, ?, ?, 4326)",
        [_CHANGED, *(box or (None, None, None, None))],
    )
    package.execute("INSERT INTO gpkg_geometry_columns VALUES ('incidents', 'geom', 'POINT', 4326, 0, 0)")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return msgspec.json.encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _geometry(point: Point | None) -> bytes | None:
    """GeoPackage's own head (version 0, little-endian, no envelope, WGS84), then WKB."""
    wkb = point_wkb(point)
    return None if wkb is None else b"GP" + struct.pack("<BBi", 0, 1, 4326) + wkb


def _grown(box: Box, point: Point | None) -> Box:
    if point is None:
        return box
    x, y = point.longitude, point.latitude
    if box is None:
        return x, y, x, y
    return min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)
