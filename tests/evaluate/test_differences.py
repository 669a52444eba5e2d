"""Every class of difference, one row each: what the gold says, what was read, the class."""

from typing import Any

import pytest

from marsad.evaluate import Difference, difference_lines, evaluate

TITLE = "اشتباكات في بقرص"
TEXT = "اندلعت اشتباكات في بقرص بريف دير الزور أمس. قصفت المدفعية محيط الميادين. هدوء في القورية"
DAY = {"start": "2024-01-12", "end": "2024-01-12"}
CLASH: dict[str, Any] = {
    "type": "Armed clash",
    "date": DAY,
    "place": "بقرص",
    "admin": ["دير الزور"],
    "facility": "حاجز الكم",
    "actors": [{"text": "قسد", "role": "party"}],
    "casualties": [{"outcome": "killed", "group": "civilian", "min": 2, "max": 2}],
    "evidence": "اندلعت اشتباكات في بقرص بريف دير الزور أمس",
}
SHELLING: dict[str, Any] = {
    "type": "Shelling/artillery/missile attack",
    "place": "الميادين",
    "evidence": "قصفت المدفعية محيط الميادين",
}


def found(gold: dict[str, Any], read: dict[str, Any]) -> list[Difference]:
    base = {"id": "r1", "title": TITLE, "text": TEXT}
    return list(evaluate([base | gold], [{"id": "r1"} | read]).differences)


def kinds(gold: dict[str, Any], read: dict[str, Any]) -> list[str]:
    return [difference.kind for difference in found(gold, read)]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        pytest.param({"type": "Government regains territory"}, "type: same family", id="type of the same family"),
        pytest.param({"type": "Attack"}, "type: another family", id="type of another family"),
        pytest.param({"date": None}, "date: none for some", id="no date"),
        pytest.param({"date": {"start": "2024-01-13", "end": "2024-01-13"}}, "date: a day off", id="next day"),
        pytest.param({"date": {"start": "2023-01-12", "end": "2023-01-12"}}, "date: another day", id="wrong year"),
        pytest.param({"date": {"start": "2024-01-01", "end": "2024-01-31"}}, "date: wider than said", id="month"),
        pytest.param({"date": {"start": "2024-01-13", "end": "2024-01-20"}}, "date: another range", id="other range"),
        pytest.param({"place": None}, "place: none for some", id="no place"),
        pytest.param({"place": "دير الزور"}, "place: wider than said", id="district for village"),
        pytest.param({"place": "بيت بقرو", "admin": ["بقرص"]}, "place: narrower than said", id="part for village"),
        pytest.param({"place": "الكم"}, "place: the facility for the place", id="facility"),
        pytest.param({"place": "القورية"}, "place: another", id="other place"),
        pytest.param({"actors": []}, "actor: missed", id="actor missed"),
        pytest.param({"actors": [{"text": "قسد", "role": "target"}]}, "actor: target for party", id="role"),
        pytest.param({"actors": [{"text": "داعش", "role": "party"}]}, "actor: another", id="other actor"),
        pytest.param(
            {"actors": [*CLASH["actors"], {"text": "داعش", "role": "party"}]},
            "actor: invented",
            id="actor too many",
        ),
        pytest.param({"casualties": []}, "casualties: missed", id="toll missed"),
        pytest.param({"casualties": [CLASH["casualties"][0] | {"group": "unknown"}]}, "casualties: group", id="group"),
        pytest.param({"casualties": [CLASH["casualties"][0] | {"max": None}]}, "casualties: count", id="count"),
        pytest.param(
            {"casualties": [CLASH["casualties"][0] | {"group": "unknown", "min": 1}]},
            "casualties: group and count",
            id="group and count",
        ),
        pytest.param(
            {"casualties": [*CLASH["casualties"], {"outcome": "injured", "group": "unknown", "min": 1}]},
            "casualties: invented",
            id="toll too many",
        ),
    ],
)
def test_wrong_slot_of_a_paired_event(change: dict[str, Any], kind: str) -> None:
    assert kinds({"events": [CLASH]}, {"events": [CLASH | change]}) == [kind]


def test_place_of_another_event_of_the_report() -> None:
    read = [CLASH | {"place": "الميادين"}, SHELLING]
    assert kinds({"events": [CLASH, SHELLING]}, {"events": read}) == ["place: that of another event"]


def test_some_for_none() -> None:
    bare = CLASH | {"date": None, "place": None}
    assert kinds({"events": [bare]}, {"events": [CLASH]}) == ["date: some for none", "place: some for none"]


