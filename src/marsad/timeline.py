"""Control over time: the claims of many reports as periods a place and holder, contested where sources disagree.

A settlement's state is never spread to its neighbours, and influence never counts as control. What is not heard of
any more fades; it is not taken to go on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from marsad.model import ClaimKind, ClaimRecord, Modality, SlotValue
from marsad.model.codes import Change
from marsad.model.control import ControlPeriod, Freshness, Hold
from marsad.text.normalize import fold

FRESH, AGEING = timedelta(days=30), timedelta(days=180)  # after so long a silence a period is no longer so called
_SAID = frozenset({Modality.ASSERTED, Modality.UNCONFIRMED})
_HOLDS = {Change.TAKES: Hold.CONTROL, Change.HOLDS: Hold.CONTROL, Change.CONTESTS: Hold.CONTEST} | {
    Change.INFLUENCE: Hold.INFLUENCE
}
Place = str
Holder = tuple[str, Hold]


def control_periods(claims: Iterable[ClaimRecord]) -> list[ControlPeriod]:
    """The periods that control claims tell of, place by place, in the order of time; the order of claims is free.

    Claims that were denied, only planned, or called wrong by a person say nothing.
    """
    places: dict[Place, list[ClaimRecord]] = {}
    for claim in claims:
        place = claim.place
        if claim.kind is ClaimKind.CONTROL and claim.modality in _SAID and not claim.rejected and place is not None:
            places.setdefault(name_of(place), []).append(claim)
    periods = [period for _, told in sorted(places.items()) for period in _periods_of(told)]
    return sorted(periods, key=lambda period: (period.place, period.start, period.holder, period.hold))


def holding(periods: Iterable[ControlPeriod], on: date) -> list[ControlPeriod]:
    """Who is said to be where on a day; the one last heard of first."""
    return sorted(
        (period for period in periods if period.covers(on)),
        key=lambda period: (period.place, -period.last_heard.toordinal()),
    )


def freshness(period: ControlPeriod, on: date) -> Freshness:
    """How long before a day a period was last heard of: a month, half a year, longer."""
    silence = on - period.last_heard
    return Freshness.FRESH if silence <= FRESH else Freshness.AGEING if silence <= AGEING else Freshness.OLD


@dataclass(slots=True)
class _Open:
    """A period that is being told."""

    holder: SlotValue
    claims: list[ClaimRecord] = field(default_factory=list)
    until: date | None = None


def _periods_of(claims: Sequence[ClaimRecord]) -> Iterator[ControlPeriod]:
    """The periods of one place."""
    opened: dict[Holder, _Open] = {}
    closed: list[tuple[Holder, _Open]] = []

    def close(holder: Holder, day: date, claim: ClaimRecord | None = None) -> None:
        if holder in opened:
            period = opened.pop(holder)
            period.until = day
            if claim is not None:
                period.claims.append(claim)
            closed.append((holder, period))

    for claim in sorted(claims, key=lambda claim: (day_of(claim), claim.known_on, claim.key)):
        holder, day = claim.one("holder"), day_of(claim)
        if holder is None:
            continue
        name, change = name_of(holder), Change(claim.type)
        if change is Change.LOSES:
            for hold in (Hold.CONTROL, Hold.CONTEST):
                close((name, hold), day, claim)
            continue
        hold = _HOLDS[change]
        opened.setdefault((name, hold), _Open(holder)).claims.append(claim)
        if change is Change.TAKES:
            for other in [each for each in opened if each[0] != name and each[1] is not Hold.INFLUENCE]:
                close(other, day)
            close((name, Hold.CONTEST), day)
    found = [_period(holder, period) for holder, period in (*closed, *opened.items())]
    yield from (replace(period, contested=_is_contested(period, found)) for period in found)


def _period(holder: Holder, told: _Open) -> ControlPeriod:
    place = told.claims[0].place
    days = [day_of(claim) for claim in told.claims]
    return ControlPeriod(
        place=place.value if place else "",
        place_id=place.target if place else None,
        holder=told.holder.value,
        holder_id=told.holder.target,
        hold=holder[1],
        start=min(days),
        until=told.until,
        last_heard=max(days),
        contested=False,
        claims=tuple(told.claims),
    )


def _is_contested(period: ControlPeriod, others: Sequence[ControlPeriod]) -> bool:
    """Whether another holder is said to have been there on some of the days that this one is heard of."""
    if period.hold is Hold.INFLUENCE:
        return False
    return any(
        other.hold is not Hold.INFLUENCE
        and (other.holder_id or fold(other.holder)) != (period.holder_id or fold(period.holder))
        and other.start < (period.until or date.max)
        and period.start < (other.until or date.max)
        for other in others
    )


def day_of(claim: ClaimRecord) -> date:
    """The day from which a claim speaks: the one it says, else the one on which it could be known."""
    return claim.days.start if claim.days else claim.known_on


def name_of(slot: SlotValue) -> str:
    """What a place or holder is told apart by: the known thing it is, else its folded name."""
    return slot.target or fold(slot.value)
