"""Reports and spans: a span that exists is valid, and only the report gives words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import CountRange, Report, Span

REPORT = Report(id="r1", title="عنوان", text="نص الخبر")


def test_content_is_title_newline_text() -> None:
    assert REPORT.content == "عنوان\nنص الخبر"
    assert REPORT.quote(Span(6, 8)) == "نص"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (5, 4)], ids=["empty", "negative", "backwards"])
def test_no_invalid_span_exists(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


def test_a_span_beyond_the_report_is_refused() -> None:
    with pytest.raises(IndexError, match="leaves report 'r1'"):
        REPORT.quote(Span(5, 100))


def test_a_stated_hash_must_be_the_text_s() -> None:
    assert Report(id="r1", title="عنوان", text="نص الخبر", sha256=REPORT.sha256) == REPORT
    with pytest.raises(ValueError, match="sha256"):
        Report(id="r1", title="عنوان", text="نص آخر", sha256=REPORT.sha256)


@given(st.text(min_size=1), st.data())
def test_quote_is_the_slice(text: str, data: st.DataObject) -> None:
    try:
        report = Report(id="r", text=text)
    except ValueError:
        return
    start = data.draw(st.integers(0, len(report.content) - 1))
    end = data.draw(st.integers(start + 1, len(report.content)))
    assert report.quote(Span(start, end)) == report.content[start:end]


@pytest.mark.parametrize(("low", "high"), [(-1, None), (3, 2)], ids=["negative", "backwards"])
def test_no_invalid_count_exists(low: int, high: int | None) -> None:
    with pytest.raises(ValueError, match="min <= max"):
        CountRange(min=low, max=high)
