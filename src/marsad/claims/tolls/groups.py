"""Whom a toll is about where its own words do not say: by parts named of it, people beside it, the scene."""

from collections.abc import Sequence
from typing import NamedTuple

from marsad.claims.tolls.view import Row, SentenceView
from marsad.claims.tolls.words import OF, ON, TARGETING
from marsad.knowledge.people import Grade, Kind, Noun
from marsad.model.codes import Outcome, VictimGroup

_LOOK_BACK = 40
_TARGET_REACH = 3


class Group(NamedTuple):
    """The group of a row, None where nothing tells it; `sure` when the row's own words say it."""

    group: VictimGroup | None
    sure: bool


def find_groups(view: SentenceView, rows: Sequence[Row], before: VictimGroup | None) -> list[Group]:
    """The group of each row of a sentence; `before` is that of the people told of last.

    Others are like those told of before them, the wounded like the dead beside them, a whole like its women
    and children, people in a market civilians, and "قتلى" of a strike on fighters fighters.
    """
    parts = _groups_of_parts(rows)
    groups: list[Group] = []
    last = before
    for row in rows:
        victims = row.victims
        group = victims.group
        if group is None and victims.anaphoric:
            group = _group_before(view, victims.first)
        group = group or parts.get(id(row))
        follows = victims.kind is Kind.OTHER or not victims.known
        groups.append(Group(group or (last if follows else None), victims.group is not None))
        last = last if follows else group
    return _fill(view, rows, groups)


def _fill(view: SentenceView, rows: Sequence[Row], groups: Sequence[Group]) -> list[Group]:
    """Give rows that still have no group that of the people beside them, of the scene or of the target."""
    beside = _groups_by_outcome(rows, groups)
    scene = VictimGroup.CIVILIAN if _is_civilian_scene(view) else None
    guesses = [
        next((group for fate, group in beside if fate.isdisjoint(row.outcomes)), None)
        or (None if Outcome.DETAINED in row.outcomes else scene)
        for row in rows
    ]
    target = _target(view) if not any(guesses) and all(map(_is_bare, rows)) else None
    wholes = {id(row.parent) for row in rows if splits_whole(row)}
    return [
        Group(group or target or (None if id(row) in wholes else guess), sure)
        for (group, sure), row, guess in zip(groups, rows, guesses, strict=True)
    ]


def _groups_of_parts(rows: Sequence[Row]) -> dict[int, VictimGroup | None]:
    """What parts tell of their whole: "14 بينهم 6 أطفال" are civilians, "بينهم ضباط" fighters."""
    found: dict[int, VictimGroup | None] = {}
    for row in rows:
        if row.parent is not None and (row.victims.kind is Kind.CHILD or not row.victims.stated):
            found.setdefault(id(row.parent), row.victims.group)
    return found


def splits_whole(row: Row) -> bool:
    """Whether a part is all the civilians or fighters of its whole, not some children of it."""
    if row.parent is None or not row.victims.stated:
        return False
    if row.victims.group is VictimGroup.COMBATANT:
        return row.victims.numbered
    return row.victims.kind is Kind.CIVILIAN


def _groups_by_outcome(
    rows: Sequence[Row], groups: Sequence[Group]
) -> list[tuple[frozenset[Outcome], VictimGroup | None]]:
    """The first group surely said of each fate in a sentence."""
    found: dict[frozenset[Outcome], VictimGroup | None] = {}
    for row, (group, sure) in zip(rows, groups, strict=True):
        if sure and row.parent is None:
            found.setdefault(frozenset(row.outcomes), group)
    return list(found.items())


def _is_civilian_scene(view: SentenceView) -> bool:
    """Whether a sentence tells of homes, a market, a school: unnamed victims there are civilians."""
    return any(view.people.mark(Kind.SCENE, word) is not None for word in view.texts(view.first, view.last))


def _is_bare(row: Row) -> bool:
    """Whether only the outcome is said of people, not even that they are persons: قتلى, "مقتل العشرات"."""
    return not row.victims.known or bool(row.victims.outcomes)


def _group_before(view: SentenceView, position: int) -> VictimGroup | None:
    """Whom "منهم" or "أفرادها" points back to: the last people or armed body named in the sentence."""
    for word in reversed(view.texts(position - _LOOK_BACK, position)):
        noun = view.people.noun(word)
        if noun is not None and noun.kind is Kind.PERSON and noun.grade is Grade.MANY:
            return noun.group
        mark = _armed(view, word, noun) or view.people.mark(Kind.TRAIT, word)
        if mark is not None and mark.group is not None:
            return mark.group
    return None


def _target(view: SentenceView) -> VictimGroup | None:
    """Fighters who are said to be the target: "غارات على مواقع الحوثيين", "استهدفت مقر التنظيم"."""
    for at in range(view.first, view.last - 1):
        word = view.text(at)
        if word != ON and not word.lstrip("وف").startswith(TARGETING):
            continue
        for aim in view.texts(at + 1, at + 1 + _TARGET_REACH):
            if aim == OF:
                break
            mark = _armed(view, aim, view.people.noun(aim))
            if mark is not None and mark.group is VictimGroup.COMBATANT:
                return VictimGroup.COMBATANT
    return None


def _armed(view: SentenceView, word: str, noun: Noun | None) -> Noun | None:
    """The noun of a word if it tells a group, else the armed body it names."""
    told = noun is not None and noun.group is not None and noun.outcome is None
    return noun if told else view.people.mark(Kind.BODY, word)
