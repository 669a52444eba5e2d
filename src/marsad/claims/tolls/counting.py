"""Finding counted people: a number with its noun, a dual, a plural, one person."""

from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.tolls.description import body_group, with_affiliation, with_second_noun
from marsad.claims.tolls.victims import Victims
from marsad.claims.tolls.words import AND, LINKS, OF, PLACING, STOPS, folded
from marsad.knowledge.people import Grade, Kind, Noun, People
from marsad.model.codes import Outcome
from marsad.model.quantity import CountRange
from marsad.text import Number, Token, find_numbers, fold

_ONE_OF = folded("أحد إحدى")
_ONE_OF_THEM = folded("أحدهم أحدهما إحداهن إحداهما")
_OF_THEM = folded("منهم منهن منهما")
_LOSSES_OF_LIFE = (fold("خسائر"), fold("بشرية"))
_BETWEEN = fold("بين")
_ONE = fold("واحد")
_PERCENT = frozenset(("%", "٪", fold("بالمئة"), fold("بالمائة")))
_DUAL_MARKS = ("\u064eين", "\u064e\u0651ين", "\u0651\u064eين")
_ADJECTIVES_BETWEEN = 2
_NOUNS_IN_A_ROW = 2


def find_victims(content: str, tokens: Sequence[Token], people: People) -> list[Victims]:
    """All counted people of a text, from left to right, none inside another.

    "مقتل 13 مدنيا وجنديين" counts thirteen civilians and two soldiers.
    """
    counting = _Counting(content, tokens, people)
    found: list[Victims] = []
    position = 0
    while position < len(tokens):
        victims, last = counting.at(position)
        if victims is None:
            position = last
            continue
        for _ in range(_NOUNS_IN_A_ROW):
            victims = with_second_noun(tokens, victims, people)
        found.append(with_affiliation(tokens, victims, people))
        position = victims.last
    return found


