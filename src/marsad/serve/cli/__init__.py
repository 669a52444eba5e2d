"""The command line: `marsad read`, `explain`, `evaluate`, and the commands of the ledger from `ledger_commands`.

Each command does its work in another module.

What takes long to import is imported where it is needed, so that `--help` and `--version` answer at once.
"""

import sys
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from marsad import __version__
from marsad.serve.cli import (
    actor_commands,
    control_commands,
    export_commands,
    gazetteer_commands,
    incident_commands,
    knowledge_commands,
    scale_commands,
)
from marsad.serve.cli import ledger_commands as ledger
from marsad.serve.cli.arguments import Ids, Inputs, Packs, Published, Today, Turning, WithoutModel
from marsad.serve.cli.failing import FAILED, complain, errors_told
from marsad.serve.cli.options import Bidi, Format

app = typer.Typer(
    name="marsad",
    help="Reads Arabic reports of armed conflict into sourced records.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"marsad {__version__}")
        raise typer.Exit


@app.callback()
def _marsad(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def read(  # noqa: PLR0913, PLR0917  one parameter an option
    inputs: Inputs,
    published: Published = None,
    id: Ids = None,
    format: Annotated[Format, typer.Option(help="table is for people, the others for programs.")] = Format.TABLE,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out claims less sure than this.")] = 0.0,
    bidi: Turning = Bidi.AUTO,
    today: Today = None,
    pack: Packs = None,
    without_model: WithoutModel = False,
) -> None:
    """Read reports and print what they claim. Exit code 0: all read; 1: some failed; 2: wrong use."""
    from marsad.serve.cli.output import writer
    from marsad.serve.progress import ProgressBar
    from marsad.serve.readings import readings
    from marsad.sources import Failure, size_of

    bar = ProgressBar(size_of(inputs))
    failed = False
    with errors_told(), bar.open(), writer(format, least=min_confidence, bidi=bidi) as write:
        for found in readings(
            inputs,
            published=published,
            ids=id or (),
            today=today,
            bar=bar,
            packs=pack or (),
            without_model=without_model,
        ):
            if isinstance(found, Failure):
                failed = True
                with bar.aside(sys.stderr):
                    complain(found)
            else:
                with bar.aside(sys.stdout):
                    write(found)
    if failed:
        raise typer.Exit(FAILED)


@app.command()
def explain(
    inputs: Inputs,
    claim: Annotated[int, typer.Option(min=1, metavar="N", help="Number of the claim, as `read` shows it.")],
    published: Published = None,
    id: Annotated[str | None, typer.Option(metavar="ID", help="The report, where there are several.")] = None,
    bidi: Turning = Bidi.AUTO,
    today: Today = None,
    pack: Packs = None,
) -> None:
    """Show why a claim reads as it does: rules, words, candidates, and what else was considered."""
    from rich.console import Console

    from marsad.reader import reader_of
    from marsad.serve.cli.explain import print_explanation
    from marsad.serve.cli.page import Page
    from marsad.serve.readings import readings
    from marsad.sources import Failure

    with errors_told():
        chosen = [id] if id else ()
        found = list(islice(readings(inputs, published=published, ids=chosen, today=today, packs=pack or ()), 2))
        for reading in found:
            if isinstance(reading, Failure):
                complain(reading)
                raise typer.Exit(FAILED)
            if len(found) > 1 and id is None:
                raise typer.BadParameter("the input holds several reports; choose one with --id")
            if claim > len(reading.claims):
                raise typer.BadParameter(f"the report has {len(reading.claims)} claims; there is no {claim}")
            page = Page(Console(), bidi)
            with page.open():
                print_explanation(reading, claim - 1, page, reader_of(tuple(pack or ())).knowledge.gazetteer)
            return


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Reports with their annotation, JSON Lines.")],
    read: Annotated[
        Path | None,
        typer.Argument(metavar="[READ]", help="What was read, from --format codebook; without it GOLD is read now."),
    ] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Show N examples of each class of error.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    without_model: WithoutModel = False,
) -> None:
    """Compare readings with what people marked: precision, recall and F1."""
    from marsad.serve.cli.scoring import print_scores, score

    with errors_told():
        scores, failures = score(gold, read, without_model=without_model)
        for failure in failures:
            complain(failure)
        print_scores(scores, errors=errors, json=json)
        if failures:
            raise typer.Exit(FAILED)


app.add_typer(gazetteer_commands.app, name="gazetteer")
app.add_typer(knowledge_commands.app, name="knowledge")
app.command()(ledger.add)
app.command()(scale_commands.backfill)
app.command()(scale_commands.load)
app.command()(ledger.verify)
app.command()(ledger.forget)
app.command()(ledger.sources)
app.command()(ledger.events)
app.command()(incident_commands.incidents)
app.command()(incident_commands.incident)
app.command()(control_commands.control)
app.command()(actor_commands.actors)
app.command()(actor_commands.actor)
app.command()(export_commands.export)
app.command()(control_commands.changes)
app.command()(control_commands.flows)


def main() -> None:
    """The command `marsad`."""
    app()
