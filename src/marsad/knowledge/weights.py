"""Linear models whose weights ship as data: features in, probabilities out, and the reason can be read off.

A model file is TSV with the columns `label`, `feature`, `weight`; the feature `*` is the bias. The scripts that
made the files are benchmarks/train_*.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp
from pathlib import Path

from marsad.knowledge.packs import read_table

BIAS = "*"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A multinomial logistic model over sparse named features.

    One label: the probability of "yes" is the logistic of its sum. Several: softmax.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    _spoken: dict[str, tuple[tuple[int, float], ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spoken = {
            feature: tuple((i, weight) for i, weight in enumerate(row) if weight)
            for feature, row in self.weights.items()
        }
        object.__setattr__(self, "_spoken", spoken)

    def sums(self, features: Iterable[str]) -> list[float]:
        """The log-odds of each label, up to a constant; unknown features weigh nothing."""
        totals = list(self.bias)
        get = self._spoken.get
        for feature in features:
            if (row := get(feature)) is not None:
                for i, weight in row:
                    totals[i] += weight
        return totals

    def probability(self, features: Iterable[str]) -> float:
        """Of a one-label model: the probability of "yes"."""
        return logistic(self.sums(features)[0])

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label, in the order of `labels`."""
        totals = self.sums(features)
        top = max(totals)
        powers = [exp(total - top) for total in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}

    def reasons(self, features: Iterable[str], label: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that spoke loudest for or against a label, loudest first."""
        at = self.labels.index(label)
        spoken = {f: self.weights[f][at] for f in features if f in self.weights}
        return sorted(spoken.items(), key=lambda item: -abs(item[1]))[:most]


def logistic(total: float) -> float:
    """Log-odds to probability, without overflow."""
    if total >= 0:
        return 1 / (1 + exp(-total))
    power = exp(total)
    return power / (1 + power)


def load_model(path: Path) -> LinearModel:
    """A linear model from its TSV; PackError names a bad row."""
    columns: dict[str, dict[str, float]] = {}
    for row in read_table(path, ("label", "feature", "weight")):
        weight = row.number("weight")
        if weight is None:
            raise row.error("column 'weight' is empty; train the model again")
        columns.setdefault(row.need("label"), {})[row.need("feature")] = weight
    labels = tuple(columns)
    features = {feature for column in columns.values() for feature in column} - {BIAS}
    return LinearModel(
        labels,
        tuple(columns[label].get(BIAS, 0.0) for label in labels),
        {feature: tuple(columns[label].get(feature, 0.0) for label in labels) for feature in sorted(features)},
    )
