"""`marsad demo`: a ledger of the shipped examples, served for as long as one looks at it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import marsad
from marsad.errors import InputError, MissingExtraError
from marsad.ledger import Ledger
from marsad.serve.adding import Adding
from marsad.serve.incidents import group_fresh
from marsad.serve.serving import Wanted, serve

HOME = Path(marsad.__file__).parent


def examples() -> list[str]:
    """The files of the shipped examples: in the package, or in the checkout that it is run from."""
    folders = (HOME / "examples", HOME.parents[1] / "examples")
    found = [str(path) for folder in folders for path in sorted(folder.glob("*.jsonl"))]
    if not found:
        raise InputError(f"{folders[0]}: the examples are missing; install Marsad again")
    return found


def demonstrate(wanted: Wanted, say: Callable[[str], None], complain: Callable[[object], None]) -> None:
    """Read the examples into a new ledger, serve it, and delete it in the end."""
    with TemporaryDirectory(prefix="marsad-demo-") as folder:
        where = str(Path(folder) / "demo.db")
        make_ledger(where, complain)
        serve(where, replace(wanted, demo=True), say)


def make_ledger(where: str, complain: Callable[[object], None]) -> None:
    """A ledger of the examples, grouped into incidents where Splink is at hand."""
    with Ledger.open(where, create=True) as ledger:
        Adding(ledger, complain=complain).run(examples())
        try:
            group_fresh(ledger)
        except MissingExtraError as error:
            complain(error)
