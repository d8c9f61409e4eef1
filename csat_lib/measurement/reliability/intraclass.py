"""Intraclass correlations: how far several measurements of the same people (or objects) agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc, fdtri

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding, way, ways
from csat_lib.findings.catalogue import reliability
from csat_lib.measurement.correlations.bases import Bases, FindingWriter, bases_of
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    NAN,
    NO_GROUPS,
    NONE,
    Interval,
    check_confidence,
    log_by_replicates,
)
from csat_lib.measurement.correlations.matrices import less_a_group, moments_of
from csat_lib.statistics import statistic
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import Replicates
from csat_lib.summary.skewness import skewness_of

Array = NDArray[np.float64]
FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
SPREAD = 1e-12  # mean squares below this share of the largest are rounding


@dataclass(frozen=True)
class IccForm:
    """One form: ``value``, its interval, and the test that it is zero, ``f`` on ``df1`` and ``df2`` (NaN: none)."""

    name: str
    value: float
    interval: Interval
    f: float = NAN
    df1: float = NAN
    df2: float = NAN

    @property
    def p(self) -> float:
        """Chance of an F as large when the form is zero."""
        return NAN if np.isnan(self.f) else float(fdtrc(self.df1, self.df2, self.f))


@dataclass(frozen=True)
class IccResult:
    """The six forms; values are NaN where ``reason`` says why. ``against``: the period compared with, if any."""

    forms: tuple[IccForm, ...]
    confidence: float
    bases: Bases
    against: str = ""
    reason: str = ""

    def __getitem__(self, name: str) -> IccForm:
        return self.forms[FORMS.index(name)]

    def to_findings(self) -> list[Finding]:
        """One ``icc`` per form (``other``), with its interval and the p of its F test."""
        sheet = FindingWriter(self.bases.subject, self.bases, self.reason or "no_variance")
        return [self._finding(sheet, form) for form in self.forms]

    def _finding(self, sheet: FindingWriter, form: IccForm) -> Finding:
        row = sheet.row(
            reliability.ICC, form.value, ways(*MODELS[form.name[4]], form.interval.method, self.bases.method)
        )
        tested = replace(row, p=None if row.value is None or np.isnan(form.p) else form.p)
        return replace(form.interval.on(tested, self.confidence), other=form.name, against=self.against)


MODELS = {"1": ["one-way random"], "2": ["two-way random", "agreement"], "3": ["two-way mixed", "consistency"]}


@statistic
def icc(
    data: Data, confidence: float = 0.95, label: str = "", interval: Literal["jackknife", "f"] = "jackknife"
) -> IccResult:
    """The six intraclass correlations of Shrout & Fleiss (1979), Psychological Bulletin 86: 420-428.

    ``data`` (n, k): one row per person, one column per measurement (occasion, judge). ICC(1,.) one-way random,
    ICC(2,.) two-way random with absolute agreement, ICC(3,.) two-way mixed with consistency; (.,1) of a single
    measurement, (.,k) of the mean of all k.

    Method: mean squares between persons (MSB), within (MSW), between measurements (MSJ), residual (MSE), all from means
    and covariances. Interval: delete-a-group jackknife over the persons on log(1 - ICC(.,k)), stepped down by
    Spearman-Brown for ICC(.,1), which is Fisher's scale of an intraclass correlation; the measurements are taken as
    given. F tests are theirs when the persons weigh the same and were drawn one by one. ``f`` by name, for comparison:
    their intervals too (that of ICC(2,.) after McGraw & Wong 1996, Psychological Methods 1: 30-46), which are of normal
    answers and too narrow for skewed ones.

    Missing values: persons with every measurement.

    Reasons: ``one_item`` (one measurement), ``all_missing``, ``few_answers`` (fewer than three persons),
    ``no_variance`` (all measurements of all persons alike).

    Raises:
        CsatError: the confidence is no share; an unknown interval; sums that are not listwise, or correlations, which
            know no means.
    """
    check_confidence(confidence)
    if interval not in ("jackknife", "f"):
        raise unknown_choice("interval of the intraclass correlation", interval, ("jackknife", "f"))
    moments = moments_of(data, "The intraclass correlation", label)
    bases = bases_of(moments, label)
    reason = _why_not(moments)
    if reason:
        return IccResult(tuple(IccForm(name, NAN, NONE) for name in FORMS), confidence, bases, reason=reason)
    squares = _mean_squares(moments, bases.n_for_tests)
    values = _forms(squares, bases.n_for_tests, len(moments.items))
    alike = not (bases.weighted or bases.clustered)
    tests = _f_tests(squares, (bases.n, len(moments.items))) if alike else dict.fromkeys("123", (NAN, NAN, NAN))
    if interval == "f":
        by_f = _by_f(float(values[1]), squares, (bases.n, len(moments.items)), confidence) if alike else [NONE] * 6
    ends = by_f if interval == "f" else _by_groups(moments, values, bases.n_for_tests, confidence)
    forms = [
        IccForm(name, float(value), end, *tests[name[4]]) for name, value, end in zip(FORMS, values, ends, strict=True)
    ]
    return IccResult(tuple(forms), confidence, bases)


def _why_not(moments: Moments) -> str:
    if len(moments.items) < 2:
        return "one_item"
    if not moments.n_obs:
        return "all_missing"
    return "few_answers" if moments.n_obs < 3 or moments.n_effective < 2 else ""


def _mean_squares(moments: Moments, n: float) -> Array:
    """(4, ...) MSB, MSW, MSJ, MSE; those that are rounding beside the others are 0."""
    s, k = moments.covariance, len(moments.items)
    means = np.diagonal(moments.wx, axis1=-2, axis2=-1) / np.diagonal(moments.w, axis1=-2, axis2=-1)
    between = s.sum(axis=(-2, -1)) / k
    residual = (np.trace(s, axis1=-2, axis2=-1) - between) / (k - 1)
    judges = n * means.var(axis=-1, ddof=1)
    within = ((n - 1) * residual + judges) / n
    squares = np.stack([between, within, judges, residual])
    return np.asarray(np.where(squares > SPREAD * squares.max(axis=0), squares, 0.0))


def _forms(squares: Array, n: float, k: int) -> Array:
    """(6, ...) the forms, in the order of FORMS."""
    b, w, j, e = squares
    apart = (j - e) / n
    with np.errstate(invalid="ignore", divide="ignore"):
        single = [(b - w) / (b + (k - 1) * w), (b - e) / (b + (k - 1) * e + k * apart), (b - e) / (b + (k - 1) * e)]
        values = np.stack([*single, (b - w) / b, (b - e) / (b + apart), (b - e) / b])
    return np.asarray(np.where(np.isfinite(values), values, np.nan))


def _by_groups(moments: Moments, values: Array, n: float, confidence: float) -> list[Interval]:
    """One interval per form, on the scale of the mean of all k measurements."""
    if moments.groups is None:
        return [NO_GROUPS] * len(FORMS)
    k, skewness = len(moments.items), skewness_of(moments)
    left_out = _forms(_mean_squares(less_a_group(moments), n), n, k)
    of_means = [
        NONE if np.isnan(value) else log_by_replicates(float(value), each, skewness, confidence)
        for value, each in zip(values[3:], left_out[3:], strict=True)
    ]
    return [*(_stepped_down(each, k, left) for each, left in zip(of_means, left_out[:3], strict=True)), *of_means]


def _stepped_down(interval: Interval, k: int, left_out: Array) -> Interval:
    """The interval of a single measurement from that of the mean of k: Spearman and Brown's formula backwards."""
    if np.isnan(interval.low):
        return interval
    low, high = (end / (end + k * (1 - end)) for end in (interval.low, interval.high))
    se = float(Replicates("jackknife", left_out[:1], left_out[:, None]).se[0])
    return replace(interval, low=low, high=high, se=se)


