"""What no format may make up: the table of bad incidents."""

import json
from io import BytesIO

import pytest
from lxml import etree
from tests.incidents.claims import claim

from marsad.exports import FORMATS, Surroundings
from marsad.exports.surroundings import ActorFacts
from marsad.incidents import merge
from marsad.model import EventType, Modality
from marsad.model.incident import Incident

AROUND = Surroundings(
    places={},
    actors={"sy-air-force": ActorFacts(name="سلاح الجو", name_en="Air Force", kind="state forces", country="SY")},
)
CONTROL = 'نص \x00 \x0b <b>&"quoted"</b> \ufffe'


def written(format: str, *incidents: Incident) -> tuple[bytes, list[str]]:
    file = BytesIO()
    lost = list(FORMATS[format].write(incidents, AROUND, file))
    return file.getvalue(), [loss.why for loss in lost if loss.slot == "incident"]


@pytest.mark.parametrize(
    ("format", "incident", "why"),
    [
        ("ucdp", merge([claim("a", day=None, killed=1)]), "needs a day"),
        ("ucdp", merge([claim("a", "مكان مجهول", killed=1)]), "needs a point"),
        ("ucdp", merge([claim("a")]), "at least one direct death"),
        ("ucdp", merge([claim("a", killed=0)]), "at least one direct death"),
        ("ucdp", merge([claim("a", killed=1, actor=None)]), "organised actor"),
        ("ucdp", merge([claim("a", killed=1, modality=Modality.DENIED)]), "only denied"),
        ("polecat", merge([claim("a", day=None)]), "needs a date"),
        ("polecat", merge([claim("a", type=EventType.OTHER)]), "no such type"),
        ("plover", merge([claim("a", day=None)]), "needs a date"),
        ("plover", merge([claim("a", type=EventType.CHANGE)]), "no such type"),
        ("timemap", merge([claim("a", None, day=None)]), "a day or a point"),
    ],
)
def test_left_out_with_a_reason(format: str, incident: Incident, why: str) -> None:
    _, lost = written(format, incident)
    assert len(lost) == 1
    assert why in lost[0]


@pytest.mark.parametrize("format", list(FORMATS))
@pytest.mark.parametrize(
    "incident",
    [
        merge([claim("a", None, day=None, actor=None)]),
        merge([claim("a", quote=CONTROL)]),
        merge([claim("a", quote="=1+1")]),
        merge([claim("a", quote="x" * 40_000)]),
        merge([claim("a", "سرمين", killed=3), claim("b", "بنش", day="2020-02-05", killed=5)]),
    ],
    ids=["nothing known", "control characters and markup", "a formula", "longer than a cell", "two of everything"],
)
def test_any_incident_goes_out(format: str, incident: Incident) -> None:
    data, lost = written(format, incident)
    assert data or lost
    if format == "kml":
        etree.fromstring(data)


@pytest.mark.parametrize("format", list(FORMATS))
def test_no_incident_is_a_file_too(format: str) -> None:
    data, lost = written(format)
    assert not lost
    if format in ("geojson", "timemap", "jsonld"):
        json.loads(data)


def test_what_is_longer_than_a_cell_is_listed() -> None:
    file = BytesIO()
    lost = list(FORMATS["xlsx"].write([merge([claim("a", quote="x" * 40_000)])], AROUND, file))
    assert {loss.why for loss in lost} == {"a cell holds 32,767 characters"}
