"""The rows of one sentence: every cue takes its people, those joined to them, and the parts named of them."""

from collections.abc import Sequence

from marsad.claims.tolls.cues import find_cues
from marsad.claims.tolls.nouns import find_tallies, is_told
from marsad.claims.tolls.persons import find_named, find_pronoun
from marsad.claims.tolls.reach import JOIN_REACH, people_before, people_behind
from marsad.claims.tolls.victims import Victims
from marsad.claims.tolls.view import Row, SentenceView
from marsad.claims.tolls.words import ALSO, AND, DONE, FALLING, FALLS, MOSTLY, PREPOSITIONS, SUBSET, THAT
from marsad.knowledge.people import Cue, Grade, Kind
from marsad.model.codes import Outcome

_PARTS = SUBSET | MOSTLY


def read_rows(view: SentenceView) -> list[Row]:
    """The rows of a sentence, in the order of the text."""
    view.cues = list(find_cues(view))
    if not view.cues and not any(victims.outcomes for victims in view.victims):
        return []
    return _Reading(view).rows()


class _Reading:
    """The rows found so far: by the index of their people, or loose where no people are counted."""

    def __init__(self, view: SentenceView) -> None:
        self.view = view
        self.taken: dict[int, Row] = {}
        self.loose: list[Row] = []
        self.joined: set[int] = set()
        self.complements: set[int] = set()

    def rows(self) -> list[Row]:
        for index, row in find_tallies(self.view):
            self.taken[index] = row
            self._take_along(index, row, self.view.last)
        for order, (at, cue) in enumerate(self.view.cues):
            if cue.pronoun:
                self._take_pronoun(order, at, cue)
            elif at not in self.joined:
                self._take(order, at, cue)
        self._take_victim_nouns()
        rows = [*self.taken.values(), *self.loose]
        return sorted(rows, key=lambda row: (row.victims.first, row.cue))

    def _take(self, order: int, at: int, cue: Cue) -> None:
        """Find the people of one cue and give them its outcome."""
        index = self._before(at, cue) if self._is_followed(order) else None
        outcomes, start = self._outcomes(order) if index is None else ((cue.outcome,), at + 1)
        limit = self.view.next_cue(start)
        if index is None and self._is_complemented(start, at):
            index = self._before(at, cue)
            if index is not None:
                self.complements.add(start)
        if index is None:
            index = self._either_side(start, at, cue, limit)
        if index is None:
            named = find_named(self.view, start, cue)
            if named is not None:
                self.loose.append(Row(named, outcomes, at))
        elif index not in self.taken:
            row = self._record(index, outcomes, at)
            behind = self.view.victims[index].last <= at
            self._take_along(index, row, limit, parts_only=behind)
            if behind:
                self._take_before(index, row)

    def _either_side(self, start: int, at: int, cue: Cue, limit: int) -> int | None:
        """The people of a cue: a verb of several looks back first, unless people stand right behind it."""
        looks_back = cue.grade is not Grade.ONE and self.view.victims_at(start) is None
        if looks_back:
            index = self._before(at, cue)
            return people_behind(self.view, start, cue, limit) if index is None else index
        index = people_behind(self.view, start, cue, limit)
        return self._before(at, cue) if index is None else index

    def _before(self, at: int, cue: Cue) -> int | None:
        return people_before(self.view, at, cue, self.taken) if cue.verbal else None

    def _is_followed(self, order: int) -> bool:
        """Whether the next word is a cue too: "شخصا قتل وأصيب ستة"."""
        cues = self.view.cues
        return order + 1 < len(cues) and cues[order + 1][0] == cues[order][0] + 1

    def _outcomes(self, order: int) -> tuple[tuple[Outcome, ...], int]:
        """Outcomes of cues that share their people, and the token after them: "مقتل وإصابة العشرات"."""
        at, cue = self.view.cues[order]
        outcomes: tuple[Outcome, ...] = (cue.outcome,)
        start = at + 1
        while (other := self.view.cue_at(start)) is not None and _share(cue, other):
            self.joined.add(start)
            outcomes, start = (*outcomes, other.outcome), start + 1
        return tuple(dict.fromkeys(outcomes)), start

    def _is_complemented(self, start: int, at: int) -> bool:
        """Whether a victim noun only completes a verb of falling: "العشرات سقطوا قتلى", "ارتقى شهيدا"."""
        if self.view.text(at).lstrip("وف")[:3] not in FALLS:
            return False
        victims = self.view.victims_at(start)
        return victims is not None and len(victims.outcomes) == 1 and not victims.numbered

    def _record(self, index: int, outcomes: tuple[Outcome, ...], cue: int) -> Row:
        """Give people an outcome; a victim noun knows its own better: "سقوط جرحى", "احتجاز رهائن"."""
        victims = self.view.victims[index]
        joint = len(outcomes) > 1
        falling = self.view.text(cue).lstrip("وفبل") in FALLING or outcomes == (Outcome.KILLED,)
        if victims.outcomes == (Outcome.ABDUCTED,):
            outcomes = victims.outcomes
        elif victims.outcomes and falling:
            outcomes, joint = victims.outcomes, False
        row = Row(victims, outcomes, cue, joint=joint or victims.joint)
        self.taken[index] = row
        return row

    def _take_before(self, index: int, row: Row) -> None:
        """Give the same outcome to people joined before those that stand before their verb."""
        victims = self.view.victims
        while index and victims[index].prefix == AND and index - 1 not in self.taken:
            earlier, later = victims[index - 1], victims[index]
            between = self.view.texts(earlier.last, later.first)
            if later.first - earlier.end > JOIN_REACH or not THAT.isdisjoint(between):
                return
            index -= 1
            self.taken[index] = Row(earlier, row.outcomes, row.cue, joint=row.joint)

    def _take_along(self, index: int, row: Row, limit: int, *, parts_only: bool = False) -> None:
        """Give the same outcome to people joined to the first ones, and mark the parts named of them."""
        last, parent = row.victims, None
        for other in range(index + 1, len(self.view.victims)):
            victims = self.view.victims[other]
            if victims.first >= limit or other in self.taken or victims.first - last.end > JOIN_REACH:
                return
            if not victims.known and not victims.prefix:
                continue
            between = self.view.texts(last.last, victims.first)
            if not _PARTS.isdisjoint(between):
                parent = row
            elif (parts_only and parent is None) or not self._is_joined(between, victims):
                return
            elif parent is not None and "،" in between and victims.kind not in (Kind.CHILD, Kind.KIN):
                parent = None
            if victims.outcomes and parent is None:
                return
            self.taken[other] = Row(victims, row.outcomes, row.cue, joint=row.joint, parent=parent)
            last = victims

    def _is_joined(self, between: Sequence[str], victims: Victims) -> bool:
        """Whether و or "بالإضافة إلى" joins people to others, and no verb right behind says otherwise."""
        after = self.view.text(victims.last)
        if not victims.known and after.isalpha() and after not in PREPOSITIONS:
            return False
        verb = self.view.cue_at(victims.end)
        if verb is not None and verb.verbal and verb.grade is not Grade.ONE:
            return False
        linked = any(word.lstrip(AND) in ALSO for word in between)
        return victims.prefix == AND or between[-1:] == [AND] or linked

    def _take_victim_nouns(self) -> None:
        """Rows of nouns that say the outcome themselves: "وخلّف 12 قتيلا", "سقوط قتلى وجرحى"."""
        for index, victims in enumerate(self.view.victims):
            if index in self.taken or not victims.outcomes or victims.first in self.complements:
                continue
            if not is_told(self.view, victims):
                continue
            row = Row(victims, victims.outcomes, victims.first, joint=victims.joint)
            previous = self.taken.get(index - 1)
            if previous is not None and self._is_part(previous.victims, victims):
                row.parent = previous
            self.taken[index] = row
            self._take_along(index, row, self.view.next_cue(victims.end))

    def _is_part(self, whole: Victims, victims: Victims) -> bool:
        near = victims.first - whole.end <= JOIN_REACH
        return near and not SUBSET.isdisjoint(self.view.texts(whole.end, victims.first))

    def _take_pronoun(self, order: int, at: int, cue: Cue) -> None:
        """A fate with a pronoun: the doer's (قتلها خمسة), done (جرى تحييدهم), or a result (أدى لوفاته)."""
        behind = self.view.victims_at(at + 1)
        if behind is not None and behind.numbered:
            self._take(order, at, cue)
        elif self.view.text(at - 1) in DONE and not cue.verbal:
            index = people_before(self.view, at - 1, cue, self.taken)
            if index is not None and index not in self.taken:
                self._record(index, (cue.outcome,), at)
        else:
            victims = find_pronoun(self.view, at, cue)
            if victims is not None:
                self.loose.append(Row(victims, (cue.outcome,), at))


def _share(cue: Cue, other: Cue) -> bool:
    """Whether a second cue may share the people of the first: مقتل وإصابة, but not قتلا وأصيب."""
    same = cue.verbal == other.verbal and cue.grade is other.grade is Grade.ONE
    return same and other.prefix.startswith(AND) and not other.pronoun
