"""Who leads, belongs to, backs or fights whom. All sentences are invented; names are marked."""

from collections.abc import Callable

import pytest

from marsad.claims.relations import find_relations
from marsad.knowledge.ties import load_ties
from marsad.model import Mention
from marsad.text.analysis import analyse

WORDS = load_ties()
Mark = Callable[..., tuple[str, list[Mention]]]
Row = tuple[str, str, str]


def read(mark: Mark, text: str) -> list[Row]:
    content, mentions = mark(text)
    claims = find_relations(analyse(content), mentions, WORDS)
    return [(claim.subject.value, str(claim.tie), claim.object.value) for claim in claims]


RELATIONS: list[tuple[str, str, list[Row]]] = [
    ("backed by", "{قوات الجبل|actor} المدعومة من {تركيا|place}", [("قوات الجبل", "backed_by", "تركيا")]),
    ("backed, as an adverb", "{قوات الجبل|actor} المدعومة أميركيا", [("قوات الجبل", "backed_by", "أميركيا")]),
    (
        "with the help of",
        "شنت {قوات الجبل|actor} هجوما بدعم من {روسيا|place}",
        [("قوات الجبل", "backed_by", "روسيا")],
    ),
    ("whom it backs", "{لواء البحر|actor} الذي تدعمه {إيران|place}", [("لواء البحر", "backed_by", "إيران")]),
    ("backs", "{إيران|place} تدعم {لواء البحر|actor}", [("لواء البحر", "backed_by", "إيران")]),
    ("loyal to", "{لواء البحر|actor} الموالي ل{تركيا|place}", [("لواء البحر", "allied_with", "تركيا")]),
    ("a crowd is no ally", "{مسلحين|actor} موالين ل{تركيا|place}", []),
    (
        "its ally",
        "{قوات الجبل|actor} وحليفتها {روسيا|place}",
        [("قوات الجبل", "allied_with", "روسيا")],
    ),
    ("led by a state", "{حلف الريح|actor} بقيادة {روسيا|place}", [("روسيا", "commands", "حلف الريح")]),
    (
        "which someone leads",
        "{لواء البحر|actor} الذي يقوده {سالم الراوي|person}",
        [("سالم الراوي", "commands", "لواء البحر")],
    ),
    (
        "commander of, name after the place",
        "قائد {لواء البحر|actor} في {تل الورد|place}، {سالم الراوي|person}",
        [("سالم الراوي", "commands", "لواء البحر")],
    ),
    (
        "name before the post",
        "{سالم الراوي|person}، زعيم {حركة الريح|actor}",
        [("سالم الراوي", "commands", "حركة الريح")],
    ),
    (
        "its commander",
        "نفت {حركة الريح|actor} إصابة قائدها {سالم الراوي|person}",
        [("سالم الراوي", "commands", "حركة الريح")],
    ),
    (
        "a deputy is a member",
        "نائب قائد {لواء البحر|actor} {سالم الراوي|person}",
        [("سالم الراوي", "member_of", "لواء البحر")],
    ),
    (
        "a leading member",
        "القيادي البارز في {حركة الريح|actor} {سالم الراوي|person}",
        [("سالم الراوي", "member_of", "حركة الريح")],
    ),
    (
        "spokesman",
        "المتحدث باسم {قوات الجبل|actor} {سالم الراوي|person}",
        [("سالم الراوي", "member_of", "قوات الجبل")],
    ),
    (
        "among the dead of a group",
        "قتل خمسة من {حركة الريح|actor} بينهم {سالم الراوي|person}",
        [("سالم الراوي", "member_of", "حركة الريح")],
    ),
    (
        "mourned by his own",
        "زفت {حركة الريح|actor} الشهيد {سالم الراوي|person}",
        [("سالم الراوي", "member_of", "حركة الريح")],
    ),
    (
        "part of",
        "{كتيبة النخيل|actor} التابعة ل{لواء البحر|actor}",
        [("كتيبة النخيل", "part_of", "لواء البحر")],
    ),
    (
        "belonging to a state is being backed",
        "{لواء البحر|actor} التابع ل{تركيا|place}",
        [("لواء البحر", "backed_by", "تركيا")],
    ),
    (
        "known as, with a name",
        "{سالم الراوي|person}، المعروف باسم {أبو النخيل|person}",
        [("سالم الراوي", "also_known_as", "أبو النخيل")],
    ),
    (
        "known as, a name in quotation marks",
        '{سالم الراوي|person} الملقب بـ "صقر الوادي"',
        [("سالم الراوي", "also_known_as", "صقر الوادي")],
    ),
    (
        "an alias in brackets",
        "{حركة الريح الحرة|actor} ({حرح|actor})",
        [("حركة الريح الحرة", "also_known_as", "حرح")],
    ),
    (
        "the post belongs to the name, not the alias",
        "{سالم الراوي|person} ({أبو النخيل|person})، قائد {لواء البحر|actor}",
        [("سالم الراوي", "also_known_as", "أبو النخيل"), ("سالم الراوي", "commands", "لواء البحر")],
    ),
    (
        "rivals by a feud of both sides",
        "طرد {لواء البحر|actor} عناصر {لواء النخيل|actor} بسبب الخلافات بين الجانبين",
        [("لواء البحر", "rival_of", "لواء النخيل")],
    ),
    (
        "its rival",
        "تتهم {حركة الريح|actor} خصمها، {لواء البحر|actor}",
        [("حركة الريح", "rival_of", "لواء البحر")],
    ),
    (
        "split from",
        "انشقت {كتيبة النخيل|actor} عن {لواء البحر|actor}",
        [("كتيبة النخيل", "split_from", "لواء البحر")],
    ),
    ("a head of government is no commander", "رئيس {الحكومة|actor} {سالم الراوي|person}", []),
]


@pytest.mark.parametrize(("sentence", "rows"), [row[1:] for row in RELATIONS], ids=[row[0] for row in RELATIONS])
def test_relation(mark: Mark, sentence: str, rows: list[Row]) -> None:
    assert read(mark, sentence) == rows


def test_a_tie_inside_a_name(mark: Mark) -> None:
    sentence = "هاجمت {قوات الريح المدعومة من تركيا|actor} البلدة"
    assert read(mark, sentence) == [("قوات الريح المدعومة من تركيا", "backed_by", "تركيا")]
