from typing import Any

import pytest

from marsad.evaluate import Figure, evaluate, reliability, reliability_lines, threshold_figures

TEXT = "قصفت المدفعية محيط الميادين. اندلعت اشتباكات في بقرص"
SHELLING: dict[str, Any] = {
    "type": "Shelling/artillery/missile attack",
    "place": "الميادين",
    "evidence": "قصفت المدفعية محيط الميادين",
}
CLASH: dict[str, Any] = {"type": "Armed clash", "place": "بقرص", "evidence": "اندلعت اشتباكات في بقرص"}
CONTROL: dict[str, Any] = {"place": "بقرص", "holder": "قسد", "change": "holds"}
GOLD: dict[str, Any] = {
    "id": "a",
    "title": "",
    "text": TEXT,
    "events": [SHELLING, CLASH],
    "control": [CONTROL],
}
READ: dict[str, Any] = {
    "id": "a",
    "events": [SHELLING | {"confidence": 0.9}, CLASH | {"type": "Attack", "confidence": 0.4}],
    "control": [CONTROL | {"confidence": 1.0}, CONTROL | {"holder": "داعش"}],
}


def test_claims_are_judged_by_the_gold() -> None:
    judged = evaluate([GOLD], [READ]).judged
    assert [(claim.kind, claim.confidence, claim.right) for claim in judged] == [
        ("event", 0.9, True),
        ("event", 0.4, False),
        ("control", 1.0, True),
    ]


def test_reliability_table() -> None:
    table = reliability(evaluate([GOLD], [READ]).judged)
    assert [(row.low, row.claims, row.confidence, row.right) for row in table.bins] == [
        (0.4, 1, 0.4, 0.0),
        (0.9, 2, 0.95, 1.0),
    ]
    assert table.error == pytest.approx((0.4 + 2 * 0.05) / 3)
    assert list(reliability_lines(table))[-1] == "expected calibration error 0.167"


def test_no_claims_no_error() -> None:
    assert reliability([]).error == 0.0


def test_dropping_the_unsure() -> None:
    judged = evaluate([GOLD], [READ]).judged
    figures = threshold_figures(judged, gold=3, thresholds=(0.0, 0.5))
    assert figures == {0.0: Figure(2, 3, 3), 0.5: Figure(2, 2, 3)}
