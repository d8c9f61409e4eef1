"""Which weights? The index by every rule that its parts can be weighed by, and the arithmetic of the tree in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from csat_lib.findings import way, ways
from csat_lib.findings.catalogue.weight_rules import ESTIMATED, JUDGED, key_of
from csat_lib.findings.catalogue.weights import RAISED, RANK_R, RANK_TAU, RULE_GAP, RULE_INDEX, WHAT_IF
from csat_lib.index.composite import Composite, composites
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure
from csat_lib.index.scores import Scores
from csat_lib.index.weights import IndexWeights, NodeWeights
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.statistics import statistic
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary

FEWEST_RANKED = 3


@statistic
def which_weights(weights: IndexWeights, summary: Summary, spec: ScoreSpec) -> Scores:
    """Of every node of several parts, its index by each rule that gives weights, the nodes below weighed as in use.

    Measures: ``rule_index`` of everybody, and of the units for top nodes and those that combine rules, with the error
    of the rule's own estimated weights counted (:class:`WeightErrors`); ``rank_tau`` (Kendall's tau-b) and ``rank_r``
    (Spearman) of the order of the parts' weights, and of the units' indices, by a rule against the rule in use (other =
    parts or units), and by one of the answers against one of experts where both are combined (path = that rule);
    ``rule_gap``, sum_j w_j (m_ja - m_jb), of two units that two such rules order differently, by each, with its p and,
    as the two are picked because they turn, without an interval; :func:`what_if`.
    What hides a unit's score hides it here. A rule without weights has its reason beside them.
    """
    kept_back = hidden_cells(summary, spec)
    below = {part for tree in weights.tree.values() for part in tree}
    units: list[Cell] = [(spec.unit, level) for level in summary.scores.cells(spec.unit)] if spec.unit else []
    nodes = [of for of in weights.nodes.values() if len(of.table) > 1]
    asked = [(of.node, str(rule)) for of in nodes for rule in of.table if rule not in of.reasons]
    errors = weights.plan.errors(weights.sources, asked) if weights.plan else {}
    found: dict[tuple[str, str], list[ScoreFigure]] = {}
    indices: dict[tuple[str, str], Composite] = {}
    for node, rule in asked:
        own = {str(part): float(weight) for part, weight in weights.nodes[node].table[rule].items()}
        unsure = {node: errors[node, rule]} if (node, rule) in errors else {}
        chosen = replace(spec, index={**weights.tree, node: own}, weight_errors=unsure)
        index = indices[node, rule] = next(one for one in composites(chosen) if one.subject == node)
        for cell in (ALL, *([] if node in below and not _combined(weights, node) else units)):
            figure = ScoreFigure(node, index.measure, index.estimate(summary.scores, cell), cell=cell)
            shown = mean_figure(figure, spec) if cell == ALL else kept_back.figure(mean_figure(figure, spec))
            named = replace(shown.estimate, method=ways(key_of(rule), shown.estimate.method))
            found.setdefault((node, rule), []).append(replace(shown, measure=RULE_INDEX.name, estimate=named))
    figures = [figure for group in found.values() for figure in group]
    for of in nodes:
        known = [rule for node, rule in asked if node == of.node]
        taken = [rule for rule in _combined(weights, of.node) if rule in known]
        pairs = [(of.rule, rule, "") for rule in known if rule != of.rule and of.rule in known]
        pairs += [(one, rule, key_of(one)) for one in taken if one in JUDGED for rule in taken if rule in ESTIMATED]
        shown_of = {rule: _units(found[of.node, rule]) for rule in known}
        for one, rule, path in pairs:
            orders = {"parts": (of.table[rule], of.table[one]), "units": (shown_of[rule], shown_of[one])}
            agreed = (_agreement(of, rule, what, both) for what, both in orders.items())
            figures += [replace(row, path=path) for rows in agreed for row in rows]
        figures += [
            _gap(indices[of.node, rule], rule, tuple(two), summary, spec) for rule, *two in _turned(pairs, shown_of)
        ]
    return Scores((*figures, *what_if(weights, spec)), spec, "weights")


def what_if(weights: IndexWeights, spec: ScoreSpec) -> Iterator[ScoreFigure]:
    """By how many points the top node rises when a construct, or one of its items, scores 5 points more.

    5 v_c of a construct c with the weight v_c in the node; 5 v_c / k of one of its k items, where all are answered.
    Arithmetic of the tree with its weights, not a forecast: that one score can rise alone is taken for granted. No
    interval, see :meth:`WeightErrors.of_one`. Measure ``what_if``, other = top node.
    """
    root = spec.headlines[0] if spec.headlines else ""
    errors = weights.errors.get(root)
    method = errors.of_one if errors else way("index weights as given")
    for name, weight in spec.parts(root).items() if root in weights.nodes else ():
        of, items = weights.nodes[root], spec.constructs.get(name, ())
        for subject, k in ((name, 1), *((item, len(items)) for item in items if len(items) > 1)):
            estimate = Estimate(RAISED / k * weight, None, None, of.n, of.n_weighted, of.n_effective, method)
            yield ScoreFigure(subject, WHAT_IF.name, estimate, other=root)


def _combined(weights: IndexWeights, node: str) -> tuple[str, ...]:
    """The rules that a node's weights combine."""
    given = weights.plan.inputs.get(node) if weights.plan else None
    return given.settings.rules if given else ()


