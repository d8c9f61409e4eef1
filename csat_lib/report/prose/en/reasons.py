"""Why a figure is absent, in one sentence."""

from __future__ import annotations

from csat_lib.findings import ALL, Finding
from csat_lib.report.prose.en.grammar import counted
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS

_CLAUSES = {
    "small_base": "only {n} answered, and this study shows nothing that rests on fewer than {minimum}",
    "one_item": "it is measured by a single item, and this figure needs at least two",
    "no_variance": "all respondents gave the same answer",
    "all_missing": "nobody answered",
    "not_converged": "the calculation did not settle on a solution",
    "collinear": "some items repeat one another so closely that their parts cannot be told apart",
    "few_answers": "too few respondents answered every question that it needs",
    "no_earlier_wave": "there is no earlier wave to compare with",
    "not_asked": "the question was not asked in this wave",
    "no_index_weights": "the answers do not give the weights of its parts",
    "no_weights": "the study sets no targets for weighting, so every respondent counts the same",
    "one_group": "there is only one group, so there is nothing to compare it with",
    "negative_weight": "one part goes against the others, so that its weight would count it the wrong way round",
    "nothing_explained": "no dimension goes with the outcome, so that there is nothing to share out",
    "few_items": "there are too few items for so many factors",
    "not_comparable": "the question or its scale changed between the waves, so the two figures do not mean the same",
}
_NAMES = {"index": "The score", "change": "The change", "gap": "The difference from the rest", "nps": "The NPS"}


def absent(view: View, figure: Finding) -> str:
    """'Alpha for Price is not shown: ...'. A code without words is told as it was recorded."""
    name = _NAMES.get(figure.measure) or LEXICONS["en"].measures.get(figure.measure, figure.measure)
    cell = "" if figure.segment_by == ALL else f" in {view.level(figure.segment_by, figure.segment)}"
    return f"{name} for {view.label(figure.subject)}{cell} is not shown: {because(view, figure)}."


def because(view: View, figure: Finding) -> str:
    """The clause that gives the reason."""
    clause = _CLAUSES.get(figure.reason, f"the reason is recorded as {figure.reason}")
    n = counted(figure.n or 0, "respondent")
    return clause.format(n=n, minimum=view.study.minimum_base)
