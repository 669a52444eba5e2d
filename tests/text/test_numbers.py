"""Numbers in digits and words, with their bounds."""

import pytest

from marsad.text import analyse, find_numbers

# id, Arabic, min, max, approx
ONE = [
    ("digits", "3 قتلى", 3, 3, False),
    ("arabic-indic", "٣٤ قتيلا", 34, 34, False),
    ("thousands-comma", "1,200 نازح", 1200, 1200, False),
    ("thousands-point", "1.200 نازح", 1200, 1200, False),
    ("thousands-arabic", "٣٬٢٠٠ نازح", 3200, 3200, False),
    ("decimal-million", "3.5 مليون لاجئ", 3_500_000, 3_500_000, False),
    ("glued-to-noun", "15عنصراً", 15, 15, False),
    ("after-and", "و5 آخرين", 5, 5, False),
    ("unit", "ثلاثة قتلى", 3, 3, False),
    ("unit-other-gender", "ثلاث نساء", 3, 3, False),
    ("with-article", "القتلى الثلاثة", 3, 3, False),
    ("with-preposition", "بأربعة صواريخ", 4, 4, False),
    ("two", "قتيلان اثنان", 2, 2, False),
    ("eleven", "أحد عشر عنصرا", 11, 11, False),
    ("twelve-feminine", "اثنتا عشرة امرأة", 12, 12, False),
    ("fifteen", "خمسة عشر عنصرا", 15, 15, False),
    ("twenty-five", "خمسة وعشرون قتيلا", 25, 25, False),
    ("twenty-one-feminine", "إحدى وعشرين امرأة", 21, 21, False),
    ("hundred-fifty", "مئة وخمسون نازحا", 150, 150, False),
    ("hundred-old-spelling", "مائة وثلاثة أشخاص", 103, 103, False),
    ("three-hundred-one-word", "ثلاثمئة مقاتل", 300, 300, False),
    ("three-hundred-two-words", "ثلاث مائة مقاتل", 300, 300, False),
    ("two-hundred", "مئتي مقاتل", 200, 200, False),
    ("two-thousand", "ألفي شخص", 2000, 2000, False),
    ("thousands-and-digits", "ثلاثة آلاف و200 نازح", 3200, 3200, False),
    ("long-chain", "ثلاثة آلاف ومئتان وخمسة عشر", 3215, 3215, False),
    ("hundred-fifty-thousand", "مئة وخمسين ألفا وثلاثمئة", 150_300, 150_300, False),
    ("million-and-thousands", "مليون و200 ألف نازح", 1_200_000, 1_200_000, False),
    ("tens", "عشرات القتلى", 20, None, True),
    ("tens-with-article", "إصابة العشرات", 20, None, True),
    ("hundreds", "مئات الجرحى", 200, None, True),
    ("thousands", "آلاف المدنيين", 2000, None, True),
    ("tens-of-thousands", "عشرات الآلاف من المدنيين", 20_000, None, True),
    ("hundreds-of-thousands", "مئات آلاف المدنيين", 200_000, None, True),
    ("a-few", "بضعة عناصر", 3, 9, True),
    ("a-few-hundred", "بضع مئات من المقاتلين", 300, 900, True),
    ("a-number-of", "عدد من القتلى", 1, None, True),
    ("a-great-number-of", "عدد كبير من القتلى", 1, None, True),
    ("several", "عدة أشخاص", 1, None, True),
    ("more-than", "أكثر من 10 قتلى", 11, None, False),
    ("more-than-with-preposition", "لأكثر من 10 قتلى", 11, None, False),
    ("more-than-tens", "أكثر من مئة قتيل", 101, None, False),
    ("exceeds", "ما يزيد على عشرين قتيلا", 21, None, False),
    ("not-fewer-than", "ما لا يقل عن 10 قتلى", 10, None, False),
    ("at-least-after-noun", "250 شخصا على الأقل قتلوا", 250, None, False),
    ("at-least-after-number", "30 على الأقل", 30, None, False),
    ("at-least-before", "على الأقل 30 قتيلا", 30, None, False),
    ("or-more", "5 أو أكثر", 5, None, False),
    ("fewer-than", "أقل من 10 عناصر", 1, 9, True),
    ("about", "نحو 30 عنصرا", 30, 30, True),
    ("about-with-preposition", "بحوالي ثلاثين عنصرا", 30, 30, True),
    ("about-after", "30 عنصرا تقريبا", 30, 30, True),
    ("between", "بين 3 و5 قتلى", 3, 5, False),
    ("between-words", "ما بين ثلاثة وخمسة قتلى", 3, 5, False),
    ("dash", "3-5 قتلى", 3, 5, False),
    ("from-to", "من 3 إلى 5 أشخاص", 3, 5, False),
    ("or", "3 أو 4 أشخاص", 3, 4, False),
]

NONE = [
    ("ordinal", "اليوم الخامس"),
    ("ordinal-compound", "الرابع والعشرين"),
    ("one-of", "أحد القادة"),
    ("sunday", "يوم الأحد"),
    ("aircraft", "طائرة إف-16"),
    ("aircraft-latin", "طائرة F16"),
    ("dotted-date", "في 13.1.2018"),
]


@pytest.mark.parametrize(("arabic", "low", "high", "approx"), [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_number(arabic: str, low: int, high: int | None, approx: bool) -> None:
    found = find_numbers(analyse(arabic).tokens)
    assert [(number.min, number.max, number.approx) for number in found] == [(low, high, approx)]


@pytest.mark.parametrize("arabic", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_no_number(arabic: str) -> None:
    assert find_numbers(analyse(arabic).tokens) == []


def test_a_rise_is_two_numbers() -> None:
    found = find_numbers(analyse("ارتفعت الحصيلة من 3 إلى 5").tokens)
    assert [number.min for number in found] == [3, 5]


def test_two_numbers_joined_by_and_stay_two() -> None:
    found = find_numbers(analyse("قتل 3 و5 أصيبوا").tokens)
    assert [number.min for number in found] == [3, 5]


def test_a_bound_belongs_to_the_number() -> None:
    analysis = analyse("مقتل أكثر من نحو عشرين عنصرا")
    (number,) = find_numbers(analysis.tokens)
    assert [token.text for token in analysis.tokens[number.first : number.last]] == [
        "اكثر",
        "من",
        "نحو",
        "عشرين",
    ]
