"""`marsad watch`: feeds into a ledger, again and again."""

import signal
from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.cli.arguments import HERE, AllowPrivate, Packs, Where
from marsad.serve.cli.failing import FAILED, complain, errors_told


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="A file that names the feeds, such as feeds.toml.")],
    ledger: Where = HERE,
    once: Annotated[
        bool, typer.Option("--once", help="Look at each feed a single time, whatever its schedule.")
    ] = False,
    allow_private: AllowPrivate = False,
    pack: Packs = None,
) -> None:
    """Look at feeds on a schedule and keep their reports in a ledger, until it is stopped (Ctrl-C or SIGTERM).

    Exit code 0: stopped, or with --once all feeds were read; 1: with --once some were not; 2: wrong use.
    """
    from marsad.ledger import Ledger
    from marsad.serve.adding import Adding
    from marsad.serve.cli.ledger_commands import group_added
    from marsad.serve.feed_list import load_feeds
    from marsad.serve.watching import Watch
    from marsad.sources import Limits, Web

    with errors_told():
        listed = load_feeds(feeds)
        web = Web(Limits(allow_private=allow_private, delay=listed.delay), contact=listed.contact)
        with Ledger.open(ledger, create=True) as opened:
            adding = Adding(opened, packs=pack or (), complain=complain)
            watching = Watch(opened, listed, web, adding, tell=_echo, group=lambda: group_added(opened))
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda *_: watching.interrupt())
            watching.run(once=once)
            if once and watching.failed:
                raise typer.Exit(FAILED)


def _echo(line: str) -> None:
    typer.echo(line)
