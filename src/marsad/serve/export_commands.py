"""`marsad export`: incidents in the formats colleagues use, with a list of what each could not say."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.arguments import HERE, Where
from marsad.serve.asking import Filters
from marsad.serve.failing import errors_told
from marsad.serve.filters import filtered


class ExportFormat(StrEnum):
    """Formats that incidents go out in."""

    ACLED = "acled"
    GEOJSON = "geojson"
    GEOJSONL = "geojsonl"


@filtered
def export(
    ledger: Where = HERE,
    *,
    filters: Filters,
    format: Annotated[ExportFormat, typer.Option(help="What the file is to be.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")],
    losses: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to list what the format cannot say; by default FILE.losses.csv."),
    ] = None,
) -> None:
    """Write incidents in a format of others. All filters that are given must hold."""
    from marsad.ledger import Ledger
    from marsad.serve.asking import asked_of
    from marsad.serve.exporting import write_export

    with errors_told(), Ledger.open(ledger) as opened:
        told = write_export(opened, asked_of(filters, opened), format, out, losses or Path(f"{out}.losses.csv"))
        typer.echo(told)
