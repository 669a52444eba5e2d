"""What people say through the server: it holds, it is undone, it is written down, it survives a new reading."""

from typing import Any

import httpx
import pytest
from tests.serve.api.conftest import Server

from marsad.serve.incidents import group_fresh

SARMIN = "سرمين"


def market(client: httpx.Client) -> Any:
    (row,) = client.get("/incidents", params={"place": SARMIN}).json()["items"]
    return client.get(f"/incidents/{row['id']}").json()


def say(client: httpx.Client, path: str, **body: Any) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_correction_holds_and_is_undone(fresh: Server) -> None:
    client = fresh.local()
    key = next(member["key"] for member in market(client)["members"] if member["known_on"] == "2024-03-04")
    acted = say(client, f"/claims/{key}/correct", slot="killed", value="5", why="counted on the spot")
    assert acted["incident"]["killed"]["low"] == 5
    assert acted["claim"]["edited"]
    assert client.get("/incidents", params={"edited": "true"}).json()["total"] == 1
    (first, *_) = market(client)["history"]
    assert (first["action"], first["slot"], first["value"]) == ("edit", "killed", "5")
    undone = say(client, "/undo", token=acted["undo"])
    assert undone["incident"]["killed"]["low"] == 3
    assert not undone["claim"]["edited"]
    assert client.post("/undo", json={"token": acted["undo"]}).status_code == 409


def test_a_correction_survives_a_new_reading(fresh: Server) -> None:
    client = fresh.local()
    member = market(client)["members"][0]
    say(client, f"/claims/{member['key']}/correct", slot="killed", value="11")
    report = client.get(f"/reports/{member['report']}").json()
    body = {name: report[name] for name in ("text", "title", "outlet", "published")}
    assert client.post("/reports", json=body).status_code == 201
    group_fresh(fresh.ledger)
    assert client.get(f"/claims/{member['key']}").json()["edited"]
    assert market(client)["killed"]["high"] == 11


def test_what_is_rejected_counts_no_longer(fresh: Server) -> None:
    client = fresh.local()
    nine = next(
        value["quotes"][0]["claim"]
        for slot in market(client)["slots"] if slot["slot"] == "killed"
        for value in slot["values"] if value["value"] == "9"
    )  # fmt: skip
    acted = say(client, f"/claims/{nine}/reject", why="another market")
    assert acted["incident"]["killed"]["high"] == 7
    assert acted["claim"]["verdict"] == "wrong"
    say(client, "/undo")
    assert market(client)["killed"]["high"] == 9


def test_an_incident_of_rejected_claims_is_in_no_list(fresh: Server) -> None:
    client = fresh.local()
    (row,) = client.get("/incidents", params={"place": "السويداء"}).json()["items"]
    (member,) = client.get(f"/incidents/{row['id']}").json()["members"]
    say(client, f"/claims/{member['key']}/reject")
    assert client.get("/incidents", params={"place": "السويداء"}).json()["total"] == 0
    assert row["id"] not in {each["id"] for each in client.get("/incidents", params={"limit": 500}).json()["items"]}


def test_split_and_same(fresh: Server) -> None:
    client = fresh.local()
    found = market(client)
    key = found["members"][-1]["key"]
    acted = say(client, f"/incidents/{found['id']}/split", claim=key, why="the next day")
    assert client.get("/incidents", params={"place": SARMIN}).json()["total"] == 2
    group_fresh(fresh.ledger)
    assert client.get("/incidents", params={"place": SARMIN}).json()["total"] == 2
    say(client, "/undo", token=acted["undo"])
    assert client.get("/incidents", params={"place": SARMIN}).json()["total"] == 1
    other = client.get("/incidents", params={"place": "السويداء"}).json()["items"][0]["id"]
    say(client, "/judgements", left=found["id"], right=other, verdict="same")
    assert client.get(f"/incidents/{other}").json()["id"] == client.get(f"/incidents/{found['id']}").json()["id"]


def test_after_a_correction_incidents_stay_as_they_were(fresh: Server) -> None:
    client = fresh.local()
    found = market(client)
    say(client, f"/claims/{found['members'][1]['key']}/correct", slot="days", value="2024-03-03 to 2024-03-04")
    (other,) = client.get("/incidents", params={"place": "السويداء"}).json()["items"]
    say(client, "/judgements", left=found["id"], right=other["id"], verdict="different")
    assert len(market(client)["members"]) == len(found["members"])


def test_a_note_is_kept(fresh: Server) -> None:
    client = fresh.local()
    key = market(client)["members"][0]["key"]
    assert say(client, f"/claims/{key}/note", text="ask the hospital")["incident"]["noted"] == 1
    assert [each["why"] for each in client.get("/edits").json()["items"]] == ["ask the hospital"]
    say(client, "/undo")
    assert market(client)["noted"] == 0


def test_the_queue_leaves_out_what_was_decided(fresh: Server) -> None:
    client = fresh.local()
    queue = client.get("/review").json()
    scores = [each["doubt"] * each["impact"] for each in queue["items"]]
    assert scores == sorted(scores, reverse=True)
    first = next(each for each in queue["items"] if each["kind"] == "value")
    assert first["left_report"]["content"]
    assert first["reason_codes"]
    say(client, f"/claims/{first['left']['key']}/accept")
    after = client.get("/review").json()
    assert first["id"] not in {each["id"] for each in after["items"]}
    assert after["done"] == queue["done"] + 1
    say(client, "/undo")
    assert client.get("/review").json()["total"] == queue["total"]


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        pytest.param("killed", "many", id="no-count"),
        pytest.param("days", "soon", id="no-days"),
        pytest.param("type", "War", id="no-type"),
        pytest.param("place", "sy-nowhere", id="no-place"),
        pytest.param("quote", "x", id="no-slot"),
    ],
)
def test_nonsense_is_refused(fresh: Server, slot: str, value: str) -> None:
    client = fresh.local()
    key = market(client)["members"][0]["key"]
    answer = client.post(f"/claims/{key}/correct", json={"slot": slot, "value": value})
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    assert client.get("/edits").json()["total"] == 0


def test_every_change_is_in_the_log(fresh: Server) -> None:
    client = fresh.local()
    key = market(client)["members"][0]["key"]
    say(client, f"/claims/{key}/accept")
    say(client, "/undo")
    client.patch("/sources/نشرة الجبل", json={"note": "local"})
    logged = client.get("/audit").json()["items"]
    assert [each["action"] for each in logged] == ["describe", "undo", "edit"]
    assert logged[-1]["target"] == key


def test_the_ledger_is_sound_after_all_that(fresh: Server) -> None:
    from marsad.ledger import Proof

    client = fresh.local()
    keys = [member["key"] for member in market(client)["members"]]
    one = say(client, f"/claims/{keys[0]}/correct", slot="killed", value="4")
    say(client, f"/claims/{keys[0]}/correct", slot="injured", value="2 or more")
    say(client, "/undo", token=one["undo"])
    say(client, f"/claims/{keys[1]}/correct", slot="place", value=None)
    say(client, "/undo")
    assert list(fresh.ledger.verify(Proof())) == []
