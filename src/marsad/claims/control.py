"""Control claims: who takes, loses, holds, contests or sways a place."""

from collections.abc import Sequence

from marsad.claims.ties.control_frames import Found, read_control
from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.units import is_whole_land, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import Control, Mention, MentionKind, Provenance
from marsad.text.analysis import Analysis

_RECENT = 100  # claims back that a claim is compared with
_FACILITY_REACH = 8


def find_controls(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Control]:
    """Who holds what: "سيطر الجيش على البلدة", "الخاضعة لسيطرة المعارضة"; a claim a place and holder."""
    return controls_of(UnitRow(text, mentions, words))


def controls_of(row: UnitRow) -> list[Control]:
    """The control claims of a row, in text order, each said once."""
    claims: list[Control] = []
    for hit in row.hits(row.words.control):
        for found in read_control(row, hit):
            for place in found.places:
                if is_whole_land(row.mention(place), row.words):
                    continue
                for holder in found.holders:
                    claim = _claim(row, hit, found, place, holder)
                    if not any(_repeats(claim, other) for other in claims[-_RECENT:]):
                        claims.append(claim)
    return claims


def _claim(row: UnitRow, hit: Hit, found: Found, place: int, holder: int) -> Control:
    cue, who = hit.form.cue, row.mention(holder)
    previous = row.mention(found.previous) if found.previous is not None else None
    return Control(
        provenance=Provenance(
            evidence=row.evidence((hit.first, hit.last - 1, place, holder)),
            rules=(f"control:{cue.id}",),
            confidence=cue.confidence,
        ),
        place=row.mention(place),
        holder=who,
        change=found.change,
        facility=_facility(row, hit, place),
        previous=previous if previous is not None and not same_name(previous, who) else None,
        date=row.day(hit),
    )


def _facility(row: UnitRow, hit: Hit, place: int) -> Mention | None:
    """The post taken, where one is named between cue and place: "سيطر على [معبر السلامة] في البلدة"."""
    for n in range(hit.last, min(place, hit.last + _FACILITY_REACH)):
        if row.kind(n) is MentionKind.FACILITY:
            return row.mention(n)
    return None


def _repeats(claim: Control, other: Control) -> bool:
    return (
        claim.change is other.change and same_name(claim.place, other.place) and same_name(claim.holder, other.holder)
    )
