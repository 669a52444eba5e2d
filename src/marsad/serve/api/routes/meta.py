"""What is served, and the words for it."""

from fastapi import APIRouter, Request, Response

from marsad.serve.api.board import View
from marsad.serve.api.labels import families, formats, types, vocabularies
from marsad.serve.api.shapes.meta import Meta
from marsad.serve.api.state import Here, Now, Served, told
from marsad.version import VERSION

router = APIRouter(tags=["meta"])


@router.get("/health")
def health() -> dict[str, bool]:
    """Whether the server answers."""
    return {"ok": True}


@router.get("/meta", response_model=Meta)
def meta(request: Request, here: Here, now: Now) -> Response:
    """The version, what the ledger holds, and the codebook's words in Arabic and English."""
    days = [row for row in now.rows if row.first_day is not None]
    return told(
        request,
        Meta(
            version=VERSION,
            languages=["ar", "en"],
            base_map=here.settings.base_map is not None,
            login=here.settings.login,
            demo=here.settings.demo,
            counts=_counts(here, now),
            first_day=days[-1].first_day if days else None,
            last_day=max((row.last_day for row in days if row.last_day), default=None),
            known_until=max((row.last_known_on for row in now.rows), default=None),
            families=families(),
            types=types(),
            formats=formats(),
            **vocabularies(),
        ),
    )


def _counts(here: Served, view: View) -> dict[str, int]:
    return {
        "reports": here.ledger.browse.count_reports(),
        "claims": view.counters.get("claims", 0),
        "incidents": sum(not row.rejected for row in view.rows),
        "places": len(view.places),
        "actors": len(view.actors),
        "in_review": len(here.reviewing.queue(view).doubts),
        "outlets": len({outlet for row in view.rows for outlet in row.outlets}),
    }
