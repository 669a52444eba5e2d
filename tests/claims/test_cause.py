"""Why it happened, where the report says so. All sentences are invented."""

import pytest

from marsad.claims.cause import find_cause
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.speech import load_speech
from marsad.text.analysis import analyse

SPEECH = load_speech(SHIPPED / "core")

CAUSES = [
    ("none said", "قتل شاب في البلدة أمس", None),
    ("after a quarrel", "قتل شاب إثر خلاف على أرض زراعية", "خلاف على أرض زراعية"),
    ("after a blast is no reason", "قتل شاب إثر انفجار لغم", None),
    ("because of", "خرجت مظاهرة بسبب تأخر الرواتب، وشارك فيها العشرات", "تأخر الرواتب"),
    ("because of the shelling is the deed", "قتل شاب بسبب القصف على الحي", None),
    ("against the background of", "اندلعت اشتباكات على خلفية اعتقال قيادي", "اعتقال قيادي"),
    ("in reply to", "قصف الفصيل الموقع ردا على مقتل قائده", "ردا على مقتل قائده"),
    ("on a charge", "أعدم التنظيم شابا بتهمة التعاون مع الجيش", "بتهمة التعاون مع الجيش"),
    ("in protest at, with the clitic", "أضرب العمال رفضا لقرار الإدارة", "رفضا لقرار الإدارة"),
    ("because he", "ضربوا الرجل لأنه رفض الدفع", "لأنه رفض الدفع"),
    ("said before the deed", "وردا على مقتل قائده، قصف الفصيل الموقع", "وردا على مقتل قائده"),
    ("closing quotation mark kept", "قتل شاب بتهمة «التعاون»", "بتهمة «التعاون»"),
]


@pytest.mark.parametrize(("sentence", "cause"), [row[1:] for row in CAUSES], ids=[row[0] for row in CAUSES])
def test_cause(sentence: str, cause: str | None) -> None:
    text = analyse(sentence)
    span = find_cause(text, 0, len(text.tokens), SPEECH)
    assert (sentence[span.start : span.end] if span else None) == cause


def test_the_next_sentence_may_say_why() -> None:
    content = "قصفت طائرة الموقع. وجاءت الغارة ردا على هجوم سابق. وانسحب الفصيل."
    text = analyse(content)
    span = find_cause(text, *text.sentences[0], SPEECH)
    assert span is not None
    assert content[span.start : span.end] == "ردا على هجوم سابق"
