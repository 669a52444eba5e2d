"""JSON and JSON Lines to reports.

A record is {"id", "outlet", "published", "title", "text", "url"}, of which only the text is needed; other
fields, such as the annotation of a gold file, are ignored.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from io import BufferedReader, BytesIO

import msgspec

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import UTF16_MARKS, decode
from marsad.sources.source import Failure, Found, Source

LIMIT = 4 * 1024 * 1024  # bytes of one report; a longer one is a collection, and would be read for many minutes
DOCUMENT_LIMIT = 512 * 1024 * 1024  # bytes of a JSON array or a UTF-16 file, which are held as a whole


class _Record(msgspec.Struct):
    text: str
    id: str | int | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None


def read_records(source: Source) -> Iterator[Found]:
    """The reports of a JSON or JSON Lines stream, one by one.

    A first line that is `{` alone or begins with `[` opens one JSON document; anything else is JSON Lines.
    """
    stream = source.stream
    if stream.peek(2).startswith(UTF16_MARKS):
        stream = BufferedReader(BytesIO(decode(_whole(stream)).encode()))
    empty = True
    for number, offset, line in _lines(stream):
        if not line.strip():
            continue
        empty = False
        if line.strip() == b"{" or line.lstrip().startswith(b"["):
            text = decode(line + _whole(stream), offset=offset)
            yield from _read_document(text, source)
            return
        try:
            record = _parse_line(line, offset)
            if source.wants(str(record.id)):
                yield _report(record, f"{source.stem}:{number}")
        except InputError as error:
            yield Failure(f"{source.where}:{number}", str(error))
    if empty:
        raise InputError("it holds no report; put one in it")


def parse_day(text: str) -> date:
    """The day of an ISO date or time, 2024-01-13 or 2024-01-13T09:00:00Z; InputError for anything else."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise InputError(f'"published" is {text!r}, which is no date; write it as 2024-01-31 or leave it out') from None


def _lines(stream: BufferedReader) -> Iterator[tuple[int, int, bytes]]:
    """Line number, offset and bytes of each line; of a line beyond the limit only the beginning is kept."""
    number = offset = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        size, rest = len(line), line
        while len(rest) > LIMIT and not rest.endswith(b"\n"):
            rest = stream.readline(LIMIT + 1)
            size += len(rest)
        yield number, offset, line
        offset += size


def _parse_line(line: bytes, offset: int) -> _Record:
    if len(line) > LIMIT:
        raise InputError(f"the report is larger than {LIMIT >> 20} MB; split it")
    text = decode(line, offset=offset).strip()
    try:
        return msgspec.json.decode(text, type=_Record)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _broken(error, text) from None


def _read_document(text: str, source: Source) -> Iterator[Found]:
    """One JSON report over several lines, or an array of reports; a bad one does not stop the others."""
    items = _parse_array(text)
    if not items:
        raise InputError("it holds no report; put one in it")
    for number, item in enumerate(items, start=1):
        alone = len(items) == 1
        try:
            record = _parse_item(item)
            if source.wants(str(record.id)):
                yield _report(record, source.stem if alone else f"{source.stem}:{number}")
        except InputError as error:
            yield Failure(source.where if alone else f"{source.where}: report {number}", str(error))


def _parse_array(text: str) -> list[msgspec.Raw]:
    try:
        if text.lstrip().startswith("["):
            return msgspec.json.decode(text, type=list[msgspec.Raw])
        return [msgspec.Raw(text)]
    except (msgspec.DecodeError, RecursionError) as error:
        raise _broken(error, text) from None


def _parse_item(item: msgspec.Raw) -> _Record:
    try:
        return msgspec.json.decode(item, type=_Record)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _broken(error, bytes(item).decode(errors="replace")) from None


def _broken(error: Exception, text: str) -> InputError:
    """What is wrong with JSON that did not parse, said so that a person can put it right."""
    if isinstance(error, msgspec.ValidationError):
        if "missing required field" in str(error):
            return InputError('it has no "text"; a report needs at least {"text": "..."}')
        return InputError(f"{str(error).replace('`', '')}; correct the field")
    try:
        json.loads(text)
    except RecursionError:
        return InputError("the JSON is nested too deeply to be a report; correct it")
    except json.JSONDecodeError as found:
        if "Unterminated" in found.msg or not text[found.pos :].strip():
            return InputError(f"the JSON breaks off after {len(text)} characters; write the whole report")
        return InputError(f"character {found.pos} is no JSON ({found.msg}); correct it")
    return InputError("the text holds half of a surrogate pair (\\ud800 to \\udfff alone); repair the text")


def _report(record: _Record, default_id: str) -> Report:
    published = parse_day(record.published) if record.published and record.published.strip() else None
    try:
        return Report(
            id=default_id if record.id in (None, "") else str(record.id),
            outlet=record.outlet or None,
            published=published,
            title=record.title or "",
            text=record.text,
            url=record.url or None,
        )
    except ValueError as error:  # the model refuses text that is no Unicode
        raise InputError(str(error)) from None


def _whole(stream: BufferedReader) -> bytes:
    data = stream.read(DOCUMENT_LIMIT + 1)
    if len(data) > DOCUMENT_LIMIT:
        raise InputError(f"the file is larger than {DOCUMENT_LIMIT >> 20} MB; write it as JSON Lines in UTF-8")
    return data
