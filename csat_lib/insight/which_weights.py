"""Which weights? The index by every rule that its parts can be weighed by, and the arithmetic of the tree in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from csat_lib.conventions import RAISED
from csat_lib.findings import way, ways
from csat_lib.findings.catalogue.weight_rules import key_of
from csat_lib.findings.catalogue.weights import RANK_R, RANK_TAU, RULE_INDEX, WHAT_IF
from csat_lib.index.composite import Composite
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure
from csat_lib.index.scores import Scores
from csat_lib.index.tree import flatten
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.index.weights import IndexWeights
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

FEWEST_RANKED = 3
SEVERAL = 2


def which_weights(weights: IndexWeights, summary: Summary, spec: ScoreSpec) -> Scores:
    """Of every node of several parts, its index by each rule that gives weights, the nodes below weighed as in use.

    Measures: ``rule_index`` of everybody, and of the units for top nodes, with the error of the rule's own estimated
    weights counted (:class:`WeightErrors`); ``rank_tau`` (Kendall's tau-b) and ``rank_r`` (Spearman) of the order of
    the parts' weights, and of the units' indices, by a rule against the rule in use (other = parts or units); and
    :func:`what_if`. What hides a unit's score hides it here. A rule without weights has its reason beside them.
    """
    nodes = {node: of for node, of in weights.nodes.items() if len(of.table) >= SEVERAL}
    below = {part for tree in weights.tree.values() for part in tree}
    asked = [(node, rule) for node, of in nodes.items() for rule in of.table if rule not in of.reasons]
    errors = weights.plan.errors(weights.sources, asked) if weights.plan else {}
    figures = list[ScoreFigure]()
    for node, of in nodes.items():
        cells = [(spec.unit, level) for level in summary.scores.cells(spec.unit)] if spec.unit else []
        found = {
            rule: [
                _named(rule, figure)
                for figure in _indices(
                    _by_rule(weights, node, rule, errors), summary, spec, [] if node in below else cells
                )
            ]
            for each, rule in asked
            if each == node
        }
        figures += [figure for rule in found for figure in found[rule]]
        if of.rule in found:
            for rule in (rule for rule in found if rule != of.rule):
                figures += _agreement(node, rule, "parts", (of.table[rule], of.used))
                figures += _agreement(node, rule, "units", (_values(found[rule]), _values(found[of.rule])))
    return Scores((*figures, *what_if(weights, spec)), spec, "weights")


def what_if(weights: IndexWeights, spec: ScoreSpec) -> Iterator[ScoreFigure]:
    """By how many points the top node rises when a construct, or one of its items, scores 5 points more.

    5 v_c of a construct c with the weight v_c in the node; 5 v_c / k of one of its k items, where all are answered.
    Arithmetic of the tree with its weights, not a forecast: that one score can rise alone is taken for granted. Its
    error is that of estimated weights. Measure ``what_if``, other = top node.
    """
    parts = flatten(weights.tree)
    root = next(iter(parts), "") if not spec.headlines else spec.headlines[0]
    errors = weights.errors.get(root)
    for name, weight in parts.get(root, {}).items():
        se = None if errors is None else _error(errors, name)
        items = spec.constructs.get(name, ())
        for subject, share in ((name, 1.0), *((item, 1 / len(items)) for item in items if len(items) > 1)):
            step = RAISED * share
            df = None if errors is None else float(errors.groups - 1)
            method = (
                way("index weights estimated in # groups", errors.groups) if errors else way("index weights as given")
            )
            estimate = Estimate(step * weight, se and step * se, df, weights.nodes[root].n, 0.0, 0.0, method)
            yield ScoreFigure(subject, WHAT_IF.name, estimate, *estimate.interval(spec.confidence), other=root)


def _error(errors: WeightErrors, name: str) -> float:
    at = errors.constructs.index(name)
    return float(errors.covariance[at, at] ** 0.5)


def _by_rule(weights: IndexWeights, node: str, rule: str, errors: dict[tuple[str, str], WeightErrors]) -> Composite:
    of = {str(part): float(weight) for part, weight in weights.nodes[node].table[rule].items()}
    return Composite(node, "index", flatten({**weights.tree, node: of})[node], errors.get((node, rule)))


def _indices(index: Composite, summary: Summary, spec: ScoreSpec, cells: list[Cell]) -> Iterator[ScoreFigure]:
    kept_back = hidden_cells(summary, spec)
    for cell in (ALL, *cells):
        figure = mean_figure(ScoreFigure(index.subject, "index", index.estimate(summary.scores, cell), cell=cell), spec)
        yield figure if cell == ALL else kept_back.figure(figure)


def _named(rule: str, figure: ScoreFigure) -> ScoreFigure:
    estimate = replace(figure.estimate, method=ways(key_of(rule), figure.estimate.method))
    return replace(figure, measure=RULE_INDEX.name, estimate=estimate)


def _values(figures: list[ScoreFigure]) -> pd.Series:
    """The units' figures that are shown."""
    return pd.Series({figure.cell[1]: figure.estimate.value for figure in figures if figure.cell != ALL}, dtype=float)


def _agreement(node: str, rule: str, of: str, orders: tuple[pd.Series, pd.Series]) -> Iterator[ScoreFigure]:
    both = pd.concat(orders, axis=1).dropna().to_numpy(dtype=np.float64)
    if len(both) < FEWEST_RANKED:
        return
    for measure, value in ((RANK_TAU, tau_b(*both.T)), (RANK_R, _correlation(*pd.DataFrame(both).rank().to_numpy().T))):
        if np.isfinite(value):
            estimate = Estimate(float(value), None, None, len(both), 0.0, 0.0, way(key_of(rule)))
            yield ScoreFigure(node, measure.name, estimate, other=of)


def tau_b(x: ArrayLike, y: ArrayLike) -> float:
    """Kendall's tau-b: sum of the signs' products over pairs, over the root of both numbers of untied pairs.

    Kendall (1945), Biometrika 33: 239-251. NaN where one of the two orders nothing.
    """
    a, b = (np.sign(np.subtract.outer(v, v)) for v in (np.asarray(x), np.asarray(y)))
    with np.errstate(invalid="ignore"):
        return float(np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b)))


def _correlation(x: ArrayLike, y: ArrayLike) -> float:
    a, b = (np.asarray(v) - np.mean(v) for v in (x, y))
    with np.errstate(invalid="ignore"):
        return float(a @ b / np.sqrt((a @ a) * (b @ b)))
