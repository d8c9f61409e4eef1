"""Estimate: a figure with its standard error, degrees of freedom and bases."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit, logit, stdtr, stdtrit

from csat_lib.findings import Method, ways
from csat_lib.statistics import statistic
from csat_lib.summary.studentised import bent

_FAR = 1e6  # times its own errors from 0 a difference of means on scales with ends is as clear as can be
_LEAST_AWAY, _FEWEST_AWAY = 0.25, 4.0
_BENT = 0.6


Interval = tuple[float, float]


@statistic
def difference(means: Interval, intervals: tuple[Interval, Interval], correlation: float) -> Interval:
    """(low, high) of the first mean less the second, from an interval of each and the correlation of their errors.

    With l and u the distances of the ends from their means, low = d - sqrt(l1^2 + u2^2 - 2 r l1 u2) and high = d +
    sqrt(u1^2 + l2^2 - 2 r u1 l2): variances are recovered from the ends that matter (MOVER: Zou 2008, American Journal
    of Epidemiology 168: 212-224; of two shares with Wilson's intervals Newcombe 1998, Statistics in Medicine 17:
    873-890, method 10). With symmetric intervals it is d -/+ t se.
    """
    (one, other), ((low1, high1), (low2, high2)) = means, intervals
    down, up = (one - low1, high2 - other), (high1 - one, other - low2)
    reach = [math.sqrt(max(0.0, a**2 + b**2 - 2 * correlation * a * b)) for a, b in (down, up)]
    return one - other - reach[0], one - other + reach[1]


@dataclass(frozen=True)
class Estimate:
    """A mean, or a contrast of means.

    ``value`` is None exactly when ``reason`` says why; ``se`` is None when the base is too small to give one or all
    answers are alike. ``n`` counts respondents, unweighted; ``n_weighted`` and ``n_effective`` (Kish) are of the same
    base, the smallest of several. ``gain``: how many times the variance would be were weights that meet known margins
    taken as fixed. ``ends`` of its scale where it has two; ``sides``: the two estimates of which it is the difference.
    ``pull``: skewness of its error, where known (:mod:`csat_lib.summary.skewed_means`).
    """

    value: float | None
    se: float | None
    df: float | None
    n: int
    n_weighted: float
    n_effective: float
    method: Method
    reason: str = ""
    gain: float = 1.0
    skew: float = 0.0
    ends: tuple[float, float] | None = None
    sides: tuple[Estimate, ...] = ()
    pull: float = 0.0

    def interval(self, confidence: float) -> tuple[float | None, float | None]:
        """(low, high): value -/+ t(df) * se, two-sided; (None, None) without a standard error.

        On a scale with ends that of :meth:`interval_on`; the difference of two such :func:`difference` of theirs. With
        a ``pull`` the quantiles are bent (:func:`csat_lib.summary.studentised.bent`).
        """
        if self.value is None or self.se is None or self.df is None or self.is_near_end:
            return None, None
        return self._at(float(stdtrit(self.df, (1 + confidence) / 2)))

    def _at(self, t: float) -> tuple[float, float]:
        """(low, high) with t standard errors to either side."""
        value, se = self.value or 0.0, self.se or 0.0
        if not self._leans:
            down, up = bent(np.array([t, -t]), np.array(self.pull)) if self.pull else (t, -t)
            return self._on(self.ends, t) if self.ends else (value - down * se, value - up * se)
        one, other = self.sides
        errors = one.se or 0.0, other.se or 0.0
        correlation = (errors[0] ** 2 + errors[1] ** 2 - se**2) / (2 * errors[0] * errors[1])
        ends = (one.ends or (0.0, 1.0), other.ends or (0.0, 1.0))
        return difference(
            (one.value or 0.0, other.value or 0.0), (one._on(ends[0], t), other._on(ends[1], t)), correlation
        )

    @property
    def is_near_end(self) -> bool:
        """Whether so few answers lie away from an end of the scale that nothing tells the error.

        The effective number times the distance to the nearer end, as a share of the scale, is less than 1/4. Of a
        difference: the smaller number times the distance of both sides' common mean is less than 4, counts expected if
        the sides are alike (Cochran 1954, Biometrics 10: 417-451), which do not single out samples that miss; and that
        of a side which lies on an end though it has an error, as a figure of operation whose points are cut there.
        """
        alone = self.sides or (self,)
        if any(side.ends is None or side.value is None for side in alone) or not (self.se or self.sides):
            return False
        if self._leans and any(side._place(side.ends or (0.0, 1.0)) in {0.0, 1.0} for side in alone):
            return True
        total = sum(side.n_weighted for side in alone)
        place = sum(side.n_weighted * side._place(side.ends or (0.0, 1.0)) for side in alone) / total
        fewest = _FEWEST_AWAY if self.sides else _LEAST_AWAY
        return min(side.n_effective for side in alone) * min(place, 1 - place) < fewest

    def _place(self, ends: Interval) -> float:
        """Where it lies between the ends, 0-1."""
        return ((self.value or 0.0) - ends[0]) / (ends[1] - ends[0])

    @property
    def _leans(self) -> bool:
        """Whether both sides are means with an error on a scale with ends."""
        return bool(self.sides) and all(side.se and side.ends for side in self.sides)

    def interval_on(self, ends: tuple[float, float], confidence: float) -> tuple[float | None, float | None]:
        """(low, high) of a mean on a scale that ends: t on the logit of its place s between the two ``ends``.

        logit(s) -/+ t(df) * se(s) / (s (1 - s)), turned back: the delta method, as R's ``svyciprop(method = "logit")``
        has it for shares. Answers that crowd at one end of the scale, as satisfied customers' do, leave means that are
        skewed the other way: a symmetric interval misses three times as often on one side as it says (with 80 % at the
        best answer and n = 100: 6.0 % and 0.8 % where 2.5 % are meant; this one 2.9 % and 2.3 %:
        ``tests/simulations/mean_coverage.csv``). A scale without ends has the plain interval.

        Unequal weights skew a mean more than they raise its error: its skewness grows by sum w^3 / (sum w^2)^1.5, what
        the logit makes up for by (sum w^2)^.5 / sum w, lambda times less: lambda = (n_effective sum w^4 / (sum w^2)^2)
        ^(1/3), as of log-normal weights (``skew`` is lambda - 1). What known margins explain of the variance they take
        of the skewness, lambda / ``gain``. So the reach towards the middle of the scale is multiplied, the other
        divided, by 1 + .6 (lambda / gain - 1) |1 - 2s| min(reach, 1): as much of the shift by (1 + 2 t^2) / 6 times the
        skewness (Johnson 1978, JASA 73: 536-544) as the simulations bear out.
        """
        low, high = ends
        if self.value is None or self.se is None or self.df is None or not math.isfinite(high - low):
            return self.interval(confidence)
        if not low < self.value < high:
            return None, None
        return self._on(ends, float(stdtrit(self.df, (1 + confidence) / 2)))

    def _on(self, ends: tuple[float, float], t: float) -> tuple[float, float]:
        """The same with t standard errors to either side."""
        low, width, share = ends[0], ends[1] - ends[0], self._place(ends)
        reach = t * (self.se or 0.0) / (width * share * (1 - share))
        bend = 1 + _BENT * ((1 + self.skew) / max(self.gain, 1.0) - 1) * abs(1 - 2 * share) * min(reach, 1.0)
        down, up = (reach * bend, reach / bend) if share > 0.5 else (reach / bend, reach * bend)
        return low + width * float(expit(logit(share) - down)), low + width * float(expit(logit(share) + up))

    @property
    def p(self) -> float | None:
        """Two-sided p of the hypothesis that the value is 0, by t(df); None without a standard error above 0.

        1 less the confidence at which an end of the interval is 0.
        """
        if self.value is None or self.df is None or not self.se or self.is_near_end:
            return None
        t = abs(self.value / self.se)
        if t and (self._leans or self.ends or self.pull):
            side, far = 0 if self.value > 0 else 1, _FAR * t
            if self._at(0.0)[side] * self.value <= 0:  # rounding alone is left of the difference
                return 1.0
            crosses = self._at(far)[side] * self.value < 0  # else no interval is so long that it holds 0
            t = float(brentq(lambda reach: self._at(reach)[side], 0.0, far)) if crosses else far
        return float(2 * stdtr(self.df, -t))

    def minus(self, other: Estimate) -> Estimate:
        """The difference to an independent estimate (another wave): se by Pythagoras, df after Welch and Satterthwaite.

        df = (v1 + v2)^2 / (v1^2 / df1 + v2^2 / df2) with v = se^2. The bases stay those of ``self``; a difference that
        cannot be had carries the bases of the estimate that is missing, as its reason speaks of them.
        """
        told = other if self.value is not None and other.value is None else self
        bases = (told.n, told.n_weighted, told.n_effective)
        method, sides = ways(self.method, "independent", "welch-satterthwaite"), (self, other)
        if self.value is None or other.value is None:
            return Estimate(None, None, None, *bases, method, self.reason or other.reason)
        value = self.value - other.value
        if self.se is None or other.se is None or self.df is None or other.df is None:
            return Estimate(value, None, None, *bases, method)
        mine, theirs = self.se**2, other.se**2
        spread = mine**2 / self.df + theirs**2 / other.df
        df = (mine + theirs) ** 2 / spread if spread else self.df + other.df
        pull = (self.pull * mine**1.5 - other.pull * theirs**1.5) / (mine + theirs) ** 1.5 if spread else 0.0
        return Estimate(value, math.sqrt(mine + theirs), df, *bases, method, sides=sides, pull=pull)
