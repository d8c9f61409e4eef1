"""Every statistic of the registry, in each way that it is called on a planted sample."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from csat_lib.insight.alerts import AlertRule, AlertSpec
from csat_lib.insight.complaints.urgency import PrioritySpec
from csat_lib.insight.drivers import DriverSpec
from csat_lib.insight.fieldwork.arrivals import ArrivalSpec
from csat_lib.measurement.confirmatory import CfaSpec
from csat_lib.measurement.pilot.alpha_sample_size import AlphaPlan
from csat_lib.measurement.validity.htmt import HtmtSpec
from csat_lib.statistics import statistics
from csat_lib.structure.prediction import PredictSpec
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from tests.statistics import calls as of
from tests.statistics.figures import Figures, figures_of
from tests.statistics.planted import World
from tests.statistics.summed import aimed, by_store, kpis_of, respondents, score_spec, summed, waves
from tests.statistics.tables import (
    COMPLAINTS,
    RANKED,
    dispositions,
    findings_of_waves,
    ledger,
    ratings,
    register,
    screening,
    series_of_waves,
)

KINDS = ("DataFrame", "Rows", "Moments", "PairTables", "Correlation")
SUMS = "sums"
DRAWS = BootstrapSpec(draws=40, missing="pairwise")
ARRIVALS = ArrivalSpec(unit="store")
ALERTS = AlertSpec({"poor": AlertRule("overall", "below", 3, 60.0), "slide": AlertRule("overall", "ewma", base=8)})


def types_in(annotation: Any) -> Iterator[type]:
    """All classes of an annotation, those of its parts included."""
    if inspect.isclass(annotation) and not typing.get_args(annotation):
        yield annotation
    for part in typing.get_args(annotation):
        yield from types_in(part)


@cache
def taken_by(function: Callable[..., Any]) -> frozenset[str]:
    """The kinds of data that the function takes, by the names of their types."""
    hints = typing.get_type_hints(function)
    return frozenset(each.__name__ for name, hint in hints.items() if name != "return" for each in types_in(hint))


@dataclass(frozen=True)
class Case:
    """One way to call a statistic, with ``kind`` as its data; ``sums``: the kind that batches can be added up of."""

    name: str
    call: of.Call
    kind: str = ""
    variant: str = ""
    sums: str = "Moments"

    @property
    def id(self) -> str:
        """The statistic and the variant."""
        return f"{self.name}, {self.variant}" if self.variant else self.name

    @property
    def statistic(self) -> Callable[..., Any]:
        """The function itself."""
        return statistics()[self.name]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of data that can be handed over in place of one another."""
        return tuple(kind for kind in KINDS if self.kind and kind in taken_by(self.statistic))

    def takes(self, kind: str) -> bool:
        """Whether that kind of data (or sums) can be asked for, and is another than its own."""
        wanted = self.sums if kind == SUMS else kind
        return not kind or wanted in self.kinds or (kind == SUMS and not self.kind)

    def run(self, world: World, kind: str = "") -> Figures:
        """What the statistic finds, of its own kind of data unless another is asked for."""
        wanted = self.sums if kind == SUMS else kind
        return _run(self, world, wanted if wanted in self.kinds else self.kind)


@cache
def _run(case: Case, world: World, kind: str) -> Figures:
    return figures_of(case.call(case.statistic, world, kind))


def _asked_of(world: World) -> PrioritySpec:
    """What classes of complaints are about: an item and a construct."""
    return replace(RANKED, about={"dirt": min(world.items), "wait": min(world.constructs)}, root="satisfaction")


