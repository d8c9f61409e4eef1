"""The index under every rule for blanks beside the chosen one: what the rule decides, for everybody and by unit."""

from __future__ import annotations

from csat_lib.findings.catalogue.scores import BLANK_EFFECT, BLANK_INDEX
from csat_lib.index.composite import Composite
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure, shown
from csat_lib.index.scores import Scores
from csat_lib.index.tree import flatten
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.summary.sample import ALL, Cell
from csat_lib.summary.summary import Summary, under


def blank_rules(summary: Summary, spec: ScoreSpec, chosen: str) -> Scores:
    """I_r = sum_c v_c I_c(r) for every rule r, v the index weights of the wave, and I_r - I_chosen.

    Of the top node of the index alone. Taylor's errors as of the index itself; a difference counts what two rules
    share. The weights are taken as given. Measures ``blank_index`` (other = rule; of everybody and by unit) and
    ``blank_effect``. What hides a unit's score hides it here. Scores under each rule: see ``construct_scores``.
    """
    totals, kept_back, figures = summary.items, hidden_cells(summary, spec), list[ScoreFigure]()
    root, weights = next(iter(flatten(spec.index).items()), ("", {}))
    rules = dict.fromkeys(name.partition("@")[2] for name in totals.variables if "@" in name)
    cells: list[Cell] = [ALL, *((spec.unit, level) for level in summary.scores.cells(spec.unit) if spec.unit)]
    for rule in rules if root else ():
        index = Composite(root, BLANK_INDEX.name, {under(name, rule): weight for name, weight in weights.items()})
        for cell in cells:
            figure = ScoreFigure(root, BLANK_INDEX.name, index.given(totals, cell), cell=cell, other=rule)
            figures.append(mean_figure(figure, spec) if cell == ALL else kept_back.figure(mean_figure(figure, spec)))
        if weights and rule != chosen:
            away = [(-weight, under(name, chosen), ALL) for name, weight in weights.items()]
            gap = shown(totals.linear([*index.terms(ALL), *away]), spec)
            figures.append(ScoreFigure(root, BLANK_EFFECT.name, gap, *gap.interval(spec.confidence), other=rule))
    return Scores(tuple(figures), spec)
