"""One sentence of tolls: which cue takes which people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.claims.toll_words import (
    ALSO,
    AND,
    BODIES,
    BODY_FOUND,
    DIRECT_HIT,
    DONE,
    FALLS,
    FALLING,
    FAR_NEGATIONS,
    MOSTLY,
    NEGATIONS,
    OF,
    ON,
    PREPOSITIONS,
    REACHES,
    RELATIVES,
    RESULT,
    SUBSET,
    TALLY,
    TARGETING,
    THAT,
    UNREAL,
)
from marsad.claims.victims import Victims
from marsad.knowledge.people import Cue, Grade, Kind, People
from marsad.model.codes import Outcome, VictimGroup
from marsad.model.quantity import CountRange
from marsad.text import Analysis, Sentence, Token

_NEED_REACH = 14
_NUMBER_REACH = 16
_NOUN_REACH = 4
_NEAR_REACH = 2
_BACK_REACH = 7
_JOIN_REACH = 5
_TALLY_REACH = 18
TAKING = frozenset((Outcome.DETAINED, Outcome.ABDUCTED))


@dataclass(slots=True)
class Row:
    """People with the outcomes that a cue gave them; `parent` is the row they are a part of."""

    victims: Victims
    outcomes: tuple[Outcome, ...]
    cue: int
    joint: bool = False
    total: bool = False
    parent: "Row | None" = None


class SentenceTolls:
    """The people and cues of one sentence, brought together; `rows` in the order of the text."""

    def __init__(
        self, analysis: Analysis, people: People, sentence: Sentence, victims: Sequence[Victims]
    ) -> None:
        self.tokens: Sequence[Token] = analysis.tokens
        self.clause_of = analysis.clause_of
        self.people = people
        self.sentence = sentence
        self.victims = victims
        self.taken: dict[int, Row] = {}
        self.loose: list[Row] = []
        self.joined: set[int] = set()
        self.complements: set[int] = set()
        self.cues = list(self._find_cues())

    def rows(self) -> list[Row]:
        """The rows of this sentence."""
        self._take_tallies()
        for order, (at, cue) in enumerate(self.cues):
            if cue.pronoun:
                self._take_pronoun(at, cue)
            else:
                self._take(order, at, cue)
        self._take_victim_nouns()
        rows = [*self.taken.values(), *self.loose]
        return sorted(rows, key=lambda row: (row.victims.first, row.cue))

    # Cues ------------------------------------------------------------------------------------------------------

    def _text(self, at: int) -> str:
        return self.tokens[at].text if self.sentence.first <= at < self.sentence.last else ""

    def group_before(self, position: int) -> VictimGroup | None:
        """Whom "منهم" or "أفرادها" points back to: the last people or armed body named in the sentence."""
        for at in range(position - 1, self.sentence.first - 1, -1):
            word = self.tokens[at].text
            noun = self.people.noun(word)
            mark = noun if noun is not None and noun.group is not None else None
            mark = mark or self.people.mark(Kind.BODY, word) or self.people.mark(Kind.TRAIT, word)
            if mark is not None and mark.group is not None:
                return mark.group
        return None

    def group_hit(self) -> VictimGroup | None:
        """Fighters who are said to be the target: "غارات على مواقع الحوثيين", "استهدفت مقر التنظيم"."""
        for at in range(self.sentence.first, self.sentence.last - 1):
            if not self._text(at).lstrip("وف").startswith(TARGETING) and self._text(at) != ON:
                continue
            for step in range(at + 1, min(at + 4, self.sentence.last)):
                word = self.tokens[step].text
                if word == OF:
                    break
                noun = self.people.noun(word)
                mark = noun if noun is not None and not noun.outcome else None
                mark = mark or self.people.mark(Kind.BODY, word)
                if mark is not None and mark.group is VictimGroup.COMBATANT:
                    return mark.group
        return None

    def _find_cues(self) -> Iterator[tuple[int, Cue]]:
        for at in range(self.sentence.first, self.sentence.last):
            cue = self.people.cue(self.tokens[at].text)
            if cue is not None and self._is_real(at, cue):
                yield at, cue

    def _is_real(self, at: int, cue: Cue) -> bool:
        """Whether a cue tells what happened: no negation, attempt or threat, no direct hit on a thing."""
        before = (self._text(at - 1), self._text(at - 2))
        if before[0] in NEGATIONS or not UNREAL.isdisjoint(before):
            return False
        if cue.verbal and cue.prefix[-1:] in ("س", "ل", "ب"):
            return cue.prefix[-1:] == "ب" and not cue.needs
        if cue.outcome is Outcome.INJURED and not DIRECT_HIT.isdisjoint(
            (self._text(at + 1), self._text(at + 2))
        ):
            return False
        if not cue.needs:
            return True
        stop = min(at + 1 + _NEED_REACH, self.sentence.last)
        return any(token.text in cue.needs for token in self.tokens[at + 1 : stop])

    def _joined_cues(self, order: int) -> tuple[tuple[Outcome, ...], int]:
        """Outcomes of cues that share their people, and the token after them: "مقتل وإصابة العشرات"."""
        at, cue = self.cues[order]
        outcomes, start = (cue.outcome,), at + 1
        for following, other in self.cues[order + 1 :]:
            if following != start or not self._shares(cue, other):
                break
            self.joined.add(following)
            outcomes, start = (*outcomes, other.outcome), following + 1
        return tuple(dict.fromkeys(outcomes)), start

    def _shares(self, cue: Cue, other: Cue) -> bool:
        """Whether a second cue may share the people of the first: مقتل وإصابة, but not قتلا وأصيب."""
        same = cue.verbal == other.verbal and cue.grade is other.grade is Grade.ONE
        return same and other.prefix.startswith(AND) and not other.pronoun

    # People of a cue -------------------------------------------------------------------------------------------

    def _take(self, order: int, at: int, cue: Cue) -> None:
        """Find the people of one cue and give them its outcome."""
        if at in self.joined:
            return
        index = self._backward(at, cue) if cue.verbal and self._is_followed(order) else None
        outcomes, start = self._joined_cues(order) if index is None else ((cue.outcome,), at + 1)
        limit = next((position for position, _ in self.cues if position >= start), self.sentence.last)
        if index is None and cue.verbal and self._is_complemented(start, at):
            index = self._backward(at, cue)
            if index is not None:
                self.complements.add(start)
        if index is None and (cue.grade is Grade.ONE or self._stands_at(start)):
            index = self._forward(start, cue, limit)
        if index is None and cue.verbal:
            index = self._backward(at, cue)
        if index is None and cue.grade is not Grade.ONE:
            index = self._forward(start, cue, limit)
        if index is None:
            return
        row = self._record(index, outcomes, at, joint=len(outcomes) > 1)
        if row is not None:
            behind = self.victims[index].last <= at
            self._take_along(index, row, limit, parts_only=behind)
            if behind:
                self._take_before(index, row)

    def _is_complemented(self, start: int, at: int) -> bool:
        """Whether a victim noun only completes a verb of falling: "العشرات سقطوا قتلى", "ارتقى شهيدا"."""
        if self._text(at).lstrip("وف")[:3] not in FALLS:
            return False
        return any(
            v.first == start and v.outcomes and not v.numbered and len(v.outcomes) == 1 for v in self.victims
        )

    def _is_followed(self, order: int) -> bool:
        """Whether the next word is a cue too: "شخصا قتل وأصيب ستة"."""
        return order + 1 < len(self.cues) and self.cues[order + 1][0] == self.cues[order][0] + 1

    def _stands_at(self, position: int) -> bool:
        return any(victims.first == position for victims in self.victims)

    def _record(self, index: int, outcomes: tuple[Outcome, ...], cue: int, *, joint: bool) -> Row | None:
        victims = self.victims[index]
        if index in self.taken:
            return None
        if victims.outcomes == (Outcome.ABDUCTED,):
            outcomes = victims.outcomes
        elif victims.outcomes and (
            self._text(cue).lstrip("وفبل") in FALLING or outcomes == (Outcome.KILLED,)
        ):
            outcomes, joint = victims.outcomes, victims.joint
        row = Row(victims, outcomes, cue, joint=joint or victims.joint)
        self.taken[index] = row
        return row

    def _forward(self, start: int, cue: Cue, limit: int) -> int | None:
        """The people behind a cue: at once, or after a doer, a day or another short aside."""
        if self._text(start) in cue.needs:
            start += 1
        for index, victims in enumerate(self.victims):
            if victims.first < start:
                continue
            if victims.first >= limit or not self._may_reach(start, victims, cue):
                return None
            if self._is_object(start, victims, cue):
                return self._past_doer(index, cue, limit)
        return None

    def _may_reach(self, start: int, victims: Victims, cue: Cue) -> bool:
        gap = victims.first - start
        if gap == 0:
            return True
        reach = _NUMBER_REACH if cue.verbal and victims.numbered else _NOUN_REACH
        if cue.near:
            reach = _NEAR_REACH
        if gap > reach:
            return False
        if any(self._text(at) in SUBSET for at in range(start, victims.first)):
            return False
        return self.clause_of[victims.first] == self.clause_of[start] or (cue.verbal and victims.stated)

    def _is_object(self, start: int, victims: Victims, cue: Cue) -> bool:
        """Whether people stand where a cue's people can stand: not behind a preposition, with a known noun."""
        gap = victims.first - start
        if victims.prefix[-1:] in ("ب", "ل", "ك") and victims.known:
            return False
        if gap and self._text(victims.first - 1) in PREPOSITIONS:
            return False
        if victims.known:
            return gap <= _NOUN_REACH or victims.stated
        if gap > (self._text(start) == "ما"):
            return False
        after = self._text(victims.last)
        plain = _is_plural_verb(after) or (
            not after
            or not after.isalpha()
            or after in PREPOSITIONS
            or after[0] in "وب"
            or after in RELATIVES
        )
        return plain or (cue.any_noun and not after.startswith("ال"))

    def _is_taken(self, index: int, limit: int) -> bool:
        """Whether people far behind an arresting verb are those it took."""
        victims = self.victims[index]
        before = self._text(victims.first - 1)
        return victims.first < limit and victims.stated and not victims.prefix and before not in PREPOSITIONS

    def _past_doer(self, index: int, cue: Cue, limit: int) -> int | None:
        """The people behind the doers of an active verb: خطف مسلحون "شرطيين" وقرويا."""
        doer = self.victims[index]
        if cue.outcome in TAKING and cue.verbal and doer.group is VictimGroup.COMBATANT and not doer.stated:
            return next(
                (other for other in range(index + 1, len(self.victims)) if self._is_taken(other, limit)), None
            )
        if not cue.verbal or doer.kind is Kind.OTHER or (doer.stated and doer.count.min > 1) or doer.outcomes:
            return index
        for other in range(index + 1, len(self.victims)):
            victims = self.victims[other]
            if victims.first >= limit or victims.first - doer.end > _NUMBER_REACH:
                break
            before = self._text(victims.first - 1)
            if victims.prefix or before in PREPOSITIONS or before in SUBSET or before in MOSTLY:
                break
            if self.clause_of[victims.first] != self.clause_of[doer.first] or not victims.stated:
                break
            return other if doer.group is VictimGroup.COMBATANT or doer.kind is Kind.PERSON else index
        return index

    def _backward(self, at: int, cue: Cue) -> int | None:
        """The people before a verb that tells of them: "خمسة جنود قُتلوا", "عنصران قد أصيبا"."""
        for index in range(len(self.victims) - 1, -1, -1):
            victims = self.victims[index]
            if victims.last > at:
                continue
            gap = at - victims.end
            between = [self._text(step) for step in range(victims.end, at)]
            if gap > _BACK_REACH or any(word in THAT for word in between):
                return None
            if self._is_part_of_last(index):
                continue
            if index in self.taken or (victims.prefix[-1:] in ("ب", "ل") and victims.known):
                return None
            named = self._text(victims.first - 1) in THAT
            strict = cue.grade is Grade.ONE and not named and not any(word in RELATIVES for word in between)
            if strict and (gap > 1 or not victims.stated or victims.definite):
                return None
            if not victims.known and gap > 0:
                return None
            if not victims.stated:
                index = self._counted_before(index)
                victims = self.victims[index]
            if cue.grade is Grade.TWO and victims.ambiguous and not victims.count.max:
                self.victims = [*self.victims]
                self.victims[index] = victims.as_two()
            return index
        return None

    def _counted_before(self, index: int) -> int:
        """The number that a bare plural belongs to: "ستة أشخاص من حلفاء النظام غير السوريين قتلوا"."""
        if not index or index - 1 in self.taken:
            return index
        earlier, later = self.victims[index - 1], self.victims[index]
        same = self.clause_of[earlier.first] == self.clause_of[later.first]
        near = later.first - earlier.last <= _JOIN_REACH + 1 and not later.prefix
        between = {self._text(at) for at in range(earlier.last, later.first)}
        return index - 1 if same and near and earlier.numbered and between.isdisjoint(THAT) else index

    def _is_part_of_last(self, index: int) -> bool:
        """Whether people are but a part of those before them: "54 شخصا بينهم 28 مدنيا قتلوا"."""
        if not index:
            return False
        whole, part = self.victims[index - 1], self.victims[index]
        near = part.first - whole.end <= _JOIN_REACH
        if near and any(
            self._text(at) in SUBSET or self._text(at) in MOSTLY for at in range(whole.end, part.first)
        ):
            return True
        joined = part.prefix == AND and part.first - whole.last <= 1
        return joined and self._is_part_of_last(index - 1)

    def _take_before(self, index: int, row: Row) -> None:
        """Give the same outcome to people joined before those that stand before their verb."""
        while index and self.victims[index].prefix == AND and index - 1 not in self.taken:
            earlier, later = self.victims[index - 1], self.victims[index]
            between = [self._text(at) for at in range(earlier.last, later.first)]
            if later.first - earlier.end > _JOIN_REACH or any(word in THAT for word in between):
                return
            index -= 1
            self.taken[index] = Row(earlier, row.outcomes, row.cue, joint=row.joint)

    def _take_along(self, index: int, row: Row, limit: int, *, parts_only: bool = False) -> None:
        """Give the same outcome to people joined to the first ones, and mark the parts named of them."""
        last, parent = row.victims, None
        for other in range(index + 1, len(self.victims)):
            victims = self.victims[other]
            if victims.first >= limit or other in self.taken or victims.first - last.end > _JOIN_REACH:
                return
            between = [self._text(at) for at in range(last.last, victims.first)]
            if any(word in SUBSET or word in MOSTLY for word in between):
                parent = row
            elif (
                (parts_only and parent is None)
                or not self._is_joined(between, victims)
                or self._goes_with_next(victims)
            ):
                return
            elif parent is not None and "،" in between and victims.kind not in (Kind.CHILD, Kind.KIN):
                parent = None
            if victims.outcomes and parent is None:
                return
            self.taken[other] = Row(victims, row.outcomes, row.cue, joint=row.joint, parent=parent)
            last = victims

    def _is_joined(self, between: Sequence[str], victims: Victims) -> bool:
        if (
            not victims.known
            and self._text(victims.last).isalpha()
            and self._text(victims.last) not in PREPOSITIONS
        ):
            return False
        return (
            victims.prefix == AND
            or between[-1:] == [AND]
            or any(word.lstrip(AND) in ALSO for word in between)
        )

    def _goes_with_next(self, victims: Victims) -> bool:
        """Whether a verb right behind people says what became of them: وستة آخرين أصيبوا."""
        return any(at == victims.end and cue.verbal and cue.grade is not Grade.ONE for at, cue in self.cues)

    # Other ways to tell ----------------------------------------------------------------------------------------

    def _take_victim_nouns(self) -> None:
        """Rows of nouns that say the outcome themselves: "وخلّف 12 قتيلا", "سقوط قتلى وجرحى"."""
        for index, victims in enumerate(self.victims):
            if index in self.taken or not victims.outcomes or victims.first in self.complements:
                continue
            if not self._counts(victims):
                continue
            row = Row(victims, victims.outcomes, victims.first, joint=victims.joint)
            previous = self.taken.get(index - 1)
            if previous is not None and self._is_part(previous.victims, victims):
                row.parent = previous
            self.taken[index] = row
            limit = next((at for at, _ in self.cues if at >= victims.end), self.sentence.last)
            self._take_along(index, row, limit)

    def _is_part(self, whole: Victims, victims: Victims) -> bool:
        if victims.first - whole.end > _JOIN_REACH:
            return False
        return any(self._text(at) in SUBSET for at in range(whole.end, victims.first))

    def _counts(self, victims: Victims) -> bool:
        """Whether a victim noun tells a toll, and does not merely speak of the dead."""
        first = self._text(victims.first)
        before = [self._text(at) for at in range(victims.first - 4, victims.first)]
        if not {Outcome.KILLED, Outcome.INJURED} & set(victims.outcomes):
            return False
        if before[-1] in NEGATIONS or not (FAR_NEGATIONS | UNREAL).isdisjoint(before):
            return False
        after = (self._text(victims.last), self._text(victims.last + 1))
        if Outcome.INJURED in victims.outcomes and not DIRECT_HIT.isdisjoint(after):
            return False
        if any(self._text(at) in BODIES for at in range(victims.first, victims.last)):
            return any(word.lstrip("وف").startswith(BODY_FOUND) for word in before)
        falling = any(word.lstrip("وفبل") in FALLING for word in before[-3:]) or before[-1] in RESULT
        if victims.of_known and not falling:
            return False
        if not victims.numbered and (victims.prefix[-1:] in ("ل", "ب") or self._is_construct(victims)):
            return False
        if victims.definite or victims.owned:
            return falling and not victims.owned
        if victims.stated and victims.count.max == 1 and victims.first + 1 == victims.last:
            return falling or len(victims.outcomes) > 1
        return first[:2] != "ال" or victims.stated

    def _is_construct(self, victims: Victims) -> bool:
        """Whether a bare victim noun belongs to the next word: "ضحايا الغارات", "قتلى المواجهات"."""
        after = self._text(victims.end)
        if len(victims.outcomes) > 1 or victims.end > victims.last or not after.isalpha():
            return False
        return after not in PREPOSITIONS and after[0] not in "وبل" and self.people.cue(after) is None

    def _take_tallies(self) -> None:
        """Running tolls: "ارتفع عدد القتلى إلى 35", "حصيلة القتلى تخطت عتبة 220"."""
        for at in range(self.sentence.first, self.sentence.last):
            if self._text(at) not in TALLY:
                continue
            named = next(
                (
                    index
                    for index, victims in enumerate(self.victims)
                    if at < victims.first <= at + 2 and victims.outcomes
                ),
                None,
            )
            for index, victims in enumerate(self.victims):
                if victims.first <= at or not victims.stated or index == named:
                    continue
                if victims.first - at > _TALLY_REACH:
                    break
                if self._text(victims.first - 1) not in REACHES and victims.prefix != "ل":
                    continue
                outcomes = victims.outcomes or (self.victims[named].outcomes if named is not None else ())
                if outcomes:
                    row = Row(victims, outcomes, at, joint=victims.joint, total=True)
                    self.taken[index] = row
                    self._take_along(index, row, self.sentence.last)
                break

    def _take_pronoun(self, at: int, cue: Cue) -> None:
        """A result told of someone named before: "أدى لوفاته", "أسفر عن مقتله", "قتلوه"."""
        if cue.verbal:
            return
        if self._text(at - 1) in DONE:
            index = self._backward(at - 1, cue)
            if index is not None:
                self._record(index, (cue.outcome,), at, joint=False)
            return
        if self._text(at - 1) not in RESULT and cue.prefix[-1:] != "ل":
            return
        count = CountRange.exactly(1)
        if cue.pronoun == "هما":
            count = CountRange.exactly(2)
        elif cue.pronoun in ("هم", "هن"):
            count = CountRange.some()
        before = [victims for victims in self.victims if victims.last <= at and victims.kind is not None]
        group = before[-1].group if before else None
        victims = Victims(
            first=at, last=at + 1, end=at + 1, count=count, group=group, kind=None, definite=True
        )
        self.loose.append(Row(victims, (cue.outcome,), at))


def _is_plural_verb(word: str) -> bool:
    """Whether a word is a verb of several people: يعالجون."""
    return len(word) > 4 and word[0] == "ي" and word.endswith("ون")
