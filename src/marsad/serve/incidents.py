"""Incidents out of a ledger: grouping what is new, and the incidents that answer a question."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

from marsad.errors import LedgerError
from marsad.incidents import Row, compare, connected, group, judgement_of, merge, name_of, row_of
from marsad.ledger import Asked, Ledger
from marsad.model import ClaimRecord, Judgement, Verdict
from marsad.model.incident import Incident, Pair, Verdicts
from marsad.serve.api.board import keep_rows


def group_fresh(ledger: Ledger) -> int:
    """Compare the claims that are new with those near them in time, and group them; how many claims were placed."""
    fresh = ledger.fresh_claims()
    days = {day for claim in fresh for day in _days_of(claim)}
    around = {claim.key: claim for claim in [*ledger.claims_around(days), *fresh]}
    pairs = compare(rows_of(ledger, list(around.values())), fresh={claim.key for claim in fresh})
    placed = ledger.regroup(fresh, pairs, incidents_of)
    keep_rows(ledger)
    return placed


def rows_of(ledger: Ledger, claims: Sequence[ClaimRecord]) -> list[Row]:
    """Claims as rows, with what their places lie in."""
    areas = ledger.areas_of({_place_id(claim) for claim in claims} - {""})
    return [row_of(claim, areas.get(_place_id(claim), ())) for claim in claims]


def _days_of(claim: ClaimRecord) -> tuple[date, ...]:
    return (claim.days.start, claim.days.end) if claim.days else (claim.known_on,)


def _place_id(claim: ClaimRecord) -> str:
    place = claim.place
    return place.target or "" if place else ""


def incidents_of(touched: Collection[str], pairs: Sequence[Pair], said: Verdicts) -> dict[str, str]:
    """The incident of each claim that hangs together with a touched one, by pairs or by people's words."""
    reached = connected(touched, pairs, said)
    grouped = group(reached, [pair for pair in pairs if pair.left in reached], said)
    return {claim: name_of(members[0]) for members in grouped for claim in members}


def find_incidents(
    ledger: Ledger, asked: Asked, *, single_source: bool | None = None, limit: int | None = None, skip: int = 0
) -> list[Incident]:
    """The incidents one of whose claims answers, the latest first."""
    found = ledger.find_incidents(asked, single_source=single_source, limit=limit, skip=skip)
    return [merge(members) for members in found]


def incident(ledger: Ledger, name: str, *, known_by: date | None = None) -> Incident:
    """One incident, by any name it ever had; LedgerError when there is none, or when it was not yet known."""
    return merge(ledger.members(name, known_by=known_by))


def reasons(ledger: Ledger, found: Incident) -> list[Judgement]:
    """What the machine thinks of the pairs inside an incident, the likeliest first."""
    own = {member.key for member in found.members}
    return [_judged(pair) for pair in ledger.pairs_of(own) if pair.left in own and pair.right in own]


def neighbours(ledger: Ledger, found: Incident, most: int = 5) -> list[Judgement]:
    """The pairs with claims of other incidents that came nearest to being one with it."""
    own = {member.key for member in found.members}
    return [_judged(pair) for pair in ledger.pairs_of(own) if (pair.left in own) != (pair.right in own)][:most]


def _judged(pair: Pair) -> Judgement:
    return judgement_of(pair, datetime.now(UTC))


def say_same(ledger: Ledger, one: str, other: str, *, who: str, why: str) -> Incident:
    """A person says that two incidents are one."""
    left, right = incident(ledger, one), incident(ledger, other)
    judge(ledger, [(left.members[0].key, right.members[0].key)], Verdict.SAME, who=who, why=why)
    return incident(ledger, left.members[0].key)


def say_different(ledger: Ledger, name: str, claim: str, *, who: str, why: str) -> Incident:
    """A person takes a claim out of an incident; it is never put together with the rest of it again."""
    pairs = pairs_to_split(incident(ledger, name), claim)
    judge(ledger, pairs, Verdict.DIFFERENT, who=who, why=why)
    return incident(ledger, pairs[0][1])


def pairs_to_split(found: Incident, claim: str) -> list[tuple[str, str]]:
    """A claim beside each other claim of an incident, from which it is to be kept apart."""
    rest = [member.key for member in found.members if member.key != claim]
    if len(rest) == len(found.members) or not rest:
        told = ", ".join(member.key for member in found.members)
        raise LedgerError(f"{claim}: is no claim among several of {found.id}; it holds {told}")
    return [(claim, each) for each in rest]


def judge(ledger: Ledger, pairs: Sequence[tuple[str, str]], verdict: Verdict, *, who: str, why: str) -> list[int]:
    """A person says of pairs of claims whether they are one happening; the numbers of the judgements."""
    numbers = _say(ledger, pairs, verdict, who, why)
    ledger.group_again({key for pair in pairs for key in pair}, incidents_of)
    return numbers


def take_back(ledger: Ledger, numbers: Collection[int], *, who: str) -> list[str]:
    """Withdraw judgements; the claims they spoke of."""
    in_force = ledger.judgements()
    taken = {number: in_force[number] for number in numbers if number in in_force}
    for number in taken:
        ledger.withdraw(number, who=who)
    keys = sorted({key for each in taken.values() for key in (each.left, each.right)})
    ledger.group_again(keys, incidents_of)
    return keys


def undo(ledger: Ledger, name: str, *, who: str) -> int:
    """Take back the last thing that people said of an incident's claims; how many judgements were withdrawn."""
    own = {member.key for member in incident(ledger, name).members}
    said = {
        number: judgement
        for number, judgement in ledger.judgements().items()
        if judgement.who is not None and (judgement.left in own or judgement.right in own)
    }
    if not said:
        return 0
    last = max(said.values(), key=lambda judgement: judgement.at)
    taken = [number for number, each in said.items() if each.at == last.at and each.who == last.who]
    take_back(ledger, taken, who=who)
    return len(taken)


def _say(ledger: Ledger, pairs: Sequence[tuple[str, str]], verdict: Verdict, who: str, why: str) -> list[int]:
    at = datetime.now(UTC)
    return ledger.judge(
        Judgement(
            left=min(one, other), right=max(one, other), verdict=verdict, score=1.0, reasons=(why,), who=who, at=at
        )
        for one, other in pairs
    )
