"""Twins: a title, a lead and a later paragraph tell one event; two towns are two."""

from datetime import date

from marsad.model import Report
from marsad.reader import read


def events(title: str, text: str) -> list[str]:
    reading = read(Report(id="r", title=title, text=text, published=date(2018, 3, 5)))
    return [event.place.value if event.place else "" for event in reading.events if not event.aggregate]


def test_title_lead_and_detail_are_one() -> None:
    title = "مقتل سبعة مدنيين بغارة على بلدة كفرنبل"
    text = (
        "قتل سبعة مدنيين وأصيب آخرون، اليوم الاثنين، في غارة جوية استهدفت بلدة كفرنبل بريف إدلب.\n"
        "وقال الدفاع المدني إن الغارة على كفرنبل أسفرت عن مقتل سبعة مدنيين بينهم طفلان."
    )
    assert events(title, text) == ["كفرنبل"]


def test_two_towns_stay_two() -> None:
    text = (
        "قتل ثلاثة مدنيين، اليوم الاثنين، في غارة جوية استهدفت بلدة كفرنبل بريف إدلب.\n"
        "كما قتل أربعة مدنيين بقصف مدفعي على مدينة سراقب مساء أمس."
    )
    assert events("", text) == ["كفرنبل", "سراقب"]
