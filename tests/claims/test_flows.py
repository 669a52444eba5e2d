"""What moves where. All sentences are invented; places and actors are marked, goods are found."""

from collections.abc import Callable

import pytest

from marsad.claims.flows import find_flows
from marsad.knowledge.ties import load_ties
from marsad.mentions.goods import find_goods
from marsad.model import Flow, Mention
from marsad.text.analysis import analyse

WORDS = load_ties()
Mark = Callable[..., tuple[str, list[Mention]]]


def read(mark: Mark, sentence: str) -> list[Flow]:
    content, mentions = mark(sentence)
    text = analyse(content)
    found = sorted([*mentions, *find_goods(text, WORDS)], key=lambda mention: mention.span)
    return find_flows(text, found, WORDS)


FLOWS = [
    (
        "smuggled over a crossing",
        "عمليات تهريب المحروقات والمواد الغذائية من {معبر الورد|place}",
        (["المحروقات", "المواد الغذائية"], None, None, "معبر الورد", True),
    ),
    (
        "smuggled from a region",
        "تهريب السجائر من {شرق النهر|place} إلى {تل الورد|place}",
        (["السجائر"], "شرق النهر", "تل الورد", None, True),
    ),
    (
        "carried from and to",
        "ما زالت الصهاريج تنقل النفط من {حقل الريح|place} إلى {تل الورد|place}",
        (["النفط"], "حقل الريح", "تل الورد", None, False),
    ),
    (
        "aid brought in",
        "تمكنت قافلة من إدخال المساعدات إلى {تل الورد|place}",
        (["المساعدات"], None, "تل الورد", None, False),
    ),
    (
        "people flee",
        "نزحت مئات العائلات من {تل الورد|place} إلى {عين الحجر|place}",
        (["العائلات"], "تل الورد", "عين الحجر", None, False),
    ),
    (
        "people leave, no preposition",
        "وغادر آلاف المدنيين {تل الورد|place}",
        (["المدنيين"], "تل الورد", None, None, False),
    ),
    (
        "people return",
        "عودة عشرات النازحين إلى {تل الورد|place}",
        (["النازحين"], None, "تل الورد", None, False),
    ),
    (
        "the wounded are brought out",
        "إجلاء الجرحى من {تل الورد|place} إلى {عين الحجر|place}",
        (["الجرحى"], "تل الورد", "عين الحجر", None, False),
    ),
]


@pytest.mark.parametrize(("sentence", "flow"), [row[1:] for row in FLOWS], ids=[row[0] for row in FLOWS])
def test_flow(mark: Mark, sentence: str, flow: tuple[list[str], str | None, str | None, str | None, bool]) -> None:
    (claim,) = read(mark, sentence)
    slots = (claim.origin, claim.destination, claim.via)
    assert [goods.value for goods in claim.goods] == flow[0]
    assert tuple(slot.value if slot else None for slot in slots) == flow[1:4]
    assert claim.illicit is flow[4]


NO_FLOWS = [
    ("hindered", "منعت {قوات الجبل|actor} إدخال المساعدات إلى {تل الورد|place}"),
    ("words are no goods", "نقلت وكالة عن {سالم الراوي|person} حديثا عن الأسلحة في {تل الورد|place}"),
    ("no road said", "نزحت مئات العائلات"),
]


@pytest.mark.parametrize("sentence", [row[1] for row in NO_FLOWS], ids=[row[0] for row in NO_FLOWS])
def test_no_flow(mark: Mark, sentence: str) -> None:
    assert read(mark, sentence) == []
