from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from marsad.errors import LedgerError
from marsad.knowledge.actors import ActorPack, NameTrie
from marsad.knowledge.gazetteer import Gazetteer
from marsad.ledger import Added, Asked, Ledger, Near
from marsad.ledger.finding import kilometres
from marsad.model import Actor, ClaimKind, EventFamily, Modality, Place, Report

Make = Callable[..., Report]
Put = Callable[..., Added]


def place(id: str, name: str, kind: str, *parents: str, at: tuple[float, float] | None = None) -> Place:
    latitude, longitude = at or (None, None)
    return Place(
        id=id, name=name, name_en=id, kind=kind, country="SY", parents=parents, latitude=latitude,
        longitude=longitude, source="test",
    )  # fmt: skip


GAZETTEER = Gazetteer(
    [
        place("SY", "سوريا", "country"),
        place("sy-dz", "دير الزور", "governorate", "SY", at=(35.3, 40.1)),
        place("sy-al-ashara", "العشارة", "town", "sy-dz", at=(34.92, 40.56)),
        place("sy-gharanij", "غرانيج", "town", "sy-dz", at=(34.84, 40.66)),
        place("sy-idlib", "إدلب", "governorate", "SY"),
        place("sy-sarmin", "سرمين", "town", "sy-idlib", at=(35.90, 36.73)),
    ],
    {},
)
ACTORS = ActorPack(
    {
        "sy-state": Actor(id="sy-state", name="الدولة السورية", kind="state forces", source="test"),
        "sy-forces-assad": Actor(
            id="sy-forces-assad", name="قوات النظام", kind="state forces", part_of="sy-state", source="test"
        ),
        "sy-sdf": Actor(id="sy-sdf", name="قوات سوريا الديمقراطية", name_en="SDF", kind="rebel", source="test"),
    },
    NameTrie(),
)
REPORTS = {
    "ashara": ("قتل 5 مدنيين بقصف نفذته قوات النظام على العشارة.", date(2024, 3, 1), "شبكة السهل"),
    "gharanij": ("قصف نفذته قسد على غرانيج، بحسب أهالٍ.", date(2024, 3, 5), "موقع الفرات"),
    "sarmin": ("قتل 2 مدنيا بقصف على سرمين ليلًا.", date(2024, 3, 9), "شبكة السهل"),
    "zamalka": ("قصف نفذه مجهولون على زملكا وبجوار العشارتين.", None, None),
}


@pytest.fixture
def filled(ledger: Ledger, report: Make, put: Put) -> Ledger:
    knowledge: Any = SimpleNamespace(gazetteer=GAZETTEER, actors=ACTORS)
    ledger.knowing(knowledge)
    for name, (text, published, outlet) in REPORTS.items():
        put(ledger, report(name, text=text.replace("بقصف", "في قصف"), published=published, outlet=outlet))
    return ledger


