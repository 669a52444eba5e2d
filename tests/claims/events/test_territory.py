"""Captures: whose they are, and that the wide claim which sums them up adds none."""

from datetime import date

import pytest

from marsad.model import Report
from marsad.reader import read

ROWS = [
    ("the state's army", "سيطر الجيش السوري، اليوم الأحد، على بلدة سراقب بعد معارك مع هيئة تحرير الشام.", "Government"),
    ("jihadists", "سيطر تنظيم داعش، اليوم الأحد، على بلدة السخنة بعد معارك مع قوات النظام.", "Non-state"),
    ("a foreign army", "سيطرت القوات التركية، اليوم الأحد، على بلدة راجو بعد معارك مع وحدات حماية الشعب.", "Non-state"),
    (
        "against the Houthis",
        "سيطرت المقاومة الشعبية، اليوم الأحد، على مدينة زنجبار بعد معارك مع الحوثيين.",
        "Government",
    ),
    (
        "a national army of the country spoken of",
        "حرر الجيش الوطني، اليوم الأحد، مدينة ميدي في محافظة حجة شمال غربي اليمن بعد معارك عنيفة.",
        "Government",
    ),
    (
        "the Houthis",
        "سيطر الحوثيون، اليوم الأحد، على مدينة ميدي في محافظة حجة شمال غربي اليمن بعد معارك عنيفة.",
        "Non-state",
    ),
    ("unknown militia", "سيطرت ميليشيا حراس التل، اليوم الأحد، على بلدة محكان وطردت ميليشيا أبناء السهل.", "Non-state"),
]


@pytest.mark.parametrize(("text", "owner"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_took_decides_the_type(text: str, owner: str) -> None:
    reading = read(Report(id="r", text=text, published=date(2020, 3, 1)))
    captures = [event.type for event in reading.events if event.type.endswith("territory")]
    assert captures
    assert all(kind.startswith(owner) for kind in captures)


def test_the_wide_claim_adds_none() -> None:
    text = (
        "أفادت مصادر بأن ميليشيا حراس التل طردت خلال الفترة السابقة عناصر ميليشيا أبناء السهل من غالبية مقراتهم.\n"
        "وقالت المصادر إن عناصر ميليشيا حراس التل استولوا على حواجز تابعة لميليشيا أبناء السهل في قريتي محكان والقورية."
    )
    reading = read(Report(id="r", text=text, published=date(2020, 3, 1)))
    captures = [event for event in reading.events if event.type.endswith("territory")]
    assert {event.place.value for event in captures if event.place} == {"محكان", "القورية"}
    assert len(captures) == 2


def test_a_holder_of_the_ground_takes_no_part() -> None:
    text = "قتل مدنيان، اليوم الأحد، بقصف مدفعي لقوات النظام على بلدة سرمين الخاضعة لسيطرة هيئة تحرير الشام."
    reading = read(Report(id="r", text=text, published=date(2020, 3, 1)))
    named = {slot.actor.value for event in reading.events for slot in event.actors}
    assert "قوات النظام" in named
    assert not any("تحرير الشام" in name for name in named)
