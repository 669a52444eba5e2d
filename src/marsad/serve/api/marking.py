"""A report's text with its marks: where its claims stand, and what each stretch says."""

from collections.abc import Sequence

from marsad.ledger.texts import ReportLine
from marsad.model import ClaimRecord
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.presenting import QUESTIONS
from marsad.serve.api.shapes.reports import MarkShape, ReportRow


def marks_of(claims: Sequence[ClaimRecord], *, seen: bool) -> list[MarkShape]:
    """The stretches of a text that claims point at, each once, in the order of the text."""
    found: dict[tuple[int, int, str], tuple[str, list[str]]] = {}
    for claim in claims:
        spans = [("evidence", claim.evidence, "")]
        spans += [(slot.slot, slot.span, slot.value) for slot in claim.slots if slot.span is not None]
        for slot, span, value in spans:
            keys = found.setdefault((span.start, span.end, slot), (value, []))[1]
            if claim.key not in keys:
                keys.append(claim.key)
    return [
        MarkShape(
            start=start,
            end=end,
            question=None if slot == "evidence" else QUESTIONS.get(slot, "what"),
            slot=slot,
            claims=keys,
            value=value if seen and value else None,
        )
        for (start, end, slot), (value, keys) in sorted(found.items())
    ]


def report_row(line: ReportLine, view: View, me: Person) -> ReportRow:
    """A report in a list."""
    return ReportRow(
        sha256=line.sha256,
        id=line.id,
        title=line.title if me.sees(line.outlet) else None,
        outlet=line.outlet,
        published=line.published,
        url=line.url,
        claims=line.claims,
        copies=line.copies,
        restricted=line.outlet in view.restricted,
    )
