"""Bytes to text: UTF-8, UTF-16 with its mark, and the windows-1256 of older Arabic pages."""

import codecs
import re

from marsad.errors import InputError

ASCII = bytes(range(128))
ARABIC_1256 = bytes(byte for byte in range(128, 256) if "\u0600" <= bytes([byte]).decode("cp1256") <= "\u06ff")
LEAST_ARABIC = 0.75  # of the bytes above ASCII; UTF-8 taken for windows-1256 reaches about a half

ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, *, offset: int = 0) -> str:
    """The text in `data`; InputError names the first byte that makes no sense, counted from `offset`.

    >>> decode("قصف".encode("cp1256"))
    'قصف'
    """
    if data.startswith(UTF16_MARKS):
        return _decode_utf16(data, offset)
    if data.startswith(codecs.BOM_UTF8):
        offset += len(codecs.BOM_UTF8)
        data = data[len(codecs.BOM_UTF8) :]
    if (at := data.find(0)) >= 0:
        raise InputError(
            f"byte {offset + at} is zero: a binary file, or UTF-16 without its mark; save the text as UTF-8"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if is_windows_1256(data):
            return data.decode("cp1256")
        raise InputError(
            f"byte {offset + error.start} (0x{data[error.start]:02X}) is broken UTF-8, and the text is not "
            "windows-1256 either; repair it or save it again as UTF-8"
        ) from None


def has_arabic(text: str) -> bool:
    """Whether any letter is Arabic."""
    return ARABIC_LETTER.search(text) is not None


def is_windows_1256(data: bytes) -> bool:
    """Whether nearly all bytes above ASCII are Arabic letters of windows-1256; both counts run at C speed."""
    high = data.translate(None, ASCII)
    arabic = len(high) - len(high.translate(None, ARABIC_1256))
    return len(high) > 1 and arabic >= LEAST_ARABIC * len(high)


def _decode_utf16(data: bytes, offset: int) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {offset + error.start} is broken UTF-16; repair the text or save it again as UTF-8"
        ) from None
