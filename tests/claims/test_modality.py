"""How surely, one happening or many, and words that only look like one. All sentences are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.claims.modality import Stance
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.speech import load_speech
from marsad.model.codes import Modality
from marsad.text.analysis import analyse

SPEECH = load_speech(SHIPPED / "core")
PUBLISHED = date(2019, 5, 10)


def stance_of(sentence: str, published: date | None = PUBLISHED) -> Stance:
    return Stance(analyse(sentence), SPEECH, published)


def token_of(sentence: str, trigger: str) -> int:
    words = [sentence[token.start : token.end] for token in analyse(sentence).tokens]
    return words.index(trigger)


MODALITIES = [
    ("plain report", "قصفت طائرة بلدة تل رمان", "قصفت", "asserted"),
    ("verb of denial", "نفى متحدث عسكري وقوع غارة على البلدة", "غارة", "denied"),
    ("participle of denial", "أصدر الفصيل بيانا نافيا مقتل قائده", "مقتل", "denied"),
    ("no truth in it", "لا صحة لأنباء مقتل القائد", "مقتل", "denied"),
    ("baseless, said after", "ما يتداول عن مقتل القائد لا أساس له", "مقتل", "denied"),
    ("negated past", "الجيش لم ينفذ غارات في المنطقة", "غارات", "denied"),
    ("negation is not 'still'", "لا تزال الاشتباكات مستمرة", "الاشتباكات", "asserted"),
    ("threat", "هدد الفصيل بقصف المدينة", "بقصف", "planned"),
    ("threat with asides between commas", "هدد القائد، مساء اليوم، بقصف المدينة", "بقصف", "planned"),
    ("call to protest", "دعا ناشطون إلى إضراب يوم الأحد", "إضراب", "planned"),
    ("intention", "يعتزم الجيش شن عملية في الريف", "عملية", "planned"),
    ("scheduled", "من المقرر أن تنطلق مظاهرة في الساحة", "مظاهرة", "planned"),
    ("future verb", "سينفذ الجيش عملية في الريف", "عملية", "planned"),
    ("future verb with a conjunction", "وستشن القوات هجوما", "هجوما", "planned"),
    ("a car is no future verb", "سيارة مفخخة انفجرت في السوق", "انفجرت", "asserted"),
    ("control is no future verb", "سيطر مقاتلون على القرية بعد هجوم", "هجوم", "asserted"),
    ("may, before the present", "قد يشن الفصيل هجوما", "هجوما", "planned"),
    ("had, before the past", "قد شن الفصيل هجوما", "هجوما", "asserted"),
    ("condition", "إذا هاجم الفصيل القرية فسيندم", "هاجم", "planned"),
    ("whether is no condition", "لم يعرف ما إذا كان القصف مدفعيا", "القصف", "asserted"),
    ("coming from is not next", "المقاتلون القادمون من الشمال هاجموا القرية", "هاجموا", "asserted"),
    ("next week", "مسيرة الأسبوع المقبل في الساحة", "مسيرة", "planned"),
    (
        "unverified, in a sentence of its own",
        "سقطت قذيفتان على القرية. ولم يتسن التأكد من ذلك.",
        "سقطت",
        "unconfirmed",
    ),
    ("news of", "أنباء عن مقتل قيادي في الريف", "مقتل", "unconfirmed"),
    ("claimed", "زعم التنظيم مقتل عشرة جنود", "مقتل", "unconfirmed"),
    ("believed", "يعتقد أن لغما انفجر بالسيارة", "انفجر", "unconfirmed"),
    ("any such thing", "قال الوزير إن بلاده مستعدة لأي هجوم عليها", "هجوم", "planned"),
    ("denial wins over claim", "نفى المجلس مزاعم عن مقتل مدنيين", "مقتل", "denied"),
]


@pytest.mark.parametrize(
    ("sentence", "trigger", "modality"), [row[1:] for row in MODALITIES], ids=[row[0] for row in MODALITIES]
)
def test_modality(sentence: str, trigger: str, modality: str) -> None:
    assert stance_of(sentence).modality_at(token_of(sentence, trigger))[0] == Modality(modality)


def test_modality_names_its_rule() -> None:
    sentence = "هدد الفصيل بقصف المدينة"
    assert stance_of(sentence).modality_at(token_of(sentence, "بقصف")) == (Modality.PLANNED, "planned.threat")


def test_the_clause_before_a_threat_stays_asserted() -> None:
    sentence = "قتل جندي في كمين، وهدد الفصيل بقصف المدينة"
    assert stance_of(sentence).modality_at(token_of(sentence, "قتل"))[0] == Modality.ASSERTED


AGGREGATES = [
    ("one happening", "قتل مدنيان في غارة على البلدة", "غارة", None),
    ("since years", "تشهد البلاد حربا منذ سنوات قتلت الآلاف", "قتلت", "aggregate.since-start"),
    ("a frame that opens its sentence", "ومنذ سنوات، تقصف طائرات القرى", "تقصف", "aggregate.since-start"),
    ("since this morning", "تستمر الاشتباكات منذ صباح اليوم في الحي", "الاشتباكات", None),
    ("a superlative since", "هذا الهجوم هو الأعنف منذ أشهر", "الهجوم", None),
    ("during months", "قتل مئة مدني خلال ثلاثة أشهر", "قتل", "aggregate.period"),
    ("in five days of", "سقط العشرات في خمسة أيام من القصف", "القصف", "aggregate.period"),
    ("past year", "الهجوم الكيماوي عام 2013 على البلدة", "الهجوم", "history.year"),
    ("year before", "شهدت المدينة تفجيرا في آذار 2018", "تفجيرا", "history.last-year"),
    ("year of publication", "شهدت المدينة تفجيرا في آذار 2019", "تفجيرا", None),
    ("a chronicle", "1974 - مواجهات في العاصمة: عشرة قتلى", "قتلى", "history.year"),
    ("four digits are no year after a noun", "أصيب نحو 2011 شخصا في المواجهات", "أصيب", None),
]


@pytest.mark.parametrize(
    ("sentence", "trigger", "rule"), [row[1:] for row in AGGREGATES], ids=[row[0] for row in AGGREGATES]
)
def test_aggregate(sentence: str, trigger: str, rule: str | None) -> None:
    assert stance_of(sentence).aggregate_at(token_of(sentence, trigger)) == rule


def test_a_year_says_nothing_without_a_day_of_publication() -> None:
    sentence = "الهجوم الكيماوي عام 2013 على البلدة"
    assert stance_of(sentence, published=None).aggregate_at(token_of(sentence, "الهجوم")) is None


def test_ongoing() -> None:
    sentence = "لا تزال الاشتباكات دائرة في الحي، وقتل جندي"
    stance = stance_of(sentence)
    assert stance.ongoing_at(token_of(sentence, "الاشتباكات")) == "ongoing.still"
    assert stance.ongoing_at(token_of(sentence, "وقتل")) is None


def test_a_hint_from_another_clause_is_far() -> None:
    sentence = "قتل جندي في كمين، وتشهد المنطقة هجمات منذ سنوات"
    stance = stance_of(sentence)
    assert "aggregate.since-start far" in stance.hints_at(token_of(sentence, "كمين"))
    assert "aggregate.since-start" in stance.hints_at(token_of(sentence, "هجمات"))


GUARDS = [
    ("proverb", "ضرب المسؤول الأمثال في كلمته", "ضرب", None),
    ("proverb, next word", "يضرب الأمثال في كلمته", "يضرب", "figure of speech"),
    ("verbal attack", "شن الوزير هجوما إعلاميا على خصومه", "هجوما", "verbal"),
    ("population bomb", "تعيش المدينة انفجارا سكانيا", "انفجارا", None),
    ("population explosion", "حذر خبير من انفجار سكاني", "انفجار", "figure of speech"),
    ("rainfall", "سقوط أمطار غزيرة على الساحل", "سقوط", "weather"),
    ("election battle", "معركة انتخابية بين قائمتين", "معركة", "politics"),
    ("anniversary", "أحيا الأهالي ذكرى مقتل الشيخ", "مقتل", "anniversary"),
    ("exercise", "مناورة تحاكي صد هجوم بحري", "هجوم", "exercise"),
    ("penalty kick", "سجل الهدف من ضربة جزاء", "ضربة", "sports"),
    ("disease", "إصابة عشرين شخصا بالكوليرا", "إصابة", "disease"),
    ("road accident", "مصرع أربعة في حادث سير", "مصرع", "accident"),
    ("earthquake", "ضرب زلزال قوي الساحل", "ضرب", "natural disaster"),
    ("football match", "أصيب الحارس في مباراة الأمس", "أصيب", "sports"),
    ("name given", "إطلاق اسم جديد على الحملة", "إطلاق", "release"),
    ("real fire", "إطلاق نار على دورية", "إطلاق", None),
    ("real strike", "ضربت طائرة موقعا للجيش", "ضربت", None),
]


@pytest.mark.parametrize(("sentence", "trigger", "reason"), [row[1:] for row in GUARDS], ids=[row[0] for row in GUARDS])
def test_guard(sentence: str, trigger: str, reason: str | None) -> None:
    stance = stance_of(sentence)
    token = token_of(sentence, trigger)
    assert stance.guarded_at(token) == reason
    assert (reason is not None) == any(hint.startswith("guard.") for hint in stance.hints_at(token))


@given(st.text(alphabet='قصف منذ 2011 لم نفى،.:\n"سي', max_size=80))
def test_any_string_has_a_stance(content: str) -> None:
    text = analyse(content)
    stance = Stance(text, SPEECH, PUBLISHED)
    for token in range(len(text.tokens)):
        stance.hints_at(token)
        stance.modality_at(token)
