"""Who held what: the periods that answer a question."""

from dataclasses import dataclass, replace
from datetime import date

from marsad.ledger import Asked, Ledger, Meant
from marsad.model import ClaimKind, ClaimRecord
from marsad.model.control import ControlPeriod
from marsad.timeline import control_periods, day_of, holding


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAsked:
    """What is asked of control: of a place, of all in it, of a holder; as of a day, as known on a day."""

    place: str | None
    within: str | None
    holder: str | None
    on: date | None
    known_by: date | None


def find_periods(ledger: Ledger, asked: ControlAsked) -> list[ControlPeriod]:
    """The periods that answer. A holder's end by what is said of others, so all claims on its places are looked at."""
    wanted = Asked(kinds=(ClaimKind.CONTROL,), place=asked.place, within=asked.within, known_by=asked.known_by)
    if asked.holder is not None:
        meant = ledger.meant_by(asked.holder)
        own = ledger.find(replace(wanted, actor=asked.holder))
        heard = [claim for claim in own if asked.on is None or day_of(claim) <= asked.on]
        held = [place for claim in heard if (place := claim.place) and _is_held(claim, meant)]
        periods = control_periods(ledger.find(replace(wanted, places=tuple(held)))) if held else []
        periods = [period for period in periods if meant.covers(period.holder_id, period.holder)]
    else:
        periods = control_periods(ledger.find(wanted))
    return holding(periods, asked.on) if asked.on else periods


def _is_held(claim: ClaimRecord, meant: Meant) -> bool:
    """Whether the claim names the actor asked for as holder, not as the former one."""
    return any(meant.covers(holder.target, holder.value) for holder in claim.all("holder"))
