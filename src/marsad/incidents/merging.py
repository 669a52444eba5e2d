"""Many claims as one incident: every value is kept with who says it; what stands for the whole is chosen by a rule."""

from collections.abc import Callable, Iterable, Sequence

from marsad.model import ClaimRecord, CountRange, DateRange, Modality, Outcome, Point, SlotValue
from marsad.model.incident import Incident, Merged, Told
from marsad.text.normalize import fold

ValuesOf = Callable[[ClaimRecord], list[tuple[str, str | None]]]
NAMES = ("facility", "initiator", "target", "party", "cause", "source")
MOST_ORIGINS = "said by most texts; of equals, the one known first"
ON_THE_MAP = "a place on the map before one that is not; of these, the one named by most texts"
NARROWEST = "said by most texts; of equals, the fewest days"
TOLL = "low and high are the least and the most that any text counts; best is what the latest text counts"


def name_of(claim: str) -> str:
    """The name of the incident whose smallest claim this is."""
    return f"i-{claim}"


def merge(members: Iterable[ClaimRecord]) -> Incident:
    """The incident that these claims tell of; any order of the claims gives the same. At least one is needed."""
    ordered = tuple(sorted(members, key=lambda claim: (claim.known_on, claim.key)))
    counted = [claim for claim in ordered if not claim.rejected] or list(ordered)
    type_ = _merged("type", counted, lambda claim: [(claim.type, None)])
    place = _places(counted)
    chosen, days = _days(counted)
    slots = [
        type_,
        days,
        place,
        *(_named(name, counted) for name in NAMES),
        *(_toll(each, counted) for each in Outcome),
    ]
    standing = _standing(counted, type_, place)
    return Incident(
        id=name_of(min(claim.key for claim in ordered)),
        type=standing.type,
        family=standing.family,
        days=chosen,
        place=_place_of(standing, place),
        point=_point(counted, place),
        members=ordered,
        slots=tuple(slot for slot in slots if slot.told),
    )


def _standing(claims: Sequence[ClaimRecord], type_: Merged, place: Merged) -> ClaimRecord:
    """The claim of the chosen type, one that names the chosen place before the others."""
    chosen = [claim for claim in claims if claim.type == type_.told[0].value]
    naming = [claim for claim in chosen if place.told and claim.key in place.told[0].claims]
    return (naming or chosen)[0]


def _place_of(standing: ClaimRecord, place: Merged) -> SlotValue | None:
    if not place.told:
        return None
    best = place.told[0]
    own = standing.place
    if own is not None and standing.key in best.claims:
        return own
    return SlotValue(slot="place", span=None, words=None, value=best.value, target=best.target)


def _point(claims: Sequence[ClaimRecord], place: Merged) -> Point | None:
    best = place.told[0].claims if place.told else ()
    return next((claim.point for claim in claims if claim.key in best), None)


def _days(claims: Sequence[ClaimRecord]) -> tuple[DateRange | None, Merged]:
    """The days that stand for all, and all that are said."""
    given: dict[DateRange, list[ClaimRecord]] = {}
    for claim in claims:
        if claim.days is not None:
            given.setdefault(claim.days, []).append(claim)
    told = {days: _told(str(days), None, tellers) for days, tellers in given.items()}
    ranked = sorted(told, key=lambda days: (-len(told[days].origins), (days.end - days.start).days, days.start))
    return next(iter(ranked), None), Merged(slot="days", told=tuple(told[days] for days in ranked), rule=NARROWEST)


def _places(claims: Sequence[ClaimRecord]) -> Merged:
    """Places by known place, else by folded name; one with a point before one without."""
    merged = _merged("place", claims, lambda claim: [(each.value, each.target) for each in [claim.place] if each])
    pointed = {claim.key for claim in claims if claim.point is not None}
    told = sorted(merged.told, key=lambda each: (pointed.isdisjoint(each.claims), -len(each.origins)))
    return Merged(slot="place", told=tuple(told), rule=ON_THE_MAP)


def _named(slot: str, claims: Sequence[ClaimRecord]) -> Merged:
    return _merged(slot, claims, lambda claim: [(value.value, value.target) for value in claim.all(slot)])


def _merged(slot: str, claims: Sequence[ClaimRecord], values_of: ValuesOf) -> Merged:
    """Every different value with the claims that give it, the one of most texts first."""
    given: dict[str, list[tuple[ClaimRecord, str, str | None]]] = {}
    for claim in claims:
        for value, target in values_of(claim):
            given.setdefault(target or fold(value), []).append((claim, value, target))
    told = [_told(rows[0][1], rows[0][2], [claim for claim, _, _ in rows]) for rows in given.values()]
    told.sort(key=lambda each: (-len(each.origins), each.known_on, each.value))
    return Merged(slot=slot, told=tuple(told), rule=MOST_ORIGINS)


def _told(value: str, target: str | None, claims: Sequence[ClaimRecord], count: CountRange | None = None) -> Told:
    return Told(
        value=value,
        target=target,
        count=count,
        claims=tuple(dict.fromkeys(claim.key for claim in claims)),
        outlets=tuple(dict.fromkeys(claim.outlet for claim in claims if claim.outlet)),
        origins=tuple(dict.fromkeys(claim.origin for claim in claims)),
        known_on=min(claim.known_on for claim in claims),
    )


def _toll(outcome: Outcome, claims: Sequence[ClaimRecord]) -> Merged:
    """All counts of an outcome as they became known; the range over them, and the latest as the best.

    6,301 and 6,438 stay two numbers: low 6,301, high 6,438. A denial counts nobody.
    """
    given: dict[CountRange, list[ClaimRecord]] = {}
    for claim in claims:
        toll = claim.toll(outcome)
        if toll is not None and claim.modality is not Modality.DENIED:
            given.setdefault(toll, []).append(claim)
    told = [_told(spoken(count), None, tellers, count) for count, tellers in given.items()]
    told.sort(key=lambda each: (each.known_on, each.value))
    if not told:
        return Merged(slot=str(outcome), told=(), rule=TOLL)
    definite = [each for each in told if each.count and not _is_vague(each.count)] or told
    counts = [each.count for each in definite if each.count]
    mosts = [count.max for count in counts if count.max is not None]
    latest = max(definite, key=lambda each: (max(_known(claims, each)), each.value)).count
    return Merged(
        slot=str(outcome),
        told=tuple(told),
        rule=TOLL,
        count=CountRange(
            min=min(count.min for count in counts),
            max=max([*mosts, *(count.min for count in counts)]) if len(mosts) == len(counts) else None,
            approx=any(count.approx for count in counts),
        ),
        best=latest.min if latest else None,
    )


def _is_vague(count: CountRange) -> bool:
    """Whether a count names no number: "some", "dozens"; it stays in the list and bounds nothing that others count."""
    return count.approx and count.max is None


def _known(claims: Sequence[ClaimRecord], told: Told) -> list[tuple[int, str]]:
    """When the claims that give a value became known, the last of which decides which value is the latest."""
    return [(claim.known_on.toordinal(), claim.key) for claim in claims if claim.key in told.claims]


def spoken(count: CountRange) -> str:
    """A count for people: 3, 3-5, 12 or more, about 40."""
    about = "about " if count.approx else ""
    if count.max is None:
        return f"{about}{count.min} or more"
    return f"{about}{count.min}" if count.min == count.max else f"{about}{count.min}-{count.max}"