def _turned(
    pairs: Iterable[tuple[str, str, str]], indices: Mapping[str, pd.Series]
) -> dict[tuple[str, str, str], None]:
    """(rule, unit, unit) of every two units that two rules order differently, by each of the rules once."""
    return dict.fromkeys(
        (each, first, second)
        for one, rule, _ in pairs
        for first, second in combinations(indices[one].index, 2)
        if np.prod([indices[each][first] - indices[each][second] for each in (one, rule)]) < 0
        for each in (one, rule)
    )


def _gap(index: Composite, rule: str, units: tuple[str, ...], summary: Summary, spec: ScoreSpec) -> ScoreFigure:
    first, second = ((spec.unit, level) for level in units)
    estimate = index.estimate(summary.scores, first, second)
    named = replace(estimate, se=None, method=ways(key_of(rule), estimate.method, "no interval", "picked as it turns"))
    return ScoreFigure(index.subject, RULE_GAP.name, named, p=estimate.p, cell=first, other=second[1])


def _units(figures: list[ScoreFigure]) -> pd.Series:
    """The units' figures that are shown."""
    return pd.Series({figure.cell[1]: figure.estimate.value for figure in figures if figure.cell != ALL}, dtype=float)


def _agreement(node: NodeWeights, rule: str, of: str, orders: tuple[pd.Series, pd.Series]) -> Iterator[ScoreFigure]:
    both = pd.concat(orders, axis=1).dropna()
    ranks = both.rank().to_numpy(dtype=np.float64).T
    with np.errstate(invalid="ignore"):
        found = {RANK_TAU: tau_b(*ranks), RANK_R: float(np.corrcoef(ranks)[0, 1])} if len(both) >= FEWEST_RANKED else {}
    for measure, value in found.items():
        if np.isfinite(value):
            estimate = Estimate(value, None, None, node.n, node.n_weighted, node.n_effective, way(key_of(rule)))
            yield ScoreFigure(node.node, measure.name, estimate, other=of)


def tau_b(x: ArrayLike, y: ArrayLike) -> float:
    """Kendall's tau-b: sum of the signs' products over pairs, over the root of both numbers of untied pairs.

    Kendall (1945), Biometrika 33: 239-251. NaN where one of the two orders nothing.
    """
    a, b = (np.sign(np.subtract.outer(v, v)) for v in (np.asarray(x), np.asarray(y)))
    with np.errstate(invalid="ignore"):
        return float(np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b)))
