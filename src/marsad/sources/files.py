"""Files, folders and standard input to reports; a file's kind is told by its name, else by how it begins."""

import gzip
import os
import sys
import zlib
from collections.abc import Callable, Collection, Iterator
from functools import cache
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import IO, cast

from marsad.errors import InputError, MissingExtraError
from marsad.model import Report
from marsad.sources.columns import Columns
from marsad.sources.encoding import has_arabic
from marsad.sources.kinds import ENDINGS, HEAD, PACKED, ending_of, kind_of, name_of
from marsad.sources.source import Failure, Found, Source
from marsad.sources.web import FetchError, Page, Web, is_url

STDIN = "-"
GZIP = b"\x1f\x8b"
DEPTH = 3  # files in files in files; deeper nesting is a trick

Heard = Callable[[int], None]
Tell = Callable[[str], None]


def read_input(
    name: str,
    *,
    ids: Collection[str] = (),
    heard: Heard | None = None,
    web: Web | None = None,
    articles: bool | None = None,
    columns: Columns | None = None,
    tell: Tell | None = None,
) -> Iterator[Found]:
    """The reports of one file, of all files in a folder, of a page or feed on the web, or of standard input (`-`).

    `heard` is told of bytes as they are done with. `articles`: whether what a feed leads to is fetched; by default
    it is for a feed on the web, and is not for one in a file. `columns` and `tell` are those of a Source.
    """
    if name == STDIN:
        yield from read_stream(
            sys.stdin.buffer, name=STDIN, where="standard input", ids=ids, columns=columns, tell=tell
        )
        return
    if is_url(name) or articles:
        try:
            web = web or _web()
        except MissingExtraError as error:
            yield Failure(name, str(error))
            return
    if web and is_url(name):
        yield from _read_url(name, web, ids=ids, articles=articles is not False)
        return
    try:
        files = find_files(name)
    except (InputError, OSError, ValueError) as error:
        yield Failure(name, _remedy(error))
        return
    for path in files:
        try:
            with path.open("rb") as raw:
                yield from read_stream(
                    raw,
                    name=path.name,
                    where=str(path),
                    ids=ids,
                    heard=heard,
                    web=web if articles else None,
                    columns=columns,
                    tell=tell,
                )
        except OSError as error:
            yield Failure(str(path), _remedy(error))


def _read_url(url: str, web: Web, *, ids: Collection[str], articles: bool) -> Iterator[Found]:
    try:
        page = web.fetch(url)
    except FetchError as error:
        yield Failure(url, str(error))
        return
    follow = web if articles else None
    yield from read_stream(BytesIO(page.body), name=name_of(page), where=url, ids=ids, page=page, web=follow)


@cache
def _web() -> Web:
    """The web of who brings none of their own."""
    return Web()


def find_files(name: str) -> list[Path]:
    """The file itself, or the files of a folder that may hold reports, in order, hidden ones left out."""
    path = Path(name)
    if not path.is_dir():
        path.stat()  # says why a file cannot be reached
        return [path]
    found = []
    for folder, folders, names in os.walk(path, onerror=_raise):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found += [Path(folder, each) for each in sorted(names) if not each.startswith(".") and ending_of(each)]
    if not found:
        raise InputError(f"no file in this folder ends in {', '.join(ENDINGS)}; name other files one by one")
    return found


def read_stream(  # noqa: PLR0913 -- all that was told of an input
    raw: IO[bytes],
    *,
    name: str,
    where: str,
    ids: Collection[str] = (),
    heard: Heard | None = None,
    depth: int = 0,
    page: Page | None = None,
    web: Web | None = None,
    columns: Columns | None = None,
    tell: Tell | None = None,
) -> Iterator[Found]:
    """The reports of one open file, whose `name` tells its kind where it can.

    `depth` counts the files it lies in; `page` is what the server said of it; with `web` it may lead further.
    """
    seen = 0

    def inside(stream: IO[bytes], inner: str, place: str) -> Iterator[Found]:
        return read_stream(stream, name=inner, where=place, ids=ids, depth=depth + 1, columns=columns, tell=tell)

    try:
        if depth > DEPTH:
            raise InputError(f"it lies more than {DEPTH} files deep in others; unpack it first")
        stream = _unpack(raw)
        head = stream.peek(HEAD)[:HEAD]
        if not head:
            raise InputError("it is empty; put a report in it")
        kind = kind_of(name, head)
        source = Source(
            stream=stream,
            where=where,
            stem=page.url if page else _stem(name),
            name=name,
            url=page.url if page else None,
            charset=page.charset if page else None,
            web=web,
            ids=ids,
            inside=inside,
            columns=columns,
            tell=tell or (lambda _: None),
        )
        for found in kind.read(source):
            yield _arabic(found, where) if isinstance(found, Report) else found
            if heard and raw.seekable():
                heard(raw.tell() - seen)
                seen = raw.tell()
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield Failure(where, "the gzip data is damaged or breaks off; pack it again")
    except (InputError, MissingExtraError) as error:
        yield Failure(where, str(error))
    except RecursionError:
        yield Failure(where, "it is nested too deeply to be read; save its text as a .txt file")


def _arabic(report: Report, where: str) -> Report | Failure:
    if has_arabic(report.content):
        return report
    return Failure(f"{where}: report {report.id}", "it has no Arabic in it; Marsad reads Arabic reports")


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
    stem = path.stem if ending_of(path.name) else path.name
    return stem.encode("utf-8", "backslashreplace").decode()


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
