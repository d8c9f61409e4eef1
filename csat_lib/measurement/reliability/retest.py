"""Test-retest: do customers who answered in two waves give the same answers again?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from csat_lib.conventions import FEWEST_TWICE
from csat_lib.findings import Finding, ways
from csat_lib.findings.catalogue import reliability
from csat_lib.measurement.correlations.bases import Bases, FindingWriter
from csat_lib.measurement.correlations.interval import (
    NAN,
    NONE,
    Interval,
    check_confidence,
    fisher_by_replicates,
)
from csat_lib.measurement.correlations.matrices import Matrices, matrices_of
from csat_lib.measurement.reliability.intraclass import IccForm, IccResult, icc
from csat_lib.statistics import statistic
from csat_lib.summary.rows import Rows

ONCE, BEFORE = "customers with one answer in each wave", "_before"
FEWEST_PAIRS = 4  # Fisher's interval divides by the root of n - 3
SINGLE = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)")


@dataclass(frozen=True)
class RetestSpec:
    """``against``: period of the earlier wave; ``minimum_base``: fewer pairs than these are never shown.

    ``fewest``: pairs under which nothing is estimated.
    """

    against: str = ""
    minimum_base: int = 10
    confidence: float = 0.95
    fewest: int = FEWEST_TWICE

    def __post_init__(self) -> None:
        check_confidence(self.confidence)


@dataclass(frozen=True)
class Retest:
    """One construct: correlation ``r`` of its two waves and their agreement; NaN where ``reason`` says why."""

    construct: str
    r: float
    interval: Interval
    agreement: IccResult
    bases: Bases
    reason: str = ""


@dataclass(frozen=True)
class RetestResult:
    """One Retest per construct, in the order asked for."""

    constructs: tuple[Retest, ...]
    spec: RetestSpec

    def __getitem__(self, construct: str) -> Retest:
        return next(retest for retest in self.constructs if retest.construct == construct)

    def to_findings(self) -> list[Finding]:
        """Per construct ``retest`` and one ``icc`` for each form of a single wave, against the earlier one."""
        return [row for retest in self.constructs for row in self._findings(retest)]

    def _findings(self, retest: Retest) -> list[Finding]:
        sheet = FindingWriter(retest.construct, retest.bases, retest.reason or "no_variance")
        method = ways("pearson", retest.interval.method, ONCE, retest.bases.method)
        row = retest.interval.on(sheet.row(reliability.RETEST, retest.r, method), self.spec.confidence)
        forms = [form for form in retest.agreement.to_findings() if form.other in SINGLE]
        return [replace(finding, against=self.spec.against) for finding in (row, *forms)]


@statistic
def retest(
    before: pd.DataFrame, after: pd.DataFrame, constructs: Sequence[str], spec: RetestSpec | None = None
) -> RetestResult:
    """Correlation and agreement of each construct's score among those who answered in both waves.

    ``before`` and ``after``: a row per respondent with ``customer`` (the key that joins the waves), ``kept`` and
    ``score.<construct>``; of ``after`` also ``weight``, ``psu`` and ``group``, where there are.

    Method: customers who were kept exactly once in each wave. Pearson's correlation, with a jackknife interval on
    Fisher's scale, and the intraclass correlations of :func:`intraclass.icc`, all with the weights of the later wave. A
    change that differs between
    customers lowers both; one of the same size for all lowers ICC(2,1), but not the correlation.

    Missing values: each construct over the customers with both scores.

    Reasons: ``no_key``: a wave has no customer key; ``not_asked``: a wave has no score of the construct;
    ``small_base``: fewer pairs than ``minimum_base`` (or four); ``few_pairs``: fewer than ``fewest``; ``no_variance``.

    Raises:
        CsatError: the confidence is no share.
    """
    spec = spec or RetestSpec()
    keyed = all("customer" in wave and wave["customer"].notna().any() for wave in (before, after))
    pairs = _once(after).join(_once(before).add_suffix(BEFORE), how="inner") if keyed else pd.DataFrame()
    return RetestResult(
        tuple(_retest(pairs, construct, "" if keyed else "no_key", spec) for construct in constructs), spec
    )


def _once(wave: pd.DataFrame) -> pd.DataFrame:
    """The customers whom the wave kept exactly once, by their key."""
    kept = wave[wave["kept"].astype(bool) & wave["customer"].notna()]
    return kept[~kept["customer"].duplicated(keep=False)].set_index("customer")


def _retest(pairs: pd.DataFrame, construct: str, reason: str, spec: RetestSpec) -> Retest:
    scores = [f"score.{construct}{BEFORE}", f"score.{construct}"]
    held = set(scores) <= set(pairs.columns)
    both = pairs.dropna(subset=scores) if held else pairs.reindex(columns=[*pairs.columns, *scores]).head(0)
    reason = reason or ("" if held else "not_asked")
    reason = reason or ("small_base" if len(both) < max(spec.minimum_base, FEWEST_PAIRS) else "")
    reason = reason or ("few_pairs" if len(both) < spec.fewest else "")
    rows = _rows(both, scores, construct)
    agreement = icc(rows, spec.confidence)
    if reason:
        absent = tuple(IccForm(form.name, NAN, NONE) for form in agreement.forms)
        unknown = replace(agreement, forms=absent, reason=reason)
        return Retest(construct, NAN, NONE, unknown, agreement.bases, reason)
    of = matrices_of(rows)
    r = float(of.correlation[0, 1])
    return Retest(construct, r, _interval(of, r, spec.confidence), agreement, of.bases)


def _interval(of: Matrices, r: float, confidence: float) -> Interval:
    return fisher_by_replicates(r, of.correlations_less[:, 0, 1], of.skewness, confidence)


def _rows(both: pd.DataFrame, scores: Sequence[str], construct: str) -> Rows:
    """The pairs of scores with the later wave's weights, PSUs and replicate groups, where it has them."""
    weights = both["weight"].to_numpy(dtype=np.float64) if "weight" in both else None
    clustered = "psu" in both and both["psu"].notna().any()
    psu = pd.factorize(both["psu"], sort=True)[0].astype(np.intp) if clustered else None
    group = both["group"].to_numpy(dtype=np.intp) if "group" in both else None
    n_groups = 0 if group is None else int(group.max(initial=0)) + 1
    return Rows(both[list(scores)], weights, psu, None, group, n_groups, construct)
