from typing import Any

import msgspec
import pytest

from marsad.model import Reading
from marsad.serve.cli.codebook import codebook_form
from marsad.serve.cli.output import confident


@pytest.fixture
def form(reading: Reading) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(codebook_form(reading)))
    return decoded


def test_report(form: dict[str, Any], reading: Reading) -> None:
    assert form["id"] == "guards"
    assert form["outlet"] == "شبكة السهل"
    assert form["published"] == "2024-03-05"
    assert f"{form['title']}\n{form['text']}" == reading.report.content


def test_event(form: dict[str, Any], reading: Reading) -> None:
    (event,) = form["events"]
    assert event.pop("evidence") == reading.report.quote(reading.events[0].provenance.evidence)
    assert event == {
        "type": "Armed clash",
        "date": {"start": "2024-03-04", "end": "2024-03-04"},
        "place": "غرانيج",
        "admin": [],
        "facility": None,
        "actors": [
            {"text": "ميليشيا حراس البادية", "role": "party"},
            {"text": "ميليشيا أبناء السهل", "role": "party"},
        ],
        "casualties": [
            {"outcome": "killed", "group": "civilian", "min": 2, "max": 2},
            {"outcome": "injured", "group": "unknown", "min": 5, "max": 5, "approx": True},
        ],
        "cause": "خلاف على تهريب المازوت",
        "modality": "asserted",
        "source": "مصادر محلية",
        "confidence": 0.9,
        "ongoing": True,
        "aggregate": False,
    }


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (
            "control",
            {
                "place": "الكشكية",
                "facility": "حاجز الجسر",
                "holder": "ميليشيا حراس البادية",
                "previous": "ميليشيا أبناء السهل",
                "change": "takes",
                "date": None,
            },
        ),
        (
            "movement",
            {"actor": "ميليشيا أبناء السهل", "destination": "هجين", "manner": "withdraws", "date": None},
        ),
        (
            "relation",
            {"subject": "سالم المطر", "relation": "commands", "object": "ميليشيا حراس البادية"},
        ),
        ("flow", {"goods": ["المازوت"], "via": "معبر السدرة", "illicit": True}),
    ],
    ids=["control", "movement", "relation", "flow"],
)
def test_other_claims(form: dict[str, Any], kind: str, row: dict[str, Any]) -> None:
    (found,) = form[kind]
    provenance = {name: found.pop(name) for name in ("evidence", "source", "modality", "confidence")}
    assert found == row
    assert provenance["evidence"] in form["text"]


def test_least_confidence(reading: Reading) -> None:
    assert not codebook_form(reading, least=0.5)["control"]
    assert codebook_form(reading, least=0.4)["control"]


def test_json_round_trip(reading: Reading) -> None:
    data = msgspec.json.encode(reading)
    again = msgspec.json.decode(data, type=Reading)
    assert again == reading
    assert msgspec.json.encode(again) == data


def test_days_move_along_with_their_claims(reading: Reading) -> None:
    assert confident(reading, 0.0) is reading
    kept = confident(reading, 0.95)
    assert not kept.events
    assert not kept.controls
    assert not kept.dates
    half = confident(reading, 0.5)
    assert [link.claim for link in half.dates] == [0]
    assert half.days_of(0) == reading.days_of(0)
