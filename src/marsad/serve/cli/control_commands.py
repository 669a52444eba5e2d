"""`marsad control`, `changes`, `flows`: who held what on a day, what changed hands, what went where."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from marsad.serve.asking import Filters
from marsad.serve.cli.arguments import HERE, KnownBy, Limit, Lists, Skip, Turning, Where, day_of
from marsad.serve.cli.failing import errors_told
from marsad.serve.cli.filters import filtered
from marsad.serve.cli.listing import list_claims
from marsad.serve.cli.options import Bidi, ListFormat


def control(
    ledger: Where = HERE,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Of this place: its name or id.")] = None,
    within: Annotated[str | None, typer.Option(metavar="PLACE", help="Of this place and what lies in it.")] = None,
    holder: Annotated[str | None, typer.Option(metavar="ACTOR", help="Held by this actor or a part of it.")] = None,
    on: Annotated[date | None, typer.Option(parser=day_of, metavar="DAY", help="As of this day.")] = None,
    known_by: KnownBy = None,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """Show who is said to have held what, from when to when, and who says so. Silence is not taken for an answer."""
    from marsad.ledger import Ledger
    from marsad.serve.cli.control_list import print_control
    from marsad.serve.control import ControlAsked

    if place is None and within is None and holder is None:
        raise typer.BadParameter("name a --place, --within a place, or a --holder")
    asked = ControlAsked(place=place, within=within, holder=holder, on=on, known_by=known_by)
    with errors_told(), Ledger.open(ledger) as opened:
        print_control(opened, asked, format, bidi)


@filtered
def changes(
    ledger: Where = HERE,
    *,
    filters: Filters,
    limit: Limit = None,
    skip: Skip = 0,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List what is said to have changed hands, the latest first."""
    only = of_kind(filters, "control")
    list_claims(ledger, only, types=("takes", "loses"), limit=limit, skip=skip, format=format, bidi=bidi)


@filtered
def flows(
    ledger: Where = HERE,
    *,
    filters: Filters,
    limit: Limit = None,
    skip: Skip = 0,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List what goods and people are said to have gone where, the latest first."""
    list_claims(ledger, of_kind(filters, "flow"), limit=limit, skip=skip, format=format, bidi=bidi)


def of_kind(filters: Filters, kind: str) -> Filters:
    """The filters for claims of one kind; typer.BadParameter where a type of event is asked for."""
    if filters.types:
        raise typer.BadParameter("types are of events; leave it out here", param_hint="--type")
    return replace(filters, kinds=[kind])
