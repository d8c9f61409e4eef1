"""Do intervals and tests of factor models, HTMT, polychoric and retest correlations keep their promise?

Run by hand from the top folder: ``python -m tests.simulations.model_coverage --draws 2000``, or some cases of it with
``--only``; rows of other cases stay in the table, ``model_coverage.csv``, and cases that have their draws are not run
again. The customers are those of ``populations``, and the truth is the same figure of their population, had by giving
``fit_cfa`` or ``htmt`` answers with exactly the population's correlations; for polychoric correlations and WLSMV those
of the answers before they are cut, for answers taken as numbers those of the numbers.

- normal; misspecified: an item also loads .3 on a second construct, which the model does not know (RMSEA .050);
- skewed, steep: the answers cut into five categories, 42 % or 69 % of them in the highest;
- weighted: lognormal weights with a coefficient of variation of .5 that have nothing to do with the answers;
- clustered: PSUs of eight who share 5 % of the variance of each factor; strongly clustered: 50 %;
- missing at random: nobody leaves out the first item, and the lower one answers it the more of the others one leaves
  out, a tenth on average; missing completely at random: any tenth of all answers.

One row per figure; loadings of items alike, and correlations of constructs, share one (in the misspecified case of
items planted alike, which then differ). ``mean_se`` stands beside ``sd``, the spread of the estimates; ``rate`` is the
share of intervals that hold the truth, or of tests that reject at .05 (of these, truth is the mean and ``mean_se`` the
spread of chi-square with their degrees of freedom), ``rate_error`` its Monte Carlo error; ``within`` says whether it is
the nominal one +- .015. ``note`` says what the interval assumes, and after a miss why (``model_notes``).

Intervals here are normal ones, to compare kinds of errors; those that a report prints stand in
``confirmatory_coverage``.

What it tells: where what they assume is so, intervals keep their promise and tests reject at .05. Normal theory misses
with answers that are not normal (loadings hold 85 % where 69 % of the answers are the highest, and a right model is
rejected in 37 %), and where PSUs are left out of account; sandwich errors hold in all of these. In samples of 300 to
500, errors of WLSMV and Satorra and Bentler are a few percent too small, so that intervals hold 92 to 94 %, and the
Yuan-Bentler test rejects too often, 6 to 10 %; both hold at 2,000. FIML is right, pairwise and listwise estimates are
biased, where answers are missing at random. HTMT's percentile and BCa intervals, also of drawn PSUs, the jackknife of
polychoric correlations and Fisher's interval of a retest keep their promise.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from csat_lib.measurement.confirmatory import CfaResult, CfaSpec, fit_cfa
from csat_lib.measurement.confirmatory.fit_indices import RMSEA_CONFIDENCE
from csat_lib.measurement.correlations.correlation import correlate
from csat_lib.measurement.reliability.retest import retest
from csat_lib.measurement.validity.htmt import HtmtSpec, htmt
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.replicates import jackknife
from csat_lib.summary.rows import Rows

from .counting import Seen, counted, holds
from .model_notes import noted
from .populations import ITEMS, LOADINGS, MODEL, SKEWED, STEEP, Array, Case, draw, exact, latent, shown

KEPT = Path(__file__).with_suffix(".csv")
NORMAL, SKEW, SHARP = Case("normal"), Case("skewed", SKEWED), Case("steep", STEEP)
SPREAD = float(np.sqrt(np.log(1.25)))  # of the logarithms of weights whose coefficient of variation is .5
CROSS, AGAIN, BOOTSTRAPS = 0.3, 0.6, 500
CONFIDENCE, LEVEL = 0.95, 0.05
Draw = Callable[[int, np.random.Generator], Rows]
Look = Callable[[Rows, int], Iterator[Seen]]


@dataclass(frozen=True)
class Scenario:
    """``n`` respondents of a case, drawn by ``sample``; ``look`` says what is seen of them, given the draw's seed.

    ``most`` draws are enough where one takes longer than milliseconds.
    """

    case: str
    n: int
    sample: Draw
    look: Look
    most: int = 2000


def of(case: Case) -> Draw:
    return partial(draw, case)


def misspecified() -> Array:
    """(9, 9) correlations of the items when the third also loads on the second construct."""
    paths = np.kron(np.eye(3), np.ones((3, 1))) * LOADINGS[:, None]
    paths[2, 1] = CROSS
    r = paths @ (np.full((3, 3), 0.5) + 0.5 * np.eye(3)) @ paths.T
    np.fill_diagonal(r, 1.0)
    return r


def cross_loaded(n: int, rng: np.random.Generator) -> Rows:
    return Rows(pd.DataFrame(rng.normal(size=(n, 9)) @ np.linalg.cholesky(misspecified()).T, columns=ITEMS))


def missing(case: Case, n: int, rng: np.random.Generator, slope: float = 0.0) -> Rows:
    """A tenth of the answers left out, with ``slope`` all but those to the first item, depending on it."""
    rows = draw(case, n, rng).select(ITEMS)
    first = rows.frame[[ITEMS[0]]].to_numpy() if slope else np.zeros((n, 1))
    gone = rng.random((n, 9)) < ndtr(ndtri(0.1) * np.sqrt(1 + slope**2) - slope * first)
    gone[:, 0] &= not slope
    return Rows(rows.frame.mask(gone))


def figures(result: CfaResult) -> Iterator[tuple[str, str, float, float]]:
    """(figure, place, value, standard error) of the standardised loadings and the correlations of the constructs."""
    columns = (result.estimates[name].tolist() for name in ("kind", "to", "standardised", "standardised_se"))
    for kind, to, value, se in zip(*columns, strict=True):
        if kind == "loading":
            yield f"loading {LOADINGS[ITEMS.index(to)]:g}", to, value, se
    for one, other, r, se in zip(
        *(result.correlations[name].tolist() for name in ("construct", "other", "r", "se")), strict=True
    ):
        yield "construct correlation", f"{one} {other}", r, se


def models(r: Callable[[], Array], *hows: str) -> Look:
    """Factor models fitted in several ways, of answers (or latent ones) that correlate ``r`` in the population."""

    @cache
    def truth() -> tuple[dict[str, float], float]:
        whole = exact(r())
        result = fit_cfa(whole, MODEL)
        return {place: value for _, place, value, _ in figures(result)}, np.sqrt(result.chi2 / len(whole) / result.df)

    def look(rows: Rows, _seed: int) -> Iterator[Seen]:
        for how in hows:
            yield from fitted(how, FITS[how](rows), *truth())

    return look


FITS: dict[str, Callable[[Rows], CfaResult]] = {
    "plain": lambda rows: fit_cfa(rows, MODEL),
    "design left out": lambda rows: fit_cfa(rows.frame, MODEL),
    "jackknife": lambda rows: fit_cfa(rows.moments(), MODEL),
    "satorra-bentler": lambda rows: fit_cfa(rows, MODEL, CfaSpec(robust="satorra_bentler")),
    "sandwich": lambda rows: fit_cfa(rows, MODEL, CfaSpec(robust="sandwich")),
    "pairwise": lambda rows: fit_cfa(rows, MODEL, CfaSpec(missing="pairwise")),
    "fiml": lambda rows: fit_cfa(rows, MODEL, CfaSpec(estimator="fiml")),
    "fiml sandwich": lambda rows: fit_cfa(rows, MODEL, CfaSpec(estimator="fiml", robust="sandwich")),
    "wlsmv": lambda rows: fit_cfa(rows, MODEL, CfaSpec(estimator="wlsmv")),
}


def fitted(how: str, result: CfaResult, truth: dict[str, float], rmsea: float) -> Iterator[Seen]:
    """Loadings and correlations, then RMSEA where the model is wrong, and the test where it is right."""
    reach = float(ndtri((1 + CONFIDENCE) / 2))
    for figure, place, value, se in figures(result):
        hit = holds(value - reach * se, value + reach * se, truth[place])
        yield Seen(how, str(result.words), figure, place, truth[place], value, se, hit, CONFIDENCE)
    indices = result.fit.scaled or result.fit.indices
    if rmsea > 0.01:
        hit = holds(indices.rmsea_low, indices.rmsea_high, rmsea)
        yield Seen(how, str(result.words), "rmsea", "", rmsea, indices.rmsea, np.nan, hit, RMSEA_CONFIDENCE)
    elif indices.test.df:
        rejects, chi2, df = float(indices.test.p < LEVEL), indices.test.value, indices.test.df
        yield Seen(how, str(result.words), "test", "", df, chi2, np.sqrt(2 * df), rejects, LEVEL)


def ratios(r: Callable[[], Array]) -> Look:
    """HTMT with both bootstrap intervals."""

    @cache
    def truth() -> float:
        return float(htmt(exact(r()), MODEL).ratios.loc["a", "b"])

    def look(rows: Rows, seed: int) -> Iterator[Seen]:
        for ends in ("percentile", "bca"):
            spec = HtmtSpec(ends=ends, bootstrap=BootstrapSpec(BOOTSTRAPS, seed))
            for row in htmt(rows.select(ITEMS), MODEL, "htmt", spec).to_findings():
                hit, value = holds(row.low, row.high, truth()), np.nan if row.value is None else row.value
                se = np.nan if row.se is None else row.se
                yield Seen(ends, str(row.method), "htmt", row.subject + row.other, truth(), value, se, hit, CONFIDENCE)

    return look


def polychorics(rows: Rows, _seed: int) -> Iterator[Seen]:
    """Polychoric correlations, with a jackknife over their replicate groups."""
    first, second = np.tril_indices(9, -1)
    found = jackknife(correlate(rows.select(ITEMS), "polychoric"), lambda part: part.matrix[first, second])
    low, high = found.interval(CONFIDENCE)
    truth = latent()[first, second]
    for at, (j, k) in enumerate(zip(first, second, strict=True)):
        figure = f"polychoric r {'within' if ITEMS[j][0] == ITEMS[k][0] else 'across'} constructs"
        hit, place = holds(low[at], high[at], truth[at]), ITEMS[j] + ITEMS[k]
        yield Seen(
            "jackknife", str(found.method), figure, place, truth[at], found.whole[at], found.se[at], hit, CONFIDENCE
        )


def twice(n: int, rng: np.random.Generator) -> Rows:
    before = rng.normal(size=n)
    after = AGAIN * before + np.sqrt(1 - AGAIN**2) * rng.normal(size=n)
    return Rows(pd.DataFrame({"before": before, "after": after}))


def retests(rows: Rows, _seed: int) -> Iterator[Seen]:
    """Scores of customers who answered twice."""
    waves = (
        pd.DataFrame({"customer": np.arange(len(score)), "kept": True, "score.a": score})
        for score in (rows.frame["before"], rows.frame["after"])
    )
    row = retest(*waves, ["a"]).to_findings()[0]
    hit = holds(row.low, row.high, AGAIN)
    yield Seen("fisher", str(row.method), "retest", "a", AGAIN, float(row.value or np.nan), np.nan, hit, CONFIDENCE)


def numbers(case: Case) -> Callable[[], Array]:
    """Correlations of the answers taken as numbers."""
    return partial(shown, latent(), case.cuts)


def scenarios() -> Iterator[Scenario]:
    """All that is run, the quick and important first."""
    weighted, clustered = Case("weighted", spread=SPREAD), Case("clustered", shared=0.05)
    strongly, design = Case("strongly clustered", shared=0.5), Case("weighted, clustered", (), SPREAD, 0.05)
    survey = Case("skewed, weighted, clustered", SKEWED, SPREAD, 0.05)
    for n in (300, 1000):
        yield Scenario("normal", n, of(NORMAL), models(latent, "plain"))
        yield Scenario("misspecified", n, cross_loaded, models(misspecified, "plain", "sandwich"))
        yield Scenario("skewed, ordered", n, of(SKEW), models(latent, "wlsmv"))
    for case in (SKEW, SHARP):
        ways = ("plain", "satorra-bentler", "sandwich")
        yield Scenario(f"{case.name}, as numbers", 400, of(case), models(numbers(case), *ways))
    for case in (weighted, survey):
        yield Scenario(f"{case.name}, as numbers", 480, of(case), models(numbers(case), "plain", "satorra-bentler"))
    for case in (clustered, design):
        yield Scenario(f"{case.name}, as numbers", 480, of(case), models(numbers(case), "plain"))
    yield Scenario("weighted, as numbers", 2000, of(weighted), models(latent, "plain"), most=1000)
    yield Scenario("steep, as numbers", 2000, of(SHARP), models(numbers(SHARP), *ways[1:]), most=1000)
    for n in (100, 400):
        yield Scenario("retest", n, twice, retests)
    for case, n in ((NORMAL, 400), (SKEW, 400), (survey, 480)):
        yield Scenario(f"{case.name}, bootstrap", n, of(case), ratios(numbers(case)), most=500)
    for case, n in ((SKEW, 400), (survey, 480)):
        yield Scenario(f"{case.name}, polychoric", n, of(case), polychorics, most=500)
    at_random = partial(missing, NORMAL, slope=1.0)
    ways = ("fiml", "fiml sandwich", "pairwise", "plain")
    yield Scenario("missing at random", 400, at_random, models(latent, *ways))
    anywhere = partial(missing, SKEW)
    yield Scenario("skewed, missing completely at random", 400, anywhere, models(numbers(SKEW), *ways[:3]), most=1000)
    yield Scenario("skewed, weighted, clustered, ordered", 480, of(survey), models(latent, "wlsmv"))
    yield Scenario("steep, ordered", 400, of(SHARP), models(latent, "wlsmv"))
    yield Scenario("skewed, weighted, clustered, ordered", 2400, of(survey), models(latent, "wlsmv"), most=1000)
    yield Scenario("steep, ordered", 2000, of(SHARP), models(latent, "wlsmv"), most=1000)
    yield Scenario("strongly clustered", 480, of(strongly), models(latent, "plain", "design left out"), most=1000)
    yield Scenario(f"{survey.name}, from sums", 480, of(survey), models(numbers(survey), "jackknife"), most=500)


def table(scenario: Scenario, draws: int) -> pd.DataFrame:
    """One row per way and figure of one scenario."""
    name = zlib.crc32(scenario.case.encode())

    def seen(seed: int) -> list[Seen]:
        rng = np.random.default_rng([seed, scenario.n, name])
        return list(scenario.look(scenario.sample(scenario.n, rng), seed))

    rows = counted(map(seen, range(min(draws, scenario.most))))
    rows.insert(0, "case", scenario.case)
    rows.insert(3, "n", scenario.n)
    return rows


def kept() -> pd.DataFrame:
    """The table so far."""
    return pd.read_csv(KEPT) if KEPT.exists() else pd.DataFrame(columns=["case", "n", "draws"])


def keep(scenario: Scenario, rows: pd.DataFrame) -> None:
    """Put the rows of a scenario into the table, in the place of older ones."""
    before = kept()
    others = before[(before["case"] != scenario.case) | (before["n"] != scenario.n)]
    write(pd.concat([others, rows.round(4)]) if len(others) else rows.round(4))


def write(every: pd.DataFrame) -> None:
    """The table in the order of the scenarios, with its notes."""
    order = {(each.case, each.n): place for place, each in enumerate(scenarios())}
    places = [order.get(key, len(order)) for key in zip(every["case"], every["n"], strict=True)]
    noted(every.iloc[np.argsort(places, kind="stable")]).to_csv(KEPT, index=False)


def main() -> None:
    """Run what the table does not have yet."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--draws", type=int, default=2000)
    options.add_argument("--only", nargs="*", help="cases to run, even if the table has them")
    given = options.parse_args()
    for scenario in scenarios():
        before, wanted = kept(), min(given.draws, scenario.most)
        done = before[(before["case"] == scenario.case) & (before["n"] == scenario.n)]["draws"].max() >= wanted - 50
        if scenario.case in given.only if given.only else not done:
            keep(scenario, table(scenario, given.draws))
    write(kept())  # with today's notes


if __name__ == "__main__":
    main()
