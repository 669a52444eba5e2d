"""`marsad serve` and `marsad demo`: a ledger in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from marsad.serve.cli.arguments import HERE, Packs, Where
from marsad.serve.cli.failing import errors_told


def serve(
    ledger: Where = HERE,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; others than this machine need accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8700,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A host name people reach it by; may be repeated.")
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before it speaks https: cookies are marked secure.")
    ] = False,
    open: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    base_map: Annotated[Path | None, typer.Option(metavar="FILE", help="A PMTiles file to draw under the map.")] = None,
    pack: Packs = None,
) -> None:
    """Serve a ledger to browsers and programs: the API under /api/v1, and the workbench."""
    from marsad.serve.serving import Wanted
    from marsad.serve.serving import serve as run

    with errors_told():
        wanted = Wanted(
            host=host,
            port=port,
            names=tuple(name or ()),
            https=https,
            browser=open,
            base_map=base_map,
            packs=tuple(pack or ()),
        )
        run(ledger, wanted, typer.echo)


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8700,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
) -> None:
    """Show Marsad on its own examples: a ledger is made, served on this machine, and deleted in the end."""
    from marsad.serve.cli.failing import complain
    from marsad.serve.demonstrating import demonstrate
    from marsad.serve.serving import Wanted

    with errors_told():
        typer.echo("reading the examples")
        demonstrate(Wanted(host="127.0.0.1", port=port, browser=not no_browser), typer.echo, complain)
