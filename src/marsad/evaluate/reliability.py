"""Whether confidence means something: of the claims read with so much of it, how many are right."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from marsad.evaluate.counting import (
    Figure,
    pair_report,
    same_control,
    same_flow,
    same_movement,
    same_relation,
)
from marsad.evaluate.forms import ControlRow, FlowRow, MovementRow, RelationRow, ReportRow
from marsad.evaluate.matching import pair_values

BINS = 10
Row = TypeVar("Row", ControlRow, MovementRow, RelationRow, FlowRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim that was read, the confidence it was read with, and whether the gold agrees.

    An event is right when it is paired and of the right type; any other claim when the gold has its row.
    """

    report: str
    kind: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The claims read with a confidence of `low` to `high`."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Bins of confidence, and the mean gap between confidence and share right (calibration error)."""

    bins: tuple[Bin, ...]
    error: float


def judge_claims(gold: ReportRow, read: ReportRow) -> Iterator[JudgedClaim]:
    """Every claim read in one report that states its confidence, judged by the gold."""
    events = pair_report(gold, read)
    for asked, given in events.pairs:
        yield from _judged(gold.id, "event", given.confidence, asked.type == given.type)
    for given in events.invented:
        yield from _judged(gold.id, "event", given.confidence, False)
    yield from _judged_rows(gold.id, "control", gold.control, read.control, same_control)
    yield from _judged_rows(gold.id, "movement", gold.movement, read.movement, same_movement)
    yield from _judged_rows(gold.id, "relation", gold.relation, read.relation, same_relation)
    yield from _judged_rows(gold.id, "flow", gold.flow, read.flow, same_flow)


def reliability(judged: Iterable[JudgedClaim], bins: int = BINS) -> Reliability:
    """Claims in bins of equal width; bins without a claim are left out."""
    shelves: list[list[JudgedClaim]] = [[] for _ in range(bins)]
    for claim in judged:
        shelves[min(bins - 1, int(claim.confidence * bins))].append(claim)
    rows = tuple(_bin(shelf, index / bins, (index + 1) / bins) for index, shelf in enumerate(shelves) if shelf)
    claims = sum(row.claims for row in rows)
    gap = sum(row.claims * abs(row.confidence - row.right) for row in rows)
    return Reliability(bins=rows, error=gap / claims if claims else 0.0)


def threshold_figures(judged: Sequence[JudgedClaim], gold: int, thresholds: Iterable[float]) -> dict[float, Figure]:
    """What remains right, read and in the gold when claims under each confidence are dropped."""
    kept = {least: [claim for claim in judged if claim.confidence >= least] for least in thresholds}
    return {least: Figure(sum(claim.right for claim in claims), len(claims), gold) for least, claims in kept.items()}


def _judged(report: str, kind: str, confidence: float | None, right: bool) -> Iterator[JudgedClaim]:
    if confidence is not None:
        yield JudgedClaim(report=report, kind=kind, confidence=confidence, right=right)


def _judged_rows(
    report: str, kind: str, golds: Sequence[Row], reads: Sequence[Row], same: Callable[[Row, Row], bool]
) -> Iterator[JudgedClaim]:
    pairing = pair_values(golds, reads, same)
    for _, read in pairing.pairs:
        yield from _judged(report, kind, read.confidence, True)
    for read in pairing.invented:
        yield from _judged(report, kind, read.confidence, False)


def _bin(claims: Sequence[JudgedClaim], low: float, high: float) -> Bin:
    return Bin(
        low=low,
        high=high,
        claims=len(claims),
        confidence=sum(claim.confidence for claim in claims) / len(claims),
        right=sum(claim.right for claim in claims) / len(claims),
    )
