"""The days of claims: said, carried on, or of the day's news; and a day of publication out of the text."""

from dataclasses import replace
from datetime import date

import pytest

from marsad.knowledge.calendar import load_calendar
from marsad.linking.dates import find_published, link_dates
from marsad.mentions.dates import find_dates
from marsad.model import (
    Change,
    Claim,
    Control,
    DateRange,
    Event,
    EventType,
    Mention,
    MentionKind,
    Provenance,
    Relation,
    Report,
    Span,
    Tie,
)
from marsad.text.analysis import analyse

CALENDAR = load_calendar()
PUBLISHED = date(2024, 1, 17)


def dates_of(report: Report) -> list[Mention]:
    return find_dates(analyse(report.content), CALENDAR)


def told(text: str, published: date | None = PUBLISHED) -> tuple[Report, list[Mention]]:
    report = Report(id="r", text=text, published=published)
    return report, dates_of(report)


def named(kind: MentionKind, span: Span) -> Mention:
    return Mention(kind=kind, span=span, value="x", rule="test")


def sentence(report: Report, words: str) -> Span:
    start = report.content.index(words)
    return Span(start, start + len(words))


def event(
    report: Report, words: str, dates: list[Mention], *, rules: tuple[str, ...] = (), ongoing: bool = False
) -> Event:
    """An event told in these words, dated by the first date among them."""
    span = sentence(report, words)
    return Event(
        provenance=Provenance(evidence=span, rules=rules),
        type=EventType.SHELLING,
        trigger=named(MentionKind.TRIGGER, span),
        date=next((mention for mention in dates if mention.span in span), None),
        ongoing=ongoing,
    )


def control(report: Report, words: str, change: Change) -> Control:
    span = sentence(report, words)
    return Control(
        provenance=Provenance(evidence=span),
        place=named(MentionKind.PLACE, span),
        holder=named(MentionKind.ACTOR, span),
        change=change,
    )


FROM_TEXT = {
    "weekday finds the year": ("قتل اليوم السبت 13 كانون الثاني/ يناير شاب", "2024-01-13"),
    "weekday of an earlier year": ("قتل اليوم الأحد 13 كانون الثاني/ يناير شاب", "2019-01-13"),
    "year is said": ("قتل اليوم الخميس (23 يوليو/تموز 2015) شاب", "2015-07-23"),
    "Hijri day": ("قتل اليوم السبت 10 رمضان 1444 شاب", "2023-04-01"),
}


@pytest.mark.parametrize(("text", "day"), FROM_TEXT.values(), ids=FROM_TEXT)
def test_publication_is_found_in_the_text(text: str, day: str) -> None:
    report, dates = told(text, published=None)
    found = find_published(report, dates, today=date(2024, 6, 1))
    assert found is not None
    assert str(found[0]) == day
    assert report.quote(found[1]).startswith("اليوم")


NOT_FROM_TEXT = {
    "no today": "قتل السبت 13 كانون الثاني/ يناير شاب",
    "no weekday and no year": "قتل اليوم 13 كانون الثاني/ يناير شاب",
    "a day to come": "قتل اليوم السبت 13 كانون الثاني 2029 شاب",
}


@pytest.mark.parametrize("text", NOT_FROM_TEXT.values(), ids=NOT_FROM_TEXT)
def test_publication_is_not_guessed(text: str) -> None:
    report, dates = told(text, published=None)
    assert find_published(report, dates, today=date(2024, 6, 1)) is None


def test_known_publication_is_left_alone() -> None:
    report, dates = told("قتل اليوم السبت 13 كانون الثاني 2024 شاب")
    assert find_published(report, dates, today=date(2024, 6, 1)) is None


