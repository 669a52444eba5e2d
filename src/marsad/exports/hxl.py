"""HXL: a table with a row of hashtags right under the header, as CSV and as a workbook.

The tags are those of OCHA for ACLED (`#event+code`, `#affected+killed` ...); our own begin with `#x_` or take further
attributes, as HXL allows.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from marsad.errors import MissingExtraError
from marsad.exports.flat import flat, plain
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.exports.tables import MADE
from marsad.model.incident import Incident
from marsad.text.spreadsheet import CELL_LIMIT, safe

# Header -> column of the flat row, tag.
COLUMNS = {
    "Event id": ("id", "#event+code"),
    "From": ("start", "#date+start"),
    "To": ("end", "#date+end"),
    "Event type": ("event_type", "#event+type"),
    "Sub-event type": ("sub_event_type", "#event+type+sub"),
    "Side A": ("side_a", "#group+name+first"),
    "Side B": ("side_b", "#group+name+second"),
    "Country": ("country", "#country+name"),
    "Governorate": ("admin1", "#adm1+name"),
    "District": ("admin2", "#adm2+name"),
    "Sub-district": ("admin3", "#adm3+name"),
    "Place": ("title_ar", "#loc+name+i_ar"),
    "Latitude": ("latitude", "#geo+lat"),
    "Longitude": ("longitude", "#geo+lon"),
    "Precision": ("precision", "#geo+precision"),
    "Killed, least": ("deaths_low", "#affected+killed+min"),
    "Killed": ("deaths_best", "#affected+killed"),
    "Killed, most": ("deaths_high", "#affected+killed+max"),
    "Injured": ("injured_best", "#affected+injured"),
    "Detained": ("detained_best", "#affected+detained"),
    "Abducted": ("abducted_best", "#affected+abducted"),
    "Cause": ("cause", "#cause+type+i_ar"),
    "Said by": ("said_by", "#meta+source+original+i_ar"),
    "Outlets": ("outlets", "#meta+source+i_ar"),
    "Independent texts": ("independent_n", "#meta+source+num"),
    "Quotes": ("quotes", "#description+i_ar"),
    "Status": ("status", "#event+status"),
    "Known on": ("known_on", "#date+reported"),
}
_ONE, _NONE = ("type", "days", "place"), ("facility",)


def write_hxl(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """A row an incident under header and tags."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerow(tag for _, tag in COLUMNS.values())
    for incident in incidents:
        rows.writerow(map(safe, _cells(incident, around)))
        yield from values_lost(incident, one=_ONE, none=_NONE)
    text.detach()


def write_hxl_xlsx(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """The same in the first sheet of a workbook."""
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise MissingExtraError("workbooks need XlsxWriter; install it with: pip install 'marsad[files]'") from None
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("incidents")
    sheet.right_to_left()
    for at, header in enumerate(COLUMNS):
        sheet.write_string(0, at, header)
    for at, (_, tag) in enumerate(COLUMNS.values()):
        sheet.write_string(1, at, tag)
    for number, incident in enumerate(incidents, start=2):
        for at, value in enumerate(_cells(incident, around)):
            if isinstance(value, str):
                sheet.write_string(number, at, value[:CELL_LIMIT])
            elif value is not None:
                sheet.write_number(number, at, value)
        yield from values_lost(incident, one=_ONE, none=_NONE)
    book.close()


def _cells(incident: Incident, around: Surroundings) -> Iterator[str | int | float | None]:
    row = flat(incident, around)
    place = incident.place
    row["title_ar"] = place.value if place else None
    return (plain(row[name]) for name, _ in COLUMNS.values())
