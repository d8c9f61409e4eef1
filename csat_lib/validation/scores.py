"""Published numbers about weights, importance, scores and shares."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from csat_lib.index.importance import importance
from csat_lib.index.plain import net_promoter_score
from csat_lib.proportion import wilson
from csat_lib.summary.moments import Moments
from csat_lib.validation.case import Case, Figures
from csat_lib.validation.inputs import facts, moments, triangle
from csat_lib.weighting.diagnostics import diagnose
from csat_lib.weighting.raking import RakeSpec, rake

WEIGHTS, SCORES, DRIVERS = "weights", "scores", "drivers"
SAMPLE = np.array([[20, 50, 100, 30], [40, 140, 50, 100], [40, 310, 50, 70]])
POPULATION = np.array([[80, 60, 170, 55], [40, 150, 60, 165], [55, 340, 200, 125]])
CARS = triangle("""1
-.852161959427 1
-.847551379262 .902032872147 1
-.776168371827 .832447452722 .790948586370 1
.480284757339 -.492686599389 -.555569198562 -.125704258225 1""")  # mpg cyl disp hp gear
SATISFACTION = {"CUSA1": 0.36486486, "CUSA2": 0.38315604, "CUSA3": 0.45096120}


def kalton() -> Figures:
    """Raking factors of Kalton and Flores-Cervantes' table, and what they cost."""
    cells = [(f"b{i + 1}", f"a{j + 1}") for i, j in np.ndindex(SAMPLE.shape)]
    frame = pd.DataFrame(cells, columns=["b", "a"])
    shares = {
        "a": {f"a{j + 1}": float(total) / POPULATION.sum() for j, total in enumerate(POPULATION.sum(axis=0))},
        "b": {f"b{i + 1}": float(total) / POPULATION.sum() for i, total in enumerate(POPULATION.sum(axis=1))},
    }
    found = rake(frame, shares, spec=RakeSpec(tolerance=1e-12, cycles=1000), counts=SAMPLE.ravel())
    factors = found.weights * POPULATION.sum() / SAMPLE.sum()
    figures = {f"{a} {b}": float(factor) for (b, a), factor in zip(cells, factors, strict=True)}
    return figures | {"deff": found.diagnostics.deff, "n_effective": found.diagnostics.n_effective}


def kish(weights: tuple[float, ...]) -> Figures:
    """Kish's design effect of some weights."""
    return {"deff": diagnose(np.array(weights)).deff}


def cars(method: str) -> Figures:
    """Importance for mpg of four properties of cars."""
    count = np.full((5, 5), 32.0)
    square = count * 31 / 32
    part = Moments(
        ("mpg", "cyl", "disp", "hp", "gear"), "listwise", count, count, count, 0 * count, square, CARS * square
    )
    found = importance(part, "mpg", method)  # type: ignore[arg-type]
    shares = found.parts["share"] * found.r2
    return {"r2": found.r2, **{str(name): float(value) for name, value in shares.items()}}


def nps(promoters: int, detractors: int, n: int, interval: str) -> Figures:
    """NPS with its standard error and interval."""
    answers = pd.Series([10] * promoters + [0] * detractors + [8] * (n - promoters - detractors), name="nps")
    found = net_promoter_score(answers, interval=interval)  # type: ignore[arg-type]
    return {"nps": found.value or 0.0, "se": found.se or 0.0, "low": found.low or 0.0, "high": found.high or 0.0}


def share(hits: int, n: int) -> Figures:
    """Wilson's interval of a share."""
    low, high = wilson(hits / n, n, 0.95)
    return {"low": low, "high": high}


def unstandardised_index() -> Figures:
    """Satisfaction index of mobi: PLS outer weights divided by each item's standard deviation, on 0-100."""
    part = moments(facts("mobi")["complete"]).select(list(SATISFACTION))
    weights = np.array(list(SATISFACTION.values())) / np.sqrt(np.diagonal(part.covariance))
    weights = weights / weights.sum()
    index = 100 * (weights @ part.means - 1) / 9
    return {"index": float(index), **dict(zip(SATISFACTION, weights.tolist(), strict=True))}


def equal_indices() -> Figures:
    """Equal-weight indices of mobi's constructs."""
    part = moments(facts("mobi")["complete"])
    means = dict(zip(part.items, part.means, strict=True))
    blocks = {"Satisfaction": "CUSA", "Image": "IMAG", "Quality": "PERQ", "Complaints": "CUSCO", "Loyalty": "CUSL"}
    return {
        name: 100 * (float(np.mean([mean for item, mean in means.items() if item.startswith(start)])) - 1) / 9
        for name, start in blocks.items()
    }