class _Counting:
    """One text, with its numbers found."""

    def __init__(self, content: str, tokens: Sequence[Token], people: People) -> None:
        self.content = content
        self.tokens = tokens
        self.people = people
        self.numbers = {number.first: number for number in find_numbers(tokens)}

    def at(self, position: int) -> tuple[Victims | None, int]:
        """The people counted from a token on, and the token to go on with if there are none."""
        number = self.numbers.get(position)
        if number is not None:
            return self._numbered(number), number.last
        return self._unnumbered(position), position + 1

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _numbered(self, number: Number) -> Victims | None:
        """A number with what it counts: "3 قتلى", "31 آخرون"; alone when no noun follows."""
        at = number.last
        base = Victims(
            first=number.first,
            last=at,
            end=at,
            count=_count(number),
            fuzzy=number.approx and number.max is None,
            numbered=True,
            prefix=AND if self._is_joined(number.first) else "",
        )
        text = self._text(at)
        if text in _PERCENT or self._is_thing(text):
            return None
        if text in _OF_THEM:
            return replace(base.up_to(at + 1), kind=Kind.PERSON, anaphoric=True)
        if text == _BETWEEN:
            return self._dead_and_hurt(base)
        found = self._of_people(base) if text == OF else self._counted(base, at, of=False)
        if found is not None:
            return found
        return None if self._is_measured(number) else replace(base, known=False)

    def _is_joined(self, first: int) -> bool:
        """Whether و stands before a number, written together with it or alone."""
        text = self._text(first)
        together = text[0] == AND and not text.startswith(_ONE)
        return together or (first > 0 and self._text(first - 1) == AND)

    def _is_thing(self, word: str) -> bool:
        return bool(word) and self.people.noun(word) is None and self.people.mark(Kind.THING, word) is not None

    def _is_measured(self, number: Number) -> bool:
        """Whether a bare number belongs to the word before it: "عام 1990", "الساعة 5"."""
        before = self._text(number.first - 1) if number.first else ""
        return bool(before) and self.people.mark(Kind.THING, before) is not None

    def _of_people(self, base: Victims) -> Victims | None:
        """A number of some people: "عشرة من عناصر داعش", "أربعة من كبار ضباط الفرقة"."""
        for step in range(base.last + 1, min(base.last + 2 + _ADJECTIVES_BETWEEN, len(self.tokens))):
            word = self._text(step)
            if word in STOPS or word in PLACING or self.people.cue(word) is not None:
                return None
            found = self._counted(base, step, of=True)
            if found is not None:
                return found
            body = self.people.mark(Kind.BODY, word) or self.people.mark(Kind.PEOPLE, word)
            if body is not None:
                group = body_group(self.tokens, step, body, self.people)
                return replace(base.up_to(step + 1), group=group, kind=body.kind)
        return None

    def _counted(self, base: Victims, at: int, *, of: bool) -> Victims | None:
        """A number with the noun at a token."""
        word = self._text(at)
        noun = self.people.noun(word) if word and self.people.cue(word) is None else None
        if noun is None or noun.prefix:
            return None
        return replace(
            base.up_to(at + 1),
            group=noun.group,
            kind=noun.kind,
            outcomes=_outcomes(noun),
            of_known=of and noun.definite and noun.outcome is not None,
            anaphoric=noun.owned and noun.group is None,
        )

    def _dead_and_hurt(self, base: Victims) -> Victims:
        """Killed and injured in one number: "10 بين قتيل وجريح"."""
        nouns = [self.people.noun(token.text) for token in self.tokens[base.last + 1 : base.last + 3]]
        outcomes = tuple(noun.outcome for noun in nouns if noun is not None and noun.outcome is not None)
        if len(outcomes) < 2:
            return replace(base, known=False)
        return replace(base.up_to(base.last + 3), kind=Kind.PERSON, outcomes=outcomes, joint=True)

    def _unnumbered(self, at: int) -> Victims | None:
        """A noun without a number before it: a dual, one person, a bare plural, or "أحد" and a plural."""
        text = self._text(at)
        if text in _ONE_OF or text[1:] in _ONE_OF:
            return self._one_of(at)
        if text in _ONE_OF_THEM and at and self.people.cue(self._text(at - 1)) is not None:
            one = CountRange.exactly(1)
            return Victims(first=at, last=at + 1, end=at + 1, count=one, kind=Kind.PERSON, anaphoric=True)
        if (text, self._text(at + 1)) == _LOSSES_OF_LIFE:
            losses = Victims(first=at, last=at + 2, end=at + 2, count=CountRange.some(), stated=False)
            return replace(losses, kind=Kind.PERSON, outcomes=(Outcome.KILLED,))
        noun = self.people.noun(text)
        if noun is None or self._is_adjective(at, noun):
            return None
        band = self._band(at, noun)
        return self._by_form(at, noun) if band is None else band

    def _by_form(self, at: int, noun: Noun) -> Victims:
        """As many as the form of a noun says, or a number that follows it."""
        token = self.tokens[at]
        count, stated, last = CountRange.exactly(1), True, at + 1
        after = self._number_after(at)
        if after is not None:
            count, last = _count(after), after.last
        elif noun.grade is Grade.TWO or (noun.sound and _is_marked_dual(self.content[token.start : token.end])):
            count = CountRange.exactly(2)
        elif noun.grade is Grade.MANY:
            count, stated = CountRange.some(), False
        return Victims(
            first=at,
            last=last,
            end=last,
            count=count,
            group=noun.group,
            kind=noun.kind,
            outcomes=_outcomes(noun),
            prefix=noun.prefix,
            stated=stated,
            definite=noun.definite,
            owned=noun.owned,
            ambiguous=not stated and noun.sound and token.text.endswith("ين"),
        )

    def _is_adjective(self, at: int, noun: Noun) -> bool:
        """Whether a definite noun only describes the one before: "المجموعات الإرهابية", "للنظام السوري"."""
        if not (noun.definite and at and noun.prefix == "" and noun.kind in (Kind.NATION, Kind.PERSON)):
            return False
        before = self._text(at - 1)
        definite = before.startswith(("ال", "لل")) or before[1:].startswith(("ال", "لل"))
        return definite and self.people.cue(before) is None and self.people.noun(before) is None

    def _band(self, at: int, noun: Noun) -> Victims | None:
        """The members of one family or cell: "عائلة من خمسة أفراد", "خلية مؤلفة من أربعة أشخاص"."""
        if noun.kind is not Kind.BAND or noun.grade is not Grade.ONE:
            return None
        for step in (at + 2, at + 3):
            number = self.numbers.get(step)
            members = self._numbered(number) if number is not None and self._text(step - 1) == OF else None
            if members is not None and members.known:
                return replace(members, first=at, group=noun.group or members.group, prefix=noun.prefix)
        return None

    def _number_after(self, at: int) -> Number | None:
        """A number behind its noun: "زائرين اثنين", "الجنود الثلاثة", "العمال المصريين الأربعة"."""
        for step in range(at + 1, min(at + 3, len(self.tokens))):
            number = self.numbers.get(step)
            text = self._text(step)
            if number is not None:
                follows = number.max in (1, 2) or text.startswith("ال")
                return number if follows and not number.digits and text[0] not in "وبفل" else None
            if text in STOPS or text[0] in "وبل" or text in LINKS or text in PLACING or self.people.cue(text):
                return None
        return None

    def _one_of(self, at: int) -> Victims | None:
        """One person of several: "أحد أفرادها", "أحد قادة الفصائل", "أحد المنفذين"."""
        word = self._text(at + 1)
        noun = self.people.noun(word) if word else None
        body = self.people.mark(Kind.BODY, word) if word else None
        if noun is not None and (noun.grade is not Grade.MANY or noun.prefix):
            return None
        if noun is None and body is None and not _is_plural_of_persons(word):
            return None
        told = noun or body
        group = told.group if told is not None else None
        return Victims(
            first=at,
            last=at + 2,
            end=at + 2,
            count=CountRange.exactly(1),
            group=group,
            kind=Kind.BODY if noun is None else noun.kind,
            outcomes=() if noun is None else _outcomes(noun),
            prefix=AND if self._text(at)[0] == AND else "",
            anaphoric=noun is not None and noun.owned and group is None,
        )


def _count(number: Number) -> CountRange:
    return CountRange(min=number.min, max=number.max, approx=number.approx)


def _outcomes(noun: Noun) -> tuple[Outcome, ...]:
    return () if noun.outcome is None else (noun.outcome,)


def _is_marked_dual(word: str) -> bool:
    """Whether a vowel mark makes a word in ين a dual: مدنيَين."""
    return any(mark in word for mark in _DUAL_MARKS)


def _is_plural_of_persons(word: str) -> bool:
    """Whether a word looks like people of some kind: المنفذين."""
    return len(word) > 5 and word.startswith("ال") and word.endswith("ين")
