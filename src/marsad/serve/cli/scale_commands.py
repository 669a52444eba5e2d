"""The commands for archives: `marsad backfill` and `marsad load`."""

from typing import Annotated

import typer

from marsad.serve.cli.arguments import HERE, Packs, Published, Today, Where
from marsad.serve.cli.failing import FAILED, complain, errors_told


def backfill(
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="A Parquet or JSON Lines file, or a folder; a path or a URL.")
    ],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="The folder for the tables; a path or a URL.")],
    master: Annotated[
        str, typer.Option(metavar="MASTER", help="Where Spark runs: local[2], spark://host:7077, yarn, k8s://...")
    ] = "local[*]",
    setting: Annotated[
        list[str] | None,
        typer.Option("--setting", metavar="NAME=VALUE", help="A setting of Spark; may be repeated."),
    ] = None,
    published: Published = None,
    today: Today = None,
    pack: Packs = None,
) -> None:
    """Read an archive on Spark into a folder of Parquet tables; given again, it goes on where it stopped.

    Exit code 0: all reports were read; 1: some could not be: the table dead says which and why; 2: wrong use.
    """
    from marsad.scale.backfill import Asked, backfill
    from marsad.scale.spark.session import session
    from marsad.serve.progress import StageBar

    settings = dict(each.partition("=")[::2] for each in setting or ())
    if not all(settings.values()):
        raise typer.BadParameter("a setting is NAME=VALUE, as spark.executor.memory=8g")
    asked = Asked(source=source, output=output, published=published, today=today, packs=tuple(pack or ()))
    bar = StageBar()
    with errors_told(), session(master, settings) as spark, bar.open():
        done = backfill(spark, asked, bar.tell)
    typer.echo(f"{output}: {done}")
    if done.counts["failures"]:
        complain(f"{output}/dead says which reports were not read, and why")
        raise typer.Exit(FAILED)


def load(
    source: Annotated[str, typer.Argument(metavar="OUTPUT", help="The folder that `marsad backfill` wrote.")],
    ledger: Where = HERE,
    pack: Packs = None,
) -> None:
    """Put what `marsad backfill` wrote into a ledger; what is there already is not put in twice."""
    from marsad.ledger import Ledger
    from marsad.reader import reader_of
    from marsad.scale.loading import load
    from marsad.serve.adding import told_of
    from marsad.serve.incidents import group_fresh

    with errors_told(), Ledger.open(ledger, create=True) as opened:
        opened.knowing(reader_of(tuple(pack or ())).knowledge)
        outcomes, grouped = load(source, opened)
        typer.echo(f"{opened.where}: {told_of(outcomes)}")
        if not grouped:
            group_fresh(opened)
