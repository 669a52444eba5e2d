"""Questions: lists, the map, time, facets, one of each kind, and the ledger as it was known on a day."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.serve.api.conftest import Server

SARMIN = "سرمين"
Ask = Callable[..., Any]


@pytest.fixture
def ask(served: Server) -> Ask:
    client = served.client()

    def get(path: str, **params: Any) -> Any:
        answer = client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return get


@pytest.fixture
def market(ask: Ask) -> Any:
    """The strike that four outlets tell of."""
    (row,) = ask("/incidents", place=SARMIN)["items"]
    return ask(f"/incidents/{row['id']}")


@pytest.mark.parametrize(
    ("filters", "places"),
    [
        pytest.param({"place": SARMIN}, {SARMIN}, id="place"),
        pytest.param({"within": "إدلب"}, {SARMIN}, id="within"),
        pytest.param({"near": "35.9,36.7,5"}, {SARMIN}, id="near"),
        pytest.param({"bbox": "36,35,37,36"}, {SARMIN}, id="box"),
        pytest.param({"type": "air"}, {SARMIN}, id="beginning-of-a-type"),
        pytest.param({"family": "Protests"}, {"السويداء"}, id="family"),
        pytest.param({"from": "2024-07-01"}, {"ناحتة"}, id="from"),
        pytest.param({"killed": 5}, {SARMIN}, id="killed"),
        pytest.param({"source": "نشرة الجبل", "from": "2024-07-01"}, {"ناحتة"}, id="source"),
        pytest.param({"contested": "true", "type": "air"}, {SARMIN}, id="contested"),
        pytest.param({"known_by": "2024-03-04"}, {SARMIN}, id="known-by"),
        pytest.param({"place": SARMIN, "single_source": "true"}, set(), id="not-of-one-source"),
        pytest.param({"report_text": "سوق", "within": "إدلب"}, {SARMIN}, id="words-of-a-report"),
    ],
)
def test_filters(ask: Ask, filters: dict[str, Any], places: set[str]) -> None:
    answer = ask("/incidents", **filters)
    assert {row["place"] for row in answer["items"]} == places
    assert answer["total"] == len(answer["items"])
    assert ask("/incidents/map", **filters)["total"] == answer["total"]
    assert sum(each["count"] for each in ask("/incidents/histogram", **filters)["bins"]) == answer["total"]


def test_a_list_in_pages_is_the_list(ask: Ask) -> None:
    whole = ask("/incidents", limit=500)
    pages: list[Any] = []
    cursor = None
    while cursor is not None or not pages:
        page = ask("/incidents", limit=5, **({"cursor": cursor} if cursor else {}))
        pages.append(page["items"])
        cursor = page["next"]
    assert [row for page in pages for row in page] == whole["items"]
    assert len(whole["items"]) == whole["total"] > 5


def test_orders(ask: Ask) -> None:
    days = [row["first_day"] for row in ask("/incidents")["items"]]
    assert days == sorted(days, reverse=True)
    killed = [(row["killed"] or {"best": -1})["best"] for row in ask("/incidents", sort="-killed")["items"]]
    assert killed == sorted(killed, reverse=True)


def test_as_known_on_a_day_the_toll_is_that_of_the_day(ask: Ask) -> None:
    (then,) = ask("/incidents", place=SARMIN, known_by="2024-03-04")["items"]
    (now,) = ask("/incidents", place=SARMIN)["items"]
    assert (then["killed"]["best"], then["claims"], then["single_source"]) == (3, 1, True)
    assert (now["killed"]["low"], now["killed"]["best"], now["claims"]) == (3, 9, 4)
    assert ask(f"/incidents/{then['id']}")["id"] == now["id"]


def test_the_map_has_a_column_a_value(ask: Ask) -> None:
    feed = ask("/incidents/map")
    columns = feed["columns"]
    assert {len(column) for column in columns.values()} == {feed["placed"]}
    assert feed["placed"] + feed["unplaced"] == feed["total"]
    at = columns["killed"].index(9)
    assert feed["places"][columns["place"][at]]["name"] == SARMIN
    assert feed["types"][columns["type"][at]] == "Air/drone strike"
    assert columns["flags"][at] & 2


def test_facets_leave_their_own_filter_aside(ask: Ask) -> None:
    every = ask("/incidents/facets")["facets"]
    chosen = ask("/incidents/facets", family="Protests")
    assert chosen["total"] == 1
    assert chosen["facets"]["family"] == every["family"]
    assert sum(each["count"] for each in chosen["facets"]["placed"]) == 1
    assert {"code": "SY07", "count": 1} in [{"code": each["code"], "count": each["count"]} for each in every["within"]]


def test_the_table_of_disagreement(market: Any) -> None:
    killed = next(slot for slot in market["slots"] if slot["slot"] == "killed")
    assert killed["contested"]
    assert killed["rule_code"] == "toll"
    assert [value["value"] for value in killed["values"]] == ["3", "7", "9"]
    assert [column["known_on"] for column in market["columns"]] == sorted(
        column["known_on"] for column in market["columns"]
    )
    place = next(slot for slot in market["slots"] if slot["slot"] == "place")
    assert [value["columns"] for value in place["values"]] == [[0, 1, 2, 3]]
    assert [point["min"] for point in market["curve"]["killed"]] == [3, 7, 9]
    assert market["reasons"][0]["reasons"]


def test_every_quote_stands_where_it_is_said_to_stand(ask: Ask, market: Any) -> None:
    contents = {each["report"]: ask(f"/reports/{each['report']}")["content"] for each in market["columns"]}
    quotes = [quote for slot in market["slots"] for value in slot["values"] for quote in value["quotes"]]
    assert len(quotes) > 10
    for quote in quotes:
        content = contents[market["columns"][quote["column"]]["report"]]
        assert content[quote["start"] : quote["end"]] == quote["words"]


def test_a_report_with_its_marks(ask: Ask, market: Any) -> None:
    report = ask(f"/reports/{market['columns'][0]['report'][:12]}")
    spans = [report["content"][mark["start"] : mark["end"]] for mark in report["marks"]]
    assert SARMIN in spans
    assert {mark["question"] for mark in report["marks"]} >= {None, "what", "where", "how_many"}
    assert report["sightings"][0]["outlet"] == report["outlet"]
    assert {claim["report"] for claim in report["claims"]} == {report["sha256"]}


def test_copies_of_a_text_name_each_other(ask: Ask) -> None:
    copied = [report for report in ask("/reports")["items"] if report["copies"]]
    for each in copied:
        others = ask(f"/reports/{each['sha256']}")["copies"]
        assert len(others) == each["copies"]
        assert all(other["likeness"] >= 0.6 for other in others)


def test_claims_and_their_explanation(ask: Ask, market: Any) -> None:
    key = market["members"][0]["key"]
    assert ask(f"/claims/{key}")["quote"]
    explained = ask(f"/claims/{key}/explain")
    assert explained["rules"]
    assert "sy-sarmin" in {candidate["id"] for candidate in explained["candidates"]}


def test_a_place_with_who_held_it(ask: Ask) -> None:
    (place,) = ask("/places", q="أبو حمام")["items"]
    page = ask(f"/places/{place['id']}")
    assert page["control"]
    assert page["control"][0]["told"][0]["quote"]
    held = ask("/control", on="2024-03-12", place="أبو حمام")
    assert held["items"][0]["place_id"] == place["id"]
    everywhere = ask("/control", on="2024-03-12")
    assert held["items"][0] in everywhere["items"]


def test_an_actor_with_its_ties(ask: Ask) -> None:
    actors = ask("/actors", limit=500)["items"]
    page = ask(f"/actors/{actors[0]['id']}")
    assert page["colour"] == actors[0]["colour"]
    assert page["id"] in {node["id"] for node in page["graph"]["nodes"]}
    assert page["events"] == ask("/incidents", actor=page["id"])["total"]


def test_sources(ask: Ask) -> None:
    sources = ask("/sources")["items"]
    page = ask(f"/sources/{sources[0]['name']}")
    assert page["reports"] == sources[0]["reports"]
    assert page["recent"][0]["outlet"] == sources[0]["name"]


@pytest.mark.parametrize("q", ["سرمين", "سرمـين", "سَرمين", "sarmin"], ids=["plain", "tatweel", "vowels", "Latin"])
def test_search_finds_a_place_however_it_is_written(ask: Ask, q: str) -> None:
    assert ask("/search", q=q)["hits"]["places"][0]["id"] == "sy-sarmin"


def test_search_marks_the_words_it_found(ask: Ask) -> None:
    hits = ask("/search", q="لسرمين")["hits"]
    assert hits["places"] == []
    found = ask("/search", q="سرمين")["hits"]
    for hit in (*found["reports"], *found["incidents"]):
        assert hit["marks"]
        assert all(SARMIN in hit["quote"][start:end] for start, end in hit["marks"])


def test_what_did_not_change_is_not_sent_again(served: Server) -> None:
    client = served.client()
    first = client.get("/incidents")
    again = client.get("/incidents", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-cache" in first.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        pytest.param("/incidents?from=yesterday", 422, "bad-filter", id="no-day"),
        pytest.param("/incidents?from=0", 422, "bad-filter", id="a-number-is-no-day"),
        pytest.param("/incidents?near=1,2", 422, "bad-filter", id="no-circle"),
        pytest.param("/incidents?near=nan,nan,nan", 422, "bad-filter", id="nowhere"),
        pytest.param("/incidents?bbox=9,9,1,1", 422, "bad-filter", id="box-inside-out"),
        pytest.param("/incidents?type=nonsense", 422, "bad-filter", id="no-type"),
        pytest.param("/incidents?colour=red", 422, "bad-filter", id="no-such-filter"),
        pytest.param("/incidents?limit=0", 422, "bad-filter", id="no-limit"),
        pytest.param("/incidents?cursor=abc", 422, "bad-cursor", id="no-cursor"),
        pytest.param("/incidents?text=%2B", 422, "refused", id="no-word"),
        pytest.param("/incidents/nothing", 404, "not-found", id="no-incident"),
        pytest.param("/reports/ffffffffffff", 404, "not-found", id="no-report"),
        pytest.param("/claims/nothing", 404, "not-found", id="no-claim"),
        pytest.param("/places/nothing", 404, "not-found", id="no-place"),
        pytest.param("/actors/nothing", 404, "not-found", id="no-actor"),
        pytest.param("/sources/nothing", 404, "not-found", id="no-source"),
        pytest.param("/nothing", 404, "not-found", id="no-route"),
    ],
)
def test_errors_are_problems(served: Server, path: str, status: int, code: str) -> None:
    answer = served.client().get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_meta_has_words_for_every_code(ask: Ask) -> None:
    meta = ask("/meta")
    assert meta["counts"]["incidents"] == ask("/incidents")["total"]
    assert len(meta["types"]) == 25
    assert all(any(letter > "\u0600" for letter in each["ar"]) for each in (*meta["types"], *meta["families"]))
    lists = [each for each in meta.values() if isinstance(each, list)]
    labelled = [each for some in lists for each in some if isinstance(each, dict) and "ar" in each]
    without = [each["code"] for each in labelled if each["ar"] == each["code"]]
    assert len(labelled) > 100
    assert without == []


def test_exports_are_those_of_the_command_line(served: Server) -> None:
    answer = served.client().get("/export", params={"format": "csv", "place": SARMIN})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.count("\n") == 2
    assert served.client().get("/export/losses", params={"format": "acled"}).text.startswith("incident,slot")
