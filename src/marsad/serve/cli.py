"""The command line: `marsad read`, `marsad explain`, `marsad evaluate`; each does its work in another module.

What takes long to import is imported where it is needed, so that `--help` and `--version` answer at once.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from marsad import __version__
from marsad.serve.options import Bidi, Format

FAILED = 1
BROKEN_PIPE = 141  # as a shell tells of a program that SIGPIPE ended

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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2024-01-31") from None


@app.callback()
def _marsad(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Text, HTML, JSON or JSON Lines files, folders of them, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        parser=_day, metavar="DATE", help="Day of publication of reports that state none, as 2024-01-31."
    ),
]
Today = Annotated[
    date | None,
    typer.Option(
        parser=_day, metavar="DATE", help="Read as if on this day: a date without a year is the last such."
    ),
]
Ids = Annotated[
    list[str] | None, typer.Option("--id", metavar="ID", help="Only this report; may be repeated.")
]
Turning = Annotated[
    Bidi,
    typer.Option(
        envvar="MARSAD_BIDI",
        help="Who puts Arabic in order: the terminal, or Marsad (visual). auto asks the terminal's name.",
    ),
]


@app.command()
def read(  # noqa: PLR0913, PLR0917 -- a parameter an option
    inputs: Inputs,
    published: Published = None,
    id: Ids = None,
    format: Annotated[
        Format, typer.Option(help="table is for people, the others for programs.")
    ] = Format.TABLE,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out claims less sure than this.")
    ] = 0.0,
    bidi: Turning = Bidi.AUTO,
    today: Today = None,
) -> None:
    """Read reports and print what they claim. Exit code 0: all read; 1: some failed; 2: wrong use."""
    from marsad.serve.output import writer
    from marsad.serve.progress import ProgressBar
    from marsad.serve.readings import readings
    from marsad.sources import Failure, size_of

    bar = ProgressBar(size_of(inputs))
    failed = False
    with _errors_told(), bar.open(), writer(format, least=min_confidence, bidi=bidi) as write:
        for found in readings(inputs, published=published, ids=id or (), today=today, bar=bar):
            if isinstance(found, Failure):
                failed = True
                with bar.aside(sys.stderr):
                    _complain(found)
            else:
                with bar.aside(sys.stdout):
                    write(found)
    if failed:
        raise typer.Exit(FAILED)


@app.command()
def explain(  # noqa: PLR0913, PLR0917 -- a parameter an option
    inputs: Inputs,
    claim: Annotated[int, typer.Option(min=1, metavar="N", help="Number of the claim, as `read` shows it.")],
    published: Published = None,
    id: Annotated[str | None, typer.Option(metavar="ID", help="The report, where there are several.")] = None,
    bidi: Turning = Bidi.AUTO,
    today: Today = None,
) -> None:
    """Show why a claim reads as it does: rules, words, candidates, and what else was considered."""
    from rich.console import Console

    from marsad.serve.explain import print_explanation
    from marsad.serve.page import Page
    from marsad.serve.readings import readings
    from marsad.sources import Failure

    with _errors_told():
        found = list(islice(readings(inputs, published=published, ids=[id] if id else (), today=today), 2))
        for reading in found:
            if isinstance(reading, Failure):
                _complain(reading)
                raise typer.Exit(FAILED)
            if len(found) > 1 and id is None:
                raise typer.BadParameter("the input holds several reports; choose one with --id")
            if claim > len(reading.claims):
                raise typer.BadParameter(f"the report has {len(reading.claims)} claims; there is no {claim}")
            page = Page(Console(), bidi)
            with page.open():
                print_explanation(reading, claim - 1, page)
            return


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Reports with their annotation, JSON Lines.")],
    read: Annotated[
        Path | None,
        typer.Argument(
            metavar="[READ]", help="What was read, from --format codebook; without it GOLD is read now."
        ),
    ] = None,
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show N examples of each class of error.")
    ] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Compare readings with what people marked: precision, recall and F1."""
    from marsad.serve.scoring import print_scores, score

    with _errors_told():
        scores, failures = score(gold, read)
        for failure in failures:
            _complain(failure)
        print_scores(scores, errors=errors, json=json)
        if failures:
            raise typer.Exit(FAILED)


@contextmanager
def _errors_told() -> Iterator[None]:
    """Every error a person can put right is one line and an exit code; no traceback is shown."""
    from marsad.errors import MarsadError

    try:
        yield
        sys.stdout.flush()
    except MarsadError as error:
        _complain(error)
        raise typer.Exit(FAILED) from None
    except BrokenPipeError:
        # nobody reads on; what is left in the buffer must not complain when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        _complain(f"the output cannot be written ({error.strerror or error}); check where it goes")
        raise typer.Exit(FAILED) from None


def _complain(problem: object) -> None:
    typer.echo(f"marsad: {problem}", err=True)


def main() -> None:
    """The command `marsad`."""
    app()