def _f_tests(squares: Array, shape: tuple[int, int]) -> dict[str, tuple[float, float, float]]:
    """(F, df1, df2) of the hypothesis that a model's forms are 0."""
    (n, k), (b, w, _, e) = shape, (float(square) for square in squares)
    crossed = (b / e if e else NAN, n - 1, (n - 1) * (k - 1))
    return {"1": (b / w if w else NAN, n - 1, n * (k - 1)), "2": crossed, "3": crossed}


def _by_f(agreement: float, squares: Array, shape: tuple[int, int], confidence: float) -> list[Interval]:
    """One interval per form from F ratios."""
    (_, k), (b, _, j, e), tests = shape, (float(square) for square in squares), _f_tests(squares, shape)
    ends = {model: _ends(*tests[model], k, confidence) for model in "13"}
    ends["2"] = _agreement_ends((b, j, e), agreement, shape, confidence)
    found = []
    for name in FORMS:
        low, high = (end * k / (1 + end * (k - 1)) if name[6] == "k" else end for end in ends[name[4]])
        found.append(NONE if np.isnan(low) else Interval(way("f distribution"), low, high))
    return found


def _ends(f: float, df1: float, df2: float, k: int, confidence: float) -> tuple[float, float]:
    """Interval of ICC(1,1) or ICC(3,1) from its F ratio."""
    share = (1 + confidence) / 2
    low, high = f / float(fdtri(df1, df2, share)), f * float(fdtri(df2, df1, share))
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _agreement_ends(
    squares: tuple[float, float, float], value: float, shape: tuple[int, int], confidence: float
) -> tuple[float, float]:
    """Interval of ICC(2,1), with Satterthwaite's degrees of freedom v."""
    (b, j, e), (n, k), share = squares, shape, (1 + confidence) / 2
    if not e:
        return NAN, NAN
    off = n * (1 + (k - 1) * value) - k * value
    ratio = k * value * j / e
    v = (k - 1) * (n - 1) * (ratio + off) ** 2 / ((n - 1) * ratio**2 + off**2)
    above, below = float(fdtri(n - 1, v, share)), float(fdtri(v, n - 1, share))
    rest = k * j + (k * n - k - n) * e
    return n * (b - above * e) / (above * rest + n * b), n * (below * b - e) / (rest + n * below * b)
