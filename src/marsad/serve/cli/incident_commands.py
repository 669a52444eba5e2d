"""`marsad incidents` and `marsad incident`: what many reports tell of one happening, and people's word on it."""

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.serve.asking import Filters
from marsad.serve.cli.arguments import HERE, KnownBy, Limit, Lists, SingleSource, Skip, Turning, Where, Who
from marsad.serve.cli.failing import errors_told
from marsad.serve.cli.filters import filtered
from marsad.serve.cli.options import Bidi, ListFormat

if TYPE_CHECKING:
    from marsad.ledger import Ledger

_FORMS = {
    "same": (2, "same A B --why TEXT: two incidents are one"),
    "split": (2, "split ID CLAIM --why TEXT: a claim tells of another happening"),
    "undo": (1, "undo ID: take back what was last said"),
}


@filtered
def incidents(
    ledger: Where = HERE,
    *,
    filters: Filters,
    single_source: SingleSource = None,
    limit: Limit = None,
    skip: Skip = 0,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List incidents: happenings, each with all that reports say of it. All filters that are given must hold."""
    from marsad.ledger import Ledger
    from marsad.serve.asking import Window, asked_of
    from marsad.serve.cli.incident_list import print_incidents

    with errors_told(), Ledger.open(ledger) as opened:
        print_incidents(opened, asked_of(filters, opened), single_source, Window(limit, skip), format, bidi)


def incident(
    words: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="An incident or a claim of it; or: same A B, split ID CLAIM, undo ID."),
    ],
    ledger: Where = HERE,
    known_by: KnownBy = None,
    history: Annotated[bool, typer.Option("--history", help="How the toll grew as reports came in.")] = False,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="Why two are the same, or one is another.")] = None,
    who: Who = None,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """Show one incident: every claim, where sources disagree, why they were put together; or say what it is."""
    from marsad.ledger import Ledger
    from marsad.serve.cli.incident_page import print_incident
    from marsad.serve.incidents import incident as find_incident

    verb, *rest = words
    with errors_told(), Ledger.open(ledger) as opened:
        if verb in _FORMS:
            _change(opened, verb, rest, why, who)
            return
        if rest:
            raise typer.BadParameter("name one incident, or say: " + "; ".join(form for _, form in _FORMS.values()))
        print_incident(
            opened, find_incident(opened, verb, known_by=known_by), history=history, format=format, bidi=bidi
        )


def _change(opened: "Ledger", verb: str, rest: list[str], why: str | None, who: str | None) -> None:
    from marsad.serve import incidents as change
    from marsad.serve.cli.people import name_of

    count, form = _FORMS[verb]
    if len(rest) != count:
        raise typer.BadParameter(f"write it as: {form}")
    if verb == "undo":
        taken = change.undo(opened, rest[0], who=name_of(who))
        typer.echo(f"taken back: {taken} judgements" if taken else "nobody has said anything of this incident")
        return
    if not (why or "").strip():
        raise typer.BadParameter("say why; it is kept with your name", param_hint="--why")
    say = change.say_same if verb == "same" else change.say_different
    found = say(opened, rest[0], rest[1], who=name_of(who), why=str(why))
    typer.echo(f"{found.id}: {len(found.members)} claims from {len(found.origins)} texts")
