"""Exports: incidents in the formats colleagues use."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from marsad.exports import FORMATS
from marsad.serve.api.labels import suffix_of
from marsad.serve.api.parameters import AnyClaims, Day, Words
from marsad.serve.api.problems import Problem
from marsad.serve.api.state import Here, Reader, Served
from marsad.serve.exporting import Wanted, write_export

router = APIRouter(tags=["exports"])
Format = Annotated[str, Query(description="What the file is to be.", json_schema_extra={"enum": list(FORMATS)})]
Only = Annotated[list[Words] | None, Query(description="Only these incidents.")]
Since = Annotated[Day | None, Query(description="Only what became new or changed since that day.")]
_FILE = {200: {"content": {"application/octet-stream": {}}, "description": "The file"}}


@router.get("/export", response_class=FileResponse, responses=_FILE)  # type: ignore[arg-type]
def export(
    here: Here,
    _: Reader,
    asked: AnyClaims,
    format: Format,
    incident: Only = None,
    changes_since: Since = None,
) -> Response:
    """Incidents as a file; what restricted sources say is never in it."""
    wanted = Wanted(asked=asked, incidents=tuple(incident or ()), since=changes_since)
    return _written(here, wanted, format, losses=False)


@router.get("/export/losses", response_class=FileResponse, responses=_FILE)  # type: ignore[arg-type]
def export_losses(
    here: Here,
    _: Reader,
    asked: AnyClaims,
    format: Format,
    incident: Only = None,
    changes_since: Since = None,
) -> Response:
    """What a format cannot say of these incidents, as CSV."""
    wanted = Wanted(asked=asked, incidents=tuple(incident or ()), since=changes_since)
    return _written(here, wanted, format, losses=True)


def _written(here: Served, wanted: Wanted, format: str, *, losses: bool) -> Response:
    """The file, sent as it is read and deleted when it is sent."""
    if format not in FORMATS:
        raise Problem(422, "bad-filter", f"format: {format!r} is none of {', '.join(FORMATS)}")
    folder = Path(mkdtemp(prefix="marsad-export-"))
    try:
        out, lost = folder / f"incidents{suffix_of(format)}", folder / "losses.csv"
        said = write_export(here.ledger, wanted, format, out, lost)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        lost if losses else out,
        media_type="application/octet-stream",
        filename=lost.name if losses else out.name,
        headers={
            "Cache-Control": "no-store",
            "X-Marsad-Note": quote(said.partition(": ")[2].partition(", listed in")[0]),
        },
        background=BackgroundTask(rmtree, folder, ignore_errors=True),
    )
