"""Why a claim is as it is: the rule behind every value, what it may mean, and what else was considered."""

from marsad.knowledge.gazetteer import Gazetteer
from marsad.linking.whereabouts import where_is
from marsad.model import Link, Mention, MentionKind, Reading
from marsad.model.entity import Whereabouts
from marsad.serve.cli.page import Page, run
from marsad.serve.cli.slots import Question, Slot, slots_of
from marsad.serve.cli.table import INDENT, link_of, print_claim, print_row, say_when

MOST_CANDIDATES = 5


def print_explanation(reading: Reading, number: int, page: Page, gazetteer: Gazetteer) -> None:
    """One claim as in the table, then what lies behind it."""
    claim = reading.claims[number]
    print_claim(reading, number, page)
    _section(page, "Values")
    slots = slots_of(claim, reading.report)
    for slot in slots:
        _print_value(reading, slot, page, gazetteer)
    _section(page, "Day")
    days = next((link for link in reading.dates if link.claim == number), None)
    print_row(page, "", say_when(reading, number))
    if days is not None and days.days is not None:
        print_row(page, "because", days.reason)
    _section(page, "Decision")
    print_row(page, "sure to", f"{claim.provenance.confidence:.2f}")
    for rule in claim.provenance.rules:
        print_row(page, "", rule)
    _print_considered(reading, number, slots, page)
    _section(page, "Read by")
    print_row(page, "version", reading.reader_version)
    for pack, digest in sorted(reading.packs.items()):
        print_row(page, "pack", f"{pack} {digest[:12]}")
    print_row(page, "text", f"sha256 {reading.report.sha256[:12]}")


def _print_value(reading: Reading, slot: Slot, page: Page, gazetteer: Gazetteer) -> None:
    """One value: the words, where they stand, the rule that found them, what they may mean."""
    words = reading.report.quote(slot.span)
    written = ["  written ", words] if words != slot.value else []
    note = f"  {slot.note}" if slot.note else ""
    place = run(f"{note}  at {slot.span.start}-{slot.span.end}", "dim")
    print_row(page, slot.label, slot.value, *written, place)
    if slot.mention is None:
        return
    print_row(page, "", f"  found by {slot.mention.rule}")
    if slot.mention.date is not None:
        print_row(page, "", f"  says {slot.mention.date.label}")
    links = reading.places if slot.question == Question.WHERE else reading.actors
    if link := link_of(links, slot):
        _print_link(link, page)
        if slot.question == Question.WHERE:
            print_row(page, "", f"  {_say_where(where_is(link, gazetteer), gazetteer)}")


def _say_where(found: Whereabouts, gazetteer: Gazetteer) -> str:
    """How exactly a place is known: "settlement, 34.9208,40.5617 within 3 km, in Al Mayadin, Deir-ez-Zor, Syria"."""
    parents = ", ".join(each.name_en or each.name for each in map(gazetteer.places.__getitem__, found.parents))
    inside = f", in {parents}" if parents else ""
    if found.radius is None:
        return f"{found.precision}, no point{inside}"
    return f"{found.precision}, {found.latitude:.4f},{found.longitude:.4f} within {found.radius / 1000:g} km{inside}"


def _print_link(link: Link, page: Page) -> None:
    meant = link.target or (f"no one known, {link.provisional}" if link.provisional else "nothing known")
    print_row(page, "", f"  means {meant}, score {link.score:.2f}: {link.reason}")
    for candidate in link.candidates[:MOST_CANDIDATES]:
        sign = "    is " if candidate.id == link.target else "    or "
        reason = run(f"  {candidate.id}, {candidate.score:.2f}: {candidate.reason}", "dim")
        print_row(page, "", sign, candidate.name, reason)
    if (more := len(link.candidates) - MOST_CANDIDATES) > 0:
        print_row(page, "", f"    and {more} more")


def _print_considered(reading: Reading, number: int, slots: list[Slot], page: Page) -> None:
    """Mentions in the evidence that no slot of the claim took."""
    evidence = reading.claims[number].provenance.evidence
    taken = {slot.span for slot in slots}
    others = [mention for mention in reading.mentions if mention.span.overlaps(evidence) and mention.span not in taken]
    _section(page, "Also in the evidence, not taken")
    if not others:
        print_row(page, "", "nothing")
    for kind in MentionKind:
        for mention in others:
            if mention.kind == kind:
                _print_mention(reading, mention, page)


def _print_mention(reading: Reading, mention: Mention, page: Page) -> None:
    where = f"  at {mention.span.start}-{mention.span.end}, found by {mention.rule}"
    print_row(page, str(mention.kind), reading.report.quote(mention.span), run(where, "dim"))


def _section(page: Page, title: str) -> None:
    page.blank()
    page.row(run(title, "bold"), indent=INDENT)
