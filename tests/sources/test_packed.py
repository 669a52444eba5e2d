"""Collections: zip, tar, mail and web archives, written by the libraries that others use."""

import gzip
import io
import mailbox
import struct
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.sources.files_of import FIRST, SECOND, found, message, page_of_news, problems, reports, skipped, warc, zipped

from marsad.sources import packed


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


class TestArchives:
    def test_zip(self) -> None:
        data = zipped({"a/one.txt": FIRST, "two.json": f'{{"id": "two", "text": "{SECOND}"}}'})
        assert [report.id for report in reports(data, "news.zip")] == ["one", "two"]

    def test_kind_is_told_by_content(self) -> None:
        assert [report.id for report in reports(zipped({"one.txt": FIRST}), "download")] == ["one"]

    @pytest.mark.parametrize("mode", ["w", "w:gz"])
    def test_tar(self, mode: str) -> None:
        data = tarred({"a/one.txt": FIRST.encode(), "two.txt": SECOND.encode()}, mode)
        name = "news.tar.gz" if mode == "w:gz" else "news.tar"
        assert [report.id for report in reports(data, name)] == ["one", "two"]
        assert [report.id for report in reports(data, "news.tgz")] == ["one", "two"]

    def test_nested(self) -> None:
        data = zipped({"inner.zip": zipped({"one.txt": FIRST}), "two.txt.gz": gzip.compress(SECOND.encode())})
        assert [report.id for report in reports(data, "news.zip")] == ["one", "two"]

    def test_what_is_no_report_is_skipped(self) -> None:
        data = zipped({"one.txt": FIRST, "photo.jpg": b"\xff\xd8\xff", "__MACOSX/._one.txt": b"x", ".DS_Store": b"x"})
        assert len(reports(data, "news.zip")) == 1
        assert [line.split(": ")[0] for line in skipped(data, "news.zip")] == [
            "news.zip/photo.jpg",
            "news.zip/__MACOSX/._one.txt",
            "news.zip/.DS_Store",
        ]

    def test_a_bad_member_stops_no_other(self) -> None:
        data = zipped({"bad.jsonl": "{broken", "empty.txt": "", "one.txt": FIRST})
        assert [each.id for each in found(data, "news.zip") if hasattr(each, "id")] == ["one"]
        assert len(problems(data, "news.zip")) == 2

    def test_names_that_climb_are_only_names(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        data = zipped({"../../climbed.txt": FIRST, "/etc/rooted.txt": SECOND})
        assert [report.id for report in reports(data, "news.zip")] == ["climbed", "rooted"]
        assert not list(tmp_path.rglob("*"))
        tar = tarred({"../../climbed.txt": FIRST.encode()})
        assert [report.id for report in reports(tar, "news.tgz")] == ["climbed"]

    def test_links_are_not_followed(self) -> None:
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w") as archive:
            link = tarfile.TarInfo("passwd.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        assert skipped(file.getvalue(), "news.tar") == [
            "news.tar/passwd.txt: skipped, it is a link or a device, no file"
        ]


def encrypted() -> bytes:
    """A zip whose member says that it is encrypted."""
    data = bytearray(zipped({"one.txt": FIRST}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(mark)
        struct.pack_into("<H", data, start + at, 1)
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(zipped({"one.txt": FIRST * 50}))
    data[60:70] = b"\xff" * 10
    return bytes(data)


def nested(depth: int) -> bytes:
    data = zipped({"one.txt": FIRST})
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        pytest.param(zipped({"one.txt": FIRST})[:-30], "x.zip", "damaged or breaks off", id="zip breaks off"),
        pytest.param(b"PK\x03\x04", "x.zip", "damaged or breaks off", id="zip of four bytes"),
        pytest.param(b"", "x.zip", "empty", id="empty"),
        pytest.param(encrypted(), "x.zip", "encrypted", id="zip with a password"),
        pytest.param(damaged(), "x.zip", "damaged", id="a damaged member"),
        pytest.param(nested(5), "x.zip", "files deep", id="zips in zips"),
        pytest.param(b"no tar at all", "x.tar", "damaged or breaks off", id="no tar"),
        pytest.param(tarred({"one.txt": FIRST.encode() * 200})[:150], "x.tgz", "breaks off", id="tar breaks off"),
        pytest.param(
            zipped({"one.txt": b"\xa4\xa5\xa6\xa9" * 10}), "x.zip", "broken UTF-8", id="broken encoding inside"
        ),
        pytest.param(zipped({"deep.json": "[" * 100_000}), "x.zip", "JSON", id="deep JSON"),
    ],
)
def test_bad_archives(data: bytes, name: str, told: str) -> None:
    (problem,) = problems(data, name)
    assert told in problem


def test_a_bomb_is_refused_before_it_fills_memory() -> None:
    bomb = zipped({"bomb.txt": b"0" * (packed.FREE + 1), "one.txt": FIRST})
    assert len(bomb) < 100_000
    outcome = found(bomb, "x.zip")
    assert [report.id for report in outcome if hasattr(report, "id")] == ["one"]
    assert "grows more than" in problems(bomb, "x.zip")[0] or "larger than" in problems(bomb, "x.zip")[0]


def test_a_bomb_of_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "TOTAL", 10_000)
    data = zipped({f"{number}.txt": f"{FIRST} {number} " * 40 for number in range(20)})
    assert "came out of it" in problems(data, "x.zip")[-1]
    assert "of a bomb" in problems(tarred({"one.txt": FIRST.encode() * 200}), "x.tgz")[-1]


