"""E-mail files: a message (.eml) or a box of them (.mbox); the text, the sender as outlet, the day, the attachments."""

import email
import html
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from io import BufferedReader

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import decode
from marsad.sources.packed import in_memory
from marsad.sources.source import Failure, Found, Skipped, Source

LIMIT = 64 * 1024 * 1024  # bytes of a message with what is attached to it
HEADER = 4096  # characters of a header that are looked at
PARTS = 1000  # of a message
BOUNDARY = b"From "
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
MESSAGE_START = re.compile(
    rb"(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*(?:From|Received|Date|Message-ID|MIME-Version|Return-Path):[ \t]",
    re.IGNORECASE,
)
NOT_TEXT = re.compile(r"(?is)<(script|style|head|title)\b.*?</\1\s*>|<!--.*?-->")
BLOCK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]*>")
TAG = re.compile(r"<[^<>]*>")


def message_begins(head: bytes) -> bool:
    """Whether a file begins with the headers of a message."""
    return MESSAGE_START.match(head[:2048]) is not None and b":" in head.split(b"\n", 1)[0]


def box_begins(head: bytes) -> bool:
    """Whether a file begins like a box of messages."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(BOUNDARY) and message_begins(rest)


def read_message(source: Source) -> Iterator[Found]:
    """One message and its attachments."""
    yield from _message(source.whole(LIMIT), source, source.where, source.stem)


def read_box(source: Source) -> Iterator[Found]:
    """The messages of a box one by one; a bad one stops no other."""
    number = 0
    for number, data in enumerate(_messages(source.stream), start=1):
        place = f"{source.where}: message {number}"
        if data is None:
            yield Failure(place, f"it is larger than {LIMIT >> 20} MB; take it out of the box")
            continue
        try:
            yield from _message(data, source, place, f"{source.stem}:{number}")
        except InputError as error:
            yield Failure(place, str(error))
    if not number:
        raise InputError("no message begins in it (a line `From ...`); save it as .mbox or .eml again")


def _messages(stream: BufferedReader) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large."""
    lines: list[bytes] | None = None
    size, blank = 0, True
    while line := stream.readline(LIMIT + 1):
        if blank and line.startswith(BOUNDARY):
            if lines is not None:
                yield None if size > LIMIT else b"".join(lines)
            lines, size = [], 0
        elif lines is not None:
            size += len(line)
            if size > LIMIT:
                lines.clear()
            else:
                lines.append(line)
        blank = not line.strip()
    if lines is not None:
        yield None if size > LIMIT else b"".join(lines)


def _message(data: bytes, source: Source, where: str, name: str) -> Iterator[Found]:
    try:
        message = email.message_from_bytes(ESCAPED.sub(rb"\1", data) if b">From " in data else data)
        parts = [part for part, _ in zip(message.walk(), range(PARTS + 1), strict=False)]
    except RecursionError:
        raise InputError("its parts lie too deep in one another; save its text as a .txt file") from None
    except Exception as error:  # the parser has faults of its own on broken messages
        raise InputError(f"it is no message that can be taken apart ({error}); save its text as a .txt file") from None
    if len(parts) > PARTS:
        raise InputError(f"it has more than {PARTS:,} parts; save its text as a .txt file")
    if not message.keys() and not data.strip():
        raise InputError("it is empty; put a message in it")
    leaves = [part for part in parts if not part.is_multipart()]
    text = _text(leaves)
    id = _header(message, "Message-ID").strip("<> ") or name
    if not source.wants(id):
        return
    if text:
        subject = _header(message, "Subject")
        yield Report(id=id, title=subject, text=text, outlet=_sender(message), published=_day(message))
    else:
        yield Skipped(where, "the message has no text of its own")
    for part in leaves:
        yield from _attachment(part, source, where)


def _text(leaves: list[Message]) -> str:
    """The plain text of a message, else that of its HTML."""
    bodies = [part for part in leaves if not _is_attached(part)]
    plain = [_words(part) for part in bodies if part.get_content_type() == "text/plain"]
    if text := "\n\n".join(each for each in plain if each):
        return text
    pages = [_without_tags(_words(part)) for part in bodies if part.get_content_type() == "text/html"]
    return "\n\n".join(each for each in pages if each)


def _words(part: Message) -> str:
    data = _payload(part)
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset).strip().replace("\r\n", "\n").replace("\0", "")
        except (LookupError, ValueError):
            pass
    return decode(data).strip().replace("\r\n", "\n")


def _payload(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception as error:  # broken base64 and the like
        raise InputError(f"a part of the message cannot be decoded ({error}); save its text as a .txt file") from None
    return data if isinstance(data, bytes) else b""


def _without_tags(page: str) -> str:
    text = html.unescape(TAG.sub("", BLOCK.sub("\n", NOT_TEXT.sub("", page))))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_filename(part))


def _filename(part: Message) -> str:
    try:
        return _decoded(part.get_filename())
    except ValueError:  # a charset that no computer knows
        return "attachment"


def _attachment(part: Message, source: Source, where: str) -> Iterator[Found]:
    from marsad.sources.kinds import ending_of

    if not _is_attached(part):
        return
    name = _filename(part) or "attachment"
    place = f"{where}/{name}"
    if ending_of(name) is None:
        yield Skipped(place, "its name ends like no kind of file that Marsad reads")
        return
    try:
        yield from source.inside(in_memory(_payload(part)), name, place)
    except InputError as error:
        yield Failure(place, str(error))


def _header(message: Message, name: str) -> str:
    return _decoded(message.get(name))


def _decoded(raw: object) -> str:
    """A header in words, on one line."""
    text = str(raw or "")[:HEADER]
    with suppress(Exception):  # a charset that is none, or broken base64: the raw words are better than nothing
        text = str(make_header(decode_header(text)))
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _sender(message: Message) -> str | None:
    name, address = parseaddr(_header(message, "From"))
    return name or address or None


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
