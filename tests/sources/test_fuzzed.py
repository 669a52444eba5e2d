"""Any bytes under any name are reports or clear errors; what fuzzing found once is tried again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.files_of import (
    FIRST,
    SECOND,
    docx,
    export,
    found,
    message,
    page_of_news,
    parquet,
    post,
    warc,
    xlsx,
    zipped,
)

from marsad.sources.kinds import ENDINGS

FUZZED = Path(__file__).parent / "fuzzed"
SEEDS = {
    "x.zip": zipped({"one.txt": FIRST, "two.zip": zipped({"three.txt": SECOND})}),
    "x.eml": message().as_bytes(),
    "x.mbox": b"From a@b Sat\n" + message().as_bytes() + b"\n\nFrom c@d Sat\n" + message(SECOND).as_bytes(),
    "x.warc": warc(("https://a.example", "text/html", page_of_news())),
    "x.docx": docx(FIRST),
    "x.xlsx": xlsx({"a": [["id", "text"], ["1", FIRST]]}),
    "x.parquet": parquet({"text": [FIRST]}),
    "x.csv": f"id,text\n1,{FIRST}\n".encode(),
    "result.json": export(post(1, FIRST)).encode(),
}


@pytest.mark.parametrize("file", sorted(FUZZED.iterdir()), ids=lambda file: file.name)
def test_found_before(file: Path) -> None:
    told(file.read_bytes(), f"x{file.suffix}")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300), ending=st.sampled_from(ENDINGS))
def test_any_bytes(data: bytes, ending: str) -> None:
    told(data, f"x{ending}")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(SEEDS)),
    at=st.floats(0, 1),
    taken=st.integers(0, 40),
    put=st.binary(max_size=20),
    cut=st.booleans(),
)
def test_damage(name: str, at: float, taken: int, put: bytes, cut: bool) -> None:
    seed = SEEDS[name]
    place = int(at * len(seed))
    told(seed[:place] + put + (b"" if cut else seed[place + taken :]), name)


def told(data: bytes, name: str) -> None:
    """Reads the data; whatever is wrong is said in one line."""
    for each in found(data, name):
        assert "\n" not in str(each) or hasattr(each, "text")
