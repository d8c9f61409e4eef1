"""What calibrated weights leave of a linearised value: its residual on the margins that the weights meet.

Weights that meet known margins make every total that the margins tell free of error. Of a linearised value z what is
left is e = z - x'B, with x the margins' levels (each less its share, so that respondents without a level are moved by
no other) and a constant, and B the coefficients of the weighted regression of z on x by the weights before calibration
(Deville & Särndal 1992, Journal of the American Statistical Association 87: 376-382; R survey's ``calibrate`` and
``postStratify``; its ``rake`` takes B unweighted, which is the same where the base weights are equal). x is constant
among respondents with the same levels, so that their totals are all that is needed.

A cap on the weights keeps some of these groups smaller than they should be, even where the margins are met, and so
biases what the margins explain together. To first order a figure's bias is the sum over the groups of (1 - u / w) times
their total of w z, with u the weights that meet the margins without the cap. Its square is added to the variance, as
the estimated mean squared error of trimmed weights has it (Potter 1990, Proceedings of the Section on Survey Research
Methods, American Statistical Association: 225-230).

Other distances and bounds suppose that people respond otherwise than raking does, for which levels multiply the chance,
and no data tell which is right. A figure more than a quarter of its standard error from the raked one has no error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from csat_lib.summary.keyed_totals import KeyedTotals
from csat_lib.summary.sample import ALL, BETWEEN, NOWHERE, Array, Codes, tally

_DEPENDENT = 1e-9  # a singular value below this share of the largest is one of indicators that repeat others


@dataclass(frozen=True)
class Margins:
    """Groups of respondents with the same levels of all margins.

    ``group`` (K,) numbers the group of each key, the last for rows that an exclusion rule left out; ``mass`` (K, 2)
    sums of w and w^2 of its respondents, 0 but for keys of everybody; ``fit`` (G + 1, G + 1) turns the groups' totals
    of w * z into fitted x'B of a respondent; ``lost`` degrees of freedom that the margins take beside the strata;
    ``n_effective`` of everybody (Kish); ``cut`` (G + 1,) the share of its weight that a cap or, ``by_distance``,
    another distance than raking's adds to a group.
    """

    group: Codes
    mass: Array
    fit: Array
    lost: int
    n_effective: float
    cut: Array
    by_distance: bool

    def fitted(self, totals: Array) -> Array:
        """(K,) fitted value x'B of the respondents of each key, from the totals of w * z of all keys together."""
        return np.asarray((self.fit @ tally(self.group, totals, len(self.fit)))[self.group])

    def bias(self, totals: Array) -> float:
        """What the cap on the weights, or their distance, does to a figure, from the totals of w * z of all keys."""
        return float(self.cut @ tally(self.group, totals, len(self.cut)))

    @property
    def factor(self) -> float:
        """What the variance is multiplied by, as fitted residuals are too small: n / (n - lost), n Kish's effective."""
        return self.n_effective / max(self.n_effective - self.lost, 1.0)


def lay_margins(design: KeyedTotals) -> Margins | None:
    """The margins of everybody; None where weights meet none."""
    whole = design.index.get(ALL, NOWHERE)
    texts = design.keys["margins"]
    names = sorted(set(texts.iloc[whole]))
    if not names or "" in names:
        return None
    place = {name: at for at, name in enumerate(names)}
    group = np.array([place.get(text, len(names)) for text in texts], dtype=np.intp)
    mass = np.zeros((len(group), 4))
    mass[whole] = design.mass[whole]
    w, _, base, free = (tally(group, column, len(names) + 1)[:-1] for column in mass.T)
    x = np.column_stack([_indicators([name.split(BETWEEN)[:-1] for name in names], w), np.ones(len(names))])
    ratio = np.divide(base, w, out=np.zeros_like(w), where=w > 0)
    cross = x.T @ (x * (base * (w > 0))[:, None])
    fit = np.zeros((len(names) + 1, len(names) + 1))
    fit[:-1, :-1] = x @ np.linalg.pinv(cross, rcond=_DEPENDENT, hermitian=True) @ (x.T * ratio)
    total, squares = mass[:, :2].sum(axis=0)
    cut = np.append(np.divide(w - free, w, out=np.zeros_like(w), where=w > 0), 0.0)
    lost, n_effective = _lost(design, group, x, whole), float(total**2 / squares)
    return Margins(group, mass[:, :2], fit, lost, n_effective, cut, design.by_distance)


def _indicators(levels: list[list[str]], w: Array) -> Array:
    """(G, levels of all margins) 1 for a group's own level less that level's share of those who have one, 0 without."""
    columns = []
    for each in zip(*levels, strict=True):
        known = np.array([bool(level) for level in each])
        for level in sorted({*each} - {""}):
            own = np.array([level == other for other in each])
            share = w[own].sum() / max(w[known].sum(), np.finfo(float).tiny)
            columns.append(own - share * known)
    return np.array(columns).reshape(-1, len(w)).T


def _lost(design: KeyedTotals, group: Codes, x: Array, whole: Codes) -> int:
    """The rank of the margins within the strata of everybody: a margin that strata meet anyway costs nothing."""
    rows = design.keys.iloc[whole][["stratum"]].assign(group=group[whole])[design.mass[whole, 0] > 0].drop_duplicates()
    strata = (rows["stratum"].to_numpy()[:, None] == np.unique(rows["stratum"].to_numpy(dtype=np.str_))) * 1.0
    both = np.column_stack([strata, x[rows["group"].to_numpy()]])
    return int(np.linalg.matrix_rank(both, tol=1e-7) - np.linalg.matrix_rank(strata))
