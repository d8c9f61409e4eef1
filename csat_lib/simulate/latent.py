"""Latent scores of simulated respondents: correlated normal scores, shifted by segment, period and plants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

import numpy as np
import numpy.typing as npt

from csat_lib.errors.planning import not_a_correlation, too_much_explained
from csat_lib.period import Period
from csat_lib.study.truth import Plants, Simulate

Floats = npt.NDArray[np.float64]
Choices = Mapping[str, npt.NDArray[np.str_]]
_POSITIVE = 1e-9


def factor_correlations(truth: Simulate, constructs: list[str]) -> Floats:
    """(n_constructs, n_constructs) correlations of the latent scores: ``correlation``, or what ``correlations`` says.

    A construct with ``paths`` b from others that correlate by R has the correlations bR with them; what b R b' leaves
    of its variance of 1 is its own (path analysis, Wright 1934, The Method of Path Coefficients, Ann. Math. Stat. 5).

    Raises:
        CsatError: the matrix is not positive definite, or paths explain all of a construct's variance or more.
    """
    matrix = np.full((len(constructs), len(constructs)), truth.correlation)
    np.fill_diagonal(matrix, 1.0)
    for first, others in truth.correlations.items():
        for second, value in others.items():
            row, column = constructs.index(first), constructs.index(second)
            matrix[row, column] = matrix[column, row] = value
    effects, known = _path_matrix(truth, constructs), [name not in truth.paths for name in constructs]
    for name in TopologicalSorter({to: list(sources) for to, sources in truth.paths.items()}).static_order():
        at = constructs.index(name)
        if known[at]:
            continue
        of_others = effects[at, known] @ matrix[np.ix_(known, known)]
        if (explained := float(of_others @ effects[at, known])) >= 1:
            raise too_much_explained(name, explained, "paths")
        matrix[at, known] = matrix[known, at] = of_others
        known[at] = True
    smallest = float(min(np.linalg.eigvalsh(matrix), default=1.0))
    if smallest < _POSITIVE:
        raise not_a_correlation(constructs, smallest)
    return matrix


def latent_scores(truth: Simulate, constructs: list[str], period: Period, choices: Choices, normal: Floats) -> Floats:
    """(n, n_constructs) scores: independent normal draws made correlated, plus every shift that applies to them."""
    shifts = np.zeros_like(normal)
    for construct, shift in truth.periods.get(period.text, {}).items():
        shifts[:, constructs.index(construct)] += shift
    for segment, level, construct, shift in _shifts(truth, period):
        shifts[choices[segment] == level, constructs.index(construct)] += shift
    if truth.paths:
        shifts = shifts @ np.linalg.inv(np.eye(len(constructs)) - _path_matrix(truth, constructs)).T
    scores: Floats = normal @ np.linalg.cholesky(factor_correlations(truth, constructs)).T + shifts
    return scores


def _path_matrix(truth: Simulate, constructs: list[str]) -> Floats:
    """(n_constructs, n_constructs) effects: of the column's construct on the row's."""
    effects = np.zeros((len(constructs), len(constructs)))
    for target, sources in truth.paths.items():
        for source, effect in sources.items():
            effects[constructs.index(target), constructs.index(source)] = effect
    return effects


def outcome_slopes(truth: Simulate, constructs: list[str], outcome: str) -> tuple[Floats, float]:
    """(n_constructs,) standardised slopes of an outcome, and the standard deviation that they leave unexplained.

    Raises:
        CsatError: the slopes explain all of the variance or more.
    """
    slopes = np.array([truth.outcomes[outcome].effects.get(name, 0.0) for name in constructs])
    for plant in truth.plants.slopes:
        if plant.outcome == outcome:
            slopes[constructs.index(plant.target)] += plant.slope
    explained = float(slopes @ factor_correlations(truth, constructs) @ slopes)
    if explained >= 1:
        raise too_much_explained(outcome, explained)
    return slopes, float(np.sqrt(1 - explained))


def without_plants(truth: Simulate) -> Simulate:
    """The same truth with nothing planted in it."""
    return truth.model_copy(update={"plants": Plants()})


def _shifts(truth: Simulate, period: Period) -> Iterator[tuple[str, str, str, float]]:
    """(segment, level, construct, shift) of the segments and of the plants of this period."""
    for segment, choice in truth.choices.items():
        for level, effects in choice.effects.items():
            yield from ((segment, level, construct, shift) for construct, shift in effects.items())
    for plant in truth.plants.shifts:
        if plant.period == period.text:
            yield plant.segment, plant.level, plant.target, plant.shift
