"""Which class of complaints comes first: by number, by severity, reach and frequency, by what the index could gain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from csat_lib.findings import Finding, FindingList, ways
from csat_lib.findings.catalogue import complaints as known
from csat_lib.findings.catalogue.scores import TOPIC as SCORES
from csat_lib.findings.measure import Measure
from csat_lib.index.fuzzy import compose
from csat_lib.index.judged import Judgements
from csat_lib.index.part_scores import RuleSettings
from csat_lib.index.rules.ahp import weigh_judged
from csat_lib.index.score_figures import ScoreFigure, ScoreSpec
from csat_lib.index.scores import index_figures, item_figures
from csat_lib.insight.complaints.register import ALL_CLASSES, ComplaintSpec, row_of
from csat_lib.statistics import statistic
from csat_lib.summary.sample import Array
from csat_lib.summary.summary import Summary

CRITERIA, GRADES = ("severity", "reach", "frequency"), ("high", "medium", "low")


@dataclass(frozen=True)
class PrioritySpec:
    """How classes are ranked.

    ``judged``: how many times severity counts as much as reach, severity as frequency, reach as frequency; ``centres``:
    ``reach`` and ``frequency`` -> the shares that are wholly low, medium and high; ``points`` of high, medium and low.
    ``about``: class -> the item or construct that asks for the same; ``root``: the index.
    """

    judged: tuple[float, float, float] = (1.0, 1.0, 1.0)
    centres: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    points: tuple[float, float, float] = (100.0, 60.0, 20.0)
    operator: str = "weighted_mean"
    about: Mapping[str, str] = field(default_factory=dict)
    root: str = ""


@statistic
def rank_complaints(register: pd.DataFrame, spec: ComplaintSpec, priorities: PrioritySpec) -> FindingList:
    """The period's classes by severity, reach and frequency, and by number.

    Weights a of the criteria: AHP, Saaty (1980), as :mod:`csat_lib.index.rules.ahp`. Memberships R (criteria, grades):
    of severity the shares of the class's complaints that have one; of the share of units that have the class, and of
    its share of all complaints, :func:`between` the centres. B = a o R by :func:`compose`; points B . points.
    ``place_by_number``, ``place_by_priority``: 1 + how many classes have more. Missing values: a class without any
    severity has places by number alone. None where the study sets no centres.
    """
    now = spec.opened(register)
    counts = now["class"].value_counts()
    classes = [name for name in spec.named(now) if counts.get(name, 0)]
    if not priorities.centres or not classes:
        return FindingList()
    weights, rows = criteria_weights(priorities.judged)
    found: dict[str, Array] = {}
    for name in classes:
        own = now[now["class"] == name]
        severity = own["severity"].dropna()
        if len(severity):
            shares = {"reach": own["unit"].nunique() / max(len(spec.units), 1), "frequency": len(own) / len(now)}
            severe = [float((severity == grade).mean()) for grade in GRADES]
            graded = [between(share, priorities.centres[name]) for name, share in shares.items()]
            found[name] = compose(weights, np.array([severe, *graded]), priorities.operator)
    values = {name: float(grades @ np.array(priorities.points)) for name, grades in found.items()}
    how = ways("from records", priorities.operator)
    for name, grades in found.items():
        rows.append(replace(row_of(known.PRIORITY, name, values[name]), method=how))
        pairs = zip(GRADES, grades, strict=True)
        rows += [replace(row_of(known.GRADE, name, float(share)), other=grade, method=how) for grade, share in pairs]
    rows += _places(known.PLACE_NUMBER, {name: float(counts[name]) for name in classes})
    return FindingList([*rows, *_places(known.PLACE_PRIORITY, values)])


@statistic
def index_rooms(summary: Summary, scores: ScoreSpec, priorities: PrioritySpec) -> FindingList:
    """What the index could gain at most by what each class is about.

    w (100 - m): w the weight in the index of the construct, or of an item of a construct of k items 1/k of that, m its
    mean in points of 0-100; ``place_by_room``. Interval: that of the mean, the weights taken as given. Classes that are
    about nothing in the index have none. Missing values and reasons are those of the mean.
    """
    weights = scores.parts(priorities.root)
    owner = {item: name for name, items in scores.constructs.items() for item in items}
    rows, values, of = [], dict[str, float](), dict[str, ScoreFigure]()
    for figure in (*item_figures(summary, scores), *index_figures(summary, scores)):
        of.setdefault(figure.subject, figure)
    for name, about in priorities.about.items():
        construct = owner.get(about, about)
        if construct not in weights or about not in of or (about in owner and about not in scores.scales):
            continue
        is_item, figure = about in owner, of[about]
        low, high = scores.scales[about] if is_item else (0.0, 100.0)
        factor = 100 * weights[construct] / (len(scores.constructs[construct]) if is_item else 1) / (high - low)
        row = figure.to_finding(SCORES.name, scores.confidence)
        value, *ends = (None if end is None else factor * (high - end) for end in (row.value, row.high, row.low))
        method = row.method + ways("index weights as given", "arithmetic of the index")
        told = replace(row, topic=known.TOPIC.name, measure=known.ROOM.name, unit="", subject=name, other=about)
        rows.append(replace(told, value=value, low=ends[0], high=ends[1], se=None, df=None, method=method))
        values |= {} if value is None else {name: value}
    return FindingList([*rows, *_places(known.PLACE_ROOM, values)])


def criteria_weights(judged: tuple[float, float, float]) -> tuple[Array, list[Finding]]:
    """(3,) weights of the criteria that add up to 1, and the figures that tell of them."""
    pairs = np.eye(3)
    for value, (i, j) in zip(judged, ((0, 1), (0, 2), (1, 2)), strict=True):
        pairs[i, j], pairs[j, i] = value, 1 / value
    found = weigh_judged(Judgements(pairs[None]), RuleSettings())
    weights = found.weights / found.weights.sum()
    how = ways("eigenvector", "saaty2005")
    rows = [
        replace(row_of(known.CRITERION_WEIGHT, ALL_CLASSES, float(weight)), other=name, method=how)
        for name, weight in zip(CRITERIA, weights, strict=True)
    ]
    ratio = next(one.value for one in found.diagnostics if one.measure == "consistency_ratio")
    return weights, [*rows, replace(row_of(known.CONSISTENCY, ALL_CLASSES, float(ratio or 0.0)), method=how)]


def between(share: float, centres: tuple[float, float, float]) -> list[float]:
    """How far a share is high, medium and low: 1 at the grade's centre, falling in a straight line to the next one."""
    low, medium, high = centres
    rise = float(np.interp(share, (low, medium, high), (0.0, 1.0, 2.0)))
    return [max(0.0, rise - 1), 1 - abs(rise - 1), max(0.0, 1 - rise)]


def _places(measure: Measure, values: Mapping[str, float]) -> Iterator[Finding]:
    """1 + how many have more, of each."""
    for name, value in values.items():
        yield row_of(measure, name, 1 + sum(other > value + 1e-12 for other in values.values()))
