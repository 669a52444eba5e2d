"""What a server sends to what it means, never more than may be held: a small packed body may hold gigabytes."""

import zlib
from collections.abc import Iterable, Iterator

from marsad.sources.web.limits import FetchError

STEP = 256 * 1024  # bytes unpacked at once
GZIP = 16 + zlib.MAX_WBITS
RAW = -zlib.MAX_WBITS
ACCEPTED = "gzip, deflate"


def read_body(chunks: Iterable[bytes], encoding: str, *, limit: int) -> bytes:
    """The whole body, unpacked; FetchError as soon as it is larger than `limit`."""
    body = bytearray()
    for part in _unpack(_bounded(chunks, limit), encoding.strip().lower()):
        body += part
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        if sent > limit:
            raise _too_large(limit)
        yield chunk


def _unpack(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        return chunks
    if encoding in ("gzip", "x-gzip"):
        return _inflate(chunks, GZIP)
    if encoding == "deflate":
        return _inflate(chunks, None)
    raise FetchError(f"the server packs the page as {encoding[:40]!r}, which was not asked for; save the page yourself")


def _inflate(chunks: Iterator[bytes], window: int | None) -> Iterator[bytes]:
    """`window` as zlib has it; None where only the first byte tells."""
    unpacker = None if window is None else zlib.decompressobj(window)
    try:
        for chunk in chunks:
            if unpacker is None:  # "deflate" is zlib by the book, and raw at some servers
                unpacker = zlib.decompressobj(zlib.MAX_WBITS if chunk[:1] == b"\x78" else RAW)
            rest = chunk
            while rest:
                if unpacker.eof:
                    if window != GZIP or not rest.strip(b"\0"):
                        return
                    unpacker = zlib.decompressobj(GZIP)
                yield unpacker.decompress(rest, STEP)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error:
        raise FetchError("the page is packed and damaged on the way; try again later", passing=True) from None
    if unpacker is not None and not unpacker.eof:
        raise FetchError("the page breaks off; try again later", passing=True)


def _too_large(limit: int) -> FetchError:
    return FetchError(f"the page is larger than {limit >> 20 or 1} MB; save what you need of it as a file")
