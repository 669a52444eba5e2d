"""The table of formats: a name, who writes it, what it is. A new format is a file beside this one and a row here."""

from types import MappingProxyType

from marsad.exports.acled import write_acled
from marsad.exports.casefile import write_casefile
from marsad.exports.format import Format
from marsad.exports.ftm import write_ftm, write_spans
from marsad.exports.geojson import write_geojson, write_geojson_lines
from marsad.exports.geopackage import write_geopackage
from marsad.exports.geoparquet import write_geoparquet
from marsad.exports.hxl import write_hxl, write_hxl_xlsx
from marsad.exports.jsonld import write_jsonld
from marsad.exports.kml import write_kml
from marsad.exports.plover import write_plover
from marsad.exports.polecat import write_polecat
from marsad.exports.tables import write_csv, write_xlsx
from marsad.exports.timemap import write_timemap
from marsad.exports.ucdp import write_ucdp

FORMATS: MappingProxyType[str, Format] = MappingProxyType(
    {
        "acled": Format(write=write_acled, says="ACLED CSV, 31 columns"),
        "ucdp": Format(write=write_ucdp, says="UCDP GED CSV, 49 columns"),
        "polecat": Format(write=write_polecat, says="POLECAT TSV, 40 columns"),
        "plover": Format(write=write_plover, says="PLOVER, JSON lines"),
        "ftm": Format(write=write_ftm, says="FollowTheMoney, JSON lines", beside={".spans.jsonl": write_spans}),
        "hxl": Format(write=write_hxl, says="HXL CSV"),
        "hxl-xlsx": Format(write=write_hxl_xlsx, says="HXL workbook"),
        "geojson": Format(write=write_geojson, says="GeoJSON (RFC 7946)"),
        "geojsonl": Format(write=write_geojson_lines, says="GeoJSON, a feature a line"),
        "geoparquet": Format(write=write_geoparquet, says="GeoParquet 1.1"),
        "gpkg": Format(write=write_geopackage, says="GeoPackage 1.3"),
        "kml": Format(write=write_kml, says="KML 2.2"),
        "timemap": Format(write=write_timemap, says="timemap JSON"),
        "csv": Format(write=write_csv, says="plain CSV"),
        "xlsx": Format(write=write_xlsx, says="workbook, right to left"),
        "jsonld": Format(write=write_jsonld, says="JSON-LD, schema.org and PROV"),
        "casefile": Format(write=write_casefile, says="HTML case file, offline"),
    }
)
