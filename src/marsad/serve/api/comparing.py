"""One incident in full: the table of disagreement, the curve of its toll, why its claims are one."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from marsad.exports import FORMATS
from marsad.incidents.merging import MOST_ORIGINS, NARROWEST, ON_THE_MAP, TOLL
from marsad.ledger import Ledger
from marsad.model import ClaimRecord, Outcome
from marsad.model.incident import Incident, Merged, Told
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.presenting import (
    QUESTIONS,
    Presenter,
    count_of,
    history_of,
    judgements_by_pair,
    presenter_for,
)
from marsad.serve.api.shapes.incidents import (
    ColumnShape,
    CurvePoint,
    ExportLink,
    IncidentDetail,
    IncidentRow,
    Neighbour,
    QuoteShape,
    SlotShape,
    ToldShape,
)
from marsad.serve.api.summarising import row_of, toll_of
from marsad.serve.incidents import neighbours, reasons
from marsad.text.normalize import fold

MOST_REASONS, MOST_NEIGHBOURS = 20, 10
_RULES = {MOST_ORIGINS: "most_origins", ON_THE_MAP: "on_the_map", NARROWEST: "narrowest", TOLL: "toll"}
_SLOT_OF = {"type": "trigger", "days": "date"}  # what of a claim gives a value that the incident names otherwise


def detail_of(ledger: Ledger, found: Incident, view: View, me: Person) -> IncidentDetail:
    """An incident as one person may see it."""
    keys = [member.key for member in found.members]
    said = ledger.browse.said(keys)
    presenter = presenter_for(ledger, view, me, found.members)
    inside, near = reasons(ledger, found)[:MOST_REASONS], neighbours(ledger, found, MOST_NEIGHBOURS)
    claims = ledger.browse.claims({key for each in (*inside, *near) for key in (each.left, each.right)})
    by_pair = judgements_by_pair(said)
    others = {
        key: name for key, name in ledger.browse.incidents_of(claims.keys() - set(keys)).items() if name in view.by_name
    }
    row = row_of(found, view.places, sum(each.action == "note" for each in said))
    columns = columns_of(found, presenter)
    return IncidentDetail(
        **{name: getattr(row, name) for name in IncidentRow.__dataclass_fields__},
        slots=[_slot(slot, found, columns, presenter) for slot in found.slots],
        columns=columns,
        curve=curve_of(found),
        members=[presenter.claim(member) for member in found.members],
        reasons=[presenter.judged(each, claims, by_pair) for each in inside],
        neighbours=[
            Neighbour(
                **presenter.judged_fields(each, claims, by_pair),
                incident=view.by_name.get(others.get(each.left) or others.get(each.right) or ""),
            )
            for each in near
        ],
        history=history_of(said, me),
        exports=[
            ExportLink(format=name, url=f"/api/v1/export?format={name}&incident={quote(found.id)}") for name in FORMATS
        ],
    )


def columns_of(found: Incident, presenter: Presenter) -> list[ColumnShape]:
    """The reports of an incident, in the order in which they became known."""
    reports: dict[str, list[ClaimRecord]] = {}
    for member in found.members:
        reports.setdefault(member.report, []).append(member)
    first_of: dict[str, int] = {}
    columns = []
    for index, (report, members) in enumerate(reports.items()):
        one = members[0]
        original = first_of.setdefault(one.origin, index)
        columns.append(
            ColumnShape(
                index=index,
                outlet=one.outlet,
                published=one.published,
                known_on=one.known_on,
                report=report,
                report_title=presenter.titles.get(report) if presenter.me.sees(one.outlet) else None,
                origin=one.origin,
                copy_of=None if original == index else original,
                claims=[member.key for member in members],
                modality=str(one.modality),
                restricted=one.outlet in presenter.view.restricted,
            )
        )
    return columns


def _slot(slot: Merged, found: Incident, columns: Sequence[ColumnShape], presenter: Presenter) -> SlotShape:
    column_of = {key: column.index for column in columns for key in column.claims}
    members = {member.key: member for member in found.members}
    return SlotShape(
        slot=slot.slot,
        question=QUESTIONS.get(slot.slot, "what"),
        contested=slot.contested,
        rule=slot.rule,
        rule_code=_RULES.get(slot.rule, "other"),
        count=toll_of(slot),
        origins=len({origin for told in slot.told for origin in told.origins}),
        values=[_told(slot.slot, told, column_of, members, presenter) for told in slot.told],
    )


def _told(
    slot: str, told: Told, column_of: Mapping[str, int], members: Mapping[str, ClaimRecord], presenter: Presenter
) -> ToldShape:
    tellers = [members[key] for key in told.claims]
    name, latin = presenter.names(told.target)
    seen = any(presenter.me.sees(each.outlet) for each in tellers)
    plain = slot in ("type", "days") or told.count is not None
    return ToldShape(
        value=told.value if seen or plain else name,
        target=told.target,
        target_name=name,
        target_name_en=latin,
        count=count_of(told.count),
        known_on=told.known_on,
        columns=sorted({column_of[key] for key in told.claims}),
        origins=len(told.origins),
        quotes=[quote for each in tellers for quote in _quotes(slot, told, each, column_of[each.key], presenter)],
    )


def _quotes(slot: str, told: Told, claim: ClaimRecord, column: int, presenter: Presenter) -> list[QuoteShape]:
    """The words of a claim that give a value; of tolls every row of the outcome is one."""
    name = _SLOT_OF.get(slot, slot)
    own = [claim.place] if name == "place" else list(claim.all(name))
    seen = presenter.me.sees(claim.outlet)
    wanted = told.target or fold(told.value)
    exact = name != slot or told.count is not None
    return [
        QuoteShape(
            claim=claim.key,
            column=column,
            words=value.words if seen else None,
            start=value.span.start if value.span else None,
            end=value.span.end if value.span else None,
        )
        for value in own
        if value is not None and (exact or (value.target or fold(value.value)) == wanted)
    ]


def curve_of(found: Incident) -> dict[str, list[CurvePoint]]:
    """The tolls as they became known."""
    curves: dict[str, list[CurvePoint]] = {}
    for outcome in Outcome:
        points = [
            CurvePoint(
                known_on=member.known_on,
                min=count.min,
                max=count.max,
                approx=count.approx,
                outlet=member.outlet,
                claim=member.key,
            )
            for member in found.members
            if not member.rejected and (count := member.toll(outcome)) is not None
        ]
        if points:
            curves[str(outcome)] = points
    return curves
