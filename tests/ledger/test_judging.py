from datetime import UTC, datetime

import pytest

from marsad.ledger import Ledger
from marsad.model import Judgement, Verdict

AT = datetime(2024, 3, 5, 12, tzinfo=UTC)


def judgement(left: str = "a", right: str = "b", verdict: Verdict = Verdict.SAME, who: str | None = None) -> Judgement:
    return Judgement(
        left=left,
        right=right,
        verdict=verdict,
        score=0.9,
        reasons=("both on 4 March", "2 km apart"),
        against=("3 killed against 12",),
        who=who,
        at=AT,
    )


def test_kept_as_made(ledger: Ledger) -> None:
    made = [judgement(), judgement("b", "c", Verdict.DIFFERENT, "ليلى")]
    ledger.judge(made)
    assert list(ledger.judgements().values()) == made


def test_withdrawn_by_a_row_of_its_own(ledger: Ledger) -> None:
    ledger.judge([judgement(), judgement("b", "c")])
    first, second = ledger.judgements()
    ledger.withdraw(first, who="ليلى")
    assert list(ledger.judgements()) == [second]


def test_a_judgement_is_symmetric() -> None:
    with pytest.raises(ValueError, match="left < right"):
        judgement("b", "a")
