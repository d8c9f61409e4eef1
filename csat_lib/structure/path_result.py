"""Estimate a path model of constructs: indices, paths, effects, and their bootstrap intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding, Method, way, ways
from csat_lib.findings.catalogue import structure as found
from csat_lib.measurement.confirmatory.sandwich import FEWEST_EFFECTIVE, MOST_SKEWED
from csat_lib.measurement.correlations.bases import Bases, FindingWriter, bases_of, why_not
from csat_lib.measurement.correlations.interval import (
    FEW_GROUPS,
    FEW_RESPONDENTS,
    NO_GROUPS,
    NONE,
    SKEWED,
    Interval,
    check_confidence,
    intervals_of,
)
from csat_lib.measurement.correlations.matrices import less_a_group
from csat_lib.statistics import statistic
from csat_lib.structure.path_figures import (
    INDEX,
    OF_INDICES,
    Figures,
    IndexScales,
    drawn_figures,
    fit_model,
    index_reasons,
    other_figures,
)
from csat_lib.structure.path_model import MOST_ROUNDS, PathModel
from csat_lib.structure.pls import PlsFit
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import Replicates, bootstrap_stacks
from csat_lib.summary.rows import Rows
from csat_lib.summary.skewness import skewness_of

Array = NDArray[np.float64]
FEWEST_PSUS = 38
"""With 13 PSUs of eight, intervals of total effects hold in .918; with 38 they do what they say."""
MOST_DRAWN = 5000  # respondents above whom the jackknife of their sums takes the place of draws


@dataclass(frozen=True)
class PathSpec:
    """How indices are made, and how Rows are drawn for the intervals.

    ``together``: the intervals of all paths hold together, and so do those of all indirect and of all total effects, so
    that where nothing goes with anything one of them is called clear in at most 5 % of models; else each by itself.
    ``ends``: BCa keeps its promise from 100 answers or 38 PSUs on (``tests/simulations/path_coverage.csv``).
    """

    index: IndexScales = field(default_factory=IndexScales)
    confidence: float = 0.95
    together: bool = True
    ends: Literal["percentile", "bca"] = "bca"
    bootstrap: BootstrapSpec = field(default_factory=lambda: BootstrapSpec(draws=4000, missing="pairwise"))

    def __post_init__(self) -> None:
        check_confidence(self.confidence)
        if self.ends not in ("percentile", "bca"):
            raise unknown_choice("bootstrap interval", self.ends, ("percentile", "bca"))


@dataclass(frozen=True)
class PathResult:
    """``fit`` of the whole and its ``figures``; NaN where ``reason``, or a figure's own, says why.

    ``replicates`` hold the figures that have an interval over the draws, in the order of ``figures``; ``left_out`` the
    same over the replicate groups, for BCa. ``against``: the earlier wave, of changes.
    ``few``: PSUs are too few; ``no_paths``: why paths and effects have no interval where indices have one.
    """

    model: PathModel
    spec: PathSpec
    fit: PlsFit
    figures: list[Figures]
    replicates: Replicates | None
    left_out: Replicates | None
    bases: Bases
    reason: str = ""
    against: str = ""
    few: bool = False
    no_paths: Interval | None = None

    @property
    def paths(self) -> pd.DataFrame:
        """(c, c) path coefficients, row to column; 0 where there is no arrow."""
        return pd.DataFrame(self.fit.paths, self.model.constructs, self.model.constructs)

    @property
    def weights(self) -> pd.DataFrame:
        """(p, c) weights that give every construct's score variance 1."""
        return pd.DataFrame(self.fit.weights, self.model.items, self.model.constructs)

    def values_of(self, measure: str) -> pd.Series:
        """The figures of one measure by subject, other and path."""
        chosen = [each for each in self.figures if each.measure.name == measure]
        about = pd.MultiIndex.from_tuples([one for each in chosen for one in each.about])
        return pd.Series(np.concatenate([each.numbers for each in chosen]), about)

    def to_findings(self) -> list[Finding]:
        """Indices, paths, effects with intervals; R2, f2, weights, loadings and quality of the blocks without."""
        rows, at = list[Finding](), 0
        for each in self.figures:
            intervals = self._intervals(each, at)
            rows += [self._finding(each, place, interval) for place, interval in enumerate(intervals)]
            at += len(each.about) if each.drawn else 0
        return rows

    def _finding(self, each: Figures, at: int, interval: Interval) -> Finding:
        subject, other, path = each.about[at]
        why = index_reasons(self.figures) if each.measure in OF_INDICES and each.drawn else {}
        against = why.get(subject, "") or why.get(other, "")
        value = math.nan if self.reason or against else float(each.numbers[at])
        variant = [self.spec.index.method] if each.measure in OF_INDICES else []
        method = ways(self.model.method, *variant, self.bases.method, interval.method)
        row = FindingWriter(subject, self.bases, self.reason or against).row(each.measure, value, method, "collinear")
        return replace(interval.on(row, self.spec.confidence), other=other, path=path, against=self.against)

    def _intervals(self, each: Figures, start: int) -> list[Interval]:
        if not each.drawn or self.replicates is None:
            none = FEW_GROUPS if self.few else NO_GROUPS
            return [none if each.drawn else NONE] * len(each.about)
        if self.no_paths and each.measure not in (INDEX, found.INDEX_CHANGE):
            return [self.no_paths] * len(each.about)
        family = sum(len(other.about) for other in self.figures if other.measure == each.measure)
        alone = each.measure == INDEX or not self.spec.together or family < 2
        level = self.spec.confidence if alone else self.spec.confidence ** (1 / family)
        which = slice(start, start + len(each.about))
        left_out = self.left_out and self.left_out.some(which)
        words = Method() if alone else way("sidak over #", family)
        each_one = intervals_of(self.replicates.some(which), level, left_out)
        return [replace(one, method=one.method + words) for one in each_one]


