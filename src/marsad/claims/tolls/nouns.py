"""Victim nouns that tell a toll without a cue (خلّف 12 قتيلا), and running tolls (ارتفع العدد إلى 35)."""

from marsad.claims.tolls.victims import Victims
from marsad.claims.tolls.view import Row, SentenceView
from marsad.claims.tolls.words import (
    BODIES,
    BODY_FOUND,
    DIRECT_HIT,
    FALLING,
    FAR_NEGATIONS,
    NEGATIONS,
    PREPOSITIONS,
    REACHES,
    RESULT,
    TALLY,
    UNREAL,
)
from marsad.model.codes import Outcome

_TALLY_REACH = 18
_FINDING_REACH = 8
_DEAD_OR_HURT = frozenset((Outcome.KILLED, Outcome.INJURED))


def is_told(view: SentenceView, victims: Victims) -> bool:
    """Whether a victim noun tells a toll, and does not merely speak of the dead: "هوية الضحايا"."""
    if _DEAD_OR_HURT.isdisjoint(victims.outcomes) or is_denied(view, victims):
        return False
    if not BODIES.isdisjoint(view.texts(victims.first, victims.last)):
        earlier = view.texts(victims.first - _FINDING_REACH, victims.first)
        return any(word.lstrip("وف").startswith(BODY_FOUND) for word in earlier)
    before = view.texts(victims.first - 3, victims.first)
    falling = any(word.lstrip("وفبل") in FALLING for word in before) or not RESULT.isdisjoint(before[-1:])
    if victims.of_known and not falling and not victims.fuzzy:
        return False
    if not victims.numbered and (victims.prefix[-1:] in ("ل", "ب") or _is_construct(view, victims)):
        return False
    if victims.definite or victims.owned:
        return falling and not victims.owned
    if victims.stated and victims.count.max == 1 and victims.first + 1 == victims.last:
        return falling or len(victims.outcomes) > 1
    return True


def is_denied(view: SentenceView, victims: Victims) -> bool:
    """Whether a toll is denied or feared, or only a thing was hit: "دون وقوع إصابات", "إصابات مباشرة"."""
    before = view.texts(victims.first - 4, victims.first)
    if not NEGATIONS.isdisjoint(before[-1:]) or not (FAR_NEGATIONS | UNREAL).isdisjoint(before):
        return True
    after = view.texts(victims.last, victims.last + 2)
    return Outcome.INJURED in victims.outcomes and not DIRECT_HIT.isdisjoint(after)


def _is_construct(view: SentenceView, victims: Victims) -> bool:
    """Whether a bare victim noun belongs to the next word: "ضحايا الغارات", "قتلى المواجهات"."""
    after = view.text(victims.end)
    if len(victims.outcomes) > 1 or victims.end > victims.last or not after.isalpha():
        return False
    return after not in PREPOSITIONS and after[0] not in "وبل" and view.people.cue(after) is None


def find_tallies(view: SentenceView) -> list[tuple[int, Row]]:
    """Running tolls with the index of their people: "ارتفع عدد القتلى إلى 35", "تجاوزت الحصيلة 90 قتيلا"."""
    found: list[tuple[int, Row]] = []
    for at in range(view.first, view.last):
        if view.text(at) in TALLY:
            tally = _tally_from(view, at)
            if tally is not None:
                found.append(tally)
    return found


def _tally_from(view: SentenceView, at: int) -> tuple[int, Row] | None:
    first = view.victims_from(at + 1)
    stop = view.victims_from(at + 1 + _TALLY_REACH)
    named: tuple[Outcome, ...] = ()
    for index in range(first, stop):
        victims = view.victims[index]
        if index == first and victims.first <= at + 2 and victims.outcomes:
            named = victims.outcomes
        elif victims.stated and (view.text(victims.first - 1) in REACHES or victims.prefix == "ل"):
            outcomes = victims.outcomes or named
            row = Row(victims, outcomes, at, joint=victims.joint, total=True)
            return (index, row) if outcomes else None
    return None