@pytest.mark.parametrize(
    ("gold", "read", "kind"),
    [
        pytest.param([CLASH, SHELLING], [CLASH], "missed: nothing was read there", id="nothing read there"),
        pytest.param(
            [CLASH, CLASH | {"place": "الميادين"}],
            [CLASH],
            "missed: its words were read as another event",
            id="two places, one read",
        ),
        pytest.param([], [CLASH], "invented: the report has no event", id="event-free report"),
        pytest.param([CLASH], [CLASH, CLASH], "invented: part of an event that was read", id="doubled"),
        pytest.param([CLASH], [CLASH, SHELLING], "invented: nothing stands there", id="nothing there"),
        pytest.param(
            [SHELLING],
            [{"type": "Peaceful protest", "evidence": SHELLING["evidence"]}],
            "invented: an event stands there, but not this one",
            id="another event there",
        ),
        pytest.param(
            [SHELLING | {"aggregate": True}],
            [{"type": "Peaceful protest", "evidence": SHELLING["evidence"]}],
            "invented: out of a tally, a plan or a denial",
            id="tally",
        ),
    ],
)
def test_event_missed_or_invented(gold: list[Any], read: list[Any], kind: str) -> None:
    assert kind in kinds({"events": gold}, {"events": read})


def test_tally_is_neither_asked_for_nor_held_against() -> None:
    tally = CLASH | {"aggregate": True}
    assert kinds({"events": [tally]}, {"events": [CLASH]}) == []
    assert kinds({"events": [tally]}, {"events": []}) == []
    assert kinds({"events": [CLASH]}, {"events": [CLASH, SHELLING | {"modality": "planned"}]}) == []


CONTROL = {"place": "بقرص", "holder": "قسد", "change": "takes", "evidence": "اشتباكات في بقرص"}
MOVEMENT = {"actor": "قسد", "origin": "بقرص", "destination": "الميادين", "manner": "withdraws"}
RELATION = {"subject": "أبو خولة", "relation": "commands", "object": "مجلس دير الزور"}
FLOW = {"goods": ["المحروقات"], "via": "معبر العشارة", "origin": "الميادين", "illicit": True}


@pytest.mark.parametrize(
    ("name", "gold", "change", "kind"),
    [
        pytest.param("control", CONTROL, {"change": "loses"}, "control: change", id="control change"),
        pytest.param("control", CONTROL, {"holder": "داعش"}, "control: holder", id="control holder"),
        pytest.param("control", CONTROL, {"place": "القورية"}, "control: place", id="control place"),
        pytest.param("movement", MOVEMENT, {"manner": "redeploys"}, "movement: manner", id="manner"),
        pytest.param("movement", MOVEMENT, {"actor": "داعش"}, "movement: actor", id="mover"),
        pytest.param(
            "movement",
            MOVEMENT,
            {"origin": "القورية", "destination": None},
            "movement: route",
            id="movement route",
        ),
        pytest.param("relation", RELATION, {"relation": "member_of"}, "relation: tie", id="tie"),
        pytest.param("relation", RELATION, {"object": "قسد"}, "relation: object", id="object"),
        pytest.param(
            "relation",
            RELATION,
            {"subject": "مجلس دير الزور", "object": "أبو خولة"},
            "relation: subject and object changed about",
            id="the wrong way round",
        ),
        pytest.param("flow", FLOW, {"via": None, "origin": None}, "flow: route", id="flow route"),
        pytest.param("flow", FLOW, {"goods": ["السلاح"]}, "flow: goods", id="goods"),
    ],
)
def test_nearly_right_row(name: str, gold: dict[str, Any], change: dict[str, Any], kind: str) -> None:
    assert kinds({name: [gold]}, {name: [gold | change]}) == [kind]


def test_rows_missed_and_invented() -> None:
    other = {"place": "القورية", "holder": "داعش", "change": "holds"}
    assert kinds({"control": [CONTROL]}, {"control": [other]}) == ["control: missed", "control: invented"]


def test_browser_groups_by_class_commonest_first() -> None:
    read = [CLASH | {"place": None}, SHELLING | {"place": None, "date": DAY}]
    lines = list(difference_lines(found({"events": [CLASH, SHELLING]}, {"events": read}), examples=1))
    assert [line.strip() for line in lines] == [
        "2  place: none for some",
        "r1: gold \u2068بقرص\u2069",
        "\u2068اندلعت اشتباكات في بقرص بريف دير الزور أمس\u2069",
        "1  date: some for none",
        "r1: read \u20682024-01-12\u2069",
        "\u2068قصفت المدفعية محيط الميادين\u2069",
    ]
