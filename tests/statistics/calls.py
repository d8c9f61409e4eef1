"""How a statistic is called on a planted sample: ``(function, world, kind of data) -> what it finds``.

Parts and numbers, which have no findings, come out as a mapping: see ``figures.figures_of``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from csat_lib.index.fuzzy import FuzzySpec
from csat_lib.index.weights import index_weights as weigh
from csat_lib.insight.answered import QuestionSpec
from csat_lib.insight.comparability import ComparabilitySpec
from csat_lib.measurement.confirmatory.invariance import InvarianceSpec
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.minimum_average import map_test
from csat_lib.measurement.factors.parallel import parallel_analysis
from csat_lib.measurement.pilot.alpha_sample_size import AlphaPlan
from csat_lib.measurement.pilot.item_screening import ItemRange
from csat_lib.measurement.pilot.model_sample_size import ModelPlan
from csat_lib.structure.composite_invariance import MicomSpec
from csat_lib.structure.moderation import Moderated
from csat_lib.structure.objective import ObjectiveSpec
from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.totals import ItemTotals
from csat_lib.summary.totals import sum_totals as tabulated
from csat_lib.weighting.margins import read_margins
from csat_lib.weighting.raking import RakeSpec
from tests.statistics.planted import N, World
from tests.statistics.summed import counted, respondents, sample_of, score_spec, score_totals, summed

Call = Callable[[Callable[..., Any], World, str], Any]
RULE = InvarianceSpec(least=50)
TARGETS = {"store": {"S1": 0.2, "S2": 0.3, "S3": 0.5}, "half": {"east": 0.4, "west": 0.6}}


def two_of(w: World) -> dict[str, tuple[str, ...]]:
    """Two constructs, where one more would only take time."""
    return {name: items for name, items in w.constructs.items() if name != "c"}


def one_scale(**options: Any) -> Call:
    """A statistic of the items of the first construct."""
    return lambda f, w, kind: f(w.data(kind, w.constructs["a"]), **options)


def all_items(*arguments: Any, **options: Any) -> Call:
    """A statistic of all items."""
    return lambda f, w, kind: f(w.data(kind, w.items), *arguments, **options)


def model(*arguments: Any) -> Call:
    """A statistic of the items and their constructs."""
    return lambda f, w, kind: f(w.data(kind, w.items), w.constructs, *arguments)


def paths_of(w: World) -> tuple[PathModel, PathSpec]:
    """Each construct points to all that come after it in the alphabet."""
    names, scales = sorted(w.constructs), IndexScales(dict.fromkeys(w.items, w.ends))
    model = PathModel(w.constructs, {name: names[:at] for at, name in enumerate(names) if at})
    return model, PathSpec(scales, bootstrap=BootstrapSpec(40, missing="pairwise"))


def path_model(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.data(kind, w.items), *paths_of(w))


def path_changes(f: Callable[..., Any], w: World, kind: str) -> Any:
    model, spec = paths_of(w)
    east, west = (w.change(w.rows[w.rows["half"] == half]).data("Moments", w.items) for half in ("east", "west"))
    return f(east, west, model, "2024-12", spec)


def moderation(f: Callable[..., Any], w: World, kind: str) -> Any:
    model, spec = paths_of(w)
    if len(w.constructs) < 3:
        return {}
    first, by, last = sorted(w.constructs)
    return f(w.data("Rows", w.items), model, Moderated(first, last, by), spec)


def composites(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.data("Rows", w.items), paths_of(w)[0], w.rows["half"], MicomSpec(draws=20))


def objective(f: Callable[..., Any], w: World, kind: str) -> Any:
    unit = w.rows["store"].astype(str) + w.rows["half"].astype(str)
    figures = {"speed": {name: float(at**2) for at, name in enumerate(sorted(unit.unique()))}}
    spec = ObjectiveSpec(unit, figures, {"speed": sorted(w.constructs)}, least=1)
    return f(w.data("Rows", w.items), paths_of(w)[0], spec)


def fuzzy(f: Callable[..., Any], w: World, kind: str) -> Any:
    (low, high), grades = w.ends, {"good": (75.0, 100.0), "fair": (50.0, 60.0), "bad": (0.0, 20.0)}
    points = {
        "nps": {f"{answer}": 10.0 * answer for answer in range(11)},
        "overall": {f"{low + step:.0f}": 100 * step / (high - low) for step in range(int(high - low) + 1)},
    }
    return f(counted(w), FuzzySpec(grades, "weighted_mean", {"top": {"overall": 2.0, "nps": 1.0}}, points, "top"))


def scores(f: Callable[..., Any], w: World, kind: str) -> Any:
    frame = w.scores.assign(overall=w.rows["overall"])
    return f(w.data(kind, [*w.constructs, "overall"], frame), list(w.constructs), "overall")


def importance(method: str) -> Call:
    def call(f: Callable[..., Any], w: World, kind: str) -> Any:
        frame = w.scores.assign(overall=w.rows["overall"])
        return f(w.data(kind, [*w.constructs, "overall"], frame), "overall", method)

    return call


def factor_scores(f: Callable[..., Any], w: World, kind: str) -> Any:
    data = w.data(kind, w.items)
    return f(extract_factors(data, min(2, len(w.items))), data)


def choose(f: Callable[..., Any], w: World, kind: str) -> Any:
    data = w.data("Moments", w.items)
    return f(parallel_analysis(data, draws=20), map_test(data))


def invariance(f: Callable[..., Any], w: World, kind: str) -> Any:
    halves = {half: w.change(w.rows[w.rows["half"] == half]) for half in ("east", "west")}
    model = two_of(w)
    groups = {
        half: own.data(kind, [item for items in model.values() for item in items]) for half, own in halves.items()
    }
    return f(groups, model, RULE)


def screen(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.data(kind, w.items), w.constructs, dict.fromkeys(w.items, ItemRange(*w.ends, len(w.rows))))


def critical(f: Callable[..., Any], w: World, kind: str) -> Any:
    found = f(totals(w))
    figures: dict[Any, Any] = {"groups": {"reason": found.reason}}
    for name, test in (("pooled", found.pooled), ("welch", found.welch)):
        for at, item in enumerate(w.constructs["a"]):
            figures[name, item] = {"value": test.t[at], "df": test.df[at], "p": test.p[at]}
    return figures


def totals(w: World) -> ItemTotals:
    return w.added([tabulated(one.rows[list(w.constructs["a"])], one.mass) for one in w.parts()])


def sizes(part: Any) -> dict[str, float]:
    return {name: getattr(part, name) for name in ("n_weighted", "n_effective")} | {"n": part.n_obs}


def sum_moments(missing: str) -> Call:
    def call(f: Callable[..., Any], w: World, kind: str) -> Any:
        part = w.added([f(one.rows[list(w.items)], one.base(), missing) for one in w.parts()])
        figures: dict[Any, Any] = {"base": sizes(part)}
        for j, one in enumerate(part.items):
            figures["mean", one] = {"value": part.means[j]}
            for k, two in enumerate(part.items):
                figures["covariance", one, two] = {"value": part.covariance[j, k]}
                figures["correlation", one, two] = {"value": part.correlation[j, k]}
        return figures

    return call


def sum_pairs(f: Callable[..., Any], w: World, kind: str) -> Any:
    answers = (tuple(np.arange(w.ends[0], w.ends[1] + 1).tolist()),) * len(w.items)
    part = w.added([f(one.rows[list(w.items)], one.base(), answers) for one in w.parts()])
    figures: dict[Any, Any] = {"base": sizes(part)}
    for j, k in combinations(range(len(part.items)), 2):
        n, weight = part.table(j, k)
        both = tuple(sorted((part.items[j], part.items[k])))
        figures["table", *both] = {"n": n.sum(), "value": (weight**2).sum() / max(weight.sum() ** 2, 1)}
    return figures


def count_patterns(f: Callable[..., Any], w: World, kind: str) -> Any:
    return by_pattern(w.added([f(one.rows[list(w.items)], one.mass) for one in w.parts()]))


def sum_patterns(f: Callable[..., Any], w: World, kind: str) -> Any:
    return by_pattern(f(w.rows[list(w.items)], w.mass))


def by_pattern(part: Any) -> dict[Any, Any]:
    held = [" ".join(sorted(np.array(part.items)[row])) for row in part.answered]
    return {("pattern", items): {"n": part.n[at], "n_weighted": part.w[at]} for at, items in enumerate(held)}


def sum_totals(f: Callable[..., Any], w: World, kind: str) -> Any:
    items = w.constructs["a"]
    part = w.added([f(one.rows[list(items)], one.mass) for one in w.parts()])
    figures: dict[Any, Any] = {}
    for at, total in enumerate(part.totals - w.shift * len(items)):
        figures["total", total] = {"n": part.n[at], "n_weighted": part.w[at]}
    for at, answer in enumerate(part.answers - w.shift):
        for j, item in enumerate(part.items):
            figures["answer", item, answer] = {"n_weighted": part.weights[:, j, at].sum()}
    return figures


def sum_design(f: Callable[..., Any], w: World, kind: str) -> Any:
    part = w.added([f(one.rows[list(w.items)], sample_of(one), [list(w.items)]) for one in w.parts()])
    figures: dict[Any, Any] = {}
    for item in w.items:
        for cell in (("all", ""), ("half", "east"), ("store", "S1")):
            estimate = part.mean(item, cell)
            names = ("value", "se", "df", "n", "n_weighted", "n_effective", "reason")
            figures["mean", item, *cell] = {name: getattr(estimate, name) for name in names}
    return figures


def count_answers(f: Callable[..., Any], w: World, kind: str) -> Any:
    part = w.added([f({name: one.rows[name] for name in ("nps", "half")}, sample_of(one)) for one in w.parts()])
    rows = part.table.set_index(["question", "answer", "segment_by", "segment"])
    return {("answer", *at): {"n": row["n"], "n_weighted": row["w"]} for at, row in rows.iterrows()}


def share(w: World) -> tuple[float, float] | None:
    """(share of the two highest answers to the outcome, effective n), weighted; None where nobody answered."""
    given = w.rows["overall"].notna().to_numpy()
    x, mass = w.rows["overall"].to_numpy()[given], w.mass[given]
    high = mass @ (x >= w.ends[1] - 1)
    return (float(high / mass.sum()), float(mass.sum() ** 2 / (mass @ mass))) if given.any() else None


def of_share(figures: Callable[[Callable[..., Any], float, float], dict[str, float]]) -> Call:
    """An interval of a share, which nobody asks for where nobody answered."""

    def call(f: Callable[..., Any], w: World, kind: str) -> Any:
        found = share(w)
        return {} if found is None else {"interval": figures(f, *found)}

    return call


def wilson(f: Callable[..., Any], share: float, n: float) -> dict[str, float]:
    return dict(zip(("low", "high"), f(share, n, 0.95), strict=True))


def difference(f: Callable[..., Any], share: float, n: float) -> dict[str, float]:
    se = (share * (1 - share) / n) ** 0.5
    ends = f((share, 0.5), ((share - se, share + 2 * se), (0.4, 0.7)), -0.2)
    return dict(zip(("low", "high"), ends, strict=True))


def design_n(f: Callable[..., Any], share: float, n: float) -> dict[str, float]:
    return {"n": f(share, (share * (1 - share) / n) ** 0.5, n - 1, (2 * N, n), 0.95)}


def nps_error(f: Callable[..., Any], share: float, n: float) -> dict[str, float]:
    return {"se": f(share, (1 - share) / 2, n)}


def nps_interval(f: Callable[..., Any], share: float, n: float) -> dict[str, float]:
    return dict(zip(("low", "high"), f(share, (1 - share) / 2, n, 0.95), strict=True))


def of_numbers(figures: Callable[..., dict[str, float]]) -> Call:
    """A quantile of the outcome, which nobody asks for where nobody answered."""

    def call(f: Callable[..., Any], w: World, kind: str) -> Any:
        given = w.rows["overall"].notna().to_numpy()
        return {("number_mean",): figures(f, w.rows["overall"].to_numpy()[given], w.mass[given])} if given.any() else {}

    return call


def quartile(f: Callable[..., Any], x: np.ndarray, mass: np.ndarray) -> dict[str, float]:
    return {"value": f(x, mass, 0.25)}


def median_interval(f: Callable[..., Any], x: np.ndarray, mass: np.ndarray) -> dict[str, float]:
    return dict(zip(("low", "high"), f(x, mass, 0.5, mass.sum() ** 2 / (mass @ mass), 0.95), strict=True))


def answered(f: Callable[..., Any], w: World, kind: str) -> Any:
    groups = {"half": ("east", "west"), "store": ("S1", "S2", "S3")}
    return f(summed(w), QuestionSpec(groups, {"nps": ("9", "10")}, ("nps",), ("overall",), raked=("store",)))


def rake(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.rows, TARGETS, w.weights, RakeSpec(trim=3))


def trim(f: Callable[..., Any], w: World, kind: str) -> Any:
    trimmed = f(w.mass, 1.4, np.ones(len(w.rows)))
    return {("weight", at): weight / trimmed.mean() for at, weight in zip(w.rows["id"], trimmed, strict=True)}


def index_weights(rule: str) -> Call:
    def call(f: Callable[..., Any], w: World, kind: str) -> Any:
        frame = w.scores.assign(overall=w.rows["overall"])
        moments = w.data(kind, [*w.constructs, "overall"], frame)
        return f({"satisfaction": dict.fromkeys(w.constructs, rule)}, moments, "overall")

    return call


def which_weights(f: Callable[..., Any], w: World, kind: str) -> Any:
    frame = w.scores.assign(overall=w.rows["overall"])
    tree = {"satisfaction": dict.fromkeys(w.constructs, "johnson")}
    weights = weigh(tree, w.data("Moments", [*w.constructs, "overall"], frame), "overall")
    chosen = {"index": weights.tree, "weight_errors": weights.errors, "headlines": ("satisfaction",), "unit": "store"}
    return f(weights, summed(w), replace(score_spec(w), **chosen))


def retest(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(respondents(w.earlier or w), respondents(w), list(w.constructs))


def plan_alpha(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.rows[list(w.constructs["a"])], AlphaPlan(draws=50), "a")


def plan_model(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.data(kind, w.items), {"a": w.constructs["a"]}, ModelPlan(draws=11, sizes=(100,)))


def represent(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(pd.Series(w.mass), counted(w), TARGETS)


def between_segments(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.data("Rows", w.items), w.rows.loc[w.mass > 0, ["half"]], comparability(w, two_of(w)))


def comparability(w: World, constructs: dict[str, tuple[str, ...]]) -> ComparabilitySpec:
    return ComparabilitySpec(replace(score_spec(w), constructs=constructs, index={}), rule=RULE)


def rule_effects(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(score_totals(w), "satisfaction", score_spec(w).index["satisfaction"], ["speed", "never"], 0)


def diagnose(f: Callable[..., Any], w: World, kind: str) -> Any:
    return f(w.mass, None, read_margins(w.rows, TARGETS, w.mass))
