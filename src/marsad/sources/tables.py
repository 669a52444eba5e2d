"""Tables of reports: a row a report, its columns mapped by their names or as the user says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice

import msgspec

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.columns import Mapped, keep, map_columns
from marsad.sources.encoding import has_arabic
from marsad.sources.grids import Cell, Grid, Line, csv_grids, parquet_grids, record_grids, xlsx_grids
from marsad.sources.records import read_records
from marsad.sources.source import Failure, Found, Skipped, Source

SAMPLE = 50  # rows that are looked at to tell what the columns hold
NUMERIC_DAY = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})(?:[T\s,،].*)?", re.DOTALL)
SECONDS = range(946_684_800, 4_102_444_800)  # a number that is a time of the years 2000 to 2099
OWN_TEXT = re.compile(rb'"text"\s*:')


def read_csv(source: Source) -> Iterator[Found]:
    """The rows of a CSV or TSV file."""
    return _read(source, csv_grids)


def read_xlsx(source: Source) -> Iterator[Found]:
    """The rows of every sheet of a workbook."""
    return _read(source, xlsx_grids)


def read_parquet(source: Source) -> Iterator[Found]:
    """The rows of a Parquet file."""
    return _read(source, parquet_grids)


def read_json(source: Source) -> Iterator[Found]:
    """The records of a JSON or JSON Lines file: Marsad's own, or with names of others, mapped like columns."""
    head = source.stream.peek(65536)
    if source.columns is None and (
        OWN_TEXT.search(head) or not head.lstrip().startswith((b"{", b"[")) or not _mappable(head)
    ):
        return read_records(source)
    return _read(source, record_grids)


def _mappable(head: bytes) -> bool:
    """Whether a record begins on the first line and some name in it is known for a text, so that it can be mapped."""
    first = head.lstrip().split(b"\n", 1)[0]
    names = [_unescaped(name) for name in re.findall(rb'"((?:[^"\\]|\\.){1,60})"\s*:', first[:8192])]
    try:
        map_columns(names, (), None)
    except InputError:
        return False
    return len(first) > 2


def _unescaped(name: bytes) -> str:
    try:
        return msgspec.json.decode(b'"%b"' % name, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return name.decode("utf-8", "replace")


def _read(source: Source, grids: Callable[[Source], Iterator[Grid]]) -> Iterator[Found]:
    read = False
    for grid in grids(source):
        where = f"{source.where}: sheet {grid.name}" if grid.name else source.where
        header = next(grid.lines, None)
        if header is None:
            yield Skipped(where, "it has no rows")
            continue
        if header.problem:
            raise InputError(f"its first row: {header.problem}")
        try:
            yield from _rows(source, grid, [_plain(cell) for cell in header.cells])
            read = True
        except InputError as error:
            yield Failure(where, str(error))
            read = True
    if not read:
        raise InputError("it has no rows; put a report in it")


def _rows(source: Source, grid: Grid, header: list[str]) -> Iterator[Found]:
    sample = list(islice(grid.lines, SAMPLE))
    mapped = map_columns(header, [line.cells for line in sample], source.columns)
    table = _Table(source, mapped, _day_first(mapped, sample))
    source.tell(f"{source.where}: reads {mapped}" + table.about_days())
    if source.columns is not None and source.columns.name is not None:
        keep(source.columns.name, mapped.roles)
    for line in chain(sample, grid.lines):
        yield from table.row(line)


@dataclass(frozen=True, slots=True)
class _Table:
    source: Source
    mapped: Mapped
    day_first: bool | None  # None where the rows do not tell

    def about_days(self) -> str:
        """How dates written in numbers are taken."""
        if self.day_first is None:
            return ""
        return f"; dates as {'day/month/year' if self.day_first else 'month/day/year'}"

    def row(self, line: Line) -> Iterator[Found]:
        """A row as a report, or why it is none."""
        where = f"{self.source.where}:{line.where}"
        width = len(self.mapped.header)
        if line.problem:
            yield Failure(where, line.problem)
        elif len(line.cells) < width and len(line.cells) <= max(self.mapped.at.values()):
            yield Failure(where, f"the row has {len(line.cells)} of {width} columns; complete it")
        elif any(cell not in ("", None) for cell in line.cells[width:]):
            yield Failure(where, f"the row has {len(line.cells)} cells in {width} columns; is a text not in quotes?")
        else:
            yield from self._report(line, where)

    def _report(self, line: Line, where: str) -> Iterator[Found]:
        cells = {role: line.cells[at] for role, at in self.mapped.at.items()}
        id = _plain(cells.get("id")) or f"{self.source.stem}:{line.where}"
        if not self.source.wants(id):
            return
        text = _plain(cells["text"])
        if not text:
            yield Skipped(where, f"its column {self.mapped.roles['text']} is empty")
        elif not has_arabic(text) and not has_arabic(_plain(cells.get("title"))):
            yield Skipped(where, "it has no Arabic in it")
        else:
            try:
                yield Report(
                    id=id,
                    title=" ".join(_plain(cells.get("title")).split()),
                    text=text,
                    outlet=_plain(cells.get("outlet")) or None,
                    published=day_of(cells.get("date"), day_first=self.day_first is not False),
                    url=_plain(cells.get("url")) or None,
                )
            except (InputError, ValueError) as error:
                yield Failure(where, str(error))


def _plain(cell: Cell) -> str:
    """A cell as text: a whole number without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _day_first(mapped: Mapped, sample: list[Line]) -> bool | None:
    """Whether 3/4/2024 is the third of April here: some row may tell; None where no date is written so."""
    if "date" not in mapped.at:
        return None
    found = [
        NUMERIC_DAY.fullmatch(_plain(line.cells[mapped.at["date"]]))
        for line in sample
        if len(line.cells) > mapped.at["date"]
    ]
    numbers = [(int(each[1]), int(each[2])) for each in found if each and len(each[1]) <= 2]
    if not numbers:
        return None
    return not any(second > 12 for _, second in numbers) or any(first > 12 for first, _ in numbers)


def day_of(cell: Cell, *, day_first: bool = True) -> date | None:
    """The day in a cell; InputError for words that are none.

    >>> day_of("٥/٣/٢٠٢٤")
    datetime.date(2024, 3, 5)
    """
    if isinstance(cell, date):
        return cell
    text = _plain(cell)
    if not text:
        return None
    try:
        if text.isdecimal() and int(text) in SECONDS:
            return datetime.fromtimestamp(int(text), UTC).date()
        if text.isascii() and text.isdecimal() and len(text) != 8:
            raise ValueError
        if (numbers := NUMERIC_DAY.fullmatch(text)) is not None:
            return _numeric_day(numbers, day_first)
        return datetime.fromisoformat(text).date()
    except (ValueError, OverflowError):
        raise InputError(f"its date {text[:40]!r} is none; write it as 2024-01-31 or leave it out") from None


def _numeric_day(numbers: re.Match[str], day_first: bool) -> date:
    if len(numbers[1]) == 4:
        return date(int(numbers[1]), int(numbers[2]), int(numbers[3]))
    if len(numbers[3]) != 4:
        raise ValueError
    day, month = (1, 2) if day_first else (2, 1)
    return date(int(numbers[3]), int(numbers[month]), int(numbers[day]))
