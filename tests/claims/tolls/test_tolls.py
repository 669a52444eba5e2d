"""Tolls of invented sentences in the manner of the news: outcome, group, how many, and what the row is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.claims.tolls import Toll, find_tolls, sum_tolls
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.people import load_people
from marsad.text import analyse

PEOPLE = load_people(SHIPPED / "core")


def told(toll: Toll) -> str:
    """A toll as the tables below write it: "killed civilian 3", "injured unknown 21+ subset"."""
    low, high = toll.count.min, toll.count.max
    size = f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
    flags = [name for name in ("subset", "joint", "total") if getattr(toll, name)]
    return " ".join([toll.outcome, toll.group, size, *flags])


def read(arabic: str) -> list[str]:
    return [told(toll) for toll in find_tolls(analyse(arabic), PEOPLE)]


ROWS = [
    # how many
    ("number", "مقتل 13 مدنيا", ["killed civilian 13"]),
    ("number-word", "مقتل ثلاثة عشر مدنيا", ["killed civilian 13"]),
    ("dual", "إصابة جنديين بانفجار لغم", ["injured combatant 2"]),
    ("dual-of-two-nouns", "العثور على جثتي عنصرين قرب القرية", ["killed combatant 2"]),
    ("sound-plural-is-no-dual", "إصابة مدنيين برصاص القناصة", ["injured civilian 1+"]),
    ("sound-plural-marked-dual", "إصابة مدنيَين برصاص القناصة", ["injured civilian 2"]),
    ("plural-with-dual-verb", "مدنيين قتلا في القصف", ["killed civilian 2"]),
    ("two-behind-noun", "إصابة زائرين اثنين", ["injured civilian 2"]),
    ("one", "مقتل طفل بانفجار لغم", ["killed civilian 1"]),
    ("one-of", "مقتل أحد عناصر الشرطة", ["killed combatant 1"]),
    ("bare-plural", "سقوط قتلى مدنيين", ["killed civilian 1+"]),
    ("more-than", "مقتل أكثر من 20 عنصرا", ["killed combatant 21+"]),
    ("at-least", "مقتل 20 عنصرا على الأقل", ["killed combatant 20+"]),
    ("between", "مقتل ما بين 3 و5 عناصر", ["killed combatant 3-5"]),
    ("tens", "مقتل العشرات في القصف", ["killed unknown 20+"]),
    ("a-number-of", "إصابة عدد من الجنود", ["injured combatant 1+"]),
    ("loss-of-life", "خسائر بشرية في صفوف الجيش", ["killed combatant 1+"]),
    ("family", "قضت عائلة من خمسة أفراد", ["killed civilian 5"]),
    # where the people stand
    ("verb-first", "قتل 13 مدنيا في القصف", ["killed civilian 13"]),
    ("verb-behind", "ذكرت مصادر أن 13 مدنيا قتلوا في القصف", ["killed civilian 13"]),
    ("verb-behind-singular", "أن طفلا قتل وأصيب 12 مدنيا", ["killed civilian 1", "injured civilian 12"]),
    ("doer-before-people", "قتل مسلحون 5 مدنيين", ["killed civilian 5"]),
    ("doer-and-day-before", "اعتقلت قوات الأمن الليلة الماضية 15 شابا", ["detained civilian 15"]),
    ("doers-far-before", "خطف مسلحون يستقلون سيارة طبيبا", ["abducted civilian 1"]),
    ("met-their-death", "لقي 12 شخصا مصرعهم", ["killed unknown 12"]),
    ("met-their-death-behind", "أن 12 شخصا لقوا مصرعهم", ["killed unknown 12"]),
    ("fell-victim", "راح ضحيته 12 شخصا", ["killed unknown 12"]),
    ("took-lives", "أودى التفجير بحياة 12 شخصا", ["killed unknown 12"]),
    ("lost-lives", "فقد خمسة جنود حياتهم", ["killed combatant 5"]),
    ("arrested", "ألقت الشرطة القبض على 3 مهربين", ["detained unknown 3"]),
    ("neutralised", "أكد البيان أن سبعة عناصر جرى تحييدهم", ["killed combatant 7"]),
    ("victim-noun", "أوقع الهجوم 33 قتيلا", ["killed unknown 33"]),
    ("martyrs", "ارتقى أربعة شهداء في القصف", ["killed unknown 4"]),
    ("complement", "العشرات سقطوا قتلى", ["killed unknown 20+"]),
    ("name", "مقتل محمود سالم، القيادي في التنظيم", ["killed combatant 1"]),
    ("title", "اغتيال القيادي أبو فارس", ["killed combatant 1"]),
    ("pronoun-result", "أطلق النار على المزارع ما أدى لوفاته", ["killed civilian 1"]),
    ("unknown-noun", "مقتل 7 حطابات", ["killed unknown 7"]),
    # more than one row
    ("dead-and-hurt", "مقتل 5 وإصابة 3 آخرين", ["killed unknown 5", "injured unknown 3"]),
    ("others-are-alike", "قتل 6 جنود وأصيب 7 آخرون", ["killed combatant 6", "injured combatant 7"]),
    ("wounded-share-the-group", "قتل 8 أطفال وأصيب 21 شخصا", ["killed civilian 8", "injured civilian 21"]),
    ("one-cue-adds-up", "مقتل ضابط وثلاثة جنود", ["killed combatant 4"]),
    ("two-groups-of-one-cue", "مقتل جندي ومدني", ["killed combatant 1", "killed civilian 1"]),
    ("some-of-each", "سقوط قتلى وجرحى", ["killed unknown 1+", "injured unknown 1+"]),
    ("tens-of-each", "سقوط عشرات القتلى والجرحى", ["killed unknown 20+", "injured unknown 20+"]),
    ("joint-number", "أوقع الهجوم 33 قتيلا وجريحا", ["killed unknown 1+ joint", "injured unknown 1+ joint"]),
    (
        "between-dead-and-hurt",
        "سقوط 10 بين قتيل وجريح",
        ["killed unknown 1+ joint", "injured unknown 1+ joint"],
    ),
    ("joint-cues", "مقتل وإصابة العشرات", ["killed unknown 1+ joint", "injured unknown 1+ joint"]),
    # parts
    ("children-among", "مقتل 14 شخصا بينهم 6 أطفال", ["killed civilian 14", "killed civilian 6 subset"]),
    ("civilians-among", "مقتل 9 أشخاص بينهم 5 مدنيين", ["killed unknown 4", "killed civilian 5"]),
    ("part-before-verb", "أن 9 أشخاص بينهم طفل قتلوا", ["killed civilian 9", "killed civilian 1 subset"]),
    ("mostly", "سقوط 17 قتيلا معظمهم من الشرطة", ["killed combatant 17"]),
    # groups
    ("affiliation", "مقتل 13 من قوات الجيش", ["killed combatant 13"]),
    ("in-the-ranks", "سقوط قتلى في صفوف المسلحين", ["killed combatant 1+"]),
    ("men-of", "إصابة خمسة من رجال الأمن", ["injured combatant 5"]),
    ("civil-defence", "إصابة 3 من الدفاع المدني", ["injured civilian 3"]),
    ("people-of-them", "استهدفت الطائرات المسلحين وقتلت العديد منهم", ["killed combatant 1+"]),
    ("at-the-market", "مقتل 4 أشخاص بقصف على سوق البلدة", ["killed civilian 4"]),
    ("strike-on-fighters", "غارات على مواقع الميليشيات خلفت 20 قتيلا", ["killed combatant 20"]),
    ("person", "مقتل شخص بانفجار عبوة", ["killed unknown 1"]),
    ("nationality", "استشهاد 3 فلسطينيين", ["killed unknown 3"]),
    # running tolls
    ("tally", "ارتفع عدد القتلى إلى 35", ["killed unknown 35 total"]),
    ("tally-with-noun", "ارتفعت حصيلة القصف إلى 38 قتيلا", ["killed unknown 38 total"]),
    # nothing
    ("no-casualties", "قصف البلدة دون تسجيل إصابات", []),
    ("none-fell", "لم يسقط قتلى في القصف", []),
    ("attempt", "نجا من محاولة اغتيال", []),
    ("direct-hit", "أصابوا الموقع إصابات مباشرة", []),
    ("unit-number", "انسحب اللواء 35 من البلدة", []),
    ("things", "إصابة 3 منازل وسيارتين", []),
    ("court", "قضت المحكمة بسجن المتهم 7 سنوات", []),
    ("rain", "سقوط أمطار غزيرة", []),
    ("speaking-of-the-dead", "لم تعرف هوية القتلى", []),
    ("year", "الكاتب الذي اغتيل عام 1987", []),
    ("fall-of-a-town", "القرية التي سقطت بيد المعارضة", []),
    ("released", "أطلق الفصيل 6 مخطوفين", []),
]


@pytest.mark.parametrize(("arabic", "rows"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_rows(arabic: str, rows: list[str]) -> None:
    assert read(arabic) == rows


def test_a_toll_points_at_its_words() -> None:
    text = "قُتل 13 مدنياً في القصف"
    analysis = analyse(text)
    (toll,) = find_tolls(analysis, PEOPLE)
    span = analysis.span(toll.first, toll.last)
    assert text[span.start : span.end] == "13 مدنياً"
    assert analysis.tokens[toll.cue].text == "قتل"


def test_a_group_said_is_sure_and_one_inferred_is_not() -> None:
    dead, hurt = find_tolls(analyse("قتل 4 جنود وأصيب 9 آخرون"), PEOPLE)
    assert dead.sure
    assert not hurt.sure


def test_the_dead_told_of_before_are_definite() -> None:
    (toll,) = find_tolls(analyse("أن الضحايا قتلوا داخل ملجأ"), PEOPLE)
    assert toll.definite


def test_the_sum_of_two_sentences_keeps_the_larger() -> None:
    analysis = analyse("قتل 3 مدنيين في القصف. وقال مسعف إن 5 مدنيين قتلوا بينهم طفل.")
    assert [told(toll) for toll in sum_tolls(analysis, find_tolls(analysis, PEOPLE))] == ["killed civilian 5"]


def test_the_sum_of_one_sentence_adds_up() -> None:
    analysis = analyse("قتل 4 من عناصر الشرطة فيما قتلت القوات 3 مسلحين")
    assert [told(toll) for toll in sum_tolls(analysis, find_tolls(analysis, PEOPLE))] == ["killed combatant 7"]


WORD_LIST = (
    "قتل مقتل وإصابة وأصيب 3 عشرات القتلى والجرحى من بينهم جنود طفل مدنيين و ، . في أحد أفرادها منهم بين قتيل"
    " وجريح عائلة خمسة أفراد لقي مصرعهم القبض على محمد أبو آخرين وأربعة حصيلة إلى 35 خسائر بشرية الأقل"
    " الذي أن قتلوا قتلا اعتقل مسلحون شخصين الحوثي ضابط معظمهم قتلها تحييدهم جرى لوفاته"
)
WORDS = WORD_LIST.split()


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_can_be_read(words: list[str]) -> None:
    analysis = analyse(" ".join(words))
    for toll in find_tolls(analysis, PEOPLE):
        assert 0 <= toll.first < toll.last <= len(analysis.tokens)
        assert analysis.sentence_of[toll.first] == analysis.sentence_of[toll.cue]


HOSTILE = ["قتل 3 ", "3 قتلى و5 جرحى ", "و3 ", "مقتل وإصابة ", "بينهم طفل ", "حصيلة القتلى ", "جندي وضابط "]


@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_takes_linear_time(piece: str) -> None:
    analysis = analyse(piece * (60_000 // len(piece)))
    start = time.perf_counter()
    find_tolls(analysis, PEOPLE)
    assert time.perf_counter() - start < 5
