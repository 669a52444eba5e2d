"""Claims out of a ledger, many at a time: a table for people, JSON and CSV for programs."""

import csv
import sys
from collections.abc import Sequence

import msgspec
from rich.console import Console

from marsad.ledger import Asked, Ledger
from marsad.model import ClaimKind, ClaimRecord, Modality, Outcome, SlotValue
from marsad.model.record import ACTOR_SLOTS
from marsad.serve.asking import Window
from marsad.serve.cli.options import Bidi, ListFormat
from marsad.serve.cli.page import Page, run
from marsad.serve.cli.table import print_row
from marsad.serve.cli.words import say_count, say_days

IN_A_TABLE = 50
_TITLES = {
    ClaimKind.CONTROL: "Control: ",
    ClaimKind.MOVEMENT: "Movement: ",
    ClaimKind.RELATION: "Relation: ",
    ClaimKind.FLOW: "Flow: ",
}
_LABELS = {
    "origin": "from",
    "destination": "to",
    "admin": "in",
    "facility": "at",
    "place": "where",
    "via": "via",
}
_COLUMNS = (
    *(
        "key",
        "report",
        "report_id",
        "outlet",
        "url",
        "published",
        "known_on",
        "origin",
        "kind",
        "type",
        "family",
    ),
    *("modality", "confidence", "first_day", "last_day", "place", "place_id", "latitude", "longitude", "h3"),
    *("admin", "facility", *ACTOR_SLOTS, "goods", "from", "to", "via"),
    *(f"{outcome}_{end}" for outcome in Outcome for end in ("min", "max")),
    *("cause", "source", "ongoing", "aggregate", "edited", "rejected", "start", "end", "quote"),
)


def print_table(found: Sequence[ClaimRecord], total: int, skip: int, bidi: Bidi) -> None:
    """Each claim with its values, who says so, and the words; then how many of how many these are."""
    page = Page(Console(), bidi)
    with page.open():
        for record in found:
            _print_record(record, page)
            page.blank()
        first = skip + 1 if found else 0
        page.row(run(f"{first}-{skip + len(found)} of {total}" if len(found) < total else f"{total} found", "dim"))


def _print_record(record: ClaimRecord, page: Page) -> None:
    when = say_days(record.days) if record.days else "day unknown"
    flags = ", ".join(_flags(record))
    page.row(run(f"{when}  "), run(_title(record), "bold"), run(f"   {flags}" if flags else "", "yellow"))
    for label in ("place", "destination", "origin", "via", "admin", "facility"):
        for slot in record.all(label):
            print_row(page, _LABELS[label], slot.value, *_meaning(slot))
    for slot in record.actors:
        print_row(page, "who", slot.value, f"  {slot.slot}", *_meaning(slot))
    for slot in record.all("goods"):
        print_row(page, "what", slot.value)
    if toll := _say_tolls(record):
        print_row(page, "toll", toll)
    source = record.source
    print_row(page, "says so", *([source.value, "  in "] if source else []), record.outlet or "an unnamed outlet")
    published = f"published {record.published}" if record.published else f"met on {record.known_on}"
    print_row(page, "report", record.report_id, f"  {published}", run(f"  claim {record.key}", "dim"))
    page.quote(run(record.quote), indent=14)


def _title(record: ClaimRecord) -> str:
    if record.family is not None:
        return f"{record.type} ({record.family})"
    return _TITLES.get(record.kind, "") + record.type.replace("_", " ")


def _flags(record: ClaimRecord) -> list[str]:
    flags = [] if record.modality == Modality.ASSERTED else [str(record.modality)]
    flags += ["still going on"] * record.ongoing + ["a tally, no single event"] * record.aggregate
    flags += ["corrected by a person"] * record.edited + ["called wrong by a person"] * record.rejected
    return [*flags, f"confidence {record.confidence:.2f}"] if record.confidence < 1 else flags


def _meaning(slot: SlotValue) -> list[str]:
    return [f"  = {slot.target}"] if slot.target and slot.target != slot.value else []


def _say_tolls(record: ClaimRecord) -> str:
    counts = ((outcome, record.toll(outcome)) for outcome in Outcome)
    return ", ".join(f"{say_count(count)} {outcome}" for outcome, count in counts if count)


def print_json(found: Sequence[ClaimRecord]) -> None:
    """One array, a claim a line."""
    out = sys.stdout.buffer
    out.write(b"[")
    for number, record in enumerate(found):
        out.write((b",\n" if number else b"") + msgspec.json.encode(record))
    out.write(b"]\n")


def print_csv(found: Sequence[ClaimRecord]) -> None:
    """A row a claim; several values of a cell are parted by semicolons."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows([_cells(record).get(column, "") for column in _COLUMNS] for record in found)


def _cells(record: ClaimRecord) -> dict[str, object]:
    place, source, days, point = record.place, record.source, record.days, record.point
    cells: dict[str, object] = {
        name: getattr(record, name)
        for name in ("key", "report", "report_id", "outlet", "url", "published", "known_on", "origin", "kind")
    }
    cells |= {name: getattr(record, name) for name in ("type", "family", "modality", "confidence", "quote")}
    cells |= {"first_day": days and days.start, "last_day": days and days.end}
    cells |= {"place": place and place.value, "place_id": place and place.target}
    if point is not None:
        cells |= {"latitude": point.latitude, "longitude": point.longitude, "h3": f"{point.cell:x}"}
    for slot in ("admin", "facility", *ACTOR_SLOTS, "goods", "via", "cause"):
        cells[slot] = _joined(record, slot)
    cells |= {"from": _joined(record, "origin"), "to": _joined(record, "destination")}
    for outcome in Outcome:
        count = record.toll(outcome)
        cells |= {f"{outcome}_min": count and count.min, f"{outcome}_max": count and count.max}
    cells |= {name: int(getattr(record, name)) for name in ("ongoing", "aggregate", "edited", "rejected")}
    return cells | {
        "source": source and source.value,
        "start": record.evidence.start,
        "end": record.evidence.end,
    }


def _joined(record: ClaimRecord, slot: str) -> str:
    return "; ".join(value.value for value in record.all(slot))


def print_claims(
    ledger: Ledger, asked: Asked, single_source: bool | None, window: Window, format: ListFormat, bidi: Bidi
) -> None:
    """The claims that answer a question, as wished."""
    if format == ListFormat.TABLE:
        most = window.limit or IN_A_TABLE
        found = ledger.find(asked, single_source=single_source, limit=most, skip=window.skip)
        whole = not window.skip and len(found) < most
        total = len(found) if whole else ledger.count(asked, single_source=single_source)
        print_table(found, total, window.skip, bidi)
        return
    found = ledger.find(asked, single_source=single_source, limit=window.limit, skip=window.skip)
    if format == ListFormat.JSON:
        print_json(found)
    else:
        print_csv(found)
