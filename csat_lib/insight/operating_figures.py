"""Figures of operation beside what customers say: their values, their points, and what each part makes of the index."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scipy.special import stdtrit

from csat_lib.findings import Finding, FindingList, Method, way, ways
from csat_lib.findings.catalogue import kpis as known
from csat_lib.index.composite import Composite, in_points
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec, mean_figure, shown
from csat_lib.insight.comparability import NOTHING, SummedWave
from csat_lib.insight.disclosure import hidden_cells
from csat_lib.insight.simultaneous import comparisons, simultaneous
from csat_lib.insight.trends import Guard
from csat_lib.proportion import wilson
from csat_lib.statistics import statistic
from csat_lib.summary.design import DesignTotals
from csat_lib.summary.estimate import Interval, difference
from csat_lib.summary.known_figures import mass
from csat_lib.summary.sample import ALL, Cell


@dataclass(frozen=True)
class KpiValue:
    """What is known of a KPI: of a unit, or pooled; of a share its counts, of a mean its n and sd, else exact."""

    value: float
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None
    sd: float | None = None

    @property
    def base(self) -> float | None:
        """How many cases it rests on."""
        return self.n if self.denominator is None else self.denominator

    def ends(self, confidence: float) -> tuple[float, float] | None:
        """Wilson's interval of a share of counts, the t interval of a mean with its n and sd; None of what is exact."""
        if self.numerator is not None and self.denominator:
            return wilson(self.value, self.denominator, confidence)
        if self.sd and self.n is not None and self.n > 1:
            reach = float(stdtrit(self.n - 1, (1 + confidence) / 2)) * self.sd / math.sqrt(self.n)
            return self.value - reach, self.value + reach
        return None

    @classmethod
    def together(cls, figures: Mapping[str, KpiValue], totals: DesignTotals, unit: str, name: str) -> KpiValue | None:
        """A KPI of all units: shares of counts pooled, means by their n, other figures by the respondents' weights.

        Means of n_i figures have the variance sum (n_i / N)^2 sd_i^2 / n_i, given as an sd over all N.
        """
        if not figures:
            return None
        if all(one.numerator is not None and one.denominator for one in figures.values()):
            counts = [sum(getattr(one, part) for one in figures.values()) for part in ("numerator", "denominator")]
            return cls(counts[0] / counts[1], *counts)
        if all(one.n and one.sd is not None for one in figures.values()):
            cases = sum(one.n or 0.0 for one in figures.values())
            mean = sum((one.n or 0.0) * one.value for one in figures.values()) / cases
            spread = sum((one.n or 0.0) * (one.sd or 0.0) ** 2 for one in figures.values()) / cases
            return cls(mean, n=cases, sd=math.sqrt(spread))
        weights = {level: mass(totals, name, (unit, level)) for level in figures}
        whole = sum(weights.values())
        if not whole:
            return None
        return cls(sum(weights[level] * one.value for level, one in figures.items()) / whole)


@dataclass(frozen=True)
class KpiFacts:
    """A KPI: its ``figures`` by unit, in this wave and ``before``; ``points`` scores one.

    ``scale``: what a value is multiplied with to be shown (a share: 100); ``step``: one unit in the good direction;
    ``target``: what everybody's is aimed at; ``question``: of a figure of respondents, which has none by unit.
    """

    figures: Mapping[str, KpiValue]
    before: Mapping[str, KpiValue]
    points: Callable[[float], Any]
    scale: float = 1.0
    step: float = 1.0
    target: float | None = None
    question: str = ""

    def in_points(self, one: KpiValue | None, confidence: float) -> tuple[float, Interval] | None:
        """What a figure is worth, and the ends of its interval; None of one that has none."""
        ends = one.ends(confidence) if one is not None else None
        if one is None or ends is None:
            return None
        low, high = sorted(float(self.points(end)) for end in ends)
        return float(self.points(one.value)), (low, high)


@dataclass(frozen=True)
class KpiSpec:
    """The KPIs of a study; ``root``: the index of which they may be parts; ``scores``: how everything is scored."""

    kpis: Mapping[str, KpiFacts]
    root: str
    scores: ScoreSpec


