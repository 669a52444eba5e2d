"""A report of two militias, and its reading put together by hand: no reader is needed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from marsad.model import (
    ActorSlot,
    Candidate,
    Casualties,
    Change,
    Control,
    CountRange,
    DateExpression,
    DateLink,
    DateRange,
    Event,
    EventType,
    Flow,
    Link,
    Manner,
    Mention,
    MentionKind,
    Modality,
    Movement,
    Outcome,
    Provenance,
    Reading,
    Relation,
    Report,
    Role,
    Span,
    Tie,
    VictimGroup,
)
from marsad.model.dates import DateForm, DateUnit

YESTERDAY = DateExpression(form=DateForm.AGO, amount=1, unit=DateUnit.DAY, weekday=0)
TITLE = "خاص | اشتباكات بين ميليشيا حراس البادية وميليشيا أبناء السهل"
CLASH = (
    "دارت اشتباكات أمس الاثنين في بلدة غرانيج بين ميليشيا حراس البادية وميليشيا أبناء السهل "
    "بسبب خلاف على تهريب المازوت، ما أدى إلى مقتل مدنيين اثنين وإصابة نحو 5 آخرين"
)
TAKEN = "وسيطرت ميليشيا حراس البادية على حاجز الجسر في الكشكية"
WITHDRAWN = "وانسحب عناصر أبناء السهل إلى هجين"
COMMANDS = "ويقود سالم المطر ميليشيا حراس البادية"
SMUGGLED = "ويُهرب المازوت عبر معبر السدرة"
TEXT = f"قالت مصادر محلية: {CLASH}. {TAKEN}. {WITHDRAWN}. {COMMANDS}. {SMUGGLED}."


@pytest.fixture
def report() -> Report:
    return Report(id="guards", title=TITLE, text=TEXT, outlet="شبكة السهل", published=date(2024, 3, 5))


@pytest.fixture
def mention(report: Report) -> Callable[..., Mention]:
    """A mention of words as they first stand in the text, or after `after`."""

    def make(kind: MentionKind, words: str, value: str | None = None, *, after: str = "") -> Mention:
        start = report.content.index(words, report.content.index(after, len(TITLE)))
        return Mention(kind=kind, span=Span(start, start + len(words)), value=value or words, rule=f"{kind}s.tsv:1")

    return make


def span_of(report: Report, words: str) -> Span:
    start = report.content.index(words, len(TITLE))
    return Span(start, start + len(words))


@pytest.fixture
def reading(report: Report, mention: Callable[..., Mention]) -> Reading:
    kind = MentionKind
    source = mention(kind.SOURCE, "مصادر محلية")
    guards = mention(kind.ACTOR, "ميليشيا حراس البادية")
    sons = mention(kind.ACTOR, "ميليشيا أبناء السهل")
    town = mention(kind.PLACE, "غرانيج")

    def said(words: str, **more: object) -> Provenance:
        return Provenance(evidence=span_of(report, words), **more)  # type: ignore[arg-type]

    clash = Event(
        provenance=said(CLASH, source=source, rules=("trigger: clash noun with a light verb +1.20",), confidence=0.9),
        type=EventType.ARMED_CLASH,
        trigger=mention(kind.TRIGGER, "اشتباكات", "clash"),
        date=replace(mention(kind.DATE, "أمس الاثنين"), date=YESTERDAY),
        place=town,
        actors=(ActorSlot(actor=guards, role=Role.PARTY), ActorSlot(actor=sons, role=Role.PARTY)),
        casualties=(
            Casualties(
                outcome=Outcome.KILLED,
                group=VictimGroup.CIVILIAN,
                count=CountRange.exactly(2),
                mention=mention(kind.COUNT, "مدنيين اثنين"),
            ),
            Casualties(
                outcome=Outcome.INJURED,
                group=VictimGroup.UNKNOWN,
                count=CountRange.exactly(5, approx=True),
                mention=mention(kind.COUNT, "نحو 5 آخرين"),
            ),
        ),
        cause=span_of(report, "خلاف على تهريب المازوت"),
        ongoing=True,
    )
    control = Control(
        provenance=said(TAKEN, modality=Modality.UNCONFIRMED, confidence=0.4),
        place=mention(kind.PLACE, "الكشكية"),
        holder=guards,
        change=Change.TAKES,
        facility=mention(kind.FACILITY, "حاجز الجسر"),
        previous=sons,
    )
    movement = Movement(
        provenance=said(WITHDRAWN, source=source),
        actor=sons,
        manner=Manner.WITHDRAWS,
        destination=mention(kind.PLACE, "هجين"),
    )
    relation = Relation(
        provenance=said(COMMANDS),
        subject=mention(kind.PERSON, "سالم المطر"),
        tie=Tie.COMMANDS,
        object=guards,
    )
    flow = Flow(
        provenance=said(SMUGGLED),
        goods=(mention(kind.GOODS, "المازوت", after=SMUGGLED),),
        illicit=True,
        via=mention(kind.FACILITY, "معبر السدرة"),
    )
    known = Candidate(id="sy-1", name="Gharanij", score=0.9, reason="the only town of this name in Syria")
    return Reading(
        report=report,
        mentions=(source, guards, sons, town, mention(kind.GOODS, "المازوت")),
        events=(clash,),
        controls=(control,),
        movements=(movement,),
        relations=(relation,),
        flows=(flow,),
        dates=(
            DateLink(claim=0, days=DateRange.on(date(2024, 3, 4)), reason="the Monday on or before 2024-03-05"),
            DateLink(claim=1, days=None, reason="no time is said"),
        ),
        places=(Link(mention=town, target="sy-1", score=0.9, reason="one candidate", candidates=(known,)),),
        actors=(Link(mention=guards, target=None, score=0.0, reason="stands in no pack"),),
        reader_version="0.1.0",
        packs={"core": "a" * 64},
    )
