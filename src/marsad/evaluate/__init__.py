"""Gold against readings: how much of what people marked was read, and what was read that nobody marked.

    scores = evaluate(load_gold(Path("gold.jsonl")), readings)
    print(scores["record"].f1, scores.interval("record"))

Both sides are in the codebook's form (docs/codebook.md, section 6), one dict a report, matched by `id`.
Events of the gold that are aggregate, planned or denied are neither asked for nor held against a reader.
"""

from marsad.evaluate.counting import FIGURES, Figure
from marsad.evaluate.differences import Difference
from marsad.evaluate.forms import load_gold
from marsad.evaluate.reliability import JudgedClaim, Reliability, reliability, threshold_figures
from marsad.evaluate.scores import Interval, Scores, evaluate, interval
from marsad.evaluate.tables import difference_lines, reliability_lines, score_lines

__all__ = [
    "FIGURES",
    "Difference",
    "Figure",
    "Interval",
    "JudgedClaim",
    "Reliability",
    "Scores",
    "difference_lines",
    "evaluate",
    "interval",
    "load_gold",
    "reliability",
    "reliability_lines",
    "score_lines",
    "threshold_figures",
]