@statistic
def path_model(data: Rows | Moments | pd.DataFrame, model: PathModel, spec: PathSpec | None = None) -> PathResult:
    """Estimate a path model by partial least squares.

    Method: :func:`csat_lib.structure.pls.fit_pls`; effects (I - B)^-1 - I; f2 = (R2 - R2 without the arrow) / (1 - R2);
    adjusted R2 = 1 - (1 - R2)(n - 1) / (n - 1 - sources), n the effective one of weighted answers; quality of blocks of
    several items from their loadings (:mod:`csat_lib.measurement.reliability.coefficients`). Intervals: of Rows, and of
    a DataFrame, a bootstrap that estimates everything anew (BCa with the jackknife's acceleration, or percentile); of
    Moments with replicate groups, and of more than 5,000 respondents, the delete-a-group jackknife. None of few PSUs;
    of paths and effects corrected by rho_A none of fewer than an effective 200 or of skewed answers.

    Missing values: of Rows, each pair's own rows unless ``spec.bootstrap.missing`` says otherwise; of a DataFrame the
    same; of Moments, as they were added up.

    Reasons: ``not_converged``; ``collinear``: what points to a construct cannot be told apart; ``negative_weight``: of
    an index, one of its items has a weight of 0 or less; ``no_variance``, ``all_missing``, ``few_answers``.

    Raises:
        CsatError: an item of the model that the data do not hold.
    """
    spec = spec or PathSpec()
    rows = Rows(data) if isinstance(data, pd.DataFrame) else data
    rows = rows.select(model.items, rows.label)
    part = rows.moments(spec.bootstrap.missing) if isinstance(rows, Rows) else rows
    fit = fit_model(part, model)
    lost = "collinear" if fit.rounds < MOST_ROUNDS else "not_converged"
    lost = "one_construct" if len(model.blocks) < 2 else lost
    reason = why_not(part) or (lost if np.isnan(fit.weights).any() else "")
    figures = [*drawn_figures(part, model, spec.index), *other_figures(part, model, spec.index)]

    def of_part(drawn: Moments) -> Array:
        return np.concatenate([each.numbers for each in drawn_figures(drawn, model, spec.index)], axis=-1)

    drawn, left_out, few = None, None, few_psus(part)
    absent = bool(reason) or few
    if isinstance(rows, Rows) and not absent and len(rows.frame) <= MOST_DRAWN:
        drawn = bootstrap_stacks(rows, of_part, spec.bootstrap)
    if part.groups is not None and not absent and (spec.ends == "bca" or drawn is None):
        left_out = Replicates("jackknife", of_part(part), of_part(less_a_group(part)))
    replicates = (drawn or left_out, drawn and left_out)
    no_paths = why_no_paths(part) if model.consistent else None
    return PathResult(model, spec, fit, figures, *replicates, bases_of(part), reason, few=few, no_paths=no_paths)


def why_no_paths(part: Moments) -> Interval | None:
    """Why paths and effects corrected by rho_A have no interval, if so: too many draws have no rho_A then."""
    few, skewed = part.n_effective < FEWEST_EFFECTIVE, skewness_of(part) > MOST_SKEWED
    return FEW_RESPONDENTS if few else SKEWED if skewed else None


def few_psus(part: Moments) -> bool:
    """Whether respondents were drawn in fewer PSUs than intervals of paths need."""
    return part.clustered and part.groups is not None and bool(part.groups.n.any((1, 2)).sum() < FEWEST_PSUS)
