"""One incident on the terminal: what stands for it, where sources disagree, every claim, why they are one."""

import sys

import msgspec
from rich.console import Console

from marsad.incidents.merging import spoken
from marsad.ledger import Ledger
from marsad.model import Judgement, Modality, Outcome
from marsad.model.incident import Incident, Merged
from marsad.serve.cli.incident_list import say_tolls
from marsad.serve.cli.options import Bidi, ListFormat
from marsad.serve.cli.page import Page, run
from marsad.serve.cli.words import say_days
from marsad.serve.incidents import neighbours, reasons

MOST_REASONS = 5


def print_incident(ledger: Ledger, found: Incident, *, history: bool, format: ListFormat, bidi: Bidi) -> None:
    """An incident, as a page for people or as JSON; CSV has a row for each value that was told."""
    if format == ListFormat.JSON:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    if format == ListFormat.CSV:
        _print_values(found)
        return
    page = Page(Console(), bidi)
    with page.open():
        _print_head(found, page)
        _print_slots(found, page)
        if history:
            _print_history(found, page)
        _print_claims(found, page)
        _print_judgements("put together because", reasons(ledger, found)[:MOST_REASONS], page)
        _print_judgements("near, and kept apart", neighbours(ledger, found, MOST_REASONS), page)


def _print_head(found: Incident, page: Page) -> None:
    when = say_days(found.days) if found.days else "day unknown"
    place = found.place.value if found.place else "place unknown"
    page.row(run(f"{when}  "), run(found.type, "bold"), run(f"  {place}"))
    texts = "single source" if found.single_source else f"{len(found.origins)} texts of {len(found.outlets)} outlets"
    page.row(run(f"{found.id}  {len(found.members)} claims, {texts}, known since {found.known_on}", "dim"))
    if tolls := say_tolls(found):
        page.row(run(tolls, "red"))
    page.blank()


def _print_slots(found: Incident, page: Page) -> None:
    """Each slot: value by source by time; where sources disagree, the rule that chose."""
    for slot in found.slots:
        page.row(run(slot.slot, "bold"), run("  sources disagree" if slot.contested else "", "yellow"))
        for told in slot.told:
            by = ", ".join(told.outlets) or "an unnamed outlet"
            meaning = f"  = {told.target}" if told.target else ""
            page.row(run("    "), run(told.value), run(f"{meaning}  {told.known_on}  ", "dim"), run(by, "dim"))
        if slot.contested:
            page.row(run(f"    {_rule(slot)}", "dim"))
    page.blank()


def _rule(slot: Merged) -> str:
    if slot.count is None:
        return slot.rule
    high = "or more" if slot.count.max is None else slot.count.max
    return f"low {slot.count.min}, best {slot.best}, high {high}: {slot.rule}"


def _print_history(found: Incident, page: Page) -> None:
    """The toll as it became known."""
    for outcome in Outcome:
        told = [(member.known_on, member.toll(outcome), member.outlet) for member in found.members]
        curve = [(day, count, outlet) for day, count, outlet in told if count is not None]
        if curve:
            page.row(run(f"{outcome}, as reports came in", "bold"))
        for day, count, outlet in curve:
            page.row(
                run(f"    {day}  {spoken(count):<12}"), run("#" * min(60, count.min), "red"), run(f"  {outlet or ''}")
            )
    page.blank()


def _print_claims(found: Incident, page: Page) -> None:
    for member in found.members:
        surely = "" if member.modality is Modality.ASSERTED else f"  {member.modality}"
        outlet, key = member.outlet or "an unnamed outlet", f"  claim {member.key}"
        page.row(run(f"{member.known_on}  "), run(outlet), run(surely, "yellow"), run(key, "dim"))
        page.quote(run(member.quote), indent=4)
    page.blank()


def _print_judgements(title: str, judged: list[Judgement], page: Page) -> None:
    if judged:
        page.row(run(title, "bold"))
    for each in judged:
        against = f"; but {', '.join(each.against)}" if each.against else ""
        page.row(run(f"    {each.score:.2f}  {', '.join(each.reasons)}{against}"))
        page.row(run(f"          {each.left}  {each.right}", "dim"))


def _print_values(found: Incident) -> None:
    import csv

    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(("incident", "slot", "value", "target", "least", "most", "known_on", "outlets", "claims"))
    for slot in found.slots:
        for told in slot.told:
            count = told.count
            ends = (count.min, count.max) if count else (None, None)
            lists = "; ".join(told.outlets), "; ".join(told.claims)
            rows.writerow((found.id, slot.slot, told.value, told.target, *ends, told.known_on, *lists))
