"""What is said of counted people right behind them: adjectives, affiliation, a second noun."""

from collections.abc import Sequence
from dataclasses import replace

from marsad.claims.tolls.victims import Victims
from marsad.claims.tolls.words import AND, IN, LINKS, RANKS, STOPS, SUBSET
from marsad.knowledge.people import Grade, Kind, Noun, People
from marsad.model.codes import VictimGroup
from marsad.text import Token

_REACH = 6  # words behind a noun that may still say who the people are


def with_second_noun(tokens: Sequence[Token], victims: Victims, people: People) -> Victims:
    """Take in a second noun of the same people: "33 قتيلا وجريحا" (joint), "جثتي عنصرين" (two fighters)."""
    at = victims.last
    noun = people.noun(tokens[at].text) if at < len(tokens) else None
    if noun is None or not victims.known or victims.joint:
        return victims
    if noun.prefix == "":
        if noun.kind is Kind.OTHER:
            return victims.up_to(at + 1)
        if _describes(noun, victims):
            return replace(victims.up_to(at + 1), group=victims.group or noun.group)
    elif noun.prefix == AND and victims.outcomes and noun.outcome is not None:
        outcomes = tuple(dict.fromkeys((*victims.outcomes, noun.outcome)))
        joint = len(outcomes) > 1 and victims.stated and not victims.fuzzy
        return replace(victims.up_to(at + 1), outcomes=outcomes, joint=joint)
    return victims


def _describes(noun: Noun, victims: Victims) -> bool:
    """Whether a noun right behind another tells of the same people: "جندي تركي", "رجل مسن", "جثتي عنصرين"."""
    if noun.kind is Kind.NATION:
        return True
    if victims.outcomes:
        return noun.outcome is None and not noun.definite
    if noun.definite != victims.definite:
        return False
    return victims.count.max == 1 if noun.grade is Grade.ONE else noun.outcome is None


def with_affiliation(tokens: Sequence[Token], victims: Victims, people: People) -> Victims:
    """Ask the words behind the noun who the people are: "5 قتلى من قوات النظام", "30 قتيلا مدنيا"."""
    found = _affiliation(tokens, victims, people)
    if found is None:
        return victims
    group, end = found
    settled = victims.group is not None and victims.kind is not Kind.BODY
    return replace(victims, group=victims.group if settled else group, end=end)


def _affiliation(tokens: Sequence[Token], victims: Victims, people: People) -> tuple[VictimGroup | None, int] | None:
    """The group said behind a noun, and where that ends."""
    linked = False
    for step in range(victims.last, min(victims.last + _REACH, len(tokens))):
        word = tokens[step].text
        if _ends_description(word, people) or (word[0] == AND and step > victims.last):
            return None
        if word in LINKS or (word == IN and _names_people(tokens, step + 1, people)):
            linked = True
            continue
        if victims.count.max == 1 and victims.group is None and _joins_body(tokens, step, people):
            return VictimGroup.COMBATANT, step + 1
        if linked and word.startswith(RANKS):
            if word == RANKS:
                continue
            return VictimGroup.COMBATANT, step + 1
        said = _said_at_once(tokens, step, victims, people)
        if said is None and linked:
            said = _said_of_link(tokens, step, people)
        if said is not None:
            return said, step + 1
        if not linked and step > victims.last + 1:
            return None
    return None


def _ends_description(word: str, people: People) -> bool:
    return word in STOPS or word in SUBSET or word[0].isdecimal() or people.cue(word) is not None


def _said_at_once(tokens: Sequence[Token], step: int, victims: Victims, people: People) -> VictimGroup | None:
    """The group in a body or adjective right behind: "رجال الأمن", "قتيلا مدنيا"."""
    word = tokens[step].text
    body = people.mark(Kind.BODY, word) if step == victims.last and victims.kind is Kind.PERSON else None
    if body is not None and body.prefix == "":
        return body_group(tokens, step, body, people)
    trait = people.mark(Kind.TRAIT, word) if step <= victims.last + 1 else None
    return trait.group if trait is not None and trait.prefix == "" and not trait.definite else None


def _said_of_link(tokens: Sequence[Token], at: int, people: People) -> VictimGroup | None:
    """The group of the people or the body behind "من" or "في صفوف"."""
    word = tokens[at].text
    noun = people.noun(word)
    if noun is not None and noun.group is not None and noun.prefix in ("", "ل"):
        return noun.group
    body = people.mark(Kind.BODY, word)
    if body is not None:
        return body_group(tokens, at, body, people)
    mark = people.mark(Kind.PEOPLE, word) or people.mark(Kind.TRAIT, word)
    return None if mark is None else mark.group


def body_group(tokens: Sequence[Token], at: int, body: Noun, people: People) -> VictimGroup | None:
    """Whom an armed body's word means; الدفاع المدني is no armed body."""
    if at + 1 < len(tokens):
        trait = people.mark(Kind.TRAIT, tokens[at + 1].text)
        if trait is not None and trait.group is VictimGroup.CIVILIAN:
            return VictimGroup.CIVILIAN
    return body.group


def _joins_body(tokens: Sequence[Token], at: int, people: People) -> bool:
    """Whether one person is said to be in an armed body: "عضو في حركة", "مسؤول بتنظيم"."""
    word = tokens[at].text
    following = tokens[at + 1].text if at + 1 < len(tokens) else word
    body = people.mark(Kind.BODY, following if word == IN else word)
    if body is None or body.group is not VictimGroup.COMBATANT:
        return False
    return word == IN or body.prefix == "ب"


def _names_people(tokens: Sequence[Token], at: int, people: People) -> bool:
    """Whether "في" leads to the people hit: "في صفوف الجيش", "في الجنود"."""
    if at >= len(tokens):
        return False
    word = tokens[at].text
    noun = people.noun(word)
    return word.startswith(RANKS) or (noun is not None and noun.definite and noun.grade is Grade.MANY)
