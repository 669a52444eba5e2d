"""What `marsad add` and `marsad read` need around the work itself."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from marsad.errors import InputError
from marsad.ledger import Ledger
from marsad.serve.tally import Row, Tell, row_writer
from marsad.sources import Limits, Web
from marsad.sources.web import is_url


def web_for(inputs: Iterable[str], *, articles: bool | None, allow_private: bool) -> Web | None:
    """The web for these inputs, where they need one."""
    if not (articles or any(map(is_url, inputs))):
        return None
    return Web(Limits(allow_private=allow_private))


@contextmanager
def ledger_for(where: str, *, dry: bool) -> Iterator[Ledger]:
    """The ledger to add to; a dry run makes none where there is none, and has an empty one for the time it takes."""
    if not dry or "://" in where or Path(where).exists():
        with Ledger.open(where, create=not dry) as opened:
            yield opened
        return
    with TemporaryDirectory(prefix="marsad-") as folder, Ledger.open(Path(folder) / "dry.db", create=True) as opened:
        yield opened


@contextmanager
def telling(file: Path | None, *, aloud: bool) -> Iterator[Tell | None]:
    """Tells of every row in the file, if one is named, and on standard output if `aloud`."""
    if file is None:
        yield _echo if aloud else None
        return
    try:
        opened = file.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"{file}: it cannot be written ({error.strerror}); name another file for --rows") from None
    with opened:
        write = row_writer(opened)

        def tell(row: Row) -> None:
            write(row)
            if aloud:
                _echo(row)

        yield tell


def _echo(row: Row) -> None:
    typer.echo(str(row))
