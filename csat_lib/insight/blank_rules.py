"""The index under every rule for blanks beside the chosen one: what the rule decides, for everybody and by unit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from csat_lib.findings.catalogue.scores import BLANK_EFFECT, BLANK_INDEX
from csat_lib.index.composite import Composite
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure, shown, without_end
from csat_lib.index.scores import Scores
from csat_lib.index.tree import flatten
from csat_lib.index.weight_errors import WeightErrors
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary, under


def blank_rules(summary: Summary, spec: ScoreSpec, chosen: str) -> Scores:
    """I_r = sum_c v_c I_c(r) for every rule r, v the index weights of the wave, and I_r - I_chosen.

    Of the top node of the index alone. Taylor's errors as of the index itself; a difference counts what two rules
    share. The error of estimated weights counts as in the index: their covariance with the means is that of the chosen
    rule's scores, which they were estimated from, and cancels in a difference of two rules of one wave. Measures
    ``blank_index`` (other = rule; of everybody and by unit) and ``blank_effect``. What hides a unit's score hides it
    here. Scores under each rule: see ``construct_scores``.
    """
    totals, kept_back, figures = summary.items, hidden_cells(summary, spec), list[ScoreFigure]()
    root, weights = next(iter(flatten(spec.index).items()), ("", {}))
    errors = spec.weight_errors.get(root)
    rules = dict.fromkeys(name.partition("@")[2] for name in totals.variables if "@" in name)
    cells: list[Cell] = [ALL, *((spec.unit, level) for level in summary.scores.cells(spec.unit) if spec.unit)]
    indices = {
        rule: Composite(
            root, BLANK_INDEX.name, {under(name, rule): w for name, w in weights.items()}, _named(errors, rule)
        )
        for rule in rules
    }
    for rule, index in indices.items() if root else ():
        for cell in cells:
            figure = ScoreFigure(root, BLANK_INDEX.name, index.estimate(totals, cell), cell=cell, other=rule)
            figures.append(mean_figure(figure, spec) if cell == ALL else kept_back.figure(mean_figure(figure, spec)))
        if weights and rule != chosen:
            gap = shown(totals.linear([*index.terms(ALL), *indices[chosen].terms(ALL, -1.0)]), spec)
            if errors is not None and gap.se is not None:
                means = [totals.means([under(name, one) for name in weights], ALL) for one in (rule, chosen)]
                apart = dict(zip(weights, means[0] - means[1], strict=True))
                away_from = np.array([apart.get(name, 0.0) for name in errors.constructs])
                gap = errors.counted(gap, weights, away_from, with_wave=False)
            gap = replace(gap, method=gap.method + "less that by the rule chosen")
            sides = tuple(one.given(totals, ALL) for one in (index, indices[chosen]))
            gap = replace(without_end(replace(gap, sides=sides)), sides=(), ends=_ends(gap.value, rule, chosen))
            figures.append(ScoreFigure(root, BLANK_EFFECT.name, gap, *gap.interval(spec.confidence), other=rule))
    return Scores(tuple(figures), spec)


def _ends(effect: float | None, rule: str, chosen: str) -> tuple[float, float] | None:
    """Between what a difference lies of a rule that gives blanks the lowest answer, to one that leaves nobody out."""
    low, high = (-100.0, 0.0) if rule == "lowest" else (0.0, 100.0)
    is_sided = "lowest" in {rule, chosen} and "listwise" not in {rule, chosen}
    return (low, high) if is_sided and effect is not None and low < effect < high else None


def _named(errors: WeightErrors | None, rule: str) -> WeightErrors | None:
    """The same of the scores under a rule."""
    return errors and replace(errors, constructs=tuple(under(name, rule) for name in errors.constructs))
