"""Plain CSV and a workbook: a row an incident, and in the workbook a sheet each for claims, values and sources."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from marsad.errors import MissingExtraError
from marsad.exports.flat import COLUMNS, ONE, flat, plain
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.incidents.merging import spoken
from marsad.model import ClaimRecord
from marsad.model.incident import Incident
from marsad.text.spreadsheet import CELL_LIMIT, safe

_CLAIMS = "incident claim report outlet url published known_on type modality confidence start end quote".split()
_VALUES = "incident claim slot value target words start end low high".split()
_TOLD = "incident slot value target count outlets known_on rule".split()
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- the same ledger gives the same bytes, so the workbook has no hour of its own
_SHEETS = {"incidents": list(COLUMNS), "claims": _CLAIMS, "values": _VALUES, "sources say": _TOLD}
_ROWS = 1_048_576  # of a sheet


def write_csv(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A row an incident, UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for incident in incidents:
        rows.writerow([safe(plain(value)) for value in flat(incident, around).values()])
        yield from values_lost(incident, one=ONE)
    text.detach()


def write_xlsx(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A workbook with right-to-left sheets; nothing is lost but what is longer than a cell or a sheet."""
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise MissingExtraError("workbooks need XlsxWriter; install it with: pip install 'marsad[files]'") from None
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    )
    book.set_properties({"created": MADE, "title": "Marsad"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True})
    sheets = {name: _Sheet(book.add_worksheet(name), columns, day, bold) for name, columns in _SHEETS.items()}
    for incident in incidents:
        yield from sheets["incidents"].add(incident, flat(incident, around).values())
        for member in incident.members:
            yield from sheets["claims"].add(incident, _claim(incident, member))
            for row in _values(incident, member):
                yield from sheets["values"].add(incident, row)
        for row in _told(incident):
            yield from sheets["sources say"].add(incident, row)
    book.close()


class _Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, sheet: Any, columns: list[str], day: Any, bold: Any) -> None:
        self._sheet, self._columns, self._day = sheet, columns, day
        sheet.right_to_left()
        sheet.freeze_panes(1, 1)
        for at, name in enumerate(columns):
            sheet.write_string(0, at, name, bold)
        self._next = 1

    def add(self, incident: Incident, values: Iterable[Any]) -> Iterator[Loss]:
        """Write a row, and tell what did not fit."""
        if self._next >= _ROWS:
            yield Loss(incident.id, "row", self._sheet.name, "a sheet has 1,048,576 rows")
            return
        for at, value in enumerate(map(_cell, values)):
            if isinstance(value, str) and len(value) > CELL_LIMIT:
                yield Loss(incident.id, self._columns[at], value[CELL_LIMIT:], "a cell holds 32,767 characters")
                self._sheet.write_string(self._next, at, value[:CELL_LIMIT])
            elif isinstance(value, str):
                self._sheet.write_string(self._next, at, value)
            elif isinstance(value, date):
                self._sheet.write_datetime(self._next, at, value, self._day)
            elif value is not None:
                self._sheet.write(self._next, at, value)
        self._next += 1


def _cell(value: Any) -> Any:
    return plain(value) if isinstance(value, list) else value


def _claim(incident: Incident, member: ClaimRecord) -> list[Any]:
    evidence = member.evidence
    return [
        *(incident.id, member.key, member.report, member.outlet, member.url, member.published, member.known_on),
        *(member.type, str(member.modality), member.confidence, evidence.start, evidence.end, member.quote),
    ]


def _values(incident: Incident, member: ClaimRecord) -> Iterator[list[Any]]:
    for slot in member.slots:
        ends = (slot.span.start, slot.span.end) if slot.span else (None, None)
        counts = (slot.count.min, slot.count.max) if slot.count else (None, None)
        yield [incident.id, member.key, slot.slot, slot.value, slot.target, slot.words, *ends, *counts]


def _told(incident: Incident) -> Iterator[list[Any]]:
    for slot in incident.slots:
        for told in slot.told:
            count = spoken(told.count) if told.count else None
            said = told.value, told.target, count, "; ".join(told.outlets), told.known_on, slot.rule
            yield [incident.id, slot.slot, *said]
