"""Fits linear models to examples, and makes one of several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from marsad.knowledge.weights import LinearModel

SEED = 20240113


def fit(rows: list[tuple[list[str], str, float]], strength: float) -> LinearModel:
    """A logistic model; with labels yes and no only "yes" keeps weights."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(features, 1.0) for features, _, _ in rows])
    labels = [label for _, label, _ in rows]
    weights = numpy.array([weight for _, _, weight in rows])
    counts = numpy.asarray((matrix > 0).sum(axis=0)).ravel()
    kept = numpy.flatnonzero(counts >= 2)
    learner = LogisticRegression(C=strength, max_iter=400, random_state=SEED)
    learner.fit(matrix[:, kept], labels, sample_weight=weights)
    names = vectorizer.get_feature_names_out()[kept]
    classes = [str(c) for c in learner.classes_]
    coefficients, bias = learner.coef_, learner.intercept_
    if len(classes) == 2:
        sign = 1.0 if classes[1] == "yes" else -1.0
        return LinearModel(
            ("yes",),
            (round(float(bias[0] * sign), 4),),
            {
                str(n): (round(float(w * sign), 4),)
                for n, w in zip(names, coefficients[0], strict=True)
                if abs(w) >= 0.004
            },
        )
    return LinearModel(
        tuple(classes),
        tuple(round(float(b), 4) for b in bias),
        {
            str(n): tuple(round(float(w), 4) for w in column)
            for n, column in zip(names, coefficients.T, strict=True)
            if numpy.abs(column).max() >= 0.01
        },
    )


def prune(model: LinearModel, least: float) -> LinearModel:
    """A model without weights smaller than `least`, which decide nothing and take time to load."""
    kept = {
        feature: tuple(weight if abs(weight) >= least else 0.0 for weight in weights)
        for feature, weights in model.weights.items()
    }
    return LinearModel(
        model.labels, model.bias, {feature: weights for feature, weights in kept.items() if any(weights)}
    )


def mean_model(models: Sequence[LinearModel]) -> LinearModel:
    """The model whose weights are the mean of these."""
    labels = models[0].labels
    rows = [{label: model.labels.index(label) for label in labels} for model in models]

    def mean(values: Sequence[Sequence[float]]) -> tuple[float, ...]:
        return tuple(
            round(sum(value[row[label]] for value, row in zip(values, rows, strict=True)) / len(models), 4)
            for label in labels
        )

    none = (0.0,) * len(labels)
    features = sorted({feature for model in models for feature in model.weights})
    weights = {feature: mean([model.weights.get(feature, none) for model in models]) for feature in features}
    return LinearModel(labels, mean([model.bias for model in models]), weights)
