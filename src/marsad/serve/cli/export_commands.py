"""`marsad export`: incidents in the formats colleagues use, with a list of what each could not say."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.asking import Filters
from marsad.serve.cli.arguments import HERE, Where, day_of
from marsad.serve.cli.failing import errors_told
from marsad.serve.cli.filters import filtered


class ExportFormat(StrEnum):
    """Formats that incidents go out in."""

    ACLED = "acled"
    UCDP = "ucdp"
    POLECAT = "polecat"
    PLOVER = "plover"
    FTM = "ftm"
    HXL = "hxl"
    HXL_XLSX = "hxl-xlsx"
    GEOJSON = "geojson"
    GEOJSONL = "geojsonl"
    GEOPARQUET = "geoparquet"
    GEOPACKAGE = "gpkg"
    KML = "kml"
    TIMEMAP = "timemap"
    CSV = "csv"
    XLSX = "xlsx"
    JSONLD = "jsonld"
    CASEFILE = "casefile"


@filtered
def export(
    ledger: Where = HERE,
    *,
    filters: Filters,
    format: Annotated[ExportFormat, typer.Option(help="What the file is to be.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")],
    incident: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this incident; may be repeated.")
    ] = None,
    changes_since: Annotated[
        date | None,
        typer.Option(
            "--changes-since",
            parser=day_of,
            metavar="DAY",
            help="Only what became new or changed since that day; FILE.changes.csv also tells what was withdrawn.",
        ),
    ] = None,
    losses: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to list what the format cannot say; by default FILE.losses.csv."),
    ] = None,
) -> None:
    """Write incidents in a format of others. All filters that are given must hold."""
    from marsad.ledger import Ledger
    from marsad.serve.asking import asked_of
    from marsad.serve.exporting import Wanted, write_export

    with errors_told(), Ledger.open(ledger) as opened:
        wanted = Wanted(asked=asked_of(filters, opened), incidents=tuple(incident or ()), since=changes_since)
        typer.echo(write_export(opened, wanted, format, out, losses or Path(f"{out}.losses.csv")))
