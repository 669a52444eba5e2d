from collections.abc import Callable
from hashlib import sha256

import pytest

from marsad.ledger import Added, Asked, Ledger, Proof
from marsad.ledger.opening import writing
from marsad.ledger.reindexing import reindex
from marsad.ledger.words import Words, key_of, written
from marsad.model import Report, Span

ANY = "قالَ «المرصد»: إنّ ٣ مدنيّين و 1,200 عنصرٍ من د ا ع ش قُتلوا في الرِّقّة/ Raqqa 2024.. وبالعشارة؛ ﻻ غير ـــ"
FOLDED = "قال المرصد ان 3 مدنيين و 1,200 عنصر من داعش قتلوا في الرقه raqqa 2024 وبالعشاره لا غير"


def test_words() -> None:
    assert " ".join(Words(ANY).all) == FOLDED


def test_folding_is_that_of_the_ledgers() -> None:
    """Ledgers hold folded words: if this fails, add a step to migrations/ that calls reindex, and pin the new one."""
    assert sha256(" ".join(Words(ANY).all).encode()).hexdigest()[:8] == "01e4dff4"


def test_words_of_a_stretch() -> None:
    words = Words("قصف على حلب، ثم هدوء")
    assert words.within(Span(4, 12)) == ["علي", "حلب"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("العشاره", {"العشاره", "والعشاره", "بالعشاره", "وبالعشاره", "للعشاره"}, id="with the article"),
        pytest.param("قصف", {"قصف", "القصف", "بقصف", "للقصف", "والقصف"}, id="without it"),
        pytest.param("قسد", {"قسد", "وقسد", "لقسد"}, id="a name"),
    ],
)
def test_written(asked: str, found: set[str]) -> None:
    assert found <= set(written(asked))
    assert written("2024") == ["2024"]
    assert written("raqqa") == ["raqqa"]


def test_key() -> None:
    assert key_of("  «دير الزّور» ") == key_of("دير الزور") == "دير الزور"


def test_very_long_report(ledger: Ledger, report: Callable[..., Report], put: Callable[..., Added]) -> None:
    put(ledger, report(text="كلمة " * 30_000 + "قصف على سرمين. آخر الكلام"))
    assert ledger.count(Asked(report_text='"اخر الكلام"')) == 1
    assert ledger.count(Asked(report_text="كلمة")) == 1


def test_reindex_changes_nothing_while_folding_stays(
    ledger: Ledger, report: Callable[..., Report], put: Callable[..., Added]
) -> None:
    for number in range(3):
        put(ledger, report(f"r{number}"))
    ledger.forget("r1", reason="a forgery", who="سالم")
    with writing(ledger._engine) as connection:
        reindex(connection)
    for asked in (Asked(text="سرمين"), Asked(report_text="مدنيين"), Asked(actor="قوات النظام"), Asked(place="سرمين")):
        assert sorted(each.report_id for each in ledger.find(asked)) == ["r0", "r2"]
    ledger.forget("r2", reason="a forgery", who="سالم")
    assert list(ledger.verify(Proof())) == []
    assert ledger.count(Asked(text="سرمين")) == 1