@statistic
def kpi_levels(wave: SummedWave, before: SummedWave | None, spec: KpiSpec) -> FindingList:
    """The KPIs of all units together and of each, in their own units and as points; their changes; what moves them.

    Measures: ``operating_figure``, ``operating_change`` (by :func:`difference` of the two intervals),
    ``operating_points`` (of all units the mean by the weights of those respondents whose unit has one), and of KPIs
    that are part of the index ``step_worth`` and ``target_worth``: weight * (points at the other figure - points now).
    Of all units see :meth:`KpiValue.together`. Of respondents' numbers x with the standard f, the figure is the mean
    sum w x / sum w, its points sum w f(x) / sum w, over those who have one, with the intervals of means by the sample's
    design; they have no ``step_worth``, as f of a mean is no mean of f. Missing values: a unit without a figure is left
    out; a KPI that no unit has gives ``no_kpi``; reasons of a mean are those of :meth:`Composite.estimate`.
    """
    rows: list[Finding] = []
    period = str(before.period) if before is not None else ""
    for name, facts in spec.kpis.items():
        if facts.question:
            rows += _of_respondents(name, facts, (before, wave), spec.scores)
            continue
        totals = wave.summary.scores
        whole = KpiValue.together(facts.figures, totals, spec.scores.unit, name)
        earlier = KpiValue.together(facts.before, before.summary.scores, spec.scores.unit, name) if before else None
        cells: list[tuple[Cell, KpiValue | None, KpiValue | None]] = [(ALL, whole, earlier)]
        cells += [((spec.scores.unit, unit), one, facts.before.get(unit)) for unit, one in facts.figures.items()]
        for cell, now, then in cells:
            rows.append(_value(name, facts, cell, now, spec.scores.confidence))
            if then is not None and now is not None:
                rows.append(replace(_changed(name, facts, cell, (then, now), spec.scores.confidence), against=period))
            points = None if now is None else float(facts.points(now.value))
            if cell == ALL and now is not None:
                mean = float(totals.means([name])[0])
                points = None if math.isnan(mean) else mean
            method = ways("scoring standard", *["mean by the respondents' weights"] * (cell == ALL))
            rows.append(_row(known.POINTS.name, name, cell, points, method))
        rows += _worths(name, facts, whole, spec)
    return FindingList(tuple(rows))


def _of_respondents(
    name: str, facts: KpiFacts, waves: tuple[SummedWave | None, SummedWave], scores: ScoreSpec
) -> Iterator[Finding]:
    """The mean of a number that each respondent has, of its points, and its change: of everybody, and by unit."""
    before, wave = waves
    kept_back = tuple(hidden_cells(one.summary, scores) for one in waves if one is not None)
    guard = Guard(NOTHING, scores, kept_back)
    compared = comparisons(wave.summary, replace(scores, has_earlier=True))
    own, points = Composite(name, "", {facts.question: 1.0}, construct=name), in_points(name)
    units = wave.summary.scores.cells(scores.unit) if scores.unit else []
    for cell in (ALL, *((scores.unit, level) for level in units)):
        found, scored = (
            kept_back[-1].held(shown(one.estimate(one.totals(wave.summary), cell), scores), name, cell)
            for one in (own, points)
        )
        low, high = found.interval(scores.confidence)
        figure = ScoreFigure(name, known.KPI.name, found, low, high, cell=cell)
        yield figure.to_finding(known.TOPIC.name, scores.confidence)
        yield points_row(ScoreFigure(name, points.measure, scored, cell=cell), scores)
        if before is not None:
            moved = replace(guard.change(wave, before, own, cell), measure=known.CHANGE.name)
            yield simultaneous([moved], compared)[0].to_finding(known.TOPIC.name, scores.confidence)


def points_row(figure: ScoreFigure, scores: ScoreSpec) -> Finding:
    """The mean of points of respondents, with its interval."""
    told = replace(mean_figure(figure, scores), measure=known.POINTS.name)
    return told.to_finding(known.TOPIC.name, scores.confidence)


def _row(measure: str, name: str, cell: Cell, value: float | None, method: Method) -> Finding:
    return Finding(
        topic=known.TOPIC.name, subject=name, measure=measure, value=value, method=method,
        segment_by=cell[0], segment=cell[1], reason="" if value is not None else "no_kpi",
    )  # fmt: skip


def _value(name: str, facts: KpiFacts, cell: Cell, now: KpiValue | None, confidence: float) -> Finding:
    method = ways(
        "from records", *["pooled" if now and now.base else "mean by the respondents' weights"] * (cell == ALL)
    )
    row = _row(known.KPI.name, name, cell, None if now is None else facts.scale * now.value, method)
    ends = now.ends(confidence) if now is not None else None
    if now is None or ends is None:
        return row
    low, high = (facts.scale * end for end in ends)
    method = row.method + ("wilson" if now.numerator is not None else "t")
    return replace(row, low=low, high=high, confidence=confidence, n=int(now.base or 0), method=method)


def _changed(name: str, facts: KpiFacts, cell: Cell, both: tuple[KpiValue, KpiValue], confidence: float) -> Finding:
    then, now = both
    method = ways("from records", *["pooled"] * bool(cell == ALL and now.base))
    row = _row(known.CHANGE.name, name, cell, facts.scale * (now.value - then.value), method)
    ends, earlier = now.ends(confidence), then.ends(confidence)
    if ends is None or earlier is None:
        return row
    low, high = (facts.scale * end for end in difference((now.value, then.value), (ends, earlier), 0.0))
    return replace(row, low=low, high=high, confidence=confidence, method=method + "independent")


def _worths(name: str, facts: KpiFacts, whole: KpiValue | None, spec: KpiSpec) -> Iterator[Finding]:
    """What one unit better, and what the target, would make of the index."""
    weight = spec.scores.parts(spec.root).get(name)
    if weight is None or whole is None:
        return
    now, method = float(facts.points(whole.value)), way("arithmetic of the index")
    aims = {known.STEP.name: whole.value + facts.step, known.TARGET_WORTH.name: facts.target}
    for measure, value in aims.items():
        if value is not None:
            yield replace(
                _row(measure, name, ALL, weight * (float(facts.points(value)) - now), method), other=spec.root
            )
