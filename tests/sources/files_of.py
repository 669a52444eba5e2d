"""Files of each kind for tests, written by the libraries that people write them with."""

import gc
import io
import json
import warnings
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from marsad.model import Report
from marsad.sources import Failure, Found, Skipped
from marsad.sources.columns import Columns
from marsad.sources.files import read_stream

FIRST = "قتل 3 مدنيين بقصف مدفعي لقوات النظام على بلدة سرمين شرقي إدلب"
SECOND = "اندلعت اشتباكات بين فصيلين محليين في محيط مدينة جرابلس صباح السبت"
LONG = "وقال المرصد السوري لحقوق الإنسان إن الاشتباكات الأخيرة أدت إلى مقتل سبعة من عناصر الشرطة المحلية."


def found(
    data: bytes | str, name: str, *, columns: Columns | None = None, told: list[str] | None = None
) -> list[Found]:
    raw = data.encode() if isinstance(data, str) else data
    tell = (lambda _: None) if told is None else told.append
    return list(read_stream(io.BytesIO(raw), name=name, where=name, columns=columns, tell=tell))


def reports(data: bytes | str, name: str, **how: Any) -> list[Report]:
    all_found = found(data, name, **how)
    assert not [str(each) for each in all_found if isinstance(each, Failure)]
    return [each for each in all_found if isinstance(each, Report)]


def problems(data: bytes | str, name: str, **how: Any) -> list[str]:
    return [str(each) for each in found(data, name, **how) if isinstance(each, Failure)]


def skipped(data: bytes | str, name: str, **how: Any) -> list[str]:
    return [str(each) for each in found(data, name, **how) if isinstance(each, Skipped)]


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def message(text: str = FIRST, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    given = {
        "From": "شبكة السهل <desk@example.org>",
        "Subject": "قصف على سرمين",
        "Date": "Sat, 13 Jan 2024 23:10:00 +0300",
        "Message-ID": "<one@example.org>",
    }
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        mail[name] = value
    mail.set_content(text)
    return mail


def docx(*paragraphs: str, title: str = "") -> bytes:
    import docx as library

    document = library.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xlsx(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def parquet(columns: dict[str, list[Any]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as library

    file = io.BytesIO()
    library.write_table(pa.table(columns), file)
    return file.getvalue()


def warc(*pages: tuple[str, str, bytes], status: str = "200 OK", packed: bool = False) -> bytes:
    """Pages as (address, content type, body), as a crawler keeps them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the library leaves its temporary files to the collector
        data = _warc(pages, status, packed)
        gc.collect()
    return data


def _warc(pages: Sequence[tuple[str, str, bytes]], status: str, packed: bool) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))
    for address, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return file.getvalue()


def export(*messages: dict[str, Any], **chat: Any) -> str:
    """What Telegram Desktop writes of one channel."""
    given = {"name": "شبكة السهل", "type": "public_channel", "id": 1234567890}
    return json.dumps(given | chat | {"messages": list(messages)}, ensure_ascii=False, indent=1)


def post(id: int, text: Any, **more: Any) -> dict[str, Any]:
    given = {"id": id, "type": "message", "date": "2024-01-13T21:40:11", "date_unixtime": "1705171211"}
    return given | {"from": "شبكة السهل", "from_id": "channel1234567890", "text": text} | more


def page_of_news(text: str = LONG) -> bytes:
    article = "".join(f"<p>{text} {number}</p>" for number in range(4))
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>قصف على سرمين</title></head>'
        f"<body><article><h1>قصف على سرمين</h1>{article}</article></body></html>"
    ).encode()


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
