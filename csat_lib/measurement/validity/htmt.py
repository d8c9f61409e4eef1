"""HTMT: are two constructs told apart by their items, or do items correlate across constructs as much as within?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.errors.measurement import unknown_choice
from csat_lib.findings import Finding, Method, ways
from csat_lib.findings.catalogue import validity
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.correlation import Data
from csat_lib.measurement.correlations.interval import (
    FEW_RESPONDENTS,
    NO_GROUPS,
    NONE,
    Interval,
    by_replicates,
    check_confidence,
    intervals_of,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.correlations.membership import Model, membership_of
from csat_lib.statistics import statistic
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.moments import Moments
from csat_lib.summary.replicates import bootstrap, jackknife
from csat_lib.summary.rows import Rows

Array = NDArray[np.float64]
Variant = Literal["htmt", "htmt2"]
MEASURES = {"htmt": validity.HTMT, "htmt2": validity.HTMT2}
FEWEST_HTMT2 = 1000
SIGNS, ENDS = ("signed", "absolute"), ("percentile", "bca")


@dataclass(frozen=True)
class HtmtSpec:
    """Sign of the correlations, and how Rows are drawn for the interval.

    ``absolute``: correlations without their sign, as semTools takes them; ``signed`` (default) as they are, as seminr
    does. ``ends`` of a bootstrap interval: ``percentile`` or ``bca``.
    """

    sign: Literal["signed", "absolute"] = "signed"
    ends: Literal["percentile", "bca"] = "percentile"
    confidence: float = 0.95
    bootstrap: BootstrapSpec = field(default_factory=lambda: BootstrapSpec(missing="pairwise"))

    def __post_init__(self) -> None:
        check_confidence(self.confidence)
        if self.sign not in SIGNS:
            raise unknown_choice("sign of the correlations", self.sign, SIGNS)
        if self.ends not in ENDS:
            raise unknown_choice("bootstrap interval", self.ends, ENDS)


@dataclass(frozen=True)
class HtmtResult:
    """Ratios of all pairs of constructs: ``ratios`` (c, c) by construct, 1 on the diagonal; NaN where ``reasons`` says.

    ``intervals`` and ``reasons`` by pair (first, second), in the order of the model.
    """

    ratios: pd.DataFrame
    intervals: dict[tuple[str, str], Interval]
    reasons: dict[tuple[str, str], str]
    variant: Variant
    spec: HtmtSpec
    words: Method
    bases: Bases

    def to_findings(self) -> list[Finding]:
        """One ``htmt`` or ``htmt2`` per pair of constructs (subject, other)."""
        return [self._finding(first, second) for first, second in combinations(self.ratios.index, 2)]

    def _finding(self, first: str, second: str) -> Finding:
        interval, value = self.intervals[first, second], float(self.ratios[second][first])
        sheet = FindingWriter(first, self.bases, self.reasons.get((first, second), ""))
        row = sheet.row(MEASURES[self.variant], value, ways(self.spec.sign, interval.method, self.words))
        return replace(interval.on(row, self.spec.confidence), other=second)


@statistic
def htmt(data: Data, model: Model, variant: Variant = "htmt", spec: HtmtSpec | None = None) -> HtmtResult:
    """Heterotrait-monotrait ratio of correlations, for each pair of constructs; values near 1 tell nothing apart.

    Method: mean correlation of items across the two constructs over the root of the product of the mean correlations
    within each. ``htmt`` takes arithmetic means: Henseler, Ringle & Sarstedt (2015), J. of the Academy of Marketing
    Science 43: 115-135; ``htmt2`` geometric ones, for items that load unequally: Roemer, Schuberth & Henseler (2021),
    Industrial Management & Data Systems 121: 2637-2650. Correlations keep their sign unless ``spec.sign`` is
    ``absolute``; items must point the same way. Interval: of Rows, a bootstrap (percentile, or BCa with the jackknife's
    acceleration); of everything else, a delete-a-group jackknife where there are replicate groups, corrected for
    skewness and kurtosis (:func:`studentised`), and none of answers too skewed for their number; of ``htmt2`` none on
    fewer than 1,000, as the logarithm of a correlation near 0 has no error to speak of.

    Missing values: of a DataFrame, rows complete on all items; of Rows, each pair's own rows unless
    ``spec.bootstrap.missing`` says otherwise; of sums or a Correlation, as they were added up.

    Reasons: ``one_item`` (a construct of one item has no correlation within), ``negative_correlation`` (no root of a
    mean that is not positive; for ``htmt2``, any correlation that is not), ``no_variance``, ``all_missing``,
    ``few_answers``, those of the Correlation.

    Raises:
        CsatError: unknown variant, or an item that the data do not hold.
    """
    if variant not in MEASURES:
        raise unknown_choice("variant of HTMT", variant, list(MEASURES))
    spec = spec or HtmtSpec()
    of = matrices_of(data.moments(spec.bootstrap.missing) if isinstance(data, Rows) else data)
    members = membership_of(of.items, model)
    values = ratios_of(of.correlation, members, variant, spec.sign)
    names, pairs = list(model), list(combinations(range(len(model)), 2))
    reasons = {(names[j], names[k]): _why(of, members[:, [j, k]], float(values[j, k])) for j, k in pairs}
    values = np.where(np.eye(len(names), dtype=bool), 1.0, np.nan if _nothing(of) else values)
    found = [NONE] * len(pairs) if _nothing(of) else _intervals(data, of, members, (variant, spec))
    return HtmtResult(
        ratios=pd.DataFrame(values, names, names),
        intervals=dict(zip(reasons, found, strict=True)),
        reasons=reasons,
        variant=variant,
        spec=spec,
        words=of.correlated,
        bases=of.bases,
    )


def ratios_of(r: Array, members: Array, variant: Variant, sign: str) -> Array:
    """(..., c, c) ratios of correlations ``r`` (..., p, p) for constructs ``members`` (p, c) of zeros and ones."""
    with np.errstate(invalid="ignore", divide="ignore"):
        used = np.abs(r) if sign == "absolute" else r
        used = np.log(np.where(used > 0, used, np.nan)) if variant == "htmt2" else used
        means = _block_means(used, members)
        within = np.diagonal(means, axis1=-2, axis2=-1)
        if variant == "htmt2":
            return np.asarray(np.exp(means - (within[..., :, None] + within[..., None, :]) / 2))
        within = np.where(within > 0, within, np.nan)
        return np.asarray(means / np.sqrt(within[..., :, None] * within[..., None, :]))


def _block_means(r: Array, members: Array) -> Array:
    """(..., c, c) mean of the correlations of two constructs, of a construct with itself without its diagonal."""
    off = np.where(np.eye(r.shape[-1], dtype=bool), 0.0, r)
    absent = members.T @ np.isnan(off) @ members > 0
    size = members.sum(axis=0)
    pairs = np.outer(size, size) - np.diag(size)
    return np.where(absent, np.nan, members.T @ np.nan_to_num(off) @ members / pairs)


def _nothing(of: Matrices) -> bool:
    return of.reason in {"one_item", "all_missing", "few_answers"}


def _why(of: Matrices, members: Array, value: float) -> str:
    """Reason why a pair of constructs, ``members`` (p, 2), has no ratio, or nothing."""
    if _nothing(of) or not np.isnan(value):
        return of.reason if _nothing(of) else ""
    if (members.sum(axis=0) < 2).any():
        return "one_item"
    used = members.any(axis=1)
    return of.reason if np.isnan(of.correlation[np.ix_(used, used)]).any() else "negative_correlation"


def _intervals(data: Data, of: Matrices, members: Array, how: tuple[Variant, HtmtSpec]) -> list[Interval]:
    """One interval per pair of constructs."""
    (variant, spec), pairs = how, np.triu_indices(members.shape[1], 1)
    if variant == "htmt2" and of.bases.n < FEWEST_HTMT2:
        return [FEW_RESPONDENTS] * len(pairs[0])

    def of_part(part: Moments) -> Array:
        return ratios_of(part.correlation, members, variant, spec.sign)[pairs]

    if isinstance(data, Rows):
        drawn = bootstrap(data, of_part, spec.bootstrap)
        left_out = jackknife(data.moments(spec.bootstrap.missing), of_part) if spec.ends == "bca" else None
        return intervals_of(drawn, spec.confidence, left_out)
    if not of.grouped:
        return [NO_GROUPS] * len(pairs[0])
    whole, each = (ratios_of(r, members, variant, spec.sign) for r in (of.correlation, of.correlations_less))
    ratios = zip(whole[pairs], each[:, pairs[0], pairs[1]].T, strict=True)
    return [by_replicates(float(value), left_out, of.skewness, spec.confidence) for value, left_out in ratios]