class TestMail:
    def test_message(self) -> None:
        (report,) = reports(message().as_bytes(), "one.eml")
        assert (report.id, report.outlet, report.title) == ("one@example.org", "شبكة السهل", "قصف على سرمين")
        assert (report.text, report.published) == (FIRST, date(2024, 1, 13))

    def test_html_alone(self) -> None:
        mail = message()
        mail.set_content(f"<style>p {{}}</style><p>{FIRST}</p><p>{SECOND}&nbsp;</p>", subtype="html")
        (report,) = reports(mail.as_bytes(), "one.eml")
        assert report.text == f"{FIRST}\n{SECOND}"

    def test_windows_1256(self) -> None:
        mail = message()
        mail.set_content(FIRST, charset="windows-1256")
        (report,) = reports(mail.as_bytes(), "one.eml")
        assert report.text == FIRST

    def test_attachments_are_read_as_what_they_are(self) -> None:
        mail = message()
        mail.add_attachment(SECOND.encode(), maintype="text", subtype="plain", filename="تقرير.txt")
        mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
        assert [report.id for report in reports(mail.as_bytes(), "one.eml")] == ["one@example.org", "تقرير"]
        assert skipped(mail.as_bytes(), "one.eml")[0].startswith("one.eml/map.png: skipped")

    def test_box(self, tmp_path: Path) -> None:
        box = mailbox.mbox(tmp_path / "news.mbox")
        box.add(message(f"{FIRST}\n\nFrom هنا يبدأ السطر"))
        box.add(message(SECOND, Message_ID="<two@example.org>"))
        box.close()
        data = (tmp_path / "news.mbox").read_bytes()
        assert [report.id for report in reports(data, "news.mbox")] == ["one@example.org", "two@example.org"]
        assert "\nFrom هنا" in reports(data, "news.mbox")[0].text
        assert len(reports(data, "unnamed")) == 2

    @pytest.mark.parametrize(
        ("data", "name", "told"),
        [
            pytest.param(b"", "x.eml", "empty", id="empty"),
            pytest.param(b"Subject: x\n\n\xa4\xa5\xa6\xa9", "x.eml", "broken UTF-8", id="broken encoding"),
            pytest.param(b"no mail", "x.mbox", "no message begins", id="no box"),
            pytest.param(b"From a@b Sat\nSubject: x\n\n\xa4\xa5\xa6\xa9", "x.mbox", "broken UTF-8", id="in a box"),
        ],
    )
    def test_bad_mail(self, data: bytes, name: str, told: str) -> None:
        (problem,) = problems(data, name)
        assert told in problem

    def test_parts_without_end(self) -> None:
        head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
        assert problems(head, "x.eml")

    def test_headers_that_are_none(self) -> None:
        raw = f"From: =?x-none?B?####?=\nDate: yesterday\nSubject: =?utf-8?B?!!?=\n\n{FIRST}"
        (report,) = reports(raw, "x.eml")
        assert (report.published, report.id) == (None, "x")


class TestWebArchives:
    @pytest.mark.parametrize("is_packed", [False, True])
    def test_pages(self, is_packed: bool) -> None:
        data = warc(
            ("https://news.example/one", "text/html; charset=utf-8", page_of_news()),
            ("https://news.example/a.css", "text/css", b"p {}"),
            ("https://news.example/two.txt", "text/plain", SECOND.encode()),
            packed=is_packed,
        )
        name = "crawl.warc.gz" if is_packed else "crawl.warc"
        one, two = reports(data, name)
        assert (one.url, one.title) == ("https://news.example/one", "قصف على سرمين")
        assert (two.url, two.text) == ("https://news.example/two.txt", SECOND)
        assert skipped(data, name) == [
            f"{name}: record 3 (https://news.example/a.css): skipped, it is text/css, no page"
        ]

    def test_errors_of_the_server(self) -> None:
        data = warc(("https://news.example/one", "text/html", page_of_news()), status="404 Not Found")
        assert "the server answered 404" in skipped(data, "crawl.warc")[0]

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            pytest.param(b"", "empty", id="empty"),
            pytest.param(b"nothing of the kind\r\n\r\n", "no WARC record", id="no archive"),
            pytest.param(warc(("https://a.example", "text/html", page_of_news()))[:-99], "breaks off", id="breaks off"),
            pytest.param(warc(("https://a.example", "text/html", b"<html></html>")), "no article", id="no article"),
        ],
    )
    def test_bad_archives(self, data: bytes, told: str) -> None:
        (problem,) = problems(data, "x.warc")
        assert told in problem


def test_damage_of_every_kind_is_told(tmp_path: Path) -> None:
    """A member that lies of its size or sum."""
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("one.txt", FIRST)
    data = bytearray(file.read_bytes())
    at = data.index(FIRST.encode()[:8])
    data[at : at + 2] = FIRST.encode()[2:4]
    assert "damaged" in problems(bytes(data), "x.zip")[0]
