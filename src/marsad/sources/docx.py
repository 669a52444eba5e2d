"""Word documents (.docx): the words of the paragraphs and tables, without what was deleted or is repeated.

Only the XML of the document is looked at: no macro, no link, no entity, nothing outside the file.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.packed import open_zip, read_member, seekable
from marsad.sources.source import Found, Source

LIMIT = 64 * 1024 * 1024  # bytes of the document's XML
DOCUMENT, ABOUT = "word/document.xml", "docProps/core.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = {W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sectPr")} | {FALLBACK}
BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}


def read_docx(source: Source) -> Iterator[Found]:
    """The document as one report."""
    if not source.wants(source.stem):
        return
    with seekable(source.stream) as stream, open_zip(stream) as archive:
        if "EncryptedPackage" in archive.namelist():
            raise InputError("it is encrypted; save it without a password")
        document = read_member(archive, DOCUMENT, LIMIT)
        if document is None:
            raise InputError("it is a zip without a Word document in it; save it as .docx again")
        about = read_member(archive, ABOUT, LIMIT)
    lines = _paragraphs(_parse(document))
    text = "\n".join(line for line in lines if line)
    if not text:
        raise InputError("the document holds no text; a picture of a text must be typed first")
    title = _title(about) if about else ""
    yield Report(id=source.stem, title=title if title and title not in text[: len(title) + 200] else "", text=text)


def _parse(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"the document's XML is broken ({error}); save it as .docx again") from None
    if root.getroottree().docinfo.doctype:
        raise InputError("the document's XML declares entities, which Word never does; it is not safe to read")
    return root


def _paragraphs(root: Any) -> list[str]:
    """The words of each paragraph in order; the cells of a table's row are paragraphs too."""
    lines: list[list[str]] = [[]]
    skipping: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
            continue
        if event == "start" and element.tag in GONE:
            skipping = element
        elif element.tag == W + "p":
            lines.append([])
        elif event == "start" and element.tag == W + "t":
            lines[-1].append(element.text or "")
        elif event == "start" and element.tag in BREAKS:
            lines[-1].append(BREAKS[element.tag])
    return ["".join(words).strip() for words in lines]


def _title(about: bytes) -> str:
    try:
        found = _parse(about).findtext(f".//{TITLE}")
    except InputError:
        return ""
    return " ".join((found or "").split())
