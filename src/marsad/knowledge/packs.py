"""Packs: folders of TSV tables that hold the words, places and actors Marsad knows.

A table is UTF-8 with one header row; lines that begin with `#` and empty lines are comments; a cell holds several
values separated by ` | `. A bad row is refused with file and line.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from marsad.errors import PackError

SHIPPED = Path(__file__).parent.parent / "data"
CELL_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with the place it stands for error messages."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several."""
        return tuple(value.strip() for value in self.cells[column].split(CELL_SEPARATOR) if value.strip())

    def need(self, column: str) -> str:
        """The value of a cell that may not be empty."""
        value = self.cells[column]
        if not value:
            raise self.error(f"column {column!r} is empty; fill it in or take the row out")
        return value

    def number(self, column: str) -> float | None:
        """The number in a cell, or None for an empty one."""
        value = self.cells[column]
        if not value:
            return None
        try:
            return float(value)
        except ValueError:
            raise self.error(f"column {column!r} holds {value!r}, which is no number; correct it") from None

    def error(self, problem: str) -> PackError:
        """An error that names this row."""
        return PackError(f"{self.file}:{self.line}: {problem}")


def read_table(path: Path, columns: tuple[str, ...], doubt: Callable[[PackError], None] | None = None) -> Iterator[Row]:
    """The rows of a TSV table that must have exactly these columns; a row may leave off empty cells at its end.

    A row that is none is an error; with `doubt`, that is told of it, and the rest is read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: byte {error.start} is not UTF-8; save the table as UTF-8") from None
    name = f"{path.parent.name}/{path.name}"
    header: tuple[str, ...] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = tuple(cells)
            if header != columns:
                raise PackError(f"{name}:{number}: the columns are {list(header)}; they must be {list(columns)}")
            continue
        if len(cells) > len(columns):
            wide = PackError(f"{name}:{number}: {len(cells)} cells in {len(columns)} columns; a tab too many?")
            if doubt is None:
                raise wide
            doubt(wide)
            continue
        cells += [""] * (len(columns) - len(cells))
        yield Row(name, number, dict(zip(columns, cells, strict=True)))
    if header is None:
        raise PackError(f"{name}: the table is empty; it must begin with the columns {list(columns)}")


def pack_digest(folder: Path) -> str:
    """sha256 over the names and bytes of all files of a pack."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
