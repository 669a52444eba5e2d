from collections.abc import Callable

import pytest

from marsad.ledger import Added, Asked, Ledger
from marsad.ledger.copies import BANDS, likeness, runs_of, sketch
from marsad.ledger.words import Words
from marsad.model import Report

Make = Callable[..., Report]
Put = Callable[..., Added]
WIRE = (
    "قصف مدفعي عنيف على بلدة العشارة صباح اليوم أدى إلى مقتل مدنيين اثنين وإصابة خمسة آخرين بجروح متفاوتة، "
    "وأضرار كبيرة في المنازل والمحال التجارية وسط البلدة وسوقها القديم، بحسب مصادر محلية تحدثت إلى مراسلنا هناك. "
    "وقال شهود إن القذائف سقطت على دفعات بين الساعة السادسة والثامنة، وإن فرق الإسعاف نقلت الجرحى إلى مشفى الميادين "
    "فيما أغلقت المدارس أبوابها حتى إشعار آخر خشية تجدد القصف على المنطقة خلال الساعات المقبلة"
)
EDITED = f"خاص - {WIRE.replace('عنيف ', '').replace('متفاوتة', 'بعضها خطير')}، ولم ترد تفاصيل أخرى"
PINNED = [-4735407180792008038, -4889017557531753503]
SAME_WORDS = " ".join(reversed(WIRE.split()))
TEMPLATE = "قصف على بلدة {} أدى إلى مقتل مدني"


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        pytest.param(WIRE.replace("أ", "ا").replace("ة", "ه"), True, id="other letters"),
        pytest.param(EDITED, True, id="light edits"),
        pytest.param(SAME_WORDS, False, id="same words in another order"),
        pytest.param(WIRE.split("،", maxsplit=1)[0], False, id="its first half"),
    ],
)
def test_origins(ledger: Ledger, report: Make, put: Put, other: str, copy: bool) -> None:
    put(ledger, report("a", text=f"{WIRE}."))
    put(ledger, report("b", text=f"{other}.", outlet="موقع آخر"))
    origins = {each.origin for each in ledger.find(Asked())}
    assert len(origins) == (1 if copy else 2)


def test_copies_of_copies_are_one_origin(ledger: Ledger, report: Make, put: Put) -> None:
    words = WIRE.split()
    texts = [" ".join([*words[number * 2 :], *(f"كلمة{n}" for n in range(number * 2))]) for number in range(4)]
    for number in (0, 3, 1, 2):  # the bridge comes last
        put(ledger, report(f"r{number}", title="", text=f"قصف {texts[number]}."))
    found = ledger.find(Asked())
    assert len({each.origin for each in found}) == 1
    assert found[0].origin == min(each.report for each in found)


def test_a_group_without_its_bridge_falls_apart(ledger: Ledger, report: Make, put: Put) -> None:
    words = WIRE.split()
    texts = [" ".join([*words[number * 9 :], *(f"كلمة{n}" for n in range(number * 9))]) for number in range(3)]
    for number in range(3):
        put(ledger, report(f"r{number}", title="", text=f"قصف {texts[number]}."))
    assert len({each.origin for each in ledger.find(Asked())}) == 1
    ledger.forget("r1", reason="a forgery", who="سالم")
    assert len({each.origin for each in ledger.find(Asked())}) == 2


def test_short_texts_are_no_copies(ledger: Ledger, report: Make, put: Put) -> None:
    for number, town in enumerate(("سرمين", "العشارة")):
        put(ledger, report(str(number), title="", text=f"{TEMPLATE.format(town)}."))
    assert len({each.origin for each in ledger.find(Asked())}) == 2


def test_sketch_never_changes() -> None:
    """Sketches lie in ledgers: if this fails, ledgers of earlier versions no longer find copies."""
    made = sketch(runs_of(Words(WIRE).all))
    assert len(made) == BANDS
    assert made[:2] == PINNED


def test_likeness() -> None:
    one = runs_of(["a", "b", "c", "d"])
    assert likeness(one, runs_of(["a", "b", "c", "e"])) == pytest.approx(1 / 3)
    assert likeness(one, one) == 1.0
    assert likeness(frozenset(), frozenset()) == 0.0
