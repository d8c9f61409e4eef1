"""Why a figure is absent, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.report.prose.en.grammar import among, counted, listed
from csat_lib.report.unanswered import culprits
from csat_lib.report.view import SUBJECTS, View

_CLAUSES = {
    "small_base": "fewer than {minimum} answered, and this study shows nothing that rests on so few",
    "complementary": "it would tell the figure of a group of fewer than {minimum}",
    "one_item": "it needs at least two items, and there is only one",
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
    "few_items": "there are too few items to tell it",
    "not_comparable": "the two sides do not measure the same, so that their difference would mean nothing",
    "not_positive_definite": (
        "the items' correlations contradict one another (their matrix is not positive definite), so "
        "that it cannot be computed from them"
    ),
    "empty_cells": (
        "for some pair of items no respondent gave certain combinations of answers, so that their "
        "correlation runs to its bound"
    ),
    "unidentified": "the model has more unknowns than the answers can tell",
    "improper": "the solution is improper: an item would have less than no variance of its own",
    "pairwise_no_test": "each pair of items rests on other respondents, for which no valid test of this kind exists",
    "design_no_test": "respondents weigh differently or were drawn in groups, for which these sums give no valid test",
    "question_changed": "the question is not the same in the two waves",
    "no_key": "the study names no customer key, so that nobody's two answers can be matched",
    "few_pairs": "there are too few pairs to go by",
    "too_many_pairs": "there are too many pairs of answers to compare them all",
    "no_experts": "no experts were asked",
    "few_experts": "fewer than three experts rated it",
    "few_factors": "it needs at least three factors",
    "one_construct": "it needs at least two dimensions",
    "negative_correlation": "the items correlate negatively on average",
    "no_dispositions": "what became of the cases issued is not recorded",
    "no_cases": "no case of the kind was issued",
    "within_chance": "the loss of fit is no larger than chance may bring",
    "few_categories": "too few of the answers offered were used",
    "no_likelihood": "this estimator has no likelihood",
    "saturated": "the model leaves no degrees of freedom, so that it cannot be tested",
    "no_tables": "an earlier wave was not tabulated for it",
    "few_psus": "all answers come from one sampling unit, so that no sampling error can be told",
    "no_times": "the answers carry no time of arrival",
}
_SEVERAL = {
    "no_variance": ("all respondents gave the same answer to {named}", "a question that it rests on"),
    "all_missing": ("nobody answered {named}", "all the questions that it rests on"),
}
"""Of figures that rest on several questions: which of them is to blame, and the words when that is not known."""
MOST_NAMED = 3
_NAMES = {"index": "The score", "change": "The change", "gap": "The difference from the rest", "nps": "The NPS"}


def absent(view: View, figure: Finding) -> str:
    """'Alpha for Price is not shown: ...'. A code without words is told as it was recorded."""
    name = _NAMES.get(figure.measure) or figure.kind.words.en
    cell = "" if figure.segment_by == ALL else f" in {view.level(figure.segment_by, figure.segment)}"
    label = view.label(figure.subject)
    whom = among(label) if figure.subject in SUBJECTS and label == SUBJECTS[figure.subject].en else label
    return f"{name} for {whom}{cell} is not shown: {because(view, figure)}."


def absent_all(view: View, figures: Sequence[Finding]) -> list[str]:
    """The same of one measure of several subjects: those of one reason in one sentence."""
    alike: dict[str, list[Finding]] = {}
    for row in figures:
        alike.setdefault(because(view, row), []).append(row)
    told = []
    for why, rows in alike.items():
        name = rows[0].kind.words.en
        several = f"{name} for {listed([view.label(row.subject) for row in rows])} is not shown: {why}."
        told.append(several if len(rows) > 1 else absent(view, rows[0]))
    return told


def because(view: View, figure: Finding) -> str:
    """The clause that gives the reason."""
    blamed = culprits(view, figure)
    if blamed is not None:
        clause, unknown = _SEVERAL[figure.reason]
        return clause.format(named=_named(view, blamed) or unknown)
    clause = _CLAUSES.get(figure.reason, f"the reason is recorded as {figure.reason}")
    n = counted(figure.n or 0, "respondent")
    return clause.format(n=n, minimum=view.study.minimum_base)


def _named(view: View, questions: Sequence[str]) -> str:
    more = len(questions) - MOST_NAMED
    told = [f"“{view.label(name)}”" for name in questions[:MOST_NAMED]]
    return listed([*told, *([counted(more, "other question")] if more > 0 else [])])