def test_same_day_is_the_day_of_the_claim_before_in_the_text() -> None:
    report, dates = told("قصفت السبت بلدة. وانفجرت سيارة في اليوم نفسه. وقتل شاب قبل شهرين.")
    words = ("وانفجرت سيارة في اليوم نفسه", "قصفت السبت بلدة", "وقتل شاب قبل شهرين")
    links = link_dates(report, [event(report, each, dates) for each in words], dates)
    assert [str(link.days) for link in links] == ["2024-01-13", "2024-01-13", "2023-11-01 to 2023-11-30"]
    assert [link.claim for link in links] == [0, 1, 2]


def test_claim_without_a_day_is_news_of_the_day() -> None:
    report, dates = told("قصفت طائرات بلدة. وقال المرصد اليوم إن شابا قتل.")
    (link,) = link_dates(report, [event(report, "قصفت طائرات بلدة", dates)], dates)
    assert link.days == DateRange.on(PUBLISHED)
    assert link.reason == "no day is said: news of the day"


def test_story_of_yesterday_goes_on_where_today_is_never_named() -> None:
    report, dates = told("قصفت طائرات أمس بلدة. وانفجر لغم بسيارة.")
    (link,) = link_dates(report, [event(report, "وانفجر لغم بسيارة", dates)], dates)
    assert str(link.days) == "2024-01-16"
    assert "the day told before" in link.reason


def test_background_without_a_day_has_none() -> None:
    report, dates = told("وكان التنظيم قد فجر جسرا.")
    (link,) = link_dates(report, [event(report, "وكان التنظيم قد فجر جسرا", dates, rules=("undated",))], dates)
    assert link.days is None
    assert link.reason == "no day is said: background"


def test_nothing_is_known_without_a_publication() -> None:
    report, dates = told("قصفت طائرات بلدة.", published=None)
    (link,) = link_dates(report, [event(report, "قصفت طائرات بلدة", dates)], dates)
    assert link.days is None
    assert "publication is unknown" in link.reason


def test_what_goes_on_for_days_lasts_to_publication() -> None:
    report, dates = told("تستهدف المدفعية القرية منذ أيام.")
    (link,) = link_dates(report, [event(report, "تستهدف المدفعية القرية منذ أيام", dates, ongoing=True)], dates)
    assert str(link.days) == "2024-01-10 to 2024-01-17"


def test_what_is_told_in_the_present_since_days_lasts_to_publication() -> None:
    report, dates = told("تستهدف المدفعية القرية منذ أيام.")
    told_event = event(report, "تستهدف المدفعية القرية منذ أيام", dates)
    present = replace(told_event, trigger=replace(told_event.trigger, rule="استهدف (imperfect)"))
    (link,) = link_dates(report, [present], dates)
    assert str(link.days) == "2024-01-10 to 2024-01-17"


def test_news_of_the_day_is_of_the_day_whatever_was_told_before() -> None:
    report, dates = told("وصل الوفد أمس. وقصفت المدفعية القرية.")
    (link,) = link_dates(report, [event(report, "وقصفت المدفعية القرية", dates, rules=("published",))], dates)
    assert link.days == DateRange.on(PUBLISHED)


def test_capture_has_the_days_of_its_event_and_lasting_control_none() -> None:
    report, dates = told("سيطرت القوات السبت على بلدة. وتسيطر الفصائل على الريف.")
    claims: list[Claim] = [
        event(report, "سيطرت القوات السبت على بلدة", dates),
        control(report, "على بلدة", Change.TAKES),
        control(report, "وتسيطر الفصائل على الريف", Change.HOLDS),
    ]
    links = link_dates(report, claims, dates)
    assert [link.days for link in links] == [DateRange.on(date(2024, 1, 13))] * 2 + [None]


def test_relations_have_no_days() -> None:
    report, dates = told("يقود أبو خالد اللواء.")
    span = sentence(report, "يقود")
    relation = Relation(
        provenance=Provenance(evidence=span),
        subject=named(MentionKind.PERSON, span),
        tie=Tie.COMMANDS,
        object=named(MentionKind.ACTOR, span),
    )
    assert link_dates(report, [relation], dates) == ()
