"""Adding through the server: pasted texts, files in the background, what cannot be read."""

import gzip
import json
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from tests.serve.api.conftest import Server

from marsad.serve.demonstrating import examples

TEXT = "قتل ثلاثة مدنيين بقصف مدفعي على بلدة تفتناز بريف إدلب يوم الاثنين"


def finished(client: httpx.Client, job: Any) -> Any:
    patience = monotonic() + 120
    while job["state"] not in ("done", "failed", "stopped") and monotonic() < patience:
        sleep(0.2)
        job = client.get(f"/imports/{job['id']}").json()
    return job


def send(client: httpx.Client, name: str, content: bytes, **params: str) -> httpx.Response:
    return client.post("/imports", content=content, params=params, headers={"X-File-Name": quote(name)})


def test_reading_keeps_nothing(fresh: Server) -> None:
    client = fresh.local()
    read = client.post("/read", json={"text": TEXT, "published": "2024-05-07"}).json()
    (claim,) = read["claims"]
    assert (claim["type"], claim["first_day"]) == ("Shelling/artillery/missile attack", "2024-05-06")
    place = next(value for value in claim["values"] if value["slot"] == "place")
    assert place["target_name"] == "تفتناز"
    content = read["report"]["content"]
    assert all(content[value["start"] : value["end"]] == value["words"] for value in claim["values"] if value["words"])
    assert not read["known"]
    assert client.get(f"/reports/{read['report']['sha256']}").status_code == 404


def test_keeping_with_a_correction(fresh: Server) -> None:
    client = fresh.local()
    body = {"text": TEXT, "published": "2024-05-07", "outlet": "شبكة السهل"}
    (claim,) = client.post("/read", json=body).json()["claims"]
    kept = client.post("/reports", json=body | {"edits": [{"claim": claim["key"], "slot": "killed", "value": "4"}]})
    assert (kept.status_code, kept.json()["outcome"]) == (201, "new")
    assert client.get(f"/claims/{claim['key']}").json()["edited"]
    assert client.post("/reports", json=body).json()["outcome"] == "known"
    patience = monotonic() + 60
    while (
        not (found := client.get("/incidents", params={"place": "تفتناز"}).json()["items"]) and monotonic() < patience
    ):
        sleep(0.3)
    assert found[0]["killed"]["best"] == 4


def test_a_file_is_added_in_the_background(fresh: Server) -> None:
    client = fresh.local()
    texts = [Path(path).read_text(encoding="utf-8") for path in examples()]
    reports = [json.loads(line) for text in texts for line in text.splitlines()]
    new = {"id": "new", "title": "", "text": TEXT, "published": "2024-05-07"}
    content = gzip.compress("\n".join(json.dumps(each) for each in [*reports, new, {"id": "bad"}]).encode())
    answer = send(client, "وارد.jsonl.gz", content, outlet="شبكة السهل")
    assert answer.status_code == 202
    job = finished(client, answer.json())
    assert (job["state"], job["added"], len(job["failed"])) == ("done", 1, 1)
    assert job["failed"][0]["where"].startswith("وارد.jsonl.gz:")
    assert client.get("/incidents", params={"place": "تفتناز"}).json()["total"] == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("report.exe", b"MZ", id="no-report"),
        pytest.param("report.txt", b"", id="empty"),
        pytest.param("", b"x", id="no-name"),
    ],
)
def test_what_is_no_file_of_reports_is_refused(fresh: Server, name: str, content: bytes) -> None:
    answer = send(fresh.local(), name, content)
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_a_broken_file_says_so(fresh: Server) -> None:
    client = fresh.local()
    job = finished(client, send(client, "broken.json.gz", b"\x1f\x8bnothing").json())
    assert job["added"] == 0
    assert "gzip" in job["failed"][0]["problem"]


@pytest.mark.parametrize("text", ["no Arabic", "   "], ids=["Latin", "blank"])
def test_what_is_not_arabic_is_refused(fresh: Server, text: str) -> None:
    answer = fresh.local().post("/read", json={"text": text})
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")
