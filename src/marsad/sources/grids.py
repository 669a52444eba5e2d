"""Tables as rows of cells: CSV and TSV, workbooks (.xlsx), Parquet, and records of JSON with names of their own."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BufferedReader, BytesIO, TextIOWrapper
from typing import Any

import msgspec

from marsad.errors import InputError, MissingExtraError
from marsad.sources.encoding import UTF16_MARKS, decode, is_windows_1256
from marsad.sources.packed import open_member, open_zip, seekable
from marsad.sources.source import Source

Cell = str | float | date | None
LIMIT = 4 * 1024 * 1024  # characters of a row
WHOLE = 256 * 1024 * 1024  # bytes of a workbook, and of what is packed in it
PARQUET = 1024**3  # bytes of a group of rows, unpacked
COLUMNS = 2000
SEPARATORS = ",;\t|\u060c\u061b"  # also the Arabic comma and semicolon
SAMPLE = 65536
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: where it stands, and its cells or what is wrong with it."""

    where: str
    cells: list[Cell]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its name inside the file ("" where there is one), its rows, the header among them."""

    name: str
    lines: Iterator[Line]


# --- CSV


def csv_grids(source: Source) -> Iterator[Grid]:
    """The one table of a CSV or TSV file."""
    csv.field_size_limit(LIMIT)
    yield Grid("", _csv_lines(source.stream))


def _csv_lines(stream: BufferedReader) -> Iterator[Line]:
    text = TextIOWrapper(stream, encoding=_encoding(stream), errors="surrogateescape", newline="")
    lines = _Lines(text)
    try:
        first = next(lines, "")
    except UnicodeDecodeError:
        raise InputError("the UTF-16 is broken; save the table as UTF-8") from None
    separator = separator_of(first)
    reader = csv.reader(lines.again(first), delimiter=separator)
    while True:
        began = lines.number + 1
        try:
            cells: list[Cell] = [_mended(cell) for cell in next(reader)]
        except StopIteration:
            break
        except (csv.Error, InputError) as error:
            yield Line(f"{began}", [], _csv_problem(error))
            continue
        except UnicodeDecodeError:  # UTF-16 that breaks off has no rows any more
            yield Line(f"{began}", [], "the UTF-16 breaks off; save the table as UTF-8")
            break
        if lines.cut:
            lines.cut = False
            yield Line(f"{began}", [], f"the row is longer than {LIMIT >> 20} million characters; split it")
        elif any(cells):
            yield Line(f"{began}", cells)
    text.detach()


def _csv_problem(error: Exception) -> str:
    if isinstance(error, InputError):
        return str(error)
    if "field larger" in str(error):
        return f'a cell is longer than {LIMIT >> 20} million characters; is a quotation mark (") left open?'
    return f"the row is no CSV ({error}); correct it"


class _Lines:
    """Lines of a text for the csv module; of a line beyond the limit only the beginning is kept."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text = text
        self._first: str | None = None
        self.number = 0
        self.cut = False

    def again(self, first: str) -> "_Lines":
        """The same lines, the first once more."""
        self._first, self.number = first, 0
        return self

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._first is not None:
            line, self._first = self._first, None
        else:
            line = self._text.readline(LIMIT)
            rest = line
            while len(rest) == LIMIT and not rest.endswith(("\n", "\r")):
                self.cut = True
                rest = self._text.readline(LIMIT)
        if not line:
            raise StopIteration
        self.number += 1
        return line.replace("\0", "")


def _encoding(stream: BufferedReader) -> str:
    head = stream.peek(SAMPLE)[:SAMPLE]
    if head.startswith(UTF16_MARKS):
        return "utf-16"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3 and is_windows_1256(head):
            return "cp1256"
    return "utf-8-sig"


def _mended(cell: str) -> str:
    """A cell whose bytes are no UTF-8, read as the windows-1256 that it may be; InputError when it is none."""
    if not SURROGATE.search(cell):
        return cell.strip()
    return decode(cell.encode("utf-8", "surrogateescape")).strip()


def separator_of(line: str) -> str:
    """What parts the cells of a header: the commonest of the usual signs outside quotes.

    >>> separator_of("النص;التاريخ;المصدر")
    ';'
    """
    bare = re.sub(r'"[^"]*"', "", line)
    return max(SEPARATORS, key=lambda sign: (bare.count(sign), -SEPARATORS.index(sign)))


# --- workbooks


def xlsx_grids(source: Source) -> Iterator[Grid]:
    """The sheets of a workbook."""
    try:
        import python_calamine
    except ModuleNotFoundError:
        raise MissingExtraError(
            "workbooks need python-calamine; install it with: pip install 'marsad[files]'"
        ) from None
    data = source.whole(WHOLE)
    check_zip(data)
    with _panics("the workbook is damaged ({}); save it again as .xlsx"):
        book = python_calamine.load_workbook(BytesIO(data))
        names = book.sheet_names
    for name in names:
        with _panics(f"sheet {name} is damaged ({{}}); save the workbook again"):
            sheet = book.get_sheet_by_name(name)
            if sheet.width > COLUMNS:
                raise InputError(
                    f"sheet {name} has {sheet.width:,} columns; no table of reports has more than {COLUMNS:,}"
                )
            rows = sheet.iter_rows()
        yield Grid(name, _sheet_lines(name, rows))


