"""`marsad actors` and `marsad actor`: who is told of, how often, in what, where, and tied to whom."""

import csv
import sys
from typing import Annotated

import typer

from marsad.serve.asking import Filters
from marsad.serve.cli.arguments import HERE, KnownBy, Limit, Lists, Turning, Where
from marsad.serve.cli.failing import errors_told
from marsad.serve.cli.filters import filtered
from marsad.serve.cli.options import Bidi, ListFormat

IN_A_TABLE = 50
MOST = 8


@filtered
def actors(
    ledger: Where = HERE,
    *,
    filters: Filters,
    limit: Limit = None,
    format: Lists = ListFormat.TABLE,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """List the known actors of a ledger's events, those told of most first. All filters that are given must hold."""
    import msgspec
    from rich.console import Console

    from marsad.ledger import Ledger
    from marsad.serve.asking import asked_of
    from marsad.serve.cli.page import Page, run

    with errors_told(), Ledger.open(ledger) as opened:
        most = limit or (IN_A_TABLE if format == ListFormat.TABLE else None)
        found = opened.actors(asked_of(filters, opened), limit=most)
        if format == ListFormat.JSON:
            sys.stdout.buffer.write(msgspec.json.encode([each._asdict() for each in found]) + b"\n")
        elif format == ListFormat.CSV:
            rows = csv.writer(sys.stdout, lineterminator="\n")
            rows.writerow(("id", "name", "name_en", "kind", "country", "claims", "first_day", "last_day"))
            rows.writerows(found)
        else:
            page = Page(Console(), bidi)
            with page.open():
                for each in found:
                    days = f"  {each.first_day} to {each.last_day}" if each.first_day else ""
                    page.row(
                        run(f"{each.claims:>6}  "),
                        run(each.name, "bold"),
                        run(f"  {each.id}  {each.kind}{days}", "dim"),
                    )


def actor(
    name: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id, or a name of it.")],
    ledger: Where = HERE,
    known_by: KnownBy = None,
    bidi: Turning = Bidi.AUTO,
) -> None:
    """Show an actor and its parts: names, what it is told of, where, and the ties that reports claim."""
    from rich.console import Console

    from marsad.ledger import Asked, Ledger
    from marsad.model import ClaimKind
    from marsad.reader import reader_of
    from marsad.serve.cli.page import Page, run

    with errors_told(), Ledger.open(ledger) as opened:
        asked = Asked(actor=name, known_by=known_by, kinds=(ClaimKind.EVENT,))
        ties = opened.find(Asked(actor=name, known_by=known_by, kinds=(ClaimKind.RELATION,)))
        total = opened.count(asked)
        if not total and not ties:
            typer.echo(f"the ledger tells of no actor called {name}; `marsad actors` lists those it knows", err=True)
            raise typer.Exit(1)
        page = Page(Console(), bidi)
        with page.open():
            page.row(run(name, "bold"), run(f"  {total} events", "dim"))
            pack = reader_of().knowledge.actors
            meant = opened.meant_by(name)
            for each in opened.actors(asked, limit=None):
                if meant.covers(each.id, each.name):
                    names = ", ".join(pack.spellings.get(each.id, (each.name,)))
                    page.row(run(f"  {each.id}  {each.kind}  {each.claims} claims  ", "dim"), run(names))
            for column in ("type", "place"):
                page.row(run(column, "bold"))
                for value, count in opened.tally(asked, column, MOST):
                    page.row(run(f"{count:>6}  "), run(value))
            page.row(run("ties", "bold"))
            for tie in ties[:MOST]:
                subject, object_ = tie.one("subject"), tie.one("object")
                page.row(
                    run("    "),
                    run(subject.value if subject else "?"),
                    run(f"  {tie.type.replace('_', ' ')}  "),
                    run(object_.value if object_ else "?"),
                    run(f"  {tie.outlet or 'an unnamed outlet'}, {tie.known_on}", "dim"),
                )
