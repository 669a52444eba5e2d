"""Why two claims were taken for one happening, or for two: each comparison in plain words."""

from datetime import datetime

from marsad.incidents.grouping import JOIN
from marsad.incidents.levels import load_levels
from marsad.model import Judgement, Verdict
from marsad.model.incident import Pair

UNSURE = (0.3, 0.7)  # between these chances the machine does not know


def reasons_of(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What speaks for one happening, and what against it, each in the order of the comparisons."""
    levels = [table[number] for table, number in zip(load_levels().values(), pair.levels, strict=True)]
    return (
        tuple(level.says for level in levels if level.speaks == "for"),
        tuple(level.says for level in levels if level.speaks == "against"),
    )


def judgement_of(pair: Pair, at: datetime) -> Judgement:
    """The machine's judgement of a pair, with score, reasons and counter-evidence."""
    speaks_for, against = reasons_of(pair)
    low, high = UNSURE
    verdict = Verdict.UNSURE if low < pair.chance < high else Verdict.SAME if pair.chance >= JOIN else Verdict.DIFFERENT
    one, other = (speaks_for, against) if verdict is not Verdict.DIFFERENT else (against, speaks_for)
    return Judgement(
        left=pair.left, right=pair.right, verdict=verdict, score=pair.chance, reasons=one, against=other, at=at
    )