ALL = ["sarmin", "gharanij", "ashara", "zamalka"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(Asked(), ALL, id="all, the latest first, unknown days last"),
        pytest.param(Asked(kinds=(ClaimKind.CONTROL,)), [], id="kind"),
        pytest.param(Asked(types=("Shelling/artillery/missile attack",)), ALL, id="type"),
        pytest.param(Asked(types=("Grenade",)), [], id="other type"),
        pytest.param(Asked(types=("Grenade",), families=(EventFamily.REMOTE,)), ALL, id="type or family"),
        pytest.param(Asked(modalities=(Modality.DENIED,)), [], id="modality"),
        pytest.param(Asked(place="sy-al-ashara"), ["ashara"], id="place by id"),
        pytest.param(Asked(place="العشاره"), ["ashara"], id="place by name, written otherwise"),
        pytest.param(Asked(place="SY-Al-Ashara"), ["ashara"], id="place by English name"),
        pytest.param(Asked(place="دير الزور"), [], id="place itself, not what lies in it"),
        pytest.param(Asked(place="زملكا"), ["zamalka"], id="place that means nothing known"),
        pytest.param(Asked(within="دير الزور"), ["gharanij", "ashara"], id="within, by name"),
        pytest.param(Asked(within="SY"), ["sarmin", "gharanij", "ashara"], id="within a country"),
        pytest.param(Asked(within="سرمين"), ["sarmin"], id="within includes itself"),
        pytest.param(Asked(near=Near(latitude=34.92, longitude=40.56, km=5)), ["ashara"], id="near"),
        pytest.param(Asked(near=Near(latitude=34.92, longitude=40.56, km=20)), ["gharanij", "ashara"], id="wider"),
        pytest.param(Asked(near=Near(latitude=35.3, longitude=40.1, km=1)), [], id="a governorate is no point"),
        pytest.param(Asked(actor="قوات النظام"), ["ashara"], id="actor"),
        pytest.param(Asked(actor="SDF"), ["gharanij"], id="actor by English name"),
        pytest.param(Asked(actor="الدولة السورية"), ["ashara"], id="actor by its part"),
        pytest.param(Asked(actor="مجهولون"), ["zamalka"], id="unknown actor"),
        pytest.param(Asked(since=date(2024, 3, 5)), ["sarmin", "gharanij"], id="from a day"),
        pytest.param(Asked(until=date(2024, 3, 5)), ["gharanij", "ashara"], id="to a day"),
        pytest.param(Asked(killed=1), ["sarmin", "ashara"], id="some killed"),
        pytest.param(Asked(killed=3), ["ashara"], id="more killed"),
        pytest.param(Asked(injured=1), [], id="injured"),
        pytest.param(Asked(source="شبكة السهل"), ["sarmin", "ashara"], id="outlet"),
        pytest.param(Asked(source="موقع"), ["gharanij"], id="beginning of an outlet"),
        pytest.param(Asked(text="العشارة"), ["ashara"], id="word with a prefix, not a longer word"),
        pytest.param(Asked(text="اهال"), ["gharanij"], id="letters and marks folded"),
        pytest.param(Asked(text='"النظام على العشاره"'), ["ashara"], id="phrase"),
        pytest.param(Asked(text='"العشاره على النظام"'), [], id="phrase the other way round"),
        pytest.param(Asked(text="مدنيين"), [], id="word outside the evidence"),
        pytest.param(Asked(report_text="مدنيين"), ["ashara"], id="word of the report"),
        pytest.param(Asked(report_text="٥"), ["ashara"], id="digits"),
        pytest.param(Asked(report_text="قصف مدنيين"), ["ashara"], id="two words"),
        pytest.param(Asked(report_text="O'Neil \\"), [], id="marks that mean something in a query"),
        pytest.param(Asked(report="ashara"), ["ashara"], id="report"),
        pytest.param(Asked(known_by=date(2024, 3, 5)), ["gharanij", "ashara"], id="known by"),
        pytest.param(Asked(known_by=date(2024, 2, 28)), [], id="known by nobody yet"),
        pytest.param(Asked(confidence=0.95), [], id="confidence"),
        pytest.param(Asked(within="سوريا", killed=1, until=date(2024, 3, 2)), ["ashara"], id="all at once"),
    ],
)
def test_find(filled: Ledger, asked: Asked, expected: list[str]) -> None:
    assert [each.report_id for each in filled.find(asked)] == expected
    assert filled.count(asked) == len(expected)


def test_points_come_from_the_gazetteer(filled: Ledger) -> None:
    (found,) = filled.find(Asked(place="sy-al-ashara"))
    assert found.point is not None
    assert (found.point.latitude, found.point.longitude, found.point.kind) == (34.92, 40.56, "town")
    assert filled.points("العشارة") == [("sy-al-ashara", 34.92, 40.56)]
    (unknown,) = filled.find(Asked(report="zamalka"))
    assert unknown.point is None, "an unknown place has no point"


def test_some_of_many(filled: Ledger) -> None:
    assert [each.report_id for each in filled.find(Asked(), limit=2, skip=1)] == ["gharanij", "ashara"]


def test_offsets_still_point_into_the_original(filled: Ledger) -> None:
    (found,) = filled.find(Asked(text="غرانيج"))
    reading = filled.reading(found.report)
    assert reading is not None
    assert reading.report.quote(found.evidence) == found.quote == "قصف نفذته قسد على غرانيج، بحسب أهالٍ."


@pytest.mark.parametrize("asked", [Asked(text="،"), Asked(report_text='""')])
def test_no_word_to_search_for(filled: Ledger, asked: Asked) -> None:
    with pytest.raises(LedgerError, match="no word to search for"):
        filled.find(asked)


def test_no_such_point(filled: Ledger) -> None:
    with pytest.raises(LedgerError, match="knows no point of this name"):
        filled.points("زملكا")


def test_kilometres() -> None:
    assert kilometres(36.2, 37.16, 33.51, 36.29) == pytest.approx(309, abs=2)  # Aleppo to Damascus
