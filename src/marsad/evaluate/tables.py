"""Scores and differences as plain text for a terminal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from marsad.evaluate.differences import Difference
from marsad.evaluate.reliability import Reliability
from marsad.evaluate.scores import Scores

LONGEST_QUOTE = 160
FIRST_STRONG_ISOLATE = "\u2068"  # each quotation keeps its own direction
END_ISOLATE = "\u2069"


def score_lines(scores: Scores) -> Iterator[str]:
    """The figures, one a line."""
    yield f"{scores.reports} reports"
    for name, figure in scores.figures.items():
        yield (
            f"{name:<11} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}"
            f"   ({figure.hits} right, {figure.read} read, {figure.gold} gold)"
        )
    yield f"quiet       {scores.quiet.hits} of {scores.quiet.gold} event-free reports"
    yield f"record F1, mean over reports with events: {scores.record_mean:.3f}"
    record = scores.interval("record")
    yield f"record F1 95% interval over reports: {record.low:.3f} .. {record.high:.3f}"


def difference_lines(differences: Iterable[Difference], examples: int) -> Iterator[str]:
    """Differences by class, the commonest class first, with so many examples of each."""
    classes: dict[str, list[Difference]] = defaultdict(list)
    for difference in differences:
        classes[difference.kind].append(difference)
    for kind, members in sorted(classes.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{len(members):>5}  {kind}"
        for difference in members[:examples]:
            yield f"         {difference.report}: {_change(difference)}"
            if difference.evidence:
                yield f"           {_quote(difference.evidence)}"


def reliability_lines(table: Reliability) -> Iterator[str]:
    """The reliability table, one bin a line, and the expected calibration error."""
    yield "confidence   claims   mean    right"
    for row in table.bins:
        yield f"{row.low:.1f} - {row.high:.1f} {row.claims:>9}   {row.confidence:.3f}   {row.right:.3f}"
    yield f"expected calibration error {table.error:.3f}"


def _change(difference: Difference) -> str:
    if difference.read is None:
        return f"gold {_isolated(difference.gold)}"
    if difference.gold is None:
        return f"read {_isolated(difference.read)}"
    return f"gold {_isolated(difference.gold)}, read {_isolated(difference.read)}"


def _quote(evidence: str) -> str:
    line = " ".join(evidence.split())
    return _isolated(line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…")


def _isolated(text: str | None) -> str:
    return f"{FIRST_STRONG_ISOLATE}{text or 'nothing'}{END_ISOLATE}"
