"""Who speaks where. All sentences are invented."""

import pytest

from marsad.claims.attribution import attribute
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.speech import load_speech
from marsad.mentions.sources import find_sources
from marsad.text.analysis import analyse

SPEECH = load_speech(SHIPPED / "core")

SPEAKERS = [
    ("own voice", "قصفت طائرة البلدة", "قصفت", None),
    ("after that", "قالت مصادر محلية إن طائرة قصفت البلدة", "قصفت", "مصادر محلية"),
    ("the clause before is the outlet's", "قتل جندي، وقالت مصادر محلية إن طائرة قصفت البلدة", "قتل", None),
    ("next sentence is the outlet's", "قالت مصادر محلية إن طائرة قصفت البلدة. وقتل جندي.", "وقتل", None),
    ("according to, at the end", "قصفت طائرة البلدة بحسب المرصد السوري", "قصفت", "المرصد السوري"),
    ("according to, at the head", "وبحسب المرصد السوري، قصفت طائرة البلدة", "قصفت", "المرصد السوري"),
    ("he added", "قال المرصد السوري إن طائرة حلقت. وأضاف أن أخرى قصفت البلدة.", "قصفت", "المرصد السوري"),
    (
        "adding, in the same sentence",
        "أعلن الجيش الوطني مقتل جندي، مشيرا إلى أن آخر أصيب",
        "أصيب",
        "الجيش الوطني",
    ),
    (
        "innermost speaker",
        "قال مسؤول محلي إن ناشطين ذكروا، نقلا عن شهود عيان، أن الجسر دمر",
        "دمر",
        "شهود عيان",
    ),
    ("quotation before its speaker", '"دمر الجسر في الليل"، قال مسؤول محلي', "دمر", "مسؤول محلي"),
    ("quotation over two sentences", 'قال مسؤول محلي: "قصفت البلدة. وقتل جندي".', "وقتل", "مسؤول محلي"),
    ("background is the outlet's", "قال المرصد إن طائرة حلقت، يذكر أن البلدة قصفت مرارا", "قصفت", None),
    (
        "a bare statement speaks for its author",
        "أعلنت وزارة الدفاع صد هجوم. وقال البيان إن جنديا قتل.",
        "قتل",
        "وزارة الدفاع",
    ),
    ("headline", "المرصد السوري: مقتل مدنيين", "مقتل", "المرصد السوري"),
]


@pytest.mark.parametrize(
    ("content", "word", "speaker"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS]
)
def test_speaker(content: str, word: str, speaker: str | None) -> None:
    text = analyse(content)
    attribution = attribute(text, find_sources(text, SPEECH), SPEECH)
    token = next(i for i, t in enumerate(text.tokens) if content[t.start : t.end] == word)
    source = attribution.source_at(token)
    assert (source.value if source else None) == speaker
