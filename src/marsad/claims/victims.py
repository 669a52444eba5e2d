"""People who are counted in a text: a number with its noun, a dual, a plural, one person; nothing yet of their fate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.knowledge.people import Grade, Kind, Noun, People
from marsad.model.codes import Outcome, VictimGroup
from marsad.model.quantity import CountRange
from marsad.text import Number, Token, find_numbers, fold


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_ONE_OF = _words("أحد إحدى احد")
_PLACING = _words("في على عن إلى مع منذ قبل بعد خلال")
_ONE_OF_THEM = _words("أحدهم أحدهما إحداهن إحداهما")
_OF = _words("من")
_BETWEEN = _words("بين")
_AND = "و"
_ONE = fold("واحد")
_STOPS = frozenset('.،؛:!?؟()[]«»"”“…-–')
_REACH = 6  # words after a noun that may still say who the people are
_ADJECTIVES_BETWEEN = 2
_PERCENT = frozenset(("%", "٪", fold("بالمئة"), fold("بالمائة")))
_DUAL_MARK = "\u064e" + "ين"
_IN = fold("في")
_RANKS = (fold("صفوف"),)
_LINKS = _words("من بين معظمهم أغلبهم غالبيتهم جميعهم كلهم ينتمون تابعين منتمين لـ")
_OF_THEM = _words("منهم منها منهن")


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Some counted people at the tokens `[first, last)`.

    `group` is None where nothing beside the noun says it; `outcomes` come from the noun itself (قتلى وجرحى);
    `stated` tells whether a number, a dual or a single person was said; `end` is where what is said of them ends.
    """

    first: int
    last: int
    end: int
    count: CountRange
    group: VictimGroup | None
    kind: Kind | None
    outcomes: tuple[Outcome, ...] = ()
    stated: bool = True
    joint: bool = False
    definite: bool = False
    owned: bool = False
    known: bool = True
    numbered: bool = False
    of_known: bool = False
    anaphoric: bool = False
    fuzzy: bool = False
    prefix: str = ""
    ambiguous: bool = False

    def as_two(self) -> "Victims":
        """These people read as a dual: "مدنيين قتلا"."""
        return replace(self, count=CountRange.exactly(2), stated=True, ambiguous=False)


def find_victims(content: str, tokens: Sequence[Token], people: People) -> list[Victims]:
    """All counted people of a text, from left to right, none inside another.

    "مقتل 13 مدنيا وجنديين" counts thirteen civilians and two soldiers.
    """
    numbers = {number.first: number for number in find_numbers(tokens)}
    found: list[Victims] = []
    position = 0
    while position < len(tokens):
        number = numbers.get(position)
        victims = (
            _numbered(tokens, number, people)
            if number is not None
            else _unnumbered(content, tokens, position, numbers, people)
        )
        if victims is None:
            position = number.last if number is not None else position + 1
            continue
        victims = _with_second_noun(tokens, victims, people)
        found.append(_with_affiliation(tokens, victims, people))
        position = victims.last
    return found


def _count(number: Number) -> CountRange:
    return CountRange(min=number.min, max=number.max, approx=number.approx)


def _numbered(tokens: Sequence[Token], number: Number, people: People) -> Victims | None:
    """A number with what it counts: "3 قتلى", "عشرة من عناصر داعش", "31 آخرون"; alone when no noun follows."""
    at = number.last
    if number.first and people.mark(Kind.THING, tokens[number.first - 1].text) is not None:
        return None
    base = Victims(
        first=number.first,
        last=at,
        end=at,
        count=_count(number),
        group=None,
        kind=None,
        fuzzy=number.approx and number.max is None,
        numbered=True,
        prefix=_AND if _is_joined(tokens, number.first) else "",
    )
    if at >= len(tokens):
        return replace(base, known=False)
    text = tokens[at].text
    if text in _PERCENT or people.mark(Kind.THING, text) is not None and people.noun(text) is None:
        return None
    if text in _OF_THEM:
        return replace(base, last=at + 1, end=at + 1, kind=Kind.PERSON, anaphoric=True)
    if text in _BETWEEN:
        return _between(tokens, base, people)
    start = at + 1 if text in _OF else at
    reach = start + 1 if start == at else start + 1 + _ADJECTIVES_BETWEEN
    for step in range(start, min(reach, len(tokens))):
        word = tokens[step].text
        if word in _STOPS or word in _PLACING or people.cue(word) is not None:
            break
        noun = people.noun(word)
        if noun is not None and noun.prefix == "":
            known = text in _OF and noun.definite and noun.outcome is not None
            base = replace(base, last=step + 1, end=step + 1, group=noun.group, kind=noun.kind)
            base = replace(base, anaphoric=noun.owned and noun.group is None)
            return replace(base, outcomes=_of(noun), of_known=known)
        if text in _OF:
            body = people.mark(Kind.BODY, word) or people.mark(Kind.PEOPLE, word)
            if body is not None:
                group = _body_group(tokens, step, body, people)
                return replace(base, last=step + 1, end=step + 1, group=group, kind=body.kind)
        if people.mark(Kind.THING, word) is not None:
            return None
    return replace(base, known=False)


