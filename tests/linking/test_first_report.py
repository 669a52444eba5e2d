"""All places and actors of the report that Marsad was first built to read mean what they should."""

import json
import os
from pathlib import Path

import pytest

from marsad import read
from marsad.model import Reading

SHARED = Path(os.environ.get("MARSAD_SHARED", Path(__file__).parents[2].parent / "shared"))
DEV = SHARED / "gold" / "dev.jsonl"
FIRST = "pk-2024-01-13"
PLACES = {
    "دير الزور": {"sy-deir-ez-zor", "SY09"},
    "محافظة دير الزور": {"SY09"},
    "العشارة": {"sy-al-asharah"},
    "صبيخان": {"sy-subaykhan"},
    "دوير": {"sy-duwayr"},
    "الميادين": {"sy-al-mayadin"},
    "بقرص فوقاني": {"sy-buqrus-fawqani"},
    "بقرص تحتاني": {"sy-buqrus-tahtani"},
    "بقرص": {"sy-buqrus"},
    "درنج": {"sy-darnaj"},
    "شرق الفرات": {"sy-east-of-the-euphrates"},
}
ACTORS = {
    "ميليشيا الدفاع الوطني": "sy-ndf",
    "الدفاع الوطني": "sy-ndf",
    "ميليشيا قاطرجي": "sy-qaterji",
    "قاطرجي": "sy-qaterji",
    "القاطرجي": "sy-qaterji",
    "قوات النظام السوري": "sy-forces-assad",
    "الميليشيات الإيرانية": "sy-pro-iran-militias",
    "الميليشيا": "sy-qaterji",
    "قسد": "sy-sdf",
}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DEV.exists(), reason=f"no shared gold at {SHARED}; set MARSAD_SHARED to its folder"),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    with DEV.open(encoding="utf-8") as lines:
        row = next(row for row in map(json.loads, lines) if row["id"] == FIRST)
    return read(row["text"], title=row["title"], outlet=row["outlet"])


def test_every_place_is_the_right_one(reading: Reading) -> None:
    found = {link.mention.value: link.target for link in reading.places if link.target}
    assert {name for name, target in found.items() if target not in PLACES.get(name, ())} == set()
    assert found.keys() == PLACES.keys()


def test_the_countryside_of_the_governorate_is_the_governorate(reading: Reading) -> None:
    areas = [link for link in reading.places if link.offset is not None and link.mention.value == "دير الزور"]
    assert {link.target for link in areas} == {"SY09"}


def test_every_actor_is_the_right_one(reading: Reading) -> None:
    named = [link for link in reading.actors if link.mention.value not in ("الجانبين", "الطرفين")]
    assert {link.mention.value: link.target for link in named} == ACTORS
