"""Telegram Desktop exports: `result.json`, and the pages `messages*.html`; every message with words is a report.

A forwarded message is a sighting of the channel that it comes from. An edited message stands as it was last.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec
from lxml import etree
from lxml import html as pages

from marsad.errors import InputError
from marsad.model import Report
from marsad.sources.encoding import decode, has_arabic
from marsad.sources.source import Failure, Found, Skipped, Source

LIMIT = 512 * 1024 * 1024  # bytes of an export, which is held as a whole
JSON_START = re.compile(
    rb'\s*\{\s*(?:"about"\s*:\s*"Here is the data you requested'
    rb'|(?:"(?:name|type|id)"\s*:\s*[^\[\]{}]{0,400}?,\s*){1,3}"messages"\s*:\s*\[)'
)
PAGE_START = re.compile(rb"<title>\s*Exported Data\s*</title>")
CHANNEL = re.compile(r"channel|supergroup")
PAGE_TIME = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


class _Message(msgspec.Struct):
    id: int
    type: str = "message"
    date: str = ""
    text: str | list[Any] = ""
    from_: str | None = msgspec.field(name="from", default=None)
    forwarded_from: str | None = None
    media_type: str | None = None
    photo: str | None = None
    file: str | None = None


class _Chat(msgspec.Struct):
    messages: list[msgspec.Raw]
    name: str | None = None
    type: str = ""
    id: int | None = None


class _Chats(msgspec.Struct):
    list: list[msgspec.Raw]


class _Export(msgspec.Struct):
    chats: _Chats | None = None
    left_chats: _Chats | None = None


def export_begins(head: bytes) -> bool:
    """Whether JSON begins like an export of Telegram Desktop."""
    return JSON_START.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def page_begins(head: bytes) -> bool:
    """Whether a page begins like one of an HTML export."""
    return PAGE_START.search(head) is not None


def read_export(source: Source) -> Iterator[Found]:
    """The messages of one chat, or of all chats of an export, in their order."""
    data = decode(source.whole(LIMIT)).encode()
    if b'"about"' in data[:64]:
        whole = _decoded(data, _Export)
        lists = [*(whole.chats.list if whole.chats else ()), *(whole.left_chats.list if whole.left_chats else ())]
    else:
        lists = [msgspec.Raw(data)]
    if not lists:
        raise InputError("the export holds no chat; export it again with the messages")
    for number, raw in enumerate(lists, start=1):
        try:
            chat = _decoded(raw, _Chat)
        except InputError as error:
            yield Failure(f"{source.where}: chat {number}", str(error))
            continue
        for message in chat.messages:
            yield from _told(message, chat, source)


_Read = TypeVar("_Read")


def _decoded(data: bytes | msgspec.Raw, type: type[_Read]) -> _Read:
    try:
        return msgspec.json.decode(data, type=type)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise InputError(f"it is no whole export of Telegram ({error}); export it again") from None


def _told(raw: msgspec.Raw, chat: _Chat, source: Source) -> Iterator[Found]:
    chat_name = chat.name or source.stem
    try:
        message = _decoded(raw, _Message)
    except InputError as error:
        yield Failure(f"{source.where}: a message of {chat_name}", str(error))
        return
    id = f"{chat.id if chat.id is not None else chat_name}/{message.id}"
    if not source.wants(id):
        return
    where = f"{source.where}: message {id}"
    try:
        text = _text(message.text)
        if (why := _left_out(message, text)) is not None:
            yield Skipped(where, why)
            return
        yield Report(
            id=id,
            text=text,
            outlet=message.forwarded_from or chat_name,
            published=_day(message.date),
            url=f"https://t.me/c/{chat.id}/{message.id}" if chat.id and CHANNEL.search(chat.type) else None,
        )
    except (InputError, ValueError) as error:
        yield Failure(where, str(error))


def _text(text: str | list[Any]) -> str:
    """The words of a message, which may be a list of entities: ["قصف على ", {"type": "bold", "text": "سرمين"}]."""
    parts = [text] if isinstance(text, str) else text
    words = (
        part if isinstance(part, str) else part.get("text", "") if isinstance(part, dict) else "" for part in parts
    )
    return "".join(word for word in words if isinstance(word, str)).strip()


def _left_out(message: _Message, text: str) -> str | None:
    if message.type != "message":
        return f"a {message.type} message, no post"
    if not text:
        media = message.media_type or ("photo" if message.photo else "file" if message.file else None)
        return f"a {media} without a caption" if media else "a message without words"
    return None if has_arabic(text) else "it has no Arabic in it"


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        if not text:
            return None
        raise InputError(f"its date is {text!r}, which is none; export it again") from None


def read_page_of_export(source: Source) -> Iterator[Found]:
    """The messages of one page of an HTML export."""
    text = decode(source.whole(LIMIT))
    parser = pages.HTMLParser(no_network=True, huge_tree=False, recover=True)
    try:
        root = pages.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"the page is broken ({error}); export it again") from None
    chat = _words(_first(root, "page_header")) or source.stem
    author = chat
    for element in root.iter("div"):
        if "message" not in _classes(element):
            continue
        body = _first(element, "body")
        if body is None:
            continue
        number = str(element.get("id", "")).removeprefix("message")
        id, where = f"{chat}/{number}", f"{source.where}: message {number}"
        if "joined" not in _classes(element):
            author = _words(_child(body, "from_name")) or author
        if not source.wants(id):
            continue
        if "service" in _classes(element):
            yield Skipped(where, "a service message, no post")
            continue
        yield _page_message(body, chat, id, where)


def _page_message(body: Any, chat: str, id: str, where: str) -> Found:
    forwarded = _child(body, "forwarded")
    inner = forwarded if forwarded is not None else body
    text = _lines(_child(inner, "text"))
    if not text:
        return Skipped(where, "media without a caption")
    if not has_arabic(text):
        return Skipped(where, "it has no Arabic in it")
    origin = None
    if forwarded is not None and (name := _child(forwarded, "from_name")) is not None:
        origin = " ".join((name.text or "").split()) or None
    dated = _child(body, "date")
    shown = PAGE_TIME.match(str(dated.get("title", ""))) if dated is not None else None
    try:
        published = date(int(shown[3]), int(shown[2]), int(shown[1])) if shown else None
        return Report(id=id, text=text, outlet=origin or chat, published=published)
    except ValueError as error:
        return Failure(where, f"{error}; export it again")


def _classes(element: Any) -> list[str]:
    return str(element.get("class") or "").split()


def _first(element: Any, name: str) -> Any:
    return next((each for each in element.iter("div") if name in _classes(each)), None)


def _child(element: Any, name: str) -> Any:
    return next((each for each in element.iterchildren("div") if name in _classes(each)), None)


def _words(element: Any) -> str:
    return "" if element is None else " ".join(str(element.text_content()).split())


def _lines(element: Any) -> str:
    if element is None:
        return ""
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = (" ".join(line.split()) for line in str(element.text_content()).split("\n"))
    return "\n".join(lines).strip()
