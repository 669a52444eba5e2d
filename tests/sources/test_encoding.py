import pytest

from marsad.errors import InputError
from marsad.sources.encoding import decode

ARABIC = "قصف على حلب اليوم"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ARABIC.encode(), id="utf-8"),
        pytest.param(ARABIC.encode("utf-8-sig"), id="utf-8 with its mark"),
        pytest.param(ARABIC.encode("utf-16"), id="utf-16 little-endian"),
        pytest.param(b"\xfe\xff" + ARABIC.encode("utf-16-be"), id="utf-16 big-endian"),
        pytest.param(ARABIC.encode("cp1256"), id="windows-1256"),
    ],
)
def test_arabic_encodings(data: bytes) -> None:
    assert decode(data) == ARABIC


def test_windows_1256_keeps_latin_and_digits() -> None:
    text = "قال «Reuters» إن 12 قذيفة سقطت، أمس؟"
    assert decode(text.encode("cp1256")) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(ARABIC.encode()[:7] + b"\xff" + ARABIC.encode()[7:], "byte 7 (0xFF)", id="stray byte"),
        pytest.param(ARABIC.encode()[:-1], "byte 29 (0xD9)", id="cut in the middle of a letter"),
        pytest.param("Événement à Idlib".encode("latin-1"), "byte 0 (0xC9)", id="French in latin-1"),
        pytest.param(ARABIC.encode("utf-16-le"), "is zero", id="utf-16 without its mark"),
        pytest.param(ARABIC.encode("utf-16")[:-1], "broken UTF-16", id="utf-16 cut"),
    ],
)
def test_broken_bytes_are_named(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as error:
        decode(data)
    assert words in str(error.value)
    assert "UTF-8" in str(error.value)


def test_offsets_count_from_the_start_of_the_file() -> None:
    with pytest.raises(InputError, match="byte 103 "):
        decode(b"abc\xe9", offset=100)
