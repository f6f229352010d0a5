"""Making the table that ships: weights from logistic regression, steps from isotonic regression; needs scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from eval.confidence.examples import Example
from eval.confidence.measure import Point, threshold_for
from extractor.confidence import KINDS, Calibration, Curve

TARGET = 0.995
_FOLDS = 7
_PENALTY = 0.3
"""Inverse strength of the penalty on weights: there are few mistakes to learn from."""
_OWN_WEIGHT = 3.0
"""How much more a value of a hand-written report counts than one of a generated report while weights are learnt."""
_PRIOR = 0.5
"""Added to the right and to the wrong values of each step, so that no step is certain."""
_SEED = 20210101


def train(own: Sequence[Example], generated: Sequence[Example], trained_on: dict[str, int]) -> Calibration:
    """Return the table.

    Args:
        own: Values of reports written by hand that no rule was made from: they decide the steps.
        generated: Further values: they only help to find the weights.
        trained_on: How many reports of each set these are.
    """
    curves = {}
    for kind in KINDS:
        of_kind = [example for example in own if example.kind == kind]
        more = [example for example in generated if example.kind == kind]
        curves[kind] = _curve(of_kind, more)
    return Calibration(target=TARGET, trained_on=trained_on, kinds=curves)


def _curve(own: Sequence[Example], more: Sequence[Example]) -> Curve:
    """Return the curve of a kind; its steps come from scores that were learnt without the report they stand in."""
    bias, weights = _weights(own, more)
    scores, right = np.array(held_out_scores(own, more)), np.array([example.right for example in own])
    lower, confidences = _steps(scores, right)
    points = [
        Point("", float(confidences[np.searchsorted(lower, score, "right")]), bool(is_right))
        for score, is_right in zip(scores, right, strict=True)
    ]
    return Curve(
        bias=round(bias, 4),
        weights={name: round(weight, 4) for name, weight in sorted(weights.items()) if round(weight, 4)},
        scores=tuple(lower),
        confidences=tuple(confidences),
        threshold=threshold_for(points, TARGET),
        right=int(right.sum()),
        wrong=int((~right).sum()),
    )


def held_out_scores(own: Sequence[Example], more: Sequence[Example]) -> list[float]:
    """Return a score for each example, from weights that were learnt without its report."""
    reports = sorted({example.report for example in own})
    folds = {report: at % _FOLDS for at, report in enumerate(reports)}
    scores = [0.0] * len(own)
    for fold in range(_FOLDS):
        kept = [example for example in own if folds[example.report] != fold]
        bias, weights = _weights(kept, more)
        for at, example in enumerate(own):
            if folds[example.report] == fold:
                scores[at] = round(bias + sum(weights.get(name, 0.0) for name in example.features), 4)
    return scores


def _weights(own: Sequence[Example], more: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """Return bias and weights; where nothing is wrong there is nothing to learn."""
    every = [*own, *more]
    right = [example.right for example in every]
    if len(set(right)) < 2:
        return 0.0, {}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(example.features, 1) for example in every])
    share = _OWN_WEIGHT * np.ones(len(every))
    share[len(own) :] = len(own) / max(len(more), 1)
    model: Any = LogisticRegression(C=_PENALTY, max_iter=2000, random_state=_SEED)
    model.fit(matrix, right, sample_weight=share)
    names = vectorizer.get_feature_names_out()
    return float(model.intercept_[0]), dict(zip(map(str, names), map(float, model.coef_[0]), strict=True))


def _steps(scores: Any, right: Any) -> tuple[list[float], list[float]]:
    """Return lower ends of steps and the confidence of each: pooled by isotonic regression, then drawn in a little."""
    level = IsotonicRegression(out_of_bounds="clip").fit_transform(scores, right.astype(float))
    order = np.argsort(scores, kind="stable")
    steps: list[list[float]] = []
    for at in order:
        if not steps or level[at] > steps[-1][0] + 1e-9:
            steps.append([float(level[at]), float(scores[at]), 0.0, 0.0])
        steps[-1][2 if right[at] else 3] += 1
    confidences = [round((good + _PRIOR) / (good + bad + 2 * _PRIOR), 4) for _, _, good, bad in steps]
    return [step[1] for step in steps[1:]], list(np.maximum.accumulate(confidences))