def _is_joined(tokens: Sequence[Token], first: int) -> bool:
    """Whether و stands before a number, written together with it or alone."""
    text = tokens[first].text
    if text[0] == _AND and not text.startswith(_ONE):
        return True
    return first > 0 and tokens[first - 1].text == _AND


def _between(tokens: Sequence[Token], base: Victims, people: People) -> Victims | None:
    """ "10 بين قتيل وجريح": killed and injured in one number."""
    nouns = [people.noun(token.text) for token in tokens[base.last + 1 : base.last + 3]]
    outcomes = tuple(noun.outcome for noun in nouns if noun is not None and noun.outcome is not None)
    if len(outcomes) < 2:
        return replace(base, known=False)
    last = base.last + 3
    return replace(base, last=last, end=last, kind=Kind.PERSON, outcomes=outcomes, joint=True)


def _of(noun: Noun) -> tuple[Outcome, ...]:
    return () if noun.outcome is None else (noun.outcome,)


def _body_group(tokens: Sequence[Token], at: int, body: Noun, people: People) -> VictimGroup | None:
    """Whom an armed body's word means; الدفاع المدني is no armed body."""
    if at + 1 < len(tokens):
        trait = people.mark(Kind.TRAIT, tokens[at + 1].text)
        if trait is not None and trait.group is VictimGroup.CIVILIAN:
            return VictimGroup.CIVILIAN
    return body.group


def _unnumbered(
    content: str, tokens: Sequence[Token], at: int, numbers: dict[int, Number], people: People
) -> Victims | None:
    """A noun without a number before it: a dual, one person, a bare plural, or "أحد" and a plural."""
    text = tokens[at].text
    if text in _ONE_OF or text[1:] in _ONE_OF:
        return _one_of(tokens, at, people)
    if text in _ONE_OF_THEM and at and people.cue(tokens[at - 1].text) is not None:
        one = CountRange.exactly(1)
        return Victims(
            first=at, last=at + 1, end=at + 1, count=one, group=None, kind=Kind.PERSON, anaphoric=True
        )
    noun = people.noun(text)
    if noun is None:
        return None
    if noun.kind is Kind.BAND and noun.grade is Grade.ONE:
        band = _band_of(tokens, at, noun, numbers, people)
        if band is not None:
            return band
    count, stated = CountRange.exactly(1), True
    if noun.grade is Grade.TWO:
        count = CountRange.exactly(2)
    elif noun.grade is Grade.MANY:
        dual = noun.sound and _DUAL_MARK in content[tokens[at].start : tokens[at].end]
        count, stated = (CountRange.exactly(2), True) if dual else (CountRange.some(), False)
    last = at + 1
    after = _number_after(tokens, at, numbers, people)
    if after is not None:
        count, stated, last = _count(after), True, after.last
    return Victims(
        first=at,
        last=last,
        end=last,
        count=count,
        group=noun.group,
        kind=noun.kind,
        outcomes=_of(noun),
        stated=stated,
        definite=noun.definite,
        owned=noun.owned,
        prefix=noun.prefix,
        ambiguous=noun.sound and noun.grade is Grade.MANY and text.endswith("ين"),
    )


def _band_of(
    tokens: Sequence[Token], at: int, noun: Noun, numbers: dict[int, Number], people: People
) -> Victims | None:
    """The members of one family or cell: "عائلة من خمسة أفراد", "خلية مؤلفة من أربعة أشخاص"."""
    for step in (at + 2, at + 3):
        number = numbers.get(step)
        if number is None or tokens[step - 1].text not in _OF:
            continue
        members = _numbered(tokens, number, people)
        if members is not None and members.known:
            return replace(members, first=at, group=noun.group or members.group, prefix=noun.prefix)
    return None


def _number_after(
    tokens: Sequence[Token], at: int, numbers: dict[int, Number], people: People
) -> Number | None:
    """A number that follows its noun: "مقيمين اثنين", "الجنود الثلاثة", "المقاتلين الأجانب الخمسة عشر"."""
    for step in range(at + 1, min(at + 3, len(tokens))):
        number = numbers.get(step)
        text = tokens[step].text
        if number is not None:
            follows = number.max in (1, 2) or text.startswith("ال")
            return number if follows and not number.digits and text[0] not in "وبفل" else None
        if text in _STOPS or text[0] in "وبل" or text in _LINKS or text in _PLACING or people.cue(text):
            return None
    return None


