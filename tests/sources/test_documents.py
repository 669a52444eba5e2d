"""PDF and Word documents."""

import io
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.sources.files_of import FIRST, FONT, LONG, SECOND, docx, problems, reports, zipped

from marsad.sources.pdf import plain_letters
from marsad.sources.reading_order import is_garbled, signs_of_order

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
has_font = pytest.mark.skipif(not FONT.exists(), reason="needs the font DejaVu Sans, which has Arabic letters")
NOT_JOINED = "ادذرزوأإآةىءؤ"
FORMS = {
    (chr(int(parts[1], 16)), parts[0].strip("<>")): chr(code)
    for code in range(0xFE70, 0xFEFD)
    if len(parts := unicodedata.decomposition(chr(code)).split()) == 2
}


def pdf(lines: Sequence[str], *, password: str | None = None) -> bytes:
    """A PDF whose glyphs stand in the order of the characters, from left to right, as ReportLab draws."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("DejaVu", str(FONT)))
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=password)
    canvas.setFont("DejaVu", 11)
    canvas.rect(10, 10, 100, 100)  # as the picture of a page
    for number, line in enumerate(lines):
        canvas.drawRightString(570, 800 - 18 * number, line)
    canvas.save()
    return file.getvalue()


def shaped(text: str) -> str:
    """Letters as presentation forms, as old programs wrote them."""

    def joins(at: int) -> bool:
        return 0 <= at < len(text) and "\u0621" <= text[at] <= "\u064a"

    signs = []
    for at, letter in enumerate(text):
        before = joins(at - 1) and joins(at) and text[at - 1] not in NOT_JOINED and letter != "ء"
        after = joins(at) and joins(at + 1) and letter not in NOT_JOINED and text[at + 1] != "ء"
        form = "medial" if before and after else "final" if before else "initial" if after else "isolated"
        signs.append(FORMS.get((letter, form), letter))
    return "".join(signs)


def drawn(text: str) -> str:
    """What stands on the page from left to right: the words backwards, the numbers not."""
    words = [word if word.isdigit() else word[::-1] for word in text.split()]
    return " ".join(words[::-1])


@has_font
class TestPdf:
    @pytest.mark.parametrize(
        "lines",
        [
            pytest.param([drawn(FIRST), drawn(LONG)], id="visual order"),
            pytest.param([drawn(shaped(FIRST)), drawn(shaped(LONG))], id="presentation forms in visual order"),
            pytest.param([FIRST, LONG], id="logical order"),
        ],
    )
    def test_orders(self, lines: list[str]) -> None:
        (report,) = reports(pdf(lines), "news.pdf")
        assert " ".join(report.content.split()) == f"{FIRST} {LONG}"

    def test_latin_words_and_numbers_keep_their_order(self) -> None:
        (report,) = reports(pdf([".SOHR Network 2024/1/13 " + drawn("قال المرصد في المدينة القديمة")]), "news.pdf")
        assert report.text == "قال المرصد في المدينة القديمة 2024/1/13 SOHR Network."

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            pytest.param(b"", "empty", id="empty"),
            pytest.param(b"%PDF-1.7\n", "damaged or breaks off", id="only its beginning"),
            pytest.param(b"%PDF-1.7\n" + b"0" * 1000, "damaged or breaks off", id="no PDF"),
        ],
    )
    def test_bad(self, data: bytes, told: str) -> None:
        (problem,) = problems(data, "x.pdf")
        assert told in problem

    def test_encrypted(self) -> None:
        assert "encrypted" in problems(pdf([drawn(FIRST)], password="secret"), "x.pdf")[0]

    def test_scanned(self) -> None:
        assert "run it through OCR" in problems(pdf([]), "x.pdf")[0]

    def test_no_arabic(self) -> None:
        assert "no Arabic" in problems(pdf(["Shelling of Sarmin"]), "x.pdf")[0]

    def test_letters_that_the_font_does_not_tell(self) -> None:
        assert "do not tell which letters" in problems(pdf(["\ue000\ue001\ue002 " * 9]), "x.pdf")[0]

    def test_a_mixture_of_orders_is_refused(self) -> None:
        mixed = [drawn(LONG), LONG, drawn(LONG), LONG]
        assert "no order that reads as words" in problems(pdf(mixed), "x.pdf")[0]

    @pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
    def test_of_a_browser(self, tmp_path: Path) -> None:
        page, out = tmp_path / "page.html", tmp_path / "page.pdf"
        page.write_text(
            f'<html lang="ar" dir="rtl"><meta charset="utf-8"><title>قصف على سرمين</title>'
            f"<h1>قصف مدفعي على سرمين</h1><p>{FIRST} (SOHR) يوم 13 كانون الثاني 2024.</p><p>{LONG}</p></html>",
            encoding="utf-8",
        )
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        subprocess.run([str(CHROMIUM), *options, profile, page.as_uri()], check=True, capture_output=True, timeout=120)
        (report,) = reports(out.read_bytes(), "page.pdf")
        assert report.title == "قصف على سرمين"
        assert report.text == f"قصف مدفعي على سرمين\n{FIRST} (SOHR) يوم 13 كانون الثاني 2024.\n{LONG}"


def test_presentation_forms() -> None:
    assert plain_letters(shaped(LONG)) == LONG
    assert plain_letters("ﻻ ﷲ") == "لا الله"


@pytest.mark.parametrize(
    ("text", "is_bad"),
    [
        pytest.param(LONG, False, id="as written"),
        pytest.param(LONG[::-1], True, id="backwards"),
        pytest.param("لا بلا إلا علي", False, id="words that end like the article backwards"),
        pytest.param("ق ص ف ع ل ى ا ل م د ي ن ة", True, id="letters apart"),
    ],
)
def test_garbled(text: str, is_bad: bool) -> None:
    assert is_garbled(text) is is_bad, signs_of_order(text)


class TestWord:
    def test_paragraphs(self) -> None:
        (report,) = reports(docx(FIRST, "", SECOND, title="تقرير اليوم"), "news.docx")
        assert (report.title, report.text) == ("تقرير اليوم", f"{FIRST}\n{SECOND}")

    def test_tables_are_read_in_place(self) -> None:
        import docx as library

        document = library.Document()
        document.add_paragraph(FIRST)
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "سرمين", SECOND
        document.add_paragraph(LONG)
        file = io.BytesIO()
        document.save(file)
        (report,) = reports(file.getvalue(), "news.docx")
        assert report.text.split("\n") == [FIRST, "سرمين", SECOND, LONG]

    def test_deleted_words_stay_deleted(self) -> None:
        namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        body = f"<w:p><w:r><w:t>{FIRST}</w:t></w:r><w:moveFrom><w:r><w:t>قديم</w:t></w:r></w:moveFrom></w:p>"
        data = zipped({"word/document.xml": f"<w:document {namespace}><w:body>{body}</w:body></w:document>"})
        (report,) = reports(data, "news.docx")
        assert report.text == FIRST

    def test_kind_is_told_by_content(self) -> None:
        assert reports(docx(FIRST), "download")[0].text == FIRST

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            pytest.param(b"", "empty", id="empty"),
            pytest.param(b"PK\x03\x04", "damaged or breaks off", id="breaks off"),
            pytest.param(zipped({"a.txt": "x"}), "without a Word document", id="another zip"),
            pytest.param(zipped({"word/document.xml": "<a>"}), "XML is broken", id="broken XML"),
            pytest.param(docx(""), "holds no text", id="no words"),
            pytest.param(
                zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
                "entities",
                id="entities",
            ),
            pytest.param(zipped({"word/document.xml": b" " * 17_000_000}), "grows more than", id="bomb"),
            pytest.param(zipped({"word/document.xml": "<a>" * 100_000}), "XML is broken", id="too deep"),
            pytest.param(b"\xd0\xcf\x11\xe0" + bytes(500), "damaged or breaks off", id="an old Word file"),
        ],
    )
    def test_bad(self, data: bytes, told: str) -> None:
        (problem,) = problems(data, "x.docx")
        assert told in problem
