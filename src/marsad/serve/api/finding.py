"""Search: words to reports and incidents with the words marked, names to places, actors and outlets."""

from collections.abc import Iterable, Sequence

from marsad.errors import LedgerError
from marsad.ledger import Asked
from marsad.ledger.texts import ReportLine, ReportsAsked
from marsad.ledger.words import Words, key_of, written
from marsad.model import ClaimRecord
from marsad.model.record import ClaimKind
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.shapes.searching import Found, Hits, IncidentHit, ReportHit, SourceHit
from marsad.serve.api.shapes.world import ActorRow, PlaceRow
from marsad.serve.api.state import Served
from marsad.serve.api.world import colour_of, place_row
from marsad.text.tokens import tokenize

AROUND = 60  # characters of a report shown on either side of a hit
SHOWN = 240


def search(here: Served, view: View, me: Person, q: str, *, limit: int, known_by: object = None) -> Found:
    """All that answers to some words or names."""
    if not Words(q).all:
        return Found(q=q, hits=Hits(places=[], actors=[], incidents=[], reports=[], sources=[]), totals={})
    unheard = tuple(sorted(me.hidden))
    asked = Asked(kinds=(ClaimKind.EVENT,), text=q, unheard=unheard, known_by=known_by)  # type: ignore[arg-type]
    reports_asked = ReportsAsked(words=q, unheard=unheard, known_by=known_by)  # type: ignore[arg-type]
    numbers = here.ledger.browse.claim_numbers(asked)
    claims = here.ledger.find(asked, limit=4 * limit) if numbers else []
    lines, total = here.ledger.browse.reports(reports_asked, limit=limit)
    places, actors = _places(here, view, q), _actors(here, view, q)
    sources = [each for each in here.ledger.outlets() if _called(each.outlet.name, None, q)]
    return Found(
        q=q,
        hits=Hits(
            places=places[:limit],
            actors=actors[:limit],
            incidents=_incidents(here, view, claims, q)[:limit],
            reports=[_report(here, line, q) for line in lines],
            sources=[SourceHit(name=each.outlet.name, reports=each.reports) for each in sources[:limit]],
        ),
        totals={
            "places": len(places),
            "actors": len(actors),
            "incidents": len(set(map(view.of_claim.get, numbers)) - {None}),
            "reports": total,
            "sources": len(sources),
        },
    )


def _places(here: Served, view: View, q: str) -> list[PlaceRow]:
    named = [place for place in view.places.values() if _called(place.name, place.name_en, q)]
    counts = here.heard.place_counts(view) if named else {}
    named.sort(key=lambda place: (-counts.get(place.id, 0), place.id))
    return [place_row(place, counts.get(place.id, 0)) for place in named]


def _actors(here: Served, view: View, q: str) -> list[ActorRow]:
    named = [actor for actor in view.actors.values() if _called(actor.name, actor.name_en, q)]
    counts = here.heard.actor_counts(view) if named else {}
    named.sort(key=lambda actor: (-counts.get(actor.id, 0), actor.id))
    return [
        ActorRow(
            id=actor.id,
            name=actor.name,
            name_en=actor.name_en,
            kind=actor.kind,
            country=actor.country,
            claims=counts.get(actor.id, 0),
            first_day=None,
            last_day=None,
            colour=colour_of(actor.id),
        )
        for actor in named
    ]


def _called(name: str, latin: str | None, q: str) -> bool:
    """Whether a word of a name begins with what is sought, with or without its article."""
    key = key_of(q)
    words = key_of(name).split()
    tails = [" ".join(words[start:]) for start in range(len(words))]
    bare = [tail.removeprefix("ال") for tail in tails]
    low = q.strip().lower()
    starts = (latin or "").lower().replace("-", " ").split()
    latin_tails = [" ".join(starts[start:]) for start in range(len(starts))]
    return any(tail.startswith(key) for tail in (*tails, *bare)) or any(tail.startswith(low) for tail in latin_tails)


def _incidents(here: Served, view: View, claims: Iterable[ClaimRecord], q: str) -> list[IncidentHit]:
    """The incidents of some claims, each with the first of these as its quote."""
    claims = list(claims)
    names = here.ledger.browse.incidents_of([claim.key for claim in claims])
    hits: dict[str, IncidentHit] = {}
    for claim in claims:
        row = view.by_name.get(names.get(claim.key, ""))
        if row is not None and row.id not in hits:
            marks = marks_in(claim.quote, q)
            hits[row.id] = IncidentHit(incident=row, claim=claim.key, quote=claim.quote, marks=marks)
    return list(hits.values())


def _report(here: Served, line: ReportLine, q: str) -> ReportHit:
    try:
        content = here.ledger.content(line.sha256) or ""
    except LedgerError:  # forgotten meanwhile
        content = ""
    quote, marks = snippet(content, q)
    return ReportHit(
        sha256=line.sha256, title=line.title, outlet=line.outlet, published=line.published, quote=quote, marks=marks
    )


def marks_in(text: str, q: str) -> list[tuple[int, int]]:
    """Where the words sought stand in a text, in any way of writing them."""
    forms = {form for word in Words(q).all for form in written(word)}
    return [(token.start, token.end) for token in tokenize(text) if token.text in forms]


def snippet(content: str, q: str) -> tuple[str, list[tuple[int, int]]]:
    """The stretch of a text around the first word that is sought, and where the words stand in it."""
    found = marks_in(content, q)
    start = max(0, found[0][0] - AROUND) if found else 0
    while start and not content[start - 1].isspace():
        start -= 1
    quote = content[start : start + SHOWN]
    return quote, _inside(found, start, start + len(quote))


def _inside(marks: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(first - start, last - start) for first, last in marks if start <= first and last <= end]
