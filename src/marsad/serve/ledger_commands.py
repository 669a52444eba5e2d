"""The commands that work on a ledger: `marsad add`, `verify`, `forget`, `sources`, `events`."""

from typing import Annotated

import typer

from marsad.serve.arguments import (
    Ids,
    Inputs,
    KnownBy,
    Packs,
    Published,
    Since,
    Today,
    Turning,
    Until,
    Where,
    Who,
)
from marsad.serve.failing import FAILED, complain, errors_told
from marsad.serve.options import Bidi, ListFormat

HERE = "marsad.db"


def add(
    inputs: Inputs,
    ledger: Where = HERE,
    published: Published = None,
    id: Ids = None,
    today: Today = None,
    pack: Packs = None,
    again: Annotated[bool, typer.Option("--again", help="Read again what this Marsad has read already.")] = False,
    forgotten: Annotated[bool, typer.Option("--forgotten", help="Also take in reports that were forgotten.")] = False,
) -> None:
    """Read reports and keep them in a ledger; what is there already is not read again.

    Exit code 0: all are kept; 1: some could not be read; 2: wrong use. What was kept stays when the command is
    interrupted; give it again to go on.
    """
    from marsad.ledger import Ledger
    from marsad.serve.add import Adding

    with errors_told(), Ledger.open(ledger, create=True) as opened:
        adding = Adding(opened, again=again, forgotten=forgotten, today=today, packs=pack or (), complain=complain)
        tally = adding.run(inputs, published=published, ids=id or ())
        typer.echo(str(tally))
        if tally.failures:
            raise typer.Exit(FAILED)


def verify(ledger: Where = HERE) -> None:
    """Prove that every value of a ledger stands where it is said to stand in its report. Exit code 1: it does not."""
    from marsad.ledger import Ledger
    from marsad.serve.verify import print_proof

    with errors_told(), Ledger.open(ledger) as opened:
        if not print_proof(opened):
            raise typer.Exit(FAILED)


def forget(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or the beginning of its sha256.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it stays as the tombstone.")],
    ledger: Where = HERE,
    who: Who = None,
) -> None:
    """Delete a report with all that was read in it and said of it. A tombstone stays, and keeps it from coming back."""
    from marsad.ledger import Ledger
    from marsad.serve.people import name_of

    with errors_told(), Ledger.open(ledger) as opened:
        tombstone = opened.forget(report, reason=reason, who=name_of(who))
        typer.echo(f"forgotten: report {tombstone.id} (sha256 {tombstone.sha256}) with {tombstone.claims} claims")


def sources(  # noqa: PLR0913, PLR0917 -- a parameter an option
    outlet: Annotated[str | None, typer.Argument(metavar="[OUTLET]", help="The outlet to describe.")] = None,
    ledger: Where = HERE,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Its language, as ar.")] = None,
    affiliation: Annotated[str | None, typer.Option(metavar="TEXT", help="Whom it is close to.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="How far it can be relied on.")] = None,
    syndicates_from: Annotated[
        list[str] | None, typer.Option(metavar="OUTLET", help="Whose texts it carries; may be repeated.")
    ] = None,
    who: Who = None,
    format: Annotated[ListFormat, typer.Option(help="table is for people.")] = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List the sources of a ledger's reports, or say what is known of one."""
    from marsad.ledger import Ledger
    from marsad.serve.people import name_of
    from marsad.serve.sources import describe, print_outlets

    facts = {"language": language, "affiliation": affiliation, "note": note}
    said = {name: value for name, value in facts.items() if value is not None}
    if outlet is None and (said or syndicates_from):
        raise typer.BadParameter("name the OUTLET that this is about")
    with errors_told(), Ledger.open(ledger, create=outlet is not None) as opened:
        if outlet is not None and (said or syndicates_from):
            describe(opened, outlet, said, syndicates_from, who=name_of(who))
        print_outlets(opened, outlet, format, bidi)


def events(  # noqa: PLR0913, PLR0917 -- a parameter an option
    ledger: Where = HERE,
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help="A type or family of the codebook; may be repeated."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="event (default), control, movement, relation, flow; may be repeated."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="In this place: its name or id.")] = None,
    within: Annotated[str | None, typer.Option(metavar="PLACE", help="In this place or what lies in it.")] = None,
    near: Annotated[str | None, typer.Option(metavar="POINT", help="Near 35.12,40.45 or a known place.")] = None,
    radius: Annotated[float, typer.Option(min=0, metavar="KM", help="How near.")] = 10.0,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="With this actor or a part of it: name or id.")
    ] = None,
    since: Since = None,
    until: Until = None,
    killed: Annotated[int | None, typer.Option(min=0, metavar="N", help="At least N killed.")] = None,
    injured: Annotated[int | None, typer.Option(min=0, metavar="N", help="At least N injured.")] = None,
    modality: Annotated[
        list[str] | None, typer.Option(metavar="HOW", help="asserted, unconfirmed, denied, planned.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Of this outlet, or said by this source.")] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help='Words of the evidence; "in quotes" as they follow.')
    ] = None,
    report_text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the whole report.")] = None,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Of this report.")] = None,
    known_by: KnownBy = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out what is less sure.")] = 0.0,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what a person called wrong.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many; 50 in a table.")] = None,
    skip: Annotated[int, typer.Option(min=0, help="Leave out the first so many.")] = 0,
    format: Annotated[ListFormat, typer.Option(help="table is for people.")] = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List events out of a ledger, the latest first. All filters that are given must hold."""
    from marsad.ledger import Ledger
    from marsad.serve.events import Filters, Window, asked_of, print_claims

    filters = Filters(
        types=type or [],
        kinds=kind or ["event"],
        modalities=modality or [],
        place=place,
        within=within,
        near=near,
        radius=radius,
        actor=actor,
        since=since,
        until=until,
        killed=killed,
        injured=injured,
        source=source,
        text=text,
        report_text=report_text,
        report=report,
        known_by=known_by,
        confidence=min_confidence,
        rejected=rejected,
    )
    with errors_told(), Ledger.open(ledger) as opened:
        print_claims(opened, asked_of(filters, opened), Window(limit, skip), format, bidi)
