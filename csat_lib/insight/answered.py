"""What was answered: shares of every choice, averages and quartiles of numbers, days by month; of everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, ways
from csat_lib.findings.catalogue.questions import (
    CHOSEN,
    LOWER_QUARTILE,
    MEAN,
    MEDIAN,
    SHARE,
    SHARE_TOTAL,
    TOPIC,
    UPPER_QUARTILE,
)
from csat_lib.index.composite import variable_mean
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, hidden, share_figure, share_of, shown, without_units
from csat_lib.insight.disclosure import COMPLEMENTARY, small_levels
from csat_lib.insight.quantiles import are_many_alike, quantile_interval, weighted_quantile
from csat_lib.insight.ratios import ratio_of_means
from csat_lib.statistics import statistic
from csat_lib.summary.counts import Counts
from csat_lib.summary.estimate import Estimate
from csat_lib.summary.summary import Summary

QUANTILES = {LOWER_QUARTILE.name: 0.25, MEDIAN.name: 0.5, UPPER_QUARTILE.name: 0.75}
MOST_MONTHS = 36
"""Months over which days are told by the month; beyond them (days of birth) by the year."""
Count = tuple[int, float, float]


@dataclass(frozen=True)
class QuestionSpec:
    """Which questions are told, and how.

    ``groups``: single choice -> options, where they say who respondents are: groups under ``minimum_base`` are hidden.
    ``choices``: other choices -> the options that are told; ``multiple``: those of them with several answers.
    ``raked``: questions whose shares the weights are made to meet.
    """

    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    multiple: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    ratios: tuple[str, ...] = ()
    raked: tuple[str, ...] = ()
    confidence: float = 0.95
    minimum_base: int = 10

    @property
    def shown(self) -> ScoreSpec:
        """Confidence and minimum base, as figures are made with."""
        return ScoreSpec({}, confidence=self.confidence, minimum_base=self.minimum_base)


@dataclass(frozen=True)
class Answered:
    """The figures of all questions."""

    figures: tuple[ScoreFigure, ...]
    spec: QuestionSpec

    def to_findings(self) -> list[Finding]:
        """Topic ``questions``, one row a figure: groups, choices, numbers, days."""
        return [figure.to_finding(TOPIC.name, self.spec.confidence) for figure in self.figures]


@statistic
def answered(summary: Summary, spec: QuestionSpec) -> Answered:
    """Tell every question that no score is made of, of everybody.

    Measures: ``times_chosen``, how many gave an answer (days: a month), unweighted, and ``share``, weighted, of those
    who answered, with Wilson's interval on Kish's effective n, which knows no strata, and none where there are PSUs or
    the weights make the share what it is; ``share_total``, the sum over the options of a multiple choice; of numbers
    the mean (linearised error, see
    :mod:`csat_lib.summary.skewed_means`), the median (Woodruff's interval) and both quartiles. Smallest and largest
    are not told: each is one respondent's. Groups of few, and those that would tell of them, are hidden; options that
    do not say who somebody is are not, as the base is everybody.
    Ratios: see :func:`ratio_of_means`.
    Missing values: left out.
    """
    counts = summary.counts
    told: list[ScoreFigure] = []
    for question, options in spec.groups.items():
        told += _of_groups(question, {option: counts.count(question, option) for option in options}, counts, spec)
    for question, options in spec.choices.items():
        for option in options:
            told += _share(question, option, counts.count(question, option), counts, spec)
        told += [_total(question, options, counts, spec)] if question in spec.multiple else []
    for question in spec.numbers:
        told += _of_numbers(question, summary, spec)
    for question in spec.days:
        told += _of_groups(question, by_month(counts, question), counts, spec)
    for name in spec.ratios:
        pair = ratio_of_means(summary.items, name, spec.confidence)
        told += [_of_enough(figure, spec) for figure in pair]
    return Answered(tuple(_noted(figure, summary) for figure in told), spec)


def _noted(figure: ScoreFigure, summary: Summary) -> ScoreFigure:
    """The figure; without its interval where that rests on counts, which know no PSUs, and there are some."""
    return without_units(figure) if figure.estimate.df is None and summary.items.has_psu else figure


def _of_enough(figure: ScoreFigure, spec: QuestionSpec) -> ScoreFigure:
    """The figure, without its value and interval where its base is small."""
    estimate = shown(figure.estimate, spec.shown)
    return figure if estimate == figure.estimate else replace(figure, estimate=estimate, low=None, high=None)


def _share(question: str, option: str, count: Count, counts: Counts, spec: QuestionSpec) -> list[ScoreFigure]:
    """How many gave an answer, and their share."""
    estimate = share_of(count, counts.base(question))
    figure = share_figure(ScoreFigure(question, SHARE.name, estimate, other=option), spec.shown)
    if question in spec.raked:
        held = replace(figure.estimate, se=None, method=ways("raking"))
        figure = replace(figure, estimate=held, low=None, high=None)
    value = None if figure.estimate.value is None else float(count[0])
    chosen = replace(figure.estimate, value=value, se=None, method=ways("count"))
    return [ScoreFigure(question, CHOSEN.name, chosen, other=option), figure]


def _of_groups(question: str, found: Mapping[str, Count], counts: Counts, spec: QuestionSpec) -> Iterator[ScoreFigure]:
    """Shares of groups that make up everybody who answered."""
    sizes = {option: count[0] for option, count in found.items()}
    gone = small_levels(sizes, counts.base(question)[0], spec.minimum_base)
    for option, count in found.items():
        reason = "small_base" if sizes[option] < spec.minimum_base else COMPLEMENTARY
        for figure in _share(question, option, count, counts, spec):
            is_gone = option in gone and figure.estimate.value is not None
            unseen = replace(figure, estimate=hidden(figure.estimate, reason), low=None, high=None)
            yield unseen if is_gone else figure


def _total(question: str, options: tuple[str, ...], counts: Counts, spec: QuestionSpec) -> ScoreFigure:
    """What the shares of a multiple choice add up to, in no interval: the number of options that one chose."""
    sums = np.sum([counts.count(question, option) for option in options], axis=0)
    estimate = share_of((int(sums[0]), float(sums[1]), float(sums[2])), counts.base(question))
    return ScoreFigure(question, SHARE_TOTAL.name, replace(shown(estimate, spec.shown), se=None, method=ways("count")))


def _of_numbers(question: str, summary: Summary, spec: QuestionSpec) -> Iterator[ScoreFigure]:
    mean = shown(variable_mean(summary.items, question), spec.shown)
    yield ScoreFigure(question, MEAN.name, mean, *mean.interval(spec.confidence))
    n, w, w2 = summary.counts.base(question)
    bases = (n, w, w**2 / w2 if w2 else 0.0)
    method = ways("weighted quantile", *["n_effective"] * (n != bases[2]))
    if not n:
        missing = Estimate(None, None, None, *bases, method, "all_missing")
        yield from (ScoreFigure(question, measure, missing) for measure in QUANTILES)
        return
    answers = summary.counts.answers(question)
    values, weights = np.array(answers, dtype=np.float64), _weights(summary.counts, question, answers)
    for measure, share in QUANTILES.items():
        estimate = shown(Estimate(weighted_quantile(values, weights, share), None, None, *bases, method), spec.shown)
        if measure != MEDIAN.name or estimate.value is None:
            yield ScoreFigure(question, measure, estimate)
            continue
        ends = quantile_interval(values, weights, share, bases[2], spec.confidence)
        if are_many_alike(values, ends):
            unknown = ways(method, "no interval", "many give the same number")
            yield ScoreFigure(question, measure, replace(estimate, method=unknown))
        else:
            yield ScoreFigure(question, measure, replace(estimate, method=ways(method, "woodruff")), *ends)


def _weights(counts: Counts, question: str, answers: list[str]) -> np.ndarray:
    return np.array([counts.count(question, answer)[1] for answer in answers])


def by_month(counts: Counts, question: str) -> dict[str, Count]:
    """Month (``2025-12``) -> its count, without gaps; by the year where days lie further apart than three years.

    A question that nobody answered has one month without a name.
    """
    if not counts.base(question)[0]:
        return {"": (0, 0.0, 0.0)}
    days = counts.answers(question)
    dates = pd.to_datetime(np.array(days, dtype=np.int64), unit="D")
    first, last = dates.min(), dates.max()
    step = "M" if (last.year - first.year) * 12 + last.month - first.month < MOST_MONTHS else "Y"
    found = {str(period): np.zeros(3) for period in pd.period_range(first, last, freq=step)}
    for day, period in zip(days, dates.to_period(step), strict=True):
        found[str(period)] += counts.count(question, day)
    return {name: (int(n), float(w), float(w2)) for name, (n, w, w2) in found.items()}