def _one_of(tokens: Sequence[Token], at: int, people: People) -> Victims | None:
    """ "أحد أفرادها", "أحدهم", "أحد قادة الفصائل": one person."""
    if at + 1 >= len(tokens):
        return None
    word = tokens[at + 1].text
    noun = people.noun(word)
    body = people.mark(Kind.BODY, word)
    if noun is None and body is None:
        return None
    if noun is not None and (noun.grade is not Grade.MANY or noun.prefix):
        return None
    kind = noun.kind if noun is not None else Kind.BODY
    group = noun.group if noun is not None else body.group if body is not None else None
    return Victims(
        first=at,
        last=at + 2,
        end=at + 2,
        count=CountRange.exactly(1),
        group=group,
        kind=kind,
        outcomes=() if noun is None else _of(noun),
        anaphoric=noun is not None and noun.owned and group is None,
        prefix=_AND if tokens[at].text[0] == _AND else "",
    )


def _with_second_noun(tokens: Sequence[Token], victims: Victims, people: People) -> Victims:
    """Take in a second noun of the same people: "33 قتيلا وجريحا" is joint, "جثتي عنصرين" two dead fighters."""
    at = victims.last
    if not victims.known or victims.joint or at >= len(tokens):
        return victims
    noun = people.noun(tokens[at].text)
    if noun is None:
        return victims
    if noun.prefix == "" and noun.kind is Kind.OTHER:
        return replace(victims, last=at + 1, end=at + 1)
    if noun.prefix == "" and _describes(noun, victims):
        return replace(victims, last=at + 1, end=at + 1, group=victims.group or noun.group)
    if not victims.outcomes:
        return victims
    if noun.prefix == _AND and noun.outcome is not None and noun.outcome not in victims.outcomes:
        return replace(
            victims,
            last=at + 1,
            end=at + 1,
            outcomes=(*victims.outcomes, noun.outcome),
            joint=victims.stated and not victims.fuzzy,
        )
    return victims


def _describes(noun: Noun, victims: Victims) -> bool:
    """Whether a noun right behind another is said of the same people: "جندي تركي", "رجل مسن", "جثتي عنصرين"."""
    if noun.kind is Kind.NATION:
        return True
    if victims.outcomes:
        return noun.outcome is None and not noun.definite
    return (
        noun.outcome is None
        and noun.definite == victims.definite
        and noun.grade is not Grade.ONE
        or (victims.count.max == 1 and noun.grade is Grade.ONE and noun.definite == victims.definite)
    )


def _with_affiliation(tokens: Sequence[Token], victims: Victims, people: People) -> Victims:
    """Ask the words after the noun who the people are: "5 قتلى من قوات النظام", "30 قتيلا مدنيا"."""
    group, end = victims.group, victims.last
    linked = False
    for step in range(victims.last, min(victims.last + _REACH, len(tokens))):
        word = tokens[step].text
        if word in _STOPS or people.cue(word) is not None or (word[0] == _AND and step > victims.last):
            break
        if word in _LINKS:
            linked = True
            continue
        if victims.count.max == 1 and group is None and _joins_body(tokens, step, people):
            group, end = VictimGroup.COMBATANT, step + 1
            break
        if word == _IN and step + 1 < len(tokens) and _names_people(tokens[step + 1].text, people):
            linked = True
            continue
        if linked and word.startswith(_RANKS):
            owner = tokens[step].text
            if owner in _RANKS:
                continue
            group, end = VictimGroup.COMBATANT, step + 1
            break
        body = people.mark(Kind.BODY, word) if step == victims.last and victims.kind is Kind.PERSON else None
        if body is not None and body.prefix == "":
            group, end = _body_group(tokens, step, body, people), step + 1
            break
        trait = people.mark(Kind.TRAIT, word)
        if trait is not None and step <= victims.last + 1 and trait.prefix == "" and not trait.definite:
            group, end = trait.group, step + 1
            break
        if linked:
            said = _affiliated(tokens, step, people)
            if said is not None:
                group, end = said, step + 1
                break
        elif step > victims.last + 1:
            break
    if victims.kind is Kind.CHILD or (victims.group is not None and victims.kind is not Kind.BODY):
        group = victims.group
    return replace(victims, group=group, end=max(end, victims.end))


def _joins_body(tokens: Sequence[Token], at: int, people: People) -> bool:
    """Whether one person is said to be in an armed body: "عضو في حركة", "مسؤول بتنظيم"."""
    word = tokens[at].text
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    body = people.mark(Kind.BODY, following if word == _IN else word)
    if body is None or body.group is not VictimGroup.COMBATANT:
        return False
    return word == _IN or body.prefix == "ب"


def _names_people(word: str, people: People) -> bool:
    """Whether "في" leads to the people hit: "في صفوف الجيش", "في الجنود"."""
    noun = people.noun(word)
    return word.startswith(_RANKS) or (noun is not None and noun.definite and noun.grade is Grade.MANY)


def _affiliated(tokens: Sequence[Token], at: int, people: People) -> VictimGroup | None:
    word = tokens[at].text
    noun = people.noun(word)
    if noun is not None and noun.group is not None and noun.prefix in ("", "ل"):
        return noun.group
    body = people.mark(Kind.BODY, word)
    if body is not None:
        return _body_group(tokens, at, body, people)
    mark = people.mark(Kind.PEOPLE, word) or people.mark(Kind.TRAIT, word)
    return None if mark is None else mark.group
