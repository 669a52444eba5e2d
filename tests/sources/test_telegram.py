"""Exports of Telegram Desktop: JSON and pages."""

import json
from datetime import date

import pytest
from tests.sources.files_of import FIRST, SECOND, export, found, post, problems, reports, skipped

ENTITIES = ["قتل 3 مدنيين بقصف مدفعي ", {"type": "bold", "text": "لقوات النظام"}, " على بلدة سرمين شرقي إدلب"]


class TestJson:
    def test_a_post(self) -> None:
        (report,) = reports(export(post(7, ENTITIES)), "result.json")
        assert (report.text, report.outlet, report.published) == (FIRST, "شبكة السهل", date(2024, 1, 13))
        assert (report.id, report.url) == ("1234567890/7", "https://t.me/c/1234567890/7")

    def test_a_forward_is_a_sighting_of_its_origin(self) -> None:
        (report,) = reports(export(post(8, FIRST, forwarded_from="مراسل الشمال")), "result.json")
        assert report.outlet == "مراسل الشمال"

    def test_replies_edits_and_captions(self) -> None:
        given = [
            post(1, FIRST, photo="photos/1.jpg", width=90),
            post(2, SECOND, reply_to_message_id=1, edited="2024-01-14T08:00:00", edited_unixtime="1"),
        ]
        first, second = reports(export(*given), "result.json")
        assert (first.text, second.text, second.published) == (FIRST, SECOND, date(2024, 1, 13))

    def test_what_is_left_out_is_told(self) -> None:
        given = [
            {"id": 1, "type": "service", "date": "2024-01-13T10:00:00", "action": "create_channel", "text": ""},
            post(2, "", photo="photos/1.jpg"),
            post(3, "", media_type="video_file"),
            post(4, "Shelling"),
            post(5, FIRST),
        ]
        assert [report.id for report in reports(export(*given), "result.json")] == ["1234567890/5"]
        assert [line.split("skipped, ")[1] for line in skipped(export(*given), "result.json")] == [
            "a service message, no post",
            "a photo without a caption",
            "a video_file without a caption",
            "it has no Arabic in it",
        ]

    def test_all_chats(self) -> None:
        one, two = json.loads(export(post(1, FIRST))), json.loads(export(post(1, SECOND), name="ب", id=5))
        whole = {"about": "Here is the data you requested. Remember: ...", "chats": {"about": "", "list": [one, two]}}
        assert [report.outlet for report in reports(json.dumps(whole), "result.json")] == ["شبكة السهل", "ب"]

    def test_a_bad_message_stops_no_other(self) -> None:
        data = export({"id": "x"}, post(2, FIRST), post(3, SECOND, date="yesterday"))
        assert len([each for each in found(data, "result.json") if hasattr(each, "text")]) == 1
        assert len(problems(data, "result.json")) == 2

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            pytest.param(export(post(1, FIRST))[:-20], "no whole export", id="breaks off"),
            pytest.param(export().replace("[]", "[" * 100_000), "no whole export", id="100,000 deep"),
            pytest.param(export(post(1, "x\ud800".encode("utf-8", "surrogatepass").decode("latin-1"))), None, id="odd"),
            pytest.param(
                '{"about": "Here is the data you requested.", "chats": {"list": []}}', "no chat", id="no chat"
            ),
            pytest.param(export(post(1, FIRST)).encode() + b"\xa4\xa5", "UTF-8", id="broken encoding"),
        ],
    )
    def test_bad(self, data: str | bytes, told: str | None) -> None:
        assert told is None or told in problems(data, "result.json")[0]


def page(*messages: str) -> str:
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Exported Data</title>\n</head>\n<body>'
        '<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">\nشبكة السهل\n'
        f'</div></div></div><div class="page_body chat_page"><div class="history">{"".join(messages)}</div></div></div>'
    )


def shown(number: int, text: str, *, kind: str = "default clearfix", name: str = "شبكة السهل", inner: str = "") -> str:
    return (
        f'<div class="message {kind}" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="13.01.2024 21:40:11 UTC+03:00">21:40</div>'
        f'<div class="from_name">{name}</div>{inner}<div class="text">{text}</div></div></div>'
    )


class TestPages:
    def test_messages(self) -> None:
        data = page(shown(7, "قصف على سرمين<br>صباح اليوم"), shown(8, SECOND, kind="default clearfix joined"))
        first, second = reports(data, "messages.html")
        assert (first.id, first.outlet, first.published) == ("شبكة السهل/7", "شبكة السهل", date(2024, 1, 13))
        assert (first.text, second.text) == ("قصف على سرمين\nصباح اليوم", SECOND)

    def test_a_forward_is_a_sighting_of_its_origin(self) -> None:
        inner = (
            '<div class="forwarded body"><div class="from_name">مراسل الشمال <span class="date">13.01.2024</span></div>'
            f'<div class="text">{FIRST}</div></div>'
        )
        (report,) = reports(page(shown(7, "", inner=inner)), "messages2.html")
        assert (report.outlet, report.text) == ("مراسل الشمال", FIRST)

    def test_service_messages_and_media_are_left_out(self) -> None:
        data = page(shown(1, "13 January 2024", kind="service"), shown(2, ""), shown(3, FIRST))
        assert len(reports(data, "messages.html")) == 1
        assert len(skipped(data, "messages.html")) == 2

    def test_other_pages_are_pages(self) -> None:
        assert "no article" in problems("<html><title>Exported</title></html>", "messages.html")[0]