CASES = (
    Case("wilson", of.of_share(of.wilson)),
    Case("difference", of.of_share(of.difference)),
    Case("design_n", of.of_share(of.design_n)),
    Case("nps_error", of.of_share(of.nps_error)),
    Case("nps_wald", of.of_share(of.nps_interval)),
    Case("nps_adjusted_wald", of.of_share(of.nps_interval)),
    Case("weighted_quantile", of.of_numbers(of.quartile)),
    Case("quantile_interval", of.of_numbers(of.median_interval)),
    Case("answered", of.answered),
    Case("diagnose", of.diagnose),
    Case("rake", of.rake),
    Case("trim_weights", of.trim),
    Case("sum_moments", of.sum_moments("listwise")),
    Case("sum_moments", of.sum_moments("pairwise"), variant="pairwise"),
    Case("sum_pairs", of.sum_pairs),
    Case("count_patterns", of.count_patterns),
    Case("sum_patterns", of.sum_patterns),
    Case("sum_totals", of.sum_totals),
    Case("sum_design", of.sum_design),
    Case("count_answers", of.count_answers),
    Case("correlate", of.all_items(), "Rows"),
    Case("correlate", of.all_items("spearman"), "Rows", "spearman", "PairTables"),
    Case("correlate", of.all_items("polychoric"), "Rows", "polychoric", "PairTables"),
    Case("estimate_alpha", of.one_scale(label="a"), "Rows"),
    Case("estimate_omega", of.one_scale(label="a"), "Rows"),
    Case("estimate_omega", of.all_items(3), "Rows", "3 factors"),
    Case("lambda2", of.one_scale(label="a"), "Rows"),
    Case("split_half", of.all_items(), "Rows"),
    Case("icc", of.one_scale(label="a"), "Rows"),
    Case("retest", of.retest),
    Case("kmo", of.all_items(), "Rows"),
    Case("bartlett", of.all_items(), "Rows"),
    Case("parallel_analysis", of.all_items(20), "Rows"),
    Case("map_test", of.all_items(), "Rows"),
    Case("choose_n_factors", of.choose),
    Case("extract_factors", of.all_items(3, confidence=0.95), "Rows", "minres, oblimin"),
    Case("extract_factors", of.all_items(3, "ml", "varimax"), "Rows", "ml, varimax"),
    Case("extract_factors", of.all_items(3, "paf", "promax"), "Rows", "paf, promax"),
    Case("factor_scores", of.factor_scores, "Rows"),
    Case("fit_cfa", of.model(), "Rows"),
    Case("fit_cfa", of.model(CfaSpec(missing="pairwise")), "Rows", "pairwise", ""),
    Case("fit_cfa", of.model(CfaSpec(estimator="fiml")), "Rows", "fiml", ""),
    Case("fit_cfa", of.model(CfaSpec(estimator="wlsmv")), "Rows", "wlsmv", ""),
    Case("measurement_invariance", of.invariance, "Moments"),
    Case("measurement_invariance", of.invariance, "PairTables", "ordered", "PairTables"),
    Case("composite_reliability", of.model(), "Rows"),
    Case("average_variance_extracted", of.model(), "Rows"),
    Case("fornell_larcker", of.model(), "Rows"),
    Case("rho_a", of.model(), "Rows"),
    Case("htmt", of.model("htmt", HtmtSpec(bootstrap=DRAWS)), "Rows"),
    Case("path_model", of.path_model, "Rows"),
    Case("path_changes", of.path_changes),
    Case("moderation", of.moderation),
    Case("predict", lambda f, w, _: f(w.data("Rows", w.items), of.paths_of(w)[0], PredictSpec(repetitions=2))),
    Case("composite_invariance", of.composites),
    Case("objective_links", of.objective),
    Case("htmt", of.model("htmt2", HtmtSpec(bootstrap=DRAWS)), "Moments", "htmt2"),
    Case("cross_loadings", of.model(), "Rows"),
    Case("criterion", of.scores, "Rows"),
    Case("content_validity", lambda f, w, _: f(ratings(w))),
    Case("critical_ratios", of.critical),
    Case("screen_items", of.screen, "Rows"),
    Case("plan_alpha", of.plan_alpha),
    Case("plan_alphas", of.model(AlphaPlan(draws=50)), "Rows"),
    Case("plan_model", of.plan_model, "Rows"),
    Case("importance", of.importance("lmg"), "Moments", "lmg"),
    Case("importance", of.importance("johnson"), "Moments", "johnson"),
    Case("index_weights", of.index_weights("johnson"), "Moments"),
    Case("which_weights", of.which_weights),
    Case("satisfaction_index", lambda f, w, _: f(w.rows[list(w.items)], w.ends, None, w.weights)),
    Case("top_box", lambda f, w, _: f(w.rows["overall"], w.ends[1] - 1, w.weights)),
    Case("net_promoter_score", lambda f, w, _: f(w.rows["nps"], w.weights)),
    Case("score", lambda f, w, _: f(summed(w), score_spec(w))),
    Case("fuzzy_grades", of.fuzzy),
    Case("against_targets", lambda f, w, _: f(summed(w), aimed(w))),
    Case("account", lambda f, w, _: f(ledger(w), screening(w))),
    Case("missing_answers", lambda f, w, _: f(summed(w), w.items)),
    Case("rule_effects", of.rule_effects),
    Case("flags", lambda f, w, _: f(screening(w))),
    Case("response_rates", lambda f, w, _: f(dispositions(w))),
    Case("repeats", lambda f, w, _: f(screening(w))),
    Case("arrivals", lambda f, w, _: f(respondents(w), ARRIVALS)),
    Case("bursts", lambda f, w, _: f(respondents(w), ARRIVALS)),
    Case("signs", lambda f, w, _: f(respondents(w), ARRIVALS)),
    Case("represent", of.represent),
    Case("find_drivers", lambda f, w, _: f(summed(w), DriverSpec(tuple(w.constructs), "overall"))),
    Case("find_priorities", lambda f, w, _: f(summed(w), DriverSpec(tuple(w.constructs), "overall"))),
    Case("by_segment", lambda f, w, _: f(summed(w), score_spec(w))),
    Case("rank_units", lambda f, w, _: f(summed(w), by_store(w))),
    Case("order_units", lambda f, w, _: f(summed(w), replace(by_store(w), rankings=("topsis", "rsr")))),
    Case("compare_sources", lambda f, w, _: f(summed(w), by_store(w, satisfaction=2))),
    Case("kpi_levels", lambda f, w, _: f(*reversed(waves(w)), kpis_of(w))),
    Case("index_parts", lambda f, w, _: f(*reversed(waves(w)), kpis_of(w))),
    Case("between_segments", of.between_segments),
    Case("between_waves", lambda f, w, _: f(waves(w), of.comparability(w, {"a": w.constructs["a"]}))),
    Case("changes", lambda f, w, _: f(*reversed(waves(w)), score_spec(w))),
    Case("starting_levels", lambda f, w, _: f(*reversed(waves(w)), score_spec(w))),
    Case("decompose", lambda f, w, _: f(*reversed(waves(w)), score_spec(w))),
    Case("series", lambda f, w, _: f(waves(w), score_spec(w))),
    Case("unit_series", lambda f, w, _: f(waves(w), score_spec(w), "store")),
    Case("control_limits", lambda f, w, _: f(findings_of_waves(w, 10))),
    Case("control_chart", lambda f, w, _: f(series_of_waves(w))),
    Case("alerts", lambda f, w, _: f(findings_of_waves(w, 10), ALERTS)),
    Case("count_complaints", lambda f, *_: f(register(), COMPLAINTS)),
    Case("complaint_hours", lambda f, *_: f(register(), COMPLAINTS)),
    Case("complaint_backlog", lambda f, *_: f(register(), COMPLAINTS)),
    Case("open_problems", lambda f, *_: f(register(), COMPLAINTS)),
    Case("rank_complaints", lambda f, *_: f(register(), COMPLAINTS, RANKED)),
    Case("index_rooms", lambda f, w, _: f(summed(w), score_spec(w), _asked_of(w))),
)
