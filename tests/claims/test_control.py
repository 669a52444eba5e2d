"""Who holds what. All sentences are invented; names are marked as {name|kind}."""

from collections.abc import Callable

import pytest

from marsad.claims.control import find_controls
from marsad.knowledge.ties import load_ties
from marsad.model import Mention
from marsad.text.analysis import analyse

WORDS = load_ties()
Mark = Callable[..., tuple[str, list[Mention]]]


def read(mark: Mark, text: str, headline: str = "") -> list[tuple[str, str, str]]:
    content, mentions = mark(text, headline)
    claims = find_controls(analyse(content), mentions, WORDS)
    return [(str(claim.change), claim.place.value, claim.holder.value) for claim in claims]


CONTROL = [
    (
        "takes, verb first",
        "سيطرت {قوات الجبل|actor} على {تل الورد|place} و{عين الحجر|place} أمس",
        [("takes", "تل الورد", "قوات الجبل"), ("takes", "عين الحجر", "قوات الجبل")],
    ),
    (
        "takes, subject first",
        "وقالت مصادر إن {قوات الجبل|actor} سيطرت على بلدة {تل الورد|place}",
        [("takes", "تل الورد", "قوات الجبل")],
    ),
    (
        "posts of another in several villages",
        "عناصر {لواء النخيل|actor} استولوا على حواجز ومقرات تابعة ل{لواء البحر|actor} "
        "في قرى {تل الورد|place} و{عين الحجر|place}",
        [("takes", "تل الورد", "لواء النخيل"), ("takes", "عين الحجر", "لواء النخيل")],
    ),
    (
        "managed to take control",
        "تمكن {جيش السهل|actor} من السيطرة على أجزاء واسعة من {تل الورد|place}",
        [("takes", "تل الورد", "جيش السهل")],
    ),
    (
        "takes back from",
        "استعاد {جيش السهل|actor} بلدة {تل الورد|place} من {لواء البحر|actor}",
        [("takes", "تل الورد", "جيش السهل")],
    ),
    (
        "holds, relative clause",
        "قصف الطيران {تل الورد|place} التي يسيطر عليها {لواء البحر|actor}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "holds, subject of the relative clause",
        "هاجمت الطائرات {لواء البحر|actor} الذي يسيطر على {تل الورد|place}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "under the control of two",
        "في بلدة {تل الورد|place} الخاضعة لسيطرة {قوات الجبل|actor} و{لواء البحر|actor}",
        [("holds", "تل الورد", "قوات الجبل"), ("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "the place, not the district it lies in",
        "مدينة {تل الورد|place} في {ريف الرمان|place} الخاضعة لسيطرة {لواء البحر|actor}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "located in the areas of",
        "المعبر يربطها بقرية {عين الحجر|place} الواقعة بمناطق سيطرة {قوات الجبل|actor}",
        [("holds", "عين الحجر", "قوات الجبل")],
    ),
    (
        "areas of control in",
        "قصفت الطائرات مناطق سيطرة {لواء البحر|actor} في {تل الورد|place}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "last stronghold",
        "بلدة {تل الورد|place}، آخر معقل كبير ل{لواء البحر|actor} قرب {مدينة الرمان|place}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "occupies",
        "{هضبة الريح|place} التي تحتلها {دولة البحر|actor}",
        [("holds", "هضبة الريح", "دولة البحر")],
    ),
    (
        "an attempt contests",
        "تحاول {قوات الجبل|actor} السيطرة على {تل الورد|place}",
        [("contests", "تل الورد", "قوات الجبل")],
    ),
    (
        "an attack that managed is no attempt",
        "شن {جيش السهل|actor} هجوما تمكن خلاله من السيطرة على {تل الورد|place}",
        [("takes", "تل الورد", "جيش السهل")],
    ),
    (
        "a siege contests",
        "وتحاصر {قوات الجبل|actor} مدينة {تل الورد|place}",
        [("contests", "تل الورد", "قوات الجبل")],
    ),
    (
        "influence there",
        "توجه عناصر {لواء البحر|actor} إلى {تل الورد|place} و{عين الحجر|place}، "
        "حيث يتمتع {لواء البحر|actor} بنفوذ واسع هناك",
        [("influence", "تل الورد", "لواء البحر"), ("influence", "عين الحجر", "لواء البحر")],
    ),
    (
        "until now in other hands",
        "وضع خطة لاستعادة مدينة {تل الورد|place} من أيدي {لواء البحر|actor}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    (
        "the town said again",
        "دخلت الشاحنات بلدة {تل الورد|place}. وسيطر {جيش السهل|actor} على البلدة مساء",
        [("takes", "تل الورد", "جيش السهل")],
    ),
    (
        "hidden subject agrees in gender",
        "طردت {قوات الجبل|actor} {المسلحين|actor} ثم سيطرت على {تل الورد|place}",
        [("takes", "تل الورد", "قوات الجبل")],
    ),
    (
        "fell into hands",
        "سقطت {تل الورد|place} في أيدي {لواء البحر|actor}",
        [("takes", "تل الورد", "لواء البحر")],
    ),
    (
        "a pocket they hold is not what is tried for",
        "محاولة إخراج {لواء البحر|actor} من آخر جيب يسيطر عليه في {تل الورد|place}",
        [("holds", "تل الورد", "لواء البحر")],
    ),
    ("expected to fall", "وتوقع أن تسقط {تل الورد|place} في أيدي {لواء البحر|actor}", []),
    ("but is no hand", "دمرت {تل الورد|place} بيد أن {لواء البحر|actor} ما زال قويا", []),
    ("denied", "لم تتمكن {قوات الجبل|actor} من السيطرة على {تل الورد|place}", []),
    ("a house is no place", "استولى {لواء البحر|actor} على منزل في {تل الورد|place}", []),
    ("a whole country is not held", "سيطر {لواء البحر|actor} على مناطق في {العراق|place}", []),
]


@pytest.mark.parametrize(("sentence", "rows"), [row[1:] for row in CONTROL], ids=[row[0] for row in CONTROL])
def test_control(mark: Mark, sentence: str, rows: list[tuple[str, str, str]]) -> None:
    assert read(mark, sentence) == rows


def test_previous_holder_and_evidence(mark: Mark) -> None:
    text = "وكان الثلج كثيفا، وانتزع {جيش السهل|actor} {تل الورد|place} من {لواء البحر|actor}."
    content, mentions = mark(text)
    (claim,) = find_controls(analyse(content), mentions, WORDS)
    assert claim.previous is not None
    assert claim.previous.value == "لواء البحر"
    evidence = claim.provenance.evidence
    assert content[evidence.start : evidence.end] == "وانتزع جيش السهل تل الورد من لواء البحر"
    assert claim.provenance.rules == ("control:retake",)


def test_day_beside_the_cue(mark: Mark) -> None:
    content, mentions = mark("سيطر {جيش السهل|actor} {يوم الأحد|date} على {تل الورد|place}، وهطل المطر {أمس|date}")
    (claim,) = find_controls(analyse(content), mentions, WORDS)
    assert claim.date is not None
    assert claim.date.value == "يوم الأحد"


def test_headlines_tell_in_the_present(mark: Mark) -> None:
    headline = "{جيش السهل|actor} يسيطر على {تل الورد|place}"
    assert read(mark, "", headline) == [("takes", "تل الورد", "جيش السهل")]
    relative = "غارات على {تل الورد|place} التي يسيطر عليها {لواء البحر|actor}"
    assert read(mark, "", relative) == [("holds", "تل الورد", "لواء البحر")]


def test_said_twice_is_one_claim(mark: Mark) -> None:
    once = "سيطر {جيش السهل|actor} على {تل الورد|place}."
    assert read(mark, f"{once} وأكد شهود ذلك: {once}") == [("takes", "تل الورد", "جيش السهل")]
