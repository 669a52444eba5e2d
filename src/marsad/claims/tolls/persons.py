"""Fates told of one person by name, or of someone named before: "مقتل محمود سالم", "أدى لوفاته"."""

from marsad.claims.tolls.reach import NUMBER_REACH, TAKING
from marsad.claims.tolls.victims import Victims
from marsad.claims.tolls.view import SentenceView
from marsad.claims.tolls.words import FATHERS, PREPOSITIONS, RESULT
from marsad.knowledge.people import Cue, Grade, Kind
from marsad.model.codes import VictimGroup
from marsad.model.quantity import CountRange

_LONGEST_NAME = 4
_APPOSITION_REACH = 9
_BEHIND_MARKS = 2  # a quotation mark may stand before a name


def find_named(view: SentenceView, start: int, cue: Cue) -> Victims | None:
    """One person by name behind a cue; what follows may say who he was: "مقتل محمود سالم، القيادي في ..."."""
    reach = NUMBER_REACH if cue.outcome in TAKING and cue.verbal else _BEHIND_MARKS
    for name in range(start, min(start + reach, view.last)):
        word = view.text(name)
        if word in PREPOSITIONS or view.people.cue(word) is not None:
            return None
        if word in view.people.given or (word in FATHERS and view.text(name + 1).isalpha()):
            return _person_from(view, name)
    return None


def _person_from(view: SentenceView, first: int) -> Victims:
    last = first + 1
    while last < min(first + _LONGEST_NAME, view.last) and _is_name_part(view, view.text(last)):
        last += 1
    one = CountRange.exactly(1)
    group = _group_said_behind(view, last)
    return Victims(first=first, last=last, end=last, count=one, group=group, kind=Kind.PERSON)


def _is_name_part(view: SentenceView, word: str) -> bool:
    known = view.people.noun(word) or view.people.cue(word)
    return word.isalpha() and word not in PREPOSITIONS and known is None


def _group_said_behind(view: SentenceView, start: int) -> VictimGroup | None:
    """What an apposition says of a named person: "، زعيم جماعة ...", "القيادي في ..."."""
    for word in view.texts(start, start + _APPOSITION_REACH):
        if view.people.cue(word) is not None:
            return None
        noun = view.people.noun(word)
        if noun is not None and noun.group is not None and noun.grade is Grade.ONE and not noun.prefix:
            return noun.group
    return None


def find_pronoun(view: SentenceView, at: int, cue: Cue) -> Victims | None:
    """Someone named before whose fate is told as a result: "أدى لوفاته", "أسفر عن مقتلهما"."""
    if cue.verbal or (view.text(at - 1) not in RESULT and cue.prefix[-1:] != "ل"):
        return None
    count = CountRange.exactly(1)
    if cue.pronoun == "هما":
        count = CountRange.exactly(2)
    elif cue.pronoun in ("هم", "هن"):
        count = CountRange.some()
    before = view.victims_from(at) - 1
    group = view.victims[before].group if before >= 0 else None
    return Victims(first=at, last=at + 1, end=at + 1, count=count, group=group, kind=None, definite=True)
