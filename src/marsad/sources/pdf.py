"""PDF files with a text layer: the words in reading order, or the reason why they cannot be had.

A PDF holds glyphs at places of a page, not text. Arabic is put in order by where the glyphs stand; letters that are
written as presentation forms become letters. What still does not look like Arabic words in order is refused.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from marsad.errors import InputError, MissingExtraError
from marsad.model import Report
from marsad.sources.encoding import has_arabic
from marsad.sources.reading_order import Glyph, in_order, is_garbled, paragraphs, straightened
from marsad.sources.source import Found, Source

LIMIT = 256 * 1024 * 1024  # bytes
PAGES = 2000
CHARACTERS = 4_000_000
GENERATED_BREAKS = "\r\n"
PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x9f]")
LEAST_LETTERS = 0.9  # of all signs; more that is none means that the font does not tell its letters
UNTOLD = "save it as text, or print it again from the program that made it"


def read_pdf(source: Source) -> Iterator[Found]:
    """The document as one report."""
    if source.wants(source.stem):
        title, text = _document(source.whole(LIMIT))
        yield Report(id=source.stem, title=title if title not in text[: len(title) + 200] else "", text=text)


def _document(data: bytes) -> tuple[str, str]:
    """The title, "" where there is none, and the text."""
    try:
        import pypdfium2
    except ModuleNotFoundError:
        raise MissingExtraError("PDF needs pypdfium2; install it with: pip install 'marsad[files]'") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("the PDF is encrypted; save it without a password") from None
        raise InputError(f"the PDF is damaged or breaks off ({error}); fetch it again") from None
    try:
        if len(document) > PAGES:
            raise InputError(f"the PDF has more than {PAGES:,} pages; split it into reports")
        lines = _lines(document)
        return _title(document), _text(lines)
    finally:
        document.close()


def _text(lines: list[list[Glyph]]) -> str:
    if not any(lines):
        raise InputError("the PDF has pictures of pages and no text in it; run it through OCR first")
    signs = [glyph.sign for line in lines for glyph in line if not glyph.sign.isspace()]
    untold = sum(1 for sign in signs if NO_LETTER.match(sign))
    if signs and untold > (1 - LEAST_LETTERS) * len(signs):
        raise InputError(f"the PDF's fonts do not tell which letters they show; {UNTOLD}")
    ordered = straightened([in_order(line) for line in lines])
    text = NO_LETTER.sub("", plain_letters(paragraphs(ordered)))
    if not has_arabic(text):
        raise InputError("the PDF's text has no Arabic in it; Marsad reads Arabic reports")
    if is_garbled(text):
        raise InputError(f"the PDF's Arabic comes out in no order that reads as words; {UNTOLD}")
    return text


def plain_letters(text: str) -> str:
    """Presentation forms as the letters that they show.

    >>> plain_letters("ﻗﺼﻒ")
    'قصف'
    """
    return PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _lines(document: Any) -> list[list[Glyph]]:
    """The glyphs of each line, an empty one after each page."""
    lines: list[list[Glyph]] = []
    count = 0
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage()
        except Exception as error:  # a page that is no page
            raise InputError(f"page {number + 1} of the PDF is damaged ({error}); fetch it again") from None
        count += words.count_chars()
        if count > CHARACTERS:
            raise InputError(f"the PDF holds more than {CHARACTERS:,} characters; split it into reports")
        lines += _page_lines(words)
        words.close()
        page.close()
    return lines


def _page_lines(words: Any) -> list[list[Glyph]]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    lines: list[list[Glyph]] = [[]]
    for at in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words, at)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if sign in GENERATED_BREAKS:
            lines.append([])
            continue
        if not pdfium.FPDFText_GetLooseCharBox(words, at, box):
            continue
        if sign.isspace() and box.right - box.left < 0.01:
            continue  # PDFium's own, at a place of no meaning: a gap tells the same
        lines[-1].append(Glyph(sign, box.left, box.right, box.bottom, box.top))
    return [line for line in lines if line]


def _title(document: Any) -> str:
    try:
        title = " ".join(str(document.get_metadata_value("Title") or "").split())
    except Exception:  # a title that is no text
        return ""
    title = plain_letters(title).encode("utf-8", "ignore").decode()
    return title if has_arabic(title) and not is_garbled(title) else ""
