"""The charset of a web page or a feed, which is often declared wrongly: the bytes are believed before the words.

UTF-8 that can be read as UTF-8 is UTF-8. Otherwise each charset that is declared, and each that Arabic pages are
written in, is tried; the one in which the most Arabic articles (ال) stand is the right one.
"""

import codecs
import re
from collections.abc import Iterable, Iterator

from marsad.errors import InputError
from marsad.sources.encoding import UTF16_MARKS, decode

DECLARED = re.compile(
    rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^<>]{0,200}encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
ARABIC_CHARSETS = ("cp1256", "iso-8859-6")
FORMER_NAMES = {
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-6-e": "iso-8859-6",
    "windows-1256": "cp1256",
    "asmo-708": "iso-8859-6",
}
HEAD = 4096  # bytes in which a declaration stands
SPARED = 0.02  # of the characters above ASCII: so many broken ones are no reason to think of another charset
ARTICLE = "ال"


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The text of a page; `declared` is the charset that the server names. InputError when no charset makes sense.

    >>> decode_page("قصف في حلب".encode("cp1256"), "utf-8")
    'قصف في حلب'
    """
    if data.startswith((codecs.BOM_UTF8, *UTF16_MARKS)):
        return decode(data)
    if wide := _unmarked_utf16(data):
        return data.decode(wide, errors="replace")
    data = data.replace(b"\0", b"")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        mended = data.decode("utf-8", errors="replace")
    if mended.count("\ufffd") <= SPARED * sum(char > "\x7f" for char in mended):
        return mended
    tried = {name: text for name in _candidates(data, declared) if (text := _try(data, name)) is not None}
    best = max(tried.values(), key=lambda text: text.count(ARTICLE), default=None)
    if best is None:
        raise InputError("the charset of the page cannot be made out; save it again as UTF-8")
    return best


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    """Names of charsets to try, those that are declared first; where two do equally well the first is taken."""
    found = DECLARED.search(data[:HEAD])
    inside = (found[1] or found[2]).decode("ascii", "replace") if found else None
    yield from _known(each for each in (declared, inside, *ARABIC_CHARSETS) if each)


def _known(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            found = codecs.lookup(FORMER_NAMES.get(name.lower(), name))
        except (LookupError, ValueError):
            continue
        if found._is_text_encoding and found.name not in ("utf-8", "idna", "punycode", "undefined", "unicode_escape"):
            yield found.name


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name, errors="replace")
    except (UnicodeError, ValueError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: the first `<` has a zero byte beside it."""
    if data.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\0<") else None
