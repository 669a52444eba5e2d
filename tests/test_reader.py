"""The reader as a whole: what any text may be, and what every reading keeps."""

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import marsad
from marsad.model import MentionKind, Reading, Report
from marsad.reader import read

TODAY = date(2024, 6, 1)
CLASH = (
    "أفادت مصادر محلية، اليوم الأحد، بأن اشتباكات اندلعت مساء أمس بين قسد ومسلحين من العشائر في بلدة ذيبان "
    "بريف دير الزور الشرقي، ما أدى إلى مقتل ثلاثة عناصر من قسد وإصابة مدنيين اثنين.\n"
    "وأضافت المصادر أن قسد استقدمت تعزيزات من حقل العمر إلى بلدة ذيبان."
)
ARABIC = st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0x06FF), max_size=60)
WORDS = st.lists(
    st.sampled_from([*CLASH.split(), "«", "»", "\u202b", "\u2067", "💥", "\n", "د ا عـ ـش", "٣"]), max_size=50
)
ANY_TEXT = st.one_of(st.text(max_size=80), ARABIC, WORDS.map(" ".join))


def report(text: str = CLASH, title: str = "") -> Report:
    return Report(id="r", title=title, text=text, published=date(2024, 3, 3))


def test_the_clash_is_read_with_its_day_and_toll() -> None:
    reading = read(report(), today=TODAY)
    clash = next(event for event in reading.events if event.type == "Armed clash")
    assert clash.place is not None
    assert clash.place.value == "ذيبان"
    days = reading.days_of(reading.events.index(clash))
    assert days is not None
    assert days.start == date(2024, 3, 2)
    assert {(row.outcome, row.count.min) for row in clash.casualties} >= {("killed", 3), ("injured", 2)}


def test_the_package_reads_a_bare_text() -> None:
    assert marsad.read(CLASH, published=date(2024, 3, 3)).events


def test_every_reading_names_its_reader_and_packs() -> None:
    reading = read(report(), today=TODAY)
    assert reading.reader_version == marsad.__version__
    assert len(reading.packs["core"]) == 64


def test_publication_day_is_found_in_the_text() -> None:
    text = "أفادت مصادر خاصة، اليوم السبت 13 كانون الثاني/ يناير، بمقتل عنصرين من قسد أمس في بلدة الشحيل."
    reading = read(text, today=TODAY)
    assert reading.report.published == date(2024, 1, 13)
    assert reading.report.published_span is not None
    assert "13" in reading.report.quote(reading.report.published_span)


def test_without_a_publication_day_relative_dates_stay_open() -> None:
    reading = read("قتل مدني أمس بقصف مدفعي على بلدة سرمين.", today=TODAY)
    assert reading.events
    assert reading.dates[0].days is None
    assert "publi" in reading.dates[0].reason


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANY_TEXT, title=st.one_of(st.just(""), ARABIC))
def test_any_text_is_read(text: str, title: str) -> None:
    reading = read(report(text, title), today=TODAY)
    for mention in reading.mentions:
        assert reading.report.quote(mention.span)
    for claim in reading.claims:
        assert reading.report.quote(claim.provenance.evidence).strip()
        assert 0 <= claim.provenance.confidence <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANY_TEXT)
def test_reading_is_deterministic_to_the_byte_and_survives_json(text: str) -> None:
    first = msgspec.json.encode(read(report(text), today=TODAY))
    assert msgspec.json.encode(read(report(text), today=TODAY)) == first
    assert msgspec.json.encode(msgspec.json.decode(first, type=Reading)) == first


def test_mention_values_are_the_words_at_their_spans() -> None:
    reading = read(report(), today=TODAY)
    for mention in reading.mentions:
        if mention.kind is MentionKind.PLACE:
            assert mention.value.split()[-1] in reading.report.quote(mention.span)


def test_half_a_surrogate_pair_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"report 'r'.*surrogate"):
        Report(id="r", text="قصف \ud800")
