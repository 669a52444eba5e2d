"""Dates in text: Arabic in, the words found and the days they mean in a report of 17 January 2024."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.calendar import load_calendar
from marsad.mentions.dates import find_dates
from marsad.model import MentionKind
from marsad.text.analysis import analyse

CALENDAR = load_calendar()
PUBLISHED = date(2024, 1, 17)  # a Wednesday

DAYS = {
    "month under both names": (
        "في 13 كانون الثاني/ يناير 2024 قتل",
        "13 كانون الثاني/ يناير 2024",
        "2024-01-13",
    ),
    "month in brackets": ("في 26 يونيو (حزيران) الماضي", "26 يونيو (حزيران) الماضي", "2023-06-26"),
    "months side by side": ("خطفوا في فبراير شباط عددا", "فبراير شباط", "2023-02-01 to 2023-02-28"),
    "last October": ("في تشرين الأول/أكتوبر الماضي", "تشرين الأول/أكتوبر الماضي", "2023-10-01 to 2023-10-31"),
    "this January so far": ("خلال شهر يناير الجاري", "شهر يناير الجاري", "2024-01-01 to 2024-01-17"),
    "Maghreb month": ("وقع في جويلية 2021", "جويلية 2021", "2021-07-01 to 2021-07-31"),
    "digits, day first": ("بتاريخ 9/12/2023 وقع", "9/12/2023", "2023-12-09"),
    "digits, year first": ("بتاريخ 2023-12-09 وقع", "2023-12-09", "2023-12-09"),
    "digits with dots": ("بتاريخ 9.12.2023 وقع", "9.12.2023", "2023-12-09"),
    "Arabic digits": ("في ٩ كانون الأول ٢٠٢٣", "٩ كانون الأول ٢٠٢٣", "2023-12-09"),
    "Hijri day": ("في 10 رمضان 1444 هـ", "10 رمضان 1444 هـ", "2023-04-01"),
    "Hijri beside Gregorian": (
        "الجمعة 8 جمادى الآخرة 1445 الموافق 22 ديسمبر 2023",
        "الجمعة 8 جمادى الآخرة 1445 الموافق 22 ديسمبر 2023",
        "2023-12-22",
    ),
    "ordinal day": ("في الثالث والعشرين من مايو/أيار", "الثالث والعشرين من مايو/أيار", "2023-05-23"),
    "day with article": ("هجوم الـ7 من تشرين الأول الفائت", "الـ7 من تشرين الأول الفائت", "2023-10-07"),
    "year": ("انسحب عام 2016 منها", "عام 2016", "2016-01-01 to 2016-12-31"),
    "bare year": ("في 2013 حاصرها", "2013", "2013-01-01 to 2013-12-31"),
    "month alone": ("في آذار سقطت", "آذار", "2023-03-01 to 2023-03-31"),
    "weekday": ("قصفت القوات السبت مواقع", "السبت", "2024-01-13"),
    "day of publication by weekday": ("قصفت القوات الأربعاء مواقع", "الأربعاء", "2024-01-17"),
    "last Wednesday": ("منذ الأربعاء الماضي", "منذ الأربعاء الماضي", "2024-01-10 to 2024-01-17"),
    "yesterday and weekday": ("مساء أمس الثلاثاء", "مساء أمس الثلاثاء", "2024-01-16"),
    "weekday in brackets": ("صباح اليوم (الأربعاء) وقع", "صباح اليوم (الأربعاء)", "2024-01-17"),
    "weekday beats yesterday": ("قتل أمس الاثنين عنصر", "أمس الاثنين", "2024-01-15"),
    "two days ago": ("مساء أمس الأول", "مساء أمس الأول", "2024-01-15"),
    "day before yesterday": ("أول من أمس", "أول من أمس", "2024-01-15"),
    "clitics stay outside": ("وبالأمس قتل", "الأمس", "2024-01-16"),
    "last night": ("شنت الليلة الماضية غارة", "الليلة الماضية", "2024-01-16 to 2024-01-17"),
    "night of two days": ("ليل الجمعة السبت", "ليل الجمعة السبت", "2024-01-12 to 2024-01-13"),
    "night with dash": (
        "بعد منتصف ليل الأحد - الإثنين",
        "منتصف ليل الأحد - الإثنين",
        "2024-01-14 to 2024-01-15",
    ),
    "evening of a weekday": ("ليل الاثنين أطلقوا", "ليل الاثنين", "2024-01-15"),
    "number word": ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2024-01-14"),
    "about five days": ("قبل حوالي 5 أيام", "قبل حوالي 5 أيام", "2024-01-12"),
    "dual": ("استعادها قبل يومين على الأقل", "قبل يومين", "2024-01-15"),
    "two weeks": ("دخلت قبل نحو أسبوعين لدعم", "قبل نحو أسبوعين", "2024-01-03"),
    "two months": ("قبل شهرين", "قبل شهرين", "2023-11-01 to 2023-11-30"),
    "days ago": ("سيطرت قبل أيام على مبنى", "قبل أيام", "2024-01-10 to 2024-01-16"),
    "for days": ("منذ عدة أيام", "منذ عدة أيام", "2024-01-10 to 2024-01-16"),
    "last week": ("الأسبوع الماضي", "الأسبوع الماضي", "2024-01-08 to 2024-01-14"),
    "this week": ("هذا الأسبوع", "هذا الأسبوع", "2024-01-15 to 2024-01-17"),
    "last month": ("خلال الشهر الماضي", "الشهر الماضي", "2023-12-01 to 2023-12-31"),
    "last year": ("العام الماضي", "العام الماضي", "2023-01-01 to 2023-12-31"),
    "start of the month": ("مطلع الشهر الجاري", "مطلع الشهر الجاري", "2024-01-01 to 2024-01-10"),
    "middle of May": ("منتصف مايو الماضي", "منتصف مايو الماضي", "2023-05-11 to 2023-05-20"),
    "late in a year": ("وأواخر 2017 أعلنت", "أواخر 2017", "2017-10-01 to 2017-12-31"),
    "end of a year": ("منذ نهاية عام 2022", "منذ نهاية عام 2022", "2022-12-01 to 2024-01-17"),
    "days of a month": ("من 3 إلى 7 كانون الأول", "من 3 إلى 7 كانون الأول", "2023-12-03 to 2023-12-07"),
    "three days listed": ("أيام 3 و4 و5 ديسمبر", "أيام 3 و4 و5 ديسمبر", "2023-12-03 to 2023-12-05"),
    "between weekdays": ("بين الأحد والثلاثاء", "بين الأحد والثلاثاء", "2024-01-14 to 2024-01-16"),
    "two weekdays": ("خلال يومي الجمعة والسبت", "يومي الجمعة والسبت", "2024-01-12 to 2024-01-13"),
    "within two days": ("قتلوا خلال يومين", "خلال يومين", "2024-01-15 to 2024-01-16"),
    "last 24 hours": ("خلال الـ24 ساعة الماضية", "خلال الـ24 ساعة الماضية", "2024-01-16 to 2024-01-17"),
    "hours before number": ("في الساعات الـ48 الأخيرة", "الساعات الـ48 الأخيرة", "2024-01-15 to 2024-01-17"),
    "number words with article": (
        "خلال الأربع والعشرين ساعة الماضية",
        "خلال الأربع والعشرين ساعة الماضية",
        "2024-01-16 to 2024-01-17",
    ),
    "recent days": ("في الأيام القليلة الماضية", "الأيام القليلة الماضية", "2024-01-10 to 2024-01-16"),
    "since a year": ("منذ 2011", "منذ 2011", "2011-01-01 to 2024-01-17"),
    "since a month": ("منذ شهر هجوما", "منذ شهر", "2023-12-17 to 2024-01-17"),
    "tomorrow": ("سيصل غدا", "غدا", "2024-01-18"),
    "next Sunday": ("إضراب يوم الأحد المقبل", "يوم الأحد المقبل", "2024-01-21"),
    "of this month": ("وصل في 11 من الشهر الجاري", "11 من الشهر الجاري", "2024-01-11"),
}


@pytest.mark.parametrize(("text", "words", "days"), DAYS.values(), ids=DAYS)
def test_date_is_found_whole_and_means_these_days(text: str, words: str, days: str) -> None:
    content = f"\n{text}"
    (mention,) = find_dates(analyse(content), CALENDAR)
    assert content[mention.span.start : mention.span.end] == words
    assert mention.date is not None
    assert str(mention.date.resolve(PUBLISHED)) == days


LABELS = {
    "same day": ("انفجرت سيارة في اليوم نفسه", "the same day"),
    "next day": ("ردوا في اليوم التالي", "1 day later"),
    "two days after that": ("بعد ذلك بيومين", "2 days later"),
    "a day before that": ("وسبق ذلك بيوم أن", "1 day earlier"),
    "of the same month": ("في 22 من الشهر نفسه", "22 of that month"),
    "after what follows": ("بعد يومين من مقتل شاب", "2 days earlier"),
    "Hijri month of no year": ("خلال شهر رمضان", "Hijri month 9"),
    "some weeks": ("الأسابيع الأخيرة", "last some weeks"),
}


@pytest.mark.parametrize(("text", "label"), LABELS.values(), ids=LABELS)
def test_date_that_points_elsewhere_is_named(text: str, label: str) -> None:
    (mention,) = find_dates(analyse(f"\n{text}"), CALENDAR)
    assert mention.value == label


NO_DATES = {
    "duration": "استمر لمدة 3 أيام",
    "quarter named after a day": "في حي 8 آذار",
    "revolution": "ثورة 25 يناير",
    "market": "قرب سوق الجمعة",
    "newspaper": "قال لموقع روسيا اليوم",
    "counted day": "لليوم الثالث على التوالي",
    "day number of a war": "في اليوم الـ142 للعدوان",
    "verb like a month": "مارس الجيش ضغوطا",
    "verb like dawn": "فجر انتحاري نفسه",
    "one of": "قتل أحد العناصر",
    "summer": "في صيف حار",
    "before an election": "قبل يومين من الانتخابات",
    "worst since": "الغارات الأعنف منذ شهر",
    "year of birth": "وهو من مواليد عام 1985",
    "until": "فرض حظر التجول حتى صباح السبت",
    "score of a match": "فاز 1-صفر",
    "centre of a town": "وسط مدينة الرقة",
    "day after day": "يوما بعد يوم",
}


@pytest.mark.parametrize("text", ["مساء ", "بين 3 و", "السبت ، ", "خلال نحو ", "قبل "])
def test_endless_repetition_is_read(text: str) -> None:
    find_dates(analyse("\n" + text * 5000), CALENDAR)


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES)
def test_no_date(text: str) -> None:
    assert find_dates(analyse(f"\n{text}"), CALENDAR) == []


words = sorted({word for phrases in CALENDAR.phrases.values() for phrase in phrases for word in phrase.words})
pieces = st.lists(st.sampled_from([*words, "و", "ال", "،", "/", "-", "(", ")", "3", "31", "2024", "قتل"]), max_size=30)


@given(pieces.map(" ".join) | st.text(alphabet="اليومسبتأقلمنذ 1234567890/-،.وفشهرعأ", max_size=60))
def test_any_text_gives_dates_in_order_without_overlap(text: str) -> None:
    mentions = find_dates(analyse(f"\n{text}"), CALENDAR)
    assert all(mention.kind is MentionKind.DATE and mention.date is not None for mention in mentions)
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))
    for mention in mentions:
        assert mention.date is not None
        assert mention.date.explain(PUBLISHED)