def _kalton_expected() -> dict[str, str]:
    factors = (
        "1.810805 1.083564 2.196089 1.833226 1.452822 .869352 1.761938 1.470810 2.016776 1.206815 2.445884 2.041746"
    )
    names = [f"a{a} b{b}" for b in range(1, 4) for a in range(1, 5)]
    return dict(zip(names, factors.split(), strict=True)) | {"deff": "1.09968068", "n_effective": "909.354887"}


CASES = (
    Case(
        WEIGHTS,
        ("Kalton 与 Flores-Cervantes 的倾斜加权表", "Kalton and Flores-Cervantes' raking table"),
        "Kalton & Flores-Cervantes (2003), Journal of Official Statistics 19: 81-97; survey 4.1-1 (R)",
        _kalton_expected(),
        kalton,
    ),
    Case(
        WEIGHTS,
        ("Kish 设计效应：0、1、2、3", "Kish's design effect of 0, 1, 2, 3"),
        "balance (Python), documentation",
        {"deff": "1.5555556"},
        partial(kish, (0.0, 1.0, 2.0, 3.0)),
    ),
    Case(
        WEIGHTS,
        ("Kish 设计效应：1、1、1000", "Kish's design effect of 1, 1, 1000"),
        "balance (Python), documentation",
        {"deff": "2.98804188"},
        partial(kish, (1.0, 1.0, 1000.0)),
    ),
    Case(
        DRIVERS,
        ("相对权重（Johnson）：mtcars 油耗", "Relative weights (Johnson): mpg of mtcars"),
        "rwa (R), README; matrix of mtcars from R 4.2.2",
        {"r2": ".7791896", "cyl": ".22847973", "disp": ".22214687", "hp": ".23217444", "gear": ".09638860"},
        partial(cars, "johnson"),
    ),
    Case(
        DRIVERS,
        ("LMG（Shapley）：mtcars 油耗", "LMG (Shapley): mpg of mtcars"),
        "relaimpo 2.2-7 (R); matrix of mtcars from R 4.2.2",
        {"cyl": ".24705203", "disp": ".24349959", "hp": ".21091290", "gear": ".07772511"},
        partial(cars, "lmg"),
    ),
    Case(
        SCORES,
        ("NPS：500 人中 220 推荐、120 贬损（Wald）", "NPS of 220 promoters and 120 detractors in 500 (Wald)"),
        "NPS confidence intervals, cybaea.net (2016)",
        {"nps": "20.00", "se": "3.577709", "low": "12.9878", "high": "27.0122"},
        partial(nps, 220, 120, 500, "wald"),
    ),
    Case(
        SCORES,
        ("NPS：同上（调整 Wald）", "NPS of the same (adjusted Wald)"),
        "Rocks (2016), The American Statistician 70: 365-372",
        {"low": "12.892744", "high": "26.868688"},
        partial(nps, 220, 120, 500, "adjusted wald"),
    ),
    Case(
        SCORES,
        ("NPS：100 人中 60 推荐、15 贬损（调整 Wald）", "NPS of 60 promoters and 15 detractors in 100 (adjusted Wald)"),
        "Rocks (2016), The American Statistician 70: 365-372",
        {"nps": "45", "se": "7.399324", "low": "29.343111", "high": "58.035530"},
        partial(nps, 60, 15, 100, "adjusted wald"),
    ),
    Case(
        SCORES,
        ("Wilson 区间：15/20", "Wilson interval: 15 of 20"),
        "Wilson (1927), JASA 22: 209-212",
        {"low": ".531299", "high": ".888138"},
        partial(share, 15, 20),
    ),
    Case(
        SCORES,
        ("Wilson 区间：0/20", "Wilson interval: 0 of 20"),
        "Wilson (1927), JASA 22: 209-212",
        {"low": "0", "high": ".161125"},
        partial(share, 0, 20),
    ),
    Case(
        SCORES,
        ("Wilson 区间：81/263", "Wilson interval: 81 of 263"),
        "Newcombe (1998), Statistics in Medicine 17: 857-872, table I (.2553 to .3662)",
        {"low": ".255289", "high": ".366210"},
        partial(share, 81, 263),
    ),
    Case(
        SCORES,
        ("mobi 满意度指数（未标准化的 PLS 权重）", "Satisfaction index of mobi, unstandardised PLS weights"),
        "weights of SmartPLS 2.0.M3 in semPLS 1.0-10; Fornell et al. (1996), Journal of Marketing 60: 7-18",
        {"index": "72.4541", "CUSA1": ".3836", "CUSA2": ".2816", "CUSA3": ".3348"},
        unstandardised_index,
    ),
    Case(
        SCORES,
        ("mobi 各构念的等权指数", "Equal-weight indices of mobi's constructs"),
        "means of mobi (semPLS 1.0-10), 100 (mean - 1) / 9",
        {
            "Satisfaction": "71.9704",
            "Image": "72.6311",
            "Quality": "74.5905",
            "Complaints": "67.4222",
            "Loyalty": "63.3630",
        },
        equal_indices,
    ),
)
