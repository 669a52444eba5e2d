"""The commands that work on a ledger: `marsad add`, `verify`, `forget`, `sources`, `events`."""

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.serve.asking import Filters
from marsad.serve.cli.arguments import (
    HERE,
    Ids,
    Inputs,
    Jobs,
    Limit,
    Lists,
    Packs,
    Published,
    Skip,
    Today,
    Turning,
    Where,
    Who,
)
from marsad.serve.cli.failing import FAILED, complain, errors_told
from marsad.serve.cli.filters import filtered
from marsad.serve.cli.listing import list_claims
from marsad.serve.cli.options import Bidi, ListFormat

if TYPE_CHECKING:
    from marsad.ledger import Ledger


def add(  # noqa: PLR0913, PLR0917 -- a parameter an option
    inputs: Inputs,
    ledger: Where = HERE,
    published: Published = None,
    id: Ids = None,
    today: Today = None,
    pack: Packs = None,
    again: Annotated[bool, typer.Option("--again", help="Read again what this Marsad has read already.")] = False,
    forgotten: Annotated[bool, typer.Option("--forgotten", help="Also take in reports that were forgotten.")] = False,
    jobs: Jobs = 1,
) -> None:
    """Read reports and keep them in a ledger; what is there already is not read again.

    Exit code 0: all are kept; 1: some could not be read; 2: wrong use. What was kept stays when the command is
    interrupted; give it again to go on.
    """
    from marsad.ledger import Ledger
    from marsad.scale.local import readers
    from marsad.serve.adding import Adding

    packs = tuple(pack or ())
    with errors_told(), readers(jobs, packs, today) as reading, Ledger.open(ledger, create=True) as opened:
        adding = Adding(opened, again=again, forgotten=forgotten, packs=packs, readers=reading, complain=complain)
        tally = adding.run(inputs, published=published, ids=id or ())
        typer.echo(str(tally))
        _group(opened)
        if tally.failures:
            raise typer.Exit(FAILED)


def _group(opened: "Ledger") -> None:
    """Put what was added into incidents, where Splink is at hand; it can be done later as well."""
    from marsad.errors import MissingExtraError
    from marsad.serve.incidents import group_fresh

    try:
        group_fresh(opened)
    except MissingExtraError as error:
        complain(error)


def verify(ledger: Where = HERE) -> None:
    """Prove that every value of a ledger stands where it is said to stand in its report. Exit code 1: it does not."""
    from marsad.ledger import Ledger
    from marsad.serve.cli.verify import print_proof

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
    from marsad.serve.cli.people import name_of

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
    from marsad.serve.cli.people import name_of
    from marsad.serve.cli.sources import describe, print_outlets

    facts = {"language": language, "affiliation": affiliation, "note": note}
    said = {name: value for name, value in facts.items() if value is not None}
    if outlet is None and (said or syndicates_from):
        raise typer.BadParameter("name the OUTLET that this is about")
    with errors_told(), Ledger.open(ledger, create=outlet is not None) as opened:
        if outlet is not None and (said or syndicates_from):
            describe(opened, outlet, said, syndicates_from, who=name_of(who))
        print_outlets(opened, outlet, format, bidi)


@filtered
def events(
    ledger: Where = HERE,
    *,
    filters: Filters,
    limit: Limit = None,
    skip: Skip = 0,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List events out of a ledger, the latest first. All filters that are given must hold."""
    list_claims(ledger, filters, limit=limit, skip=skip, format=format, bidi=bidi)