def _sheet_lines(name: str, rows: Iterator[list[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        cells = [_cell(each) for each in row]
        if any(cell not in ("", None) for cell in cells):
            yield Line(f"{name}:{number}", cells)


def check_zip(data: bytes) -> None:
    """That a workbook's parts are as large as they may be; InputError for a bomb, before a library unpacks it."""
    left = WHOLE
    with open_zip(BytesIO(data)) as archive:
        for info in archive.infolist():
            with open_member(archive, info) as member:
                while chunk := member.read(1024 * 1024):
                    left -= len(chunk)
                    if left < 0:
                        raise InputError(f"more than {WHOLE >> 20} MB are packed in it; save the sheet as CSV")


@contextmanager
def _panics(told: str) -> Iterator[None]:
    """Any fault of a library in another language as an InputError; one of them tells of faults by BaseException."""
    try:
        yield
    except (InputError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise InputError(told.format(" ".join(str(error).split())[:200] or type(error).__name__)) from None


# --- Parquet


def parquet_grids(source: Source) -> Iterator[Grid]:
    """The one table of a Parquet file, a batch of rows at a time."""
    try:
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise MissingExtraError("Parquet needs pyarrow; install it with: pip install 'marsad[tables]'") from None
    with seekable(source.stream) as stream:
        with _panics("the Parquet file is damaged ({}); write it again"):
            file = parquet.ParquetFile(stream)
            about = file.metadata
            names = file.schema_arrow.names
            for group in range(about.num_row_groups):
                if about.row_group(group).total_byte_size > PARQUET:
                    raise InputError(f"a group of rows is larger than {PARQUET >> 30} GB; write it in smaller groups")
        if len(names) > COLUMNS:
            raise InputError(f"it has {len(names):,} columns; no table of reports has more than {COLUMNS:,}")
        yield Grid("", _parquet_lines(file, names))


def _parquet_lines(file: Any, names: list[str]) -> Iterator[Line]:
    yield Line("header", list(names))
    number = 0
    batches = file.iter_batches(batch_size=500)
    while True:
        with _panics("the Parquet file is damaged ({}); write it again"):
            batch = next(batches, None)
            if batch is None:
                return
            rows = batch.to_pylist()
        for row in rows:
            number += 1
            yield Line(f"{number}", [_cell(row.get(name)) for name in names])


# --- JSON


def record_grids(source: Source) -> Iterator[Grid]:
    """Records of JSON or JSON Lines as a table: the names in the first records are the columns."""
    yield Grid("", _record_lines(source.stream))


def _record_lines(stream: BufferedReader) -> Iterator[Line]:
    records = _records(stream)
    first = [record for record, _ in zip(records, range(50), strict=False)]
    names = list(dict.fromkeys(name for _, record in first if isinstance(record, dict) for name in record))
    if not names:
        problem = next((record for _, record in first if isinstance(record, str)), "it holds no record; put one in it")
        raise InputError(problem)
    yield Line("names", list(names))
    for where, record in _chained(first, records):
        if isinstance(record, str):
            yield Line(where, [], record)
        else:
            yield Line(where, [_cell(record.get(name)) for name in names])


def _chained(
    first: list[tuple[str, dict[str, Any] | str]], rest: Iterator[tuple[str, dict[str, Any] | str]]
) -> Iterator[tuple[str, dict[str, Any] | str]]:
    yield from first
    yield from rest


def _records(stream: BufferedReader) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Each record with its line or number, or what is wrong with it."""
    if stream.peek(64).lstrip().startswith(b"["):
        data = stream.read(WHOLE + 1)
        if len(data) > WHOLE:
            raise InputError(f"the file is larger than {WHOLE >> 20} MB; write it as JSON Lines")
        try:
            items = msgspec.json.decode(decode(data), type=list[msgspec.Raw])
        except (msgspec.DecodeError, RecursionError) as error:
            raise InputError(f"the JSON is broken ({error}); correct it") from None
        for number, item in enumerate(items, start=1):
            yield f"record {number}", _record(bytes(item))
        return
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        if len(line) > LIMIT:
            while len(line) > LIMIT and not line.endswith(b"\n"):
                line = stream.readline(LIMIT + 1)
            yield f"{number}", f"the record is larger than {LIMIT >> 20} MB; split it"
        elif line.strip():
            yield f"{number}", _record(line)


def _record(data: bytes) -> dict[str, Any] | str:
    try:
        record = msgspec.json.decode(decode(data))
    except (msgspec.DecodeError, RecursionError, InputError) as error:
        return f"it is no JSON ({error}); correct it"
    return record if isinstance(record, dict) else "it is no record of JSON; write it as {...}"


def _cell(value: Any) -> Cell:
    """A value of a library as a cell: text, a number, a day, nothing."""
    if value is None or isinstance(value, bool | float | int):
        return None if value is None else float(value) if isinstance(value, float) else int(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bytes):
        return decode(value).strip()
    return value.strip() if isinstance(value, str) else str(value)
