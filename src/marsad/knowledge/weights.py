"""Linear models whose weights ship as data: features in, probabilities out, and the reason can be read off.

A model file is TSV with a column `feature` and one for the weight of each label; an empty cell weighs nothing, and
the feature `*` is the bias. The scripts that made the files are benchmarks/train_*.py.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from itertools import repeat
from math import exp
from pathlib import Path

from marsad.errors import PackError

BIAS, FEATURE = "*", "feature"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A multinomial logistic model over sparse named features.

    One label: the probability of "yes" is the logistic of its sum. Several: softmax. `memory` holds sums that come
    again and again, under whatever name their reader gives them.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    _spoken: dict[str, tuple[tuple[int, float], ...]] = field(init=False, repr=False, compare=False)
    _only: dict[str, float] = field(init=False, repr=False, compare=False)
    memory: dict[Hashable, float] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.labels) == 1:
            object.__setattr__(self, "_only", {feature: row[0] for feature, row in self.weights.items()})
            object.__setattr__(self, "_spoken", {})
            return
        spoken = {
            feature: tuple((i, weight) for i, weight in enumerate(row) if weight)
            for feature, row in self.weights.items()
        }
        object.__setattr__(self, "_spoken", spoken)
        object.__setattr__(self, "_only", {})

    def sums(self, features: Iterable[str]) -> list[float]:
        """The log-odds of each label, up to a constant; unknown features weigh nothing."""
        if len(self.labels) == 1:
            return [self.bias[0] + self.weight_of(features)]
        totals = list(self.bias)
        for row in map(self._spoken.get, features):
            if row is not None:
                for i, weight in row:
                    totals[i] += weight
        return totals

    def weight_of(self, features: Iterable[str]) -> float:
        """Of a one-label model: what some of the features weigh together, without the bias."""
        return sum(map(self._only.get, features, repeat(0.0)))

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
    name = f"{path.parent.name}/{path.name}"
    lines = path.read_text(encoding="utf-8").split("\n")
    head, *labels = lines[0].split("\t")
    if head != FEATURE or not labels:
        raise PackError(f"{name}:1: the columns must be {FEATURE!r} and the labels; train the model again")
    weights: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        feature, *cells = line.split("\t")
        try:
            weights[feature] = tuple([float(cell or 0) for cell in cells])
        except ValueError:
            raise PackError(f"{name}:{number}: {cells} are no weights; train the model again") from None
        if len(cells) != len(labels):
            raise PackError(f"{name}:{number}: {len(cells)} weights for {len(labels)} labels; train the model again")
    return LinearModel(tuple(labels), weights.pop(BIAS, (0.0,) * len(labels)), weights)


def write_model(model: LinearModel, path: Path) -> None:
    """A linear model as the TSV that `load_model` reads."""
    rows = [(BIAS, model.bias), *sorted(model.weights.items())]
    lines = ["\t".join((FEATURE, *model.labels))]
    lines += ["\t".join((feature, *(f"{weight:g}" if weight else "" for weight in row))) for feature, row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
