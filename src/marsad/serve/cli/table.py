"""A reading for people: each claim with its values, and the words of the report that gave them."""

from marsad.model import DateRange, Event, Flow, Link, Reading, Relation
from marsad.serve.cli.marks import Marks, quotes
from marsad.serve.cli.page import Page, Run, run
from marsad.serve.cli.slots import Question, Slot, flags_of, slots_of, title_of
from marsad.serve.cli.words import say_days

INDENT = 4
LABEL = 10  # columns of a value's name
KINDS = (
    ("event", "events"),
    ("statement of control", "statements of control"),
    ("movement", "movements"),
    ("relation", "relations"),
    ("flow", "flows"),
)


def print_reading(reading: Reading, page: Page, *, least: float = 0.0) -> None:
    """The report's heading and every claim of at least that confidence."""
    print_heading(reading, page)
    left_out = 0
    for number, claim in enumerate(reading.claims):
        if claim.provenance.confidence < least:
            left_out += 1
            continue
        page.blank()
        print_claim(reading, number, page)
    if left_out:
        page.blank()
        page.row(run(f"{left_out} less sure than {least:g}, left out", "dim"))
    page.blank()


def print_heading(reading: Reading, page: Page) -> None:
    """Which report it is, of what day, and how much was found in it."""
    report = reading.report
    page.row(run(report.id, "bold"), run("  "), run(report.outlet or ""))
    if report.title.strip():
        page.quote(run(report.title, "bold"))
    if report.published is None:
        page.row(run("day of publication unknown: relative dates stay open"))
    else:
        where = " (the text says so)" if report.published_span else ""
        page.row(run(f"published {say_days(DateRange.on(report.published))}{where}"))
    counts = (reading.events, reading.controls, reading.movements, reading.relations, reading.flows)
    found = [
        f"{len(claims)} {one if len(claims) == 1 else many}"
        for claims, (one, many) in zip(counts, KINDS, strict=True)
        if claims
    ]
    page.row(run(", ".join(found) or "no claims"))


def print_claim(reading: Reading, number: int, page: Page) -> None:
    """One claim, with its number in the reading counted from 1."""
    claim = reading.claims[number]
    marks = Marks(page.coloured)
    flags = flags_of(claim)
    page.row(
        run(f"{number + 1:>2}  "),
        run(title_of(claim), "bold"),
        run("   " + ", ".join(flags) if flags else "", "yellow"),
    )
    last = ""
    for slot in slots_of(claim, reading.report):
        label = "" if slot.label == last else slot.label
        print_row(page, label, *_shown(slot, marks, note_of(reading, number, slot)))
        last = slot.label
    _print_unsaid(reading, number, page)
    for quote in quotes(reading.report, claim.provenance.evidence, marks):
        page.quote(quote, indent=INDENT + LABEL)


def print_row(page: Page, label: str, *parts: str | Run) -> None:
    """A label and what it says."""
    runs = [run(part) if isinstance(part, str) else part for part in parts]
    page.row(run(f"{label:<{LABEL}}", "dim"), *runs, indent=INDENT, hang=LABEL)


def _shown(slot: Slot, marks: Marks, note: str) -> list[str | Run]:
    """The value with its mark, and the note: before it where it says the value in English, else behind."""
    value = [marks.add(slot.span, slot.question), run(slot.value, marks.style(slot.question))]
    if slot.question in (Question.WHEN, Question.TOLL):
        return [f"{note}  ", *value]
    return [*value, f"  {note}" if note else ""]


def note_of(reading: Reading, number: int, slot: Slot) -> str:
    """What stands beside a value: the part an actor plays, the days a date means, the place a name means."""
    if slot.question == Question.WHEN:
        return say_when(reading, number)
    if slot.question == Question.WHERE and (link := link_of(reading.places, slot)):
        return say_link(link)
    return slot.note


def say_when(reading: Reading, number: int) -> str:
    """The days of a claim, or why they are not known."""
    link = next((link for link in reading.dates if link.claim == number), None)
    if link is None:
        return "day unknown"
    return say_days(link.days) if link.days else f"day unknown: {link.reason}"


def say_link(link: Link) -> str:
    """The known thing that a mention means, if it can be told."""
    if link.target is None:
        return ""
    name = next((candidate.name for candidate in link.candidates if candidate.id == link.target), "")
    return f"= {name} {link.target}" if name else f"= {link.target}"


def link_of(links: tuple[Link, ...], slot: Slot) -> Link | None:
    """The link of a slot's mention."""
    return next((link for link in links if link.mention == slot.mention), None)


def _print_unsaid(reading: Reading, number: int, page: Page) -> None:
    """The day of a claim whose own words name none, and that nobody but the outlet says it."""
    claim = reading.claims[number]
    link = next((link for link in reading.dates if link.claim == number), None)
    if link and not isinstance(claim, (Relation, Flow)) and claim.date is None:
        if link.days:
            print_row(page, "when", f"{say_days(link.days)}  {link.reason}")
        elif isinstance(claim, Event):
            print_row(page, "when", say_when(reading, number))
    if claim.provenance.source is None:
        print_row(page, "says so", "the outlet itself")
