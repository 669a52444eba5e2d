"""Who says it. All sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.speech import load_speech
from marsad.mentions.sources import find_sources
from marsad.model.codes import MentionKind
from marsad.text.analysis import analyse

SPEECH = load_speech(SHIPPED / "core")

SOURCES = [
    ("verb, source, that", "قالت مصادر محلية إن قذيفة سقطت", ["مصادر محلية"]),
    ("definite name", "وأفاد المرصد السوري لحقوق الإنسان بأن طائرة قصفت", ["المرصد السوري لحقوق الإنسان"]),
    ("statement of", "وقالت وزارة الداخلية في بيان إن دورية هوجمت", ["وزارة الداخلية"]),
    ("statement issued by", "وقال بيان صادر عن وزارة الدفاع إن الجيش تقدم", ["وزارة الدفاع"]),
    ("hearer is no source", "وقال مصدر أمني لوكالة فرانس برس إن القتلى ثلاثة", ["مصدر أمني"]),
    ("name in apposition", "أعلن رئيس المجلس، سالم الخطيب، أن الطريق قطع", ["رئيس المجلس، سالم الخطيب"]),
    ("time before the source", "قال أمس مصدر طبي إن الجرحى نقلوا", ["مصدر طبي"]),
    ("according to", "قتل ثلاثة بحسب مصدر طبي", ["مصدر طبي"]),
    ("according to, with the clitic on it", "قتل ثلاثة وفقا للمرصد السوري", ["المرصد السوري"]),
    ("according to what was said", "قتل ثلاثة وفق ما أفاد مراسلنا في حلب", ["مراسلنا في حلب"]),
    ("according to what it relayed", "قتل ثلاثة بحسب ما نقلته وكالة الأنباء", ["وكالة الأنباء"]),
    ("according to an agreement is nobody", "انسحب الفصيل وفق اتفاق سابق", []),
    ("relayed", "نقلت رويترز عن شهود عيان أن الجسر دمر", ["شهود عيان"]),
    ("citing", "ذكرت الصحيفة نقلا عن مسؤول محلي أن الجسر دمر", ["الصحيفة", "مسؤول محلي"]),
    ("source before its verb", "وكانت مصادر طبية قد أكدت أن المستشفى خرج عن الخدمة", ["مصادر طبية"]),
    ("headline with a colon", "المرصد السوري: مقتل مدنيين في غارة", ["المرصد السوري"]),
    ("a place before a colon", "حلب: مقتل مدنيين في غارة", []),
    ("announcement without that", "أعلن الجيش الوطني مقتل جنديين", ["الجيش الوطني"]),
    ("only the verb", "وأضاف أن القصف استمر", []),
    ("no reporting word", "قصفت طائرة البلدة", []),
]


@pytest.mark.parametrize(("sentence", "values"), [row[1:] for row in SOURCES], ids=[row[0] for row in SOURCES])
def test_sources(sentence: str, values: list[str]) -> None:
    found = find_sources(analyse(sentence), SPEECH)
    assert [mention.value for mention in found] == values
    assert all(mention.kind is MentionKind.SOURCE for mention in found)


def test_a_span_leaves_the_clitic_out() -> None:
    sentence = "قتل ثلاثة وفقا لوزارة الصحة"
    (mention,) = find_sources(analyse(sentence), SPEECH)
    assert sentence[mention.span.start : mention.span.end] == "وزارة الصحة"


@given(st.text(alphabet='قال بحسب المصدر عن نقلت ،.:\n"إنل', max_size=80))
def test_spans_stay_inside_any_string(content: str) -> None:
    for mention in find_sources(analyse(content), SPEECH):
        assert mention.value
        assert mention.span.end <= len(content)
