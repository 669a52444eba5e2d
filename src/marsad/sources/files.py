"""Files, folders and standard input to reports; a file's kind is told by its name, else by how it begins."""

import gzip
import os
import re
import sys
import zlib
from collections.abc import Callable, Collection, Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, cast

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import UTF16_MARKS, decode
from marsad.sources.html import read_html
from marsad.sources.records import LIMIT, read_records
from marsad.sources.source import Failure, Source

STDIN = "-"
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "records",
    ".jsonl": "records",
    ".ndjson": "records",
}
PACKED = ".gz"
GZIP = b"\x1f\x8b"
JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]|\s*\[\s*\]")
HTML_START = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.IGNORECASE)
FOREIGN = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip or Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}

ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")

Heard = Callable[[int], None]


def read_input(name: str, *, ids: Collection[str] = (), heard: Heard | None = None) -> Iterator[Report | Failure]:
    """The reports of one file, of all files in a folder, or of standard input (`-`).

    `heard` is told of bytes as they are done with.
    """
    if name == STDIN:
        yield from read_stream(sys.stdin.buffer, name=STDIN, where="standard input", ids=ids)
        return
    try:
        files = find_files(name)
    except (InputError, OSError, ValueError) as error:
        yield Failure(name, _remedy(error))
        return
    for path in files:
        try:
            with path.open("rb") as raw:
                yield from read_stream(raw, name=path.name, where=str(path), ids=ids, heard=heard)
        except OSError as error:
            yield Failure(str(path), _remedy(error))


def find_files(name: str) -> list[Path]:
    """The file itself, or the files of a folder that may hold reports, in order, hidden ones left out."""
    path = Path(name)
    if not path.is_dir():
        path.stat()  # says why a file cannot be reached
        return [path]
    found = []
    for folder, folders, names in os.walk(path, onerror=_raise):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [Path(folder, each) for each in sorted(names) if not each.startswith(".") and _kind_of_name(each)]
    if not found:
        raise InputError(f"no file in this folder ends in {', '.join(KINDS)}; name other files one by one")
    return found


def read_stream(
    raw: IO[bytes], *, name: str, where: str, ids: Collection[str] = (), heard: Heard | None = None
) -> Iterator[Report | Failure]:
    """The reports of one open file, whose `name` tells its kind where it can."""
    seen = 0
    try:
        stream = _unpack(raw)
        head = stream.peek(4096)[:4096]
        if not head:
            raise InputError("it is empty; put a report in it")
        kind = _kind_of_name(name) or _kind_of_head(head)
        for found in _read_kind(kind, Source(stream=stream, where=where, stem=_stem(name), ids=ids)):
            yield found if isinstance(found, Failure) else _arabic(found, where)
            if heard and raw.seekable():
                heard(raw.tell() - seen)
                seen = raw.tell()
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield Failure(where, "the gzip data is damaged or breaks off; pack it again")
    except InputError as error:
        yield Failure(where, str(error))


def _arabic(report: Report, where: str) -> Report | Failure:
    if ARABIC_LETTER.search(report.content):
        return report
    return Failure(f"{where}: report {report.id}", "it has no Arabic in it; Marsad reads Arabic reports")


def _read_kind(kind: str, source: Source) -> Iterator[Report | Failure]:
    if kind == "records":
        yield from read_records(source)
    elif source.wants(source.stem):
        data = source.stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise InputError(f"it is larger than {LIMIT >> 20} MB; split it into reports")
        yield read_html(data, id=source.stem) if kind == "html" else Report(id=source.stem, text=decode(data))


def _unpack(raw: IO[bytes]) -> BufferedReader:
    """The stream itself, or what is inside it when it is packed with gzip."""
    stream = raw if isinstance(raw, BufferedReader) else _buffered(raw)
    return _buffered(gzip.GzipFile(fileobj=stream)) if stream.peek(2).startswith(GZIP) else stream


def _buffered(raw: object) -> BufferedReader:
    return cast(BufferedReader, BufferedReader(cast(RawIOBase, raw)))


def _stem(name: str) -> str:
    """The id of a report that has none: the file's name without its ending, fit to be stored."""
    if name == STDIN:
        return "stdin"
    path = Path(name.removesuffix(PACKED))
    stem = path.stem if path.suffix.lower() in KINDS else path.name
    return stem.encode("utf-8", "backslashreplace").decode()


def _kind_of_name(name: str) -> str | None:
    return KINDS.get(Path(name.removesuffix(PACKED)).suffix.lower())


def _kind_of_head(head: bytes) -> str:
    """What a file without a telling name holds, by its first bytes."""
    if foreign := next((kind for mark, kind in FOREIGN.items() if head.startswith(mark)), None):
        raise InputError(f"it is {foreign}; Marsad reads text, HTML, JSON and JSON Lines: save it as one of these")
    text = head.decode("utf-16" if head.startswith(UTF16_MARKS) else "utf-8-sig", errors="replace")
    if JSON_START.match(text):
        return "records"
    return "html" if HTML_START.match(text) else "text"


def _raise(error: OSError) -> None:
    raise error


def _remedy(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    if isinstance(error, PermissionError):
        return "it may not be read; ask for the right to read it"
    if isinstance(error, InputError):
        return str(error)
    return f"it cannot be read ({getattr(error, 'strerror', None) or error}); check the name and the file"
