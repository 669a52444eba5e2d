"""Where by a place something is said to be: how far off, which way, around it, in its land, between two."""

from datetime import date

import pytest

from marsad import read
from marsad.knowledge import load_knowledge
from marsad.knowledge.gazetteer import distance_km
from marsad.linking.whereabouts import displaced, where_is
from marsad.model import Link, Place, Way
from marsad.model.entity import Precision, Whereabouts

GAZETTEER = load_knowledge().gazetteer


def link_of(text: str, name: str) -> Link:
    return next(link for link in read(text, published=date(2020, 2, 1)).places if link.mention.value == name)


def point(found: Whereabouts) -> Place:
    return Place(
        id="", name="", kind="", country="", latitude=found.latitude, longitude=found.longitude, source="a test"
    )


@pytest.mark.parametrize(
    ("text", "name", "words", "way", "km", "degrees"),
    [
        pytest.param("انفجار 10 كم شرق الرقة", "الرقة", "10 كم شرق الرقة", Way.OFF, (10, 10), 90, id="plain"),
        pytest.param(
            "غارة على بعد نحو 15 كيلومترا إلى الشرق من مدينة تدمر",
            "تدمر",
            "نحو 15 كيلومترا إلى الشرق من مدينة تدمر",
            Way.OFF,
            (15, 15),
            90,
            id="in-full",
        ),
        pytest.param("قصف شرق سراقب بنحو 5 كم", "سراقب", "شرق سراقب بنحو 5 كم", Way.OFF, (5, 5), 90, id="after"),
        pytest.param(
            "هجوم على بعد كيلومترين شمال شرقي الميادين",
            "الميادين",
            "كيلومترين شمال شرقي الميادين",
            Way.OFF,
            (2, 2),
            45,
            id="dual",
        ),
        pytest.param(
            "هجوم على بعد عدة كيلومترات من الرقة",
            "الرقة",
            "عدة كيلومترات من الرقة",
            Way.OFF,
            (1, 10),
            None,
            id="several",
        ),
        pytest.param(
            "عبوة على بعد 500 متر من سرمين", "سرمين", "500 متر من سرمين", Way.OFF, (0.5, 0.5), None, id="metres"
        ),
        pytest.param("قصف على ريف حلب الشرقي", "حلب", "ريف حلب الشرقي", Way.PART, None, 90, id="countryside"),
        pytest.param(
            "قصف ريف حماة الشمالي الغربي", "حماة", "ريف حماة الشمالي الغربي", Way.PART, None, 315, id="two-adjectives"
        ),
        pytest.param("انفجار قرب بلدة سرمين", "سرمين", "قرب بلدة سرمين", Way.AROUND, None, None, id="near"),
        pytest.param("قصف محيط بلدة سرمين", "سرمين", "محيط بلدة سرمين", Way.AROUND, None, None, id="around"),
    ],
)
def test_what_is_said(
    text: str, name: str, words: str, way: Way, km: tuple[float, float] | None, degrees: float | None
) -> None:
    reading = read(text, published=date(2020, 2, 1))
    offset = next(link.offset for link in reading.places if link.mention.value == name)
    assert offset is not None
    assert reading.report.content[offset.span.start : offset.span.end] == words
    assert (offset.way, offset.degrees) == (way, degrees)
    assert (None if offset.least is None else (offset.least, offset.most)) == km


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("هجوم في مدينة الرقة", "الرقة", id="in-it"),
        pytest.param("قتل 10 في سرمين", "سرمين", id="a-toll-is-no-distance"),
        pytest.param("سبها التي تبعد نحو 750 كيلومترا جنوب طرابلس", "طرابلس", id="a-remark-on-where-a-town-is"),
        pytest.param("توغل 10 كم. سرمين تحت القصف", "سرمين", id="another-sentence"),
    ],
)
def test_what_is_not_said(text: str, name: str) -> None:
    assert link_of(text, name).offset is None


def test_a_distance_and_a_direction_move_the_point_and_open_the_radius() -> None:
    text = "انفجار على بعد 10 كم شرق مدينة الرقة"
    link = link_of(text, "الرقة")
    town, found = GAZETTEER.places[link.target or ""], where_is(link, GAZETTEER)
    assert found.precision is Precision.VICINITY
    assert distance_km(town, point(found)) == pytest.approx(10, abs=0.1)
    assert found.longitude is not None
    assert town.longitude is not None
    assert found.longitude > town.longitude
    assert found.radius is not None
    assert found.radius > 4_000


def test_a_distance_without_a_direction_is_all_around() -> None:
    found = where_is(link_of("عبوة على بعد 5 كم من سرمين", "سرمين"), GAZETTEER)
    town = GAZETTEER.places["sy-sarmin"]
    assert (found.latitude, found.longitude) == (town.latitude, town.longitude)
    assert found.precision is Precision.VICINITY
    assert found.radius is not None
    assert found.radius >= 5_000


def test_between_two_towns_covers_both() -> None:
    links = [link_of("كمين على الطريق بين بلدتي سرمين وبنش", name) for name in ("سرمين", "بنش")]
    found = {where_is(link, GAZETTEER) for link in links}
    assert len(found) == 1
    (where,) = found
    assert where.precision is Precision.VICINITY
    assert where.radius is not None
    for link in links:
        apart = distance_km(GAZETTEER.places[link.target or ""], point(where))
        assert apart is not None
        assert apart * 1000 < where.radius


def test_between_lands_is_no_place() -> None:
    assert link_of("مباحثات بين تركيا وروسيا", "تركيا").offset is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("قصف على ريف حلب الشرقي", "حلب", id="of-a-governorate"),
        pytest.param("قصف على ريف سلمية الشرقي", "سلمية", id="of-a-town"),
    ],
)
def test_the_countryside_is_an_area_and_not_the_middle(text: str, name: str) -> None:
    link = link_of(text, name)
    own, found = GAZETTEER.places[link.target or ""], where_is(link, GAZETTEER)
    assert found.precision is Precision.AREA
    assert (found.latitude, found.longitude) != (own.latitude, own.longitude)
    assert found.radius is not None
    assert found.radius >= 20_000


def test_the_place_of_an_event_stays_as_written() -> None:
    reading = read("قصف مدفعي على محيط بلدة سرمين بريف إدلب الشرقي", published=date(2020, 2, 1))
    (event,) = reading.events
    assert event.place is not None
    assert event.place.value == "سرمين"


def test_both_names_of_two_countrysides_are_governorates() -> None:
    reading = read("قصف على ريفي حماة وإدلب", published=date(2020, 2, 1))
    assert [link.target for link in reading.places] == ["SY05", "SY07"]


def test_a_point_is_moved_by_metres() -> None:
    assert displaced(0.0, 0.0, 111_195, 0) == (1.0, 0.0)
    assert displaced(0.0, 0.0, 111_195, 90) == (0.0, 1.0)
