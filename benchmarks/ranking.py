"""Fits a model that ranks: of the candidates of one story, the right ones above the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from marsad.knowledge.weights import LinearModel

Ranking = list[tuple[list[str], bool]]  # candidates with their features, and whether each is right
LEAST_COUNT = 3
LEAST_WEIGHT = 0.004


def fit_ranking(rankings: Sequence[Ranking], strength: float) -> LinearModel:
    """A conditional logistic model: the chance that the right candidate of a ranking is chosen."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(features, 1.0) for ranking in rankings for features, _ in ranking])
    kept = numpy.flatnonzero(numpy.asarray((matrix > 0).sum(axis=0)).ravel() >= LEAST_COUNT)
    matrix = matrix[:, kept].tocsr()
    turned = matrix.T.tocsr()
    right = numpy.array([is_right for ranking in rankings for _, is_right in ranking])
    sizes = [len(ranking) for ranking in rankings]
    starts = numpy.cumsum([0, *sizes])[:-1]
    ranking_of = numpy.repeat(numpy.arange(len(rankings)), sizes)

    def loss(weights: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        sums = matrix @ weights
        powers = numpy.exp(sums - numpy.maximum.reduceat(sums, starts)[ranking_of])
        whole = numpy.add.reduceat(powers, starts)
        good = numpy.maximum(numpy.add.reduceat(powers * right, starts), 1e-12)
        slope = turned @ (powers / whole[ranking_of] - powers * right / good[ranking_of])
        value = float(numpy.sum(numpy.log(whole) - numpy.log(good)) + weights @ weights / (2 * strength))
        return value, slope + weights / strength

    found = minimize(loss, numpy.zeros(len(kept)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    names = vectorizer.get_feature_names_out()[kept]
    weights: dict[str, tuple[float, ...]] = {
        str(name): (round(float(weight), 4),)
        for name, weight in zip(names, found.x, strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }
    return LinearModel(("yes",), (0.0,), weights)
