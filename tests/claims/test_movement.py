"""Who moves where. All sentences are invented; names are marked as {name|kind}."""

from collections.abc import Callable

import pytest

from marsad.claims.movement import find_movements
from marsad.knowledge.ties import load_ties
from marsad.model import Mention
from marsad.text.analysis import analyse

WORDS = load_ties()
Mark = Callable[..., tuple[str, list[Mention]]]
Row = tuple[str, str, str | None, str | None]


def read(mark: Mark, text: str, headline: str = "") -> list[Row]:
    content, mentions = mark(text, headline)
    return [
        (
            str(claim.manner),
            claim.actor.value,
            claim.origin.value if claim.origin else None,
            claim.destination.value if claim.destination else None,
        )
        for claim in find_movements(analyse(content), mentions, WORDS)
    ]


MOVEMENT: list[tuple[str, str, list[Row]]] = [
    (
        "withdraws from and to",
        "انسحبت {قوات الجبل|actor} من {تل الورد|place} إلى {عين الحجر|place}",
        [("withdraws", "قوات الجبل", "تل الورد", "عين الحجر")],
    ),
    (
        "leaves, no preposition",
        "غادر مسلحو {لواء البحر|actor} {تل الورد|place}",
        [("withdraws", "لواء البحر", "تل الورد", None)],
    ),
    (
        "groups of a movement",
        "انسحبت مجموعات من {حركة الريح|actor} من نقاطها في {تل الورد|place} إلى مدينة {عين الحجر|place}",
        [("withdraws", "حركة الريح", "تل الورد", "عين الحجر")],
    ),
    (
        "withdrawal as a noun, place said before",
        "دخلت الشاحنات {تل الورد|place} إثر انسحاب {لواء البحر|actor} منها",
        [("withdraws", "لواء البحر", "تل الورد", None)],
    ),
    (
        "advances on",
        "وتقدمت {قوات الجبل|actor} باتجاه {تل الورد|place}",
        [("advances", "قوات الجبل", None, "تل الورد")],
    ),
    (
        "makes advances",
        "أحرز {جيش السهل|actor} تقدما في محور {تل الورد|place}",
        [("advances", "جيش السهل", None, "تل الورد")],
    ),
    (
        "a column of the army enters",
        "دخل رتل ل{جيش السهل|actor} قرية {تل الورد|place}",
        [("advances", "جيش السهل", None, "تل الورد")],
    ),
    (
        "enters in support",
        "دخل {لواء البحر|actor} إلى {تل الورد|place} لدعم المقاتلين",
        [("reinforces", "لواء البحر", None, "تل الورد")],
    ),
    (
        "sends reinforcements",
        "أرسلت {قوات الجبل|actor} تعزيزات عسكرية إلى {تل الورد|place}",
        [("reinforces", "قوات الجبل", None, "تل الورد")],
    ),
    (
        "reinforcements of a group arrive",
        "وصلت تعزيزات عسكرية تابعة ل{لواء البحر|actor} إلى {تل الورد|place}",
        [("reinforces", "لواء البحر", None, "تل الورد")],
    ),
    (
        "moves on",
        "انتقلت {قوات الجبل|actor} من {تل الورد|place} إلى {عين الحجر|place}",
        [("redeploys", "قوات الجبل", "تل الورد", "عين الحجر")],
    ),
    (
        "goes where it was driven",
        "طرد {لواء النخيل|actor} عناصر {لواء البحر|actor} من مقراتهم. "
        "وعناصر {لواء البحر|actor} توجهوا إلى {تل الورد|place}",
        [("withdraws", "لواء البحر", None, "تل الورد")],
    ),
    (
        "one row a destination",
        "وتقدم {جيش السهل|actor} نحو {تل الورد|place} و{عين الحجر|place}",
        [("advances", "جيش السهل", None, "تل الورد"), ("advances", "جيش السهل", None, "عين الحجر")],
    ),
    ("families are no armed actor", "وغادرت مئات العائلات {تل الورد|place} هربا من {لواء البحر|actor}", []),
    ("hindered", "صدت {قوات الجبل|actor} تقدم {لواء البحر|actor} نحو {تل الورد|place}", []),
    ("wished", "طالب السكان بانسحاب {لواء البحر|actor} من {تل الورد|place}", []),
    ("published, not deployed", "نشر {لواء البحر|actor} مشاهد من {تل الورد|place}", []),
    ("as many as", "ما يصل إلى ألف مدني في {تل الورد|place} قرب {لواء البحر|actor}", []),
]


@pytest.mark.parametrize(("sentence", "rows"), [row[1:] for row in MOVEMENT], ids=[row[0] for row in MOVEMENT])
def test_movement(mark: Mark, sentence: str, rows: list[Row]) -> None:
    assert read(mark, sentence) == rows


def test_text_tells_the_headline_nearer_by(mark: Mark) -> None:
    headline = "{جيش السهل|actor} يتقدم في {ريف الرمان|place}"
    text = "تقدم {جيش السهل|actor} نحو {تل الورد|place}"
    assert read(mark, text, headline) == [("advances", "جيش السهل", None, "تل الورد")]
    assert read(mark, "", headline) == [("advances", "جيش السهل", None, "ريف الرمان")]
