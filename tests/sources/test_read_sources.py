import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Report
from marsad.sources import Failure, Found, read_sources, size_of
from marsad.sources import records as records_module
from marsad.sources.files import read_stream

ARABIC = "قصف على حلب اليوم"
LINE = json.dumps({"id": "a", "text": ARABIC}, ensure_ascii=False)


def found(data: bytes | str, name: str = "report") -> list[Found]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_stream(io.BytesIO(raw), name=name, where=name))


def problems(data: bytes | str, name: str = "report") -> list[str]:
    return [str(each) for each in found(data, name) if isinstance(each, Failure)]


def reports(data: bytes | str, name: str = "report") -> list[Report]:
    return [each for each in found(data, name) if isinstance(each, Report)]


class TestKinds:
    @pytest.mark.parametrize(
        ("data", "name", "ids"),
        [
            pytest.param(ARABIC, "news.txt", ["news"], id="text by name"),
            pytest.param(ARABIC, "news", ["news"], id="text by content"),
            pytest.param(f"[خاص] {ARABIC}", "news", ["news"], id="text that begins with a bracket"),
            pytest.param(LINE, "x.jsonl", ["a"], id="json lines by name"),
            pytest.param(f"{LINE}\n\n{LINE}\n", "x", ["a", "a"], id="json lines by content, same id twice"),
            pytest.param(f"[{LINE},\n{LINE}]", "x.json", ["a", "a"], id="json array"),
            pytest.param(json.dumps({"id": "b", "text": ARABIC}, indent=2), "x.json", ["b"], id="json over lines"),
            pytest.param(json.dumps({"text": ARABIC}), "x.jsonl", ["x:1"], id="no id: file and line"),
            pytest.param(json.dumps({"id": 7, "text": ARABIC}), "x.jsonl", ["7"], id="number as id"),
            pytest.param(LINE.encode("utf-16"), "x.jsonl", ["a"], id="json lines in utf-16"),
            pytest.param(LINE.encode("cp1256"), "x.jsonl", ["a"], id="json lines in windows-1256"),
            pytest.param(gzip.compress(LINE.encode()), "x.jsonl.gz", ["a"], id="packed"),
        ],
    )
    def test_reports(self, data: bytes | str, name: str, ids: list[str]) -> None:
        assert [report.id for report in reports(data, name)] == ids
        assert not problems(data, name)

    def test_fields_of_a_record(self) -> None:
        record = {
            "id": "a",
            "outlet": "شبكة",
            "published": "2024-03-05",
            "title": "عنوان",
            "text": ARABIC,
            "url": "https://example.org/1",
            "events": [{"type": "Armed clash"}],
        }
        assert reports(json.dumps(record)) == [
            Report(
                id="a",
                outlet="شبكة",
                published=date(2024, 3, 5),
                title="عنوان",
                text=ARABIC,
                url="https://example.org/1",
            )
        ]

    @pytest.mark.parametrize("published", ["2024-03-05T22:10:00Z", "2024-03-05 22:10", "20240305", " 2024-03-05 "])
    def test_iso_times_are_days(self, published: str) -> None:
        record = json.dumps({"text": ARABIC, "published": published})
        assert reports(record)[0].published == date(2024, 3, 5)

    def test_text_is_untouched(self) -> None:
        text = "  قصف\r\nعلى\u200f حلب \U0001f4a5\n"
        assert reports(text)[0].text == text


