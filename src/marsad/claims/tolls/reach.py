"""From a cue to its people: behind it (قتل ثلاثة جنود) or before it (ثلاثة جنود قُتلوا)."""

from collections.abc import Mapping

from marsad.claims.tolls.nouns import is_denied
from marsad.claims.tolls.victims import Victims
from marsad.claims.tolls.view import SentenceView
from marsad.claims.tolls.words import AND, MOSTLY, PREPOSITIONS, RELATIVES, SUBSET, THAT
from marsad.knowledge.people import Cue, Grade, Kind
from marsad.model.codes import Outcome, VictimGroup

TAKING = frozenset((Outcome.DETAINED, Outcome.ABDUCTED))
JOIN_REACH = 5
NUMBER_REACH = 16
_NOUN_REACH = 4
_NEAR_REACH = 2
_BACK_REACH = 7
_LONGEST_LIST = 4
_PARTS = SUBSET | MOSTLY


def people_behind(view: SentenceView, start: int, cue: Cue, limit: int) -> int | None:
    """The index of the people behind a cue: at once, or after a doer, a day or another short aside."""
    if view.text(start) in cue.needs:
        start += 1
    for index in range(view.victims_from(start), len(view.victims)):
        victims = view.victims[index]
        if victims.first >= limit or not _is_in_reach(view, start, victims, cue):
            return None
        if _is_object(view, start, victims, cue):
            return _past_doer(view, index, cue, limit)
    return None


def _is_in_reach(view: SentenceView, start: int, victims: Victims, cue: Cue) -> bool:
    gap = victims.first - start
    if gap == 0:
        return True
    reach = NUMBER_REACH if cue.verbal and victims.numbered else _NOUN_REACH
    if gap > (_NEAR_REACH if cue.near else reach) or (cue.near and victims.definite):
        return False
    if any(word in SUBSET or word in THAT for word in view.texts(start, victims.first)):
        return False
    same_clause = view.clause_of[victims.first] == view.clause_of[start]
    return same_clause or (cue.verbal and victims.stated)


def _is_object(view: SentenceView, start: int, victims: Victims, cue: Cue) -> bool:
    """Whether people stand where a cue's people can stand: not behind a preposition, with a known noun."""
    gap = victims.first - start
    if victims.outcomes and is_denied(view, victims):
        return False
    if victims.prefix[-1:] in ("ب", "ل", "ك") and victims.known:
        return False
    if gap and view.text(victims.first - 1) in PREPOSITIONS:
        return False
    if victims.known:
        return gap <= _NOUN_REACH or victims.stated
    if gap > (view.text(start) == "ما"):
        return False
    after = view.text(victims.last)
    return _ends_a_count(after) or (cue.any_noun and not after.startswith("ال"))


def _ends_a_count(word: str) -> bool:
    """Whether a number may stand without a noun before this word: "إصابة 15 في قصف", "نحو 70 يتلقون"."""
    if not word.isalpha() or word in PREPOSITIONS or word in RELATIVES or word[0] in "وب":
        return True
    return len(word) > 4 and word[0] == "ي" and word.endswith("ون")


def _past_doer(view: SentenceView, index: int, cue: Cue, limit: int) -> int | None:
    """The people behind the doers of an active verb: in "خطف مسلحون شرطيين" the policemen."""
    doer = view.victims[index]
    if not cue.verbal:
        return index
    if cue.outcome in TAKING and doer.group is VictimGroup.COMBATANT and not doer.stated:
        return next((other for other in _behind(view, index, limit) if _may_be_taken(view, other)), None)
    if doer.kind is Kind.OTHER or doer.outcomes or (doer.stated and doer.count.min > 1):
        return index
    other = next(iter(_behind(view, index, limit)), index)
    victims = view.victims[other]
    before = view.text(victims.first - 1)
    if other == index or before in SUBSET or before in MOSTLY or not _may_be_taken(view, other):
        return index
    if view.clause_of[victims.first] != view.clause_of[doer.first]:
        return index
    return other if doer.group is VictimGroup.COMBATANT or doer.kind is Kind.PERSON else index


def _behind(view: SentenceView, index: int, limit: int) -> range:
    """The indexes of the people not far behind others, before a limit."""
    stop = min(limit, view.victims[index].end + NUMBER_REACH + 1)
    return range(index + 1, max(index + 1, view.victims_from(stop)))


def _may_be_taken(view: SentenceView, index: int) -> bool:
    victims = view.victims[index]
    return victims.stated and not victims.prefix and view.text(victims.first - 1) not in PREPOSITIONS


def people_before(view: SentenceView, at: int, cue: Cue, taken: Mapping[int, object]) -> int | None:
    """The index of the people before a verb that tells of them: "سبعة جنود قُتلوا", "حارسان قد أصيبا"."""
    for index in range(view.victims_from(at) - 1, -1, -1):
        victims = view.victims[index]
        if victims.last > at:
            continue
        between = view.texts(victims.end, at)
        if at - victims.end > _BACK_REACH or not THAT.isdisjoint(between):
            return None
        if _is_part_of_others(view, index):
            continue
        if index in taken or (victims.prefix[-1:] in ("ب", "ل") and victims.known):
            return None
        if not _may_be_subject(view, victims, cue, between):
            return None
        chosen = index if victims.stated else _counted_before(view, index, taken)
        if cue.grade is Grade.TWO and view.victims[chosen].ambiguous and not view.victims[chosen].stated:
            view.victims[chosen] = view.victims[chosen].as_two()
        return chosen
    return None


def _may_be_subject(view: SentenceView, victims: Victims, cue: Cue, between: list[str]) -> bool:
    """Whether people may be those a verb behind them tells of; a verb in the singular must stand close."""
    if not victims.known:
        return not between
    told = view.text(victims.first - 1) in THAT or not RELATIVES.isdisjoint(between)
    if cue.grade is not Grade.ONE or told:
        return True
    return len(between) <= 1 and victims.stated and not victims.definite


def _counted_before(view: SentenceView, index: int, taken: Mapping[int, object]) -> int:
    """The number that a bare plural belongs to: "خمسة رجال من أنصار الحزب المحليين قتلوا"."""
    if not index or index - 1 in taken:
        return index
    earlier, later = view.victims[index - 1], view.victims[index]
    same_clause = view.clause_of[earlier.first] == view.clause_of[later.first]
    near = later.first - earlier.last <= JOIN_REACH + 1 and not later.prefix
    belongs = same_clause and near and earlier.numbered
    return index - 1 if belongs and THAT.isdisjoint(view.texts(earlier.last, later.first)) else index


def _is_part_of_others(view: SentenceView, index: int) -> bool:
    """Whether people are but a part of those before them: "20 شخصا بينهم 9 مدنيين و3 جنود قتلوا"."""
    for part_index in range(index, max(index - _LONGEST_LIST, 0), -1):
        whole, part = view.victims[part_index - 1], view.victims[part_index]
        near = part.first - whole.end <= JOIN_REACH
        if near and not _PARTS.isdisjoint(view.texts(whole.end, part.first)):
            return True
        if part.prefix != AND or part.first - whole.last > 1:
            return False
    return False
