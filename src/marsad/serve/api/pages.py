"""The web part: its built files, the page that all its addresses lead to, and a base map of the user's."""

from mimetypes import guess_type
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse, PlainTextResponse

from marsad.serve.api.problems import Problem
from marsad.serve.api.settings import Settings

TWINS = {"br": ".br", "gzip": ".gz"}  # the smallest first
KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}  # whatever the machine says
FOREVER = "public, max-age=31536000, immutable"
_MISSING = (
    "The API is served under /api/v1/. The pages are not built: they come with the wheel of Marsad; "
    "from a checkout build them with: make web\n"
)


def pages_of(settings: Settings) -> APIRouter:
    """The routes of the pages; they stand behind those of the API."""
    router = APIRouter(include_in_schema=False)
    files = {
        path.relative_to(settings.web).as_posix(): path for path in sorted(settings.web.rglob("*")) if path.is_file()
    }

    @router.get("/basemap.pmtiles")
    def base_map() -> Response:
        if settings.base_map is None or not settings.base_map.is_file():
            raise Problem(404, "not-found", "no base map is served; start with: marsad serve --base-map FILE.pmtiles")
        return FileResponse(settings.base_map, media_type="application/octet-stream")

    @router.get("/{path:path}")
    def page(path: str, request: Request) -> Response:
        return _page(path, files, request.headers.get("accept-encoding", ""))

    return router


def _page(path: str, files: dict[str, Path], accepted: str) -> Response:
    """A file that was built, by its exact name; else the page, unless a file or the API was meant."""
    if found := files.get(path):
        return _sent(found, files, path, FOREVER if path.startswith("assets/") else "no-cache", accepted)
    last = path.rsplit("/", 1)[-1]
    if path.split("/", 1)[0] == "api" or "." in last:
        raise Problem(404, "not-found", f"/{path}: there is nothing here")
    if "index.html" not in files:
        return PlainTextResponse(_MISSING)
    return _sent(files["index.html"], files, "index.html", "no-cache", accepted)


def _sent(found: Path, files: dict[str, Path], path: str, kept: str, accepted: str) -> Response:
    """A file, as the twin that the build compressed where the browser takes it: smaller than any made in a hurry."""
    codings = {each.split(";")[0].strip() for each in accepted.split(",")}
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    kind = KINDS.get(found.suffix) or guess_type(found.name)[0] or "application/octet-stream"
    for coding, suffix in TWINS.items():
        if coding in codings and (twin := files.get(path + suffix)):
            return FileResponse(twin, media_type=kind, headers={**headers, "Content-Encoding": coding})
    return FileResponse(found, media_type=kind, headers=headers)
