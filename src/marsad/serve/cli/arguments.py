"""Arguments and options that several commands share; quick to import."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.cli.options import Bidi, ListFormat

HERE = "marsad.db"  # the ledger of who names none


def day_of(text: str) -> date:
    """A day as 2024-01-31; typer.BadParameter for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2024-01-31") from None


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
    typer.Option(parser=day_of, metavar="DATE", help="Day of publication of reports that state none, as 2024-01-31."),
]
Today = Annotated[
    date | None,
    typer.Option(parser=day_of, metavar="DATE", help="Read as if on this day: a date without a year is the last such."),
]
Packs = Annotated[
    list[Path] | None,
    typer.Option("--pack", metavar="DIR", help="Also know what this pack knows; may be repeated."),
]
WithoutModel = Annotated[
    bool, typer.Option("--without-model", help="Read by rules alone, to see what the learned weights earn.")
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="Read in so many processes, at most one a core.")]
Ids = Annotated[list[str] | None, typer.Option("--id", metavar="ID", help="Only this report; may be repeated.")]
Turning = Annotated[
    Bidi,
    typer.Option(
        envvar="MARSAD_BIDI",
        help="Who puts Arabic in order: the terminal, or Marsad (visual). auto asks the terminal's name.",
    ),
]
Where = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="MARSAD_LEDGER",
        metavar="LEDGER",
        help="A SQLite file, or a server as postgresql://user@host/database.",
    ),
]
Who = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who says so; by default the name you are logged in with.")
]
Since = Annotated[date | None, typer.Option("--from", parser=day_of, metavar="DAY", help="On this day or later.")]
Until = Annotated[date | None, typer.Option("--to", parser=day_of, metavar="DAY", help="On this day or earlier.")]
KnownBy = Annotated[
    date | None,
    typer.Option(parser=day_of, metavar="DAY", help="Answer from what had been published by this day."),
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many; 50 in a table.")]
Skip = Annotated[int, typer.Option(min=0, help="Leave out the first so many.")]
Lists = Annotated[ListFormat, typer.Option(help="table is for people.")]
