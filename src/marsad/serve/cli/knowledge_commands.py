"""`marsad knowledge`: check a pack of one's own, and count what is known."""

from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.cli.failing import FAILED, errors_told

app = typer.Typer(no_args_is_help=True, help="Packs: check one of your own, count what is known.")


@app.command()
def check(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A pack: a folder of TSV tables.")]) -> None:
    """Name every bad row and every double of a pack. Exit code 1: there are some."""
    from marsad.knowledge.checking import check_pack

    faults = list(check_pack(folder))
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(FAILED)
    typer.echo(f"{folder}: sound")


@app.command()
def stats() -> None:
    """Count the places, actors and words that are known, pack by pack."""
    from marsad.knowledge import load_knowledge
    from marsad.knowledge.folders import user_packs
    from marsad.knowledge.packs import SHIPPED

    with errors_told():
        known = load_knowledge()
        for folder in [*sorted(path for path in SHIPPED.iterdir() if path.is_dir()), *user_packs()]:
            counts = ", ".join(f"{_rows(table)} {table.stem}" for table in sorted(folder.glob("*.tsv")))
            typer.echo(f"{folder.name}: {counts}")
        typer.echo(
            f"together: {len(known.gazetteer)} places under {sum(1 for _ in known.gazetteer.folded_names())} names, "
            f"{len(known.actors.actors)} actors under {len(known.actors.names)} names, "
            f"{len(known.triggers.words)} forms of trigger words"
        )


def _rows(table: Path) -> int:
    lines = table.read_text(encoding="utf-8").splitlines()
    return max(0, sum(bool(line.strip()) and not line.startswith("#") for line in lines) - 1)