class TestFailures:
    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            pytest.param("", "a.txt", "a.txt: it is empty", id="empty file"),
            pytest.param("\n \n", "a.jsonl", "holds no report", id="empty lines"),
            pytest.param("[]", "a.json", "holds no report", id="empty array"),
            pytest.param("no arabic here", "a.txt", "a.txt: report a: it has no Arabic", id="no Arabic"),
            pytest.param(b"\x89PNG", "a", "it is a picture; Marsad reads text,", id="a picture"),
            pytest.param(b"%PDF-1.7", "a", "the PDF is damaged", id="the beginning of a PDF"),
            pytest.param(b"\x1f\x8b\x08", "a.gz", "gzip data is damaged", id="broken gzip"),
            pytest.param(gzip.compress(LINE.encode())[:-9], "a.jsonl.gz", "gzip data is damaged", id="cut gzip"),
            pytest.param(LINE[:30], "a.jsonl", "a.jsonl:1: the JSON breaks off after", id="line cut in half"),
            pytest.param("{\n" + LINE[1:-1], "a.json", "a.json: the JSON breaks off after", id="document cut"),
            pytest.param("plain words", "a.jsonl", "character 0 is no JSON", id="no JSON"),
            pytest.param(LINE + ",", "a.jsonl", "is no JSON (Extra data)", id="something behind the record"),
            pytest.param('{"id": "a"}', "a.jsonl", 'it has no "text"', id="no text"),
            pytest.param('{"text": 5}', "a.jsonl", "Expected str, got int - at $.text", id="text is a number"),
            pytest.param("null", "a.jsonl", "Expected object, got null", id="null"),
            pytest.param('{"text": "\\ud800"}', "a.jsonl", "half of a surrogate pair", id="lone surrogate"),
            pytest.param("[" * 100_000, "a.json", "nested too deeply", id="nested brackets"),
            pytest.param(
                '{"text": "قصف", "published": "yesterday"}',
                "a.jsonl",
                "\"published\" is 'yesterday', which is no date; write it as 2024-01-31",
                id="published yesterday",
            ),
            pytest.param(LINE.encode()[:41] + b"\xff", "a.jsonl", "a.jsonl:1: byte 41 (0xFF)", id="broken byte"),
        ],
    )
    def test_one_clear_line(self, data: bytes | str, name: str, words: str) -> None:
        (problem,) = problems(data, name)
        assert words in problem
        assert "\n" not in problem
        assert not reports(data, name)

    def test_the_other_lines_are_still_read(self) -> None:
        stray = b"\xff"
        broken = LINE.encode()[:41] + stray
        data = f"{LINE}\n{LINE[:25]}\n".encode() + broken + b"\n" + LINE.encode()
        at = data.index(stray)
        assert [type(each) for each in found(data, "a.jsonl")] == [Report, Failure, Failure, Report]
        assert problems(data, "a.jsonl")[1].startswith(f"a.jsonl:3: byte {at} ")

    def test_the_other_items_of_an_array_are_still_read(self) -> None:
        data = f'[{LINE}, {{"text": 5}}, {LINE}]'
        assert [type(each) for each in found(data, "a.json")] == [Report, Failure, Report]
        assert problems(data, "a.json")[0].startswith("a.json: report 2: ")

    def test_too_long_a_line_is_skipped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(records_module, "LIMIT", 200)
        long = json.dumps({"id": "long", "text": ARABIC * 50})
        data = f"{LINE}\n{long}\n{LINE}\n"
        assert [type(each) for each in found(data, "a.jsonl")] == [Report, Failure, Report]
        assert problems(data, "a.jsonl")[0].startswith("a.jsonl:2: the report is larger than")

    @given(st.binary(max_size=200), st.sampled_from(["a", "a.txt", "a.json", "a.jsonl", "a.jsonl.gz"]))
    def test_any_bytes_are_reports_or_failures(self, data: bytes, name: str) -> None:
        assert found(data, name)

    @given(st.text(max_size=100))
    def test_any_json_string_is_a_report_or_a_failure(self, text: str) -> None:
        (each,) = found(json.dumps({"text": text}), "a.jsonl")
        assert isinstance(each, Failure) or (isinstance(each, Report) and each.text == text)


class TestPlaces:
    def test_folder_is_read_in_order_without_hidden_files(self, tmp_path: Path) -> None:
        for name in ["b.txt", "a.jsonl", "sub/c.txt", ".hidden.txt", ".git/d.txt", "notes.docx"]:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(LINE if name.endswith("jsonl") else ARABIC, encoding="utf-8")
        assert [each.id for each in read_sources([tmp_path]) if isinstance(each, Report)] == ["a", "b", "c"]

    def test_what_cannot_be_reached_is_named_and_the_rest_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        good = tmp_path / "good.txt"
        good.write_text(ARABIC, encoding="utf-8")
        inputs: list[str | Path] = [tmp_path / "missing.txt", tmp_path / "empty", good, "bad\0name"]
        missing, empty, report, name = read_sources(inputs)
        assert str(missing).endswith("missing.txt: there is no such file or folder; check the name")
        assert "no file in this folder ends in .txt" in str(empty)
        assert isinstance(report, Report)
        assert isinstance(name, Failure)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every file")
    def test_forbidden_file(self, tmp_path: Path) -> None:
        path = tmp_path / "secret.txt"
        path.write_text(ARABIC, encoding="utf-8")
        path.chmod(0)
        (failure,) = read_sources([path])
        assert "may not be read" in str(failure)

    def test_names_cannot_command_the_terminal(self) -> None:
        (failure,) = read_sources(["no\n\x1b[31mfile"])
        assert str(failure).startswith("no\\n\\x1b[31mfile: ")

    def test_size(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"12345")
        assert size_of([tmp_path, tmp_path / "missing"]) == 5
        assert size_of(["-"]) is None


class TestChoices:
    def test_published_is_for_reports_that_state_none(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        rows = [{"text": ARABIC}, {"text": ARABIC, "published": "2024-03-05"}]
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        days = [each.published for each in read_sources([path], published=date(2023, 1, 1)) if isinstance(each, Report)]
        assert days == [date(2023, 1, 1), date(2024, 3, 5)]

    def test_only_the_reports_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        rows = [{"id": each, "text": ARABIC} for each in ("x", "y", "z")]
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        report, failure = read_sources([path], ids=["y", "none"])
        assert isinstance(report, Report)
        assert report.id == "y"
        assert str(failure) == "report none: no input has a report of this id; check the id"

    def test_bytes_are_told_as_they_are_done_with(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
        heard: list[int] = []
        assert len(list(read_sources([path], heard=heard.append))) == 2
        assert sum(heard) == path.stat().st_size
