"""Honest geography: precision, radius, cell; nothing of where an unresolved place is."""

from datetime import date

import h3
import pytest

from marsad import read
from marsad.knowledge import load_knowledge
from marsad.linking.whereabouts import precision_of, radius_of, where_is
from marsad.model.entity import Precision, Whereabouts

GAZETTEER = load_knowledge().gazetteer


@pytest.mark.parametrize(
    ("kind", "precision", "acled", "ucdp"),
    [
        ("bridge", Precision.EXACT, 1, 1),
        ("village", Precision.SETTLEMENT, 1, 1),
        ("district", Precision.DISTRICT, 2, 3),
        ("governorate", Precision.GOVERNORATE, 3, 4),
        ("desert", Precision.AREA, 3, 5),
        ("country", Precision.COUNTRY, None, 6),
    ],
)
def test_kinds_have_a_precision_that_other_codebooks_know(
    kind: str, precision: Precision, acled: int | None, ucdp: int | None
) -> None:
    assert precision_of(kind) is precision
    assert (precision.acled, precision.ucdp) == (acled, ucdp)


def test_every_kind_of_the_packs_has_a_radius_and_wider_kinds_a_wider_one() -> None:
    assert all(radius_of(place.kind) > 0 for place in GAZETTEER.places.values())
    radii = [radius_of(kind) for kind in ("village", "town", "city", "district", "governorate", "country")]
    assert radii == sorted(radii)


def test_a_linked_village_has_point_cell_and_parents() -> None:
    reading = read("قصفت طائرة مسيرة سيارة في بلدة سرمين بريف إدلب", published=date(2020, 2, 1))
    link = next(link for link in reading.places if link.target)
    found = where_is(link, GAZETTEER)
    assert found.precision is Precision.SETTLEMENT
    assert found.latitude is not None
    assert found.longitude is not None
    assert found.cell == int(h3.str_to_int(h3.latlng_to_cell(found.latitude, found.longitude, 9)))
    assert "SY07" in found.parents


def test_an_unresolved_place_has_no_point() -> None:
    reading = read("قتل مدني في قرية الطيبة", published=date(2020, 2, 1))
    found = [where_is(link, GAZETTEER) for link in reading.places if link.target is None]
    assert found
    assert all(each == Whereabouts(precision=Precision.UNRESOLVED) for each in found)
    with pytest.raises(ValueError, match="no coordinates"):
        Whereabouts(precision=Precision.UNRESOLVED, latitude=35.0, longitude=36.0)
