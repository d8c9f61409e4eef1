"""Every public statistic by name: where it stands and what it takes.

This imports none of them. Preloading reads it (``csat_lib.runs.preload``), and ``tests/statistics`` holds every
statistic to the same invariances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Statistic:
    """A public function that computes figures; ``takes``: the kinds of data it accepts, by the names of their types.

    One without such a kind takes numbers, or what other statistics found.
    """

    module: str
    name: str
    takes: tuple[str, ...] = ()

    def load(self) -> Callable[..., Any]:
        """The function itself."""
        function: Callable[..., Any] = getattr(import_module(self.module), self.name)
        return function


ANSWERS = ("DataFrame", "Rows", "Moments", "PairTables", "Correlation")
"""What every statistic of correlations takes."""
FRAME, ROWS = ("DataFrame",), ("DataFrame", "Rows")
ROWS_OR_SUMS = ("DataFrame", "Rows", "Moments")

STATISTICS = (
    Statistic("csat_lib.proportion", "wilson"),
    Statistic("csat_lib.proportion", "design_n"),
    Statistic("csat_lib.proportion", "nps_error"),
    Statistic("csat_lib.proportion", "nps_wald"),
    Statistic("csat_lib.proportion", "nps_adjusted_wald"),
    Statistic("csat_lib.weighting.diagnostics", "diagnose"),
    Statistic("csat_lib.weighting.raking", "rake", FRAME),
    Statistic("csat_lib.weighting.trimming", "trim_weights"),
    Statistic("csat_lib.summary.moments", "sum_moments", FRAME),
    Statistic("csat_lib.summary.pairs", "sum_pairs", FRAME),
    Statistic("csat_lib.summary.patterns", "count_patterns", FRAME),
    Statistic("csat_lib.summary.patterns", "sum_patterns", FRAME),
    Statistic("csat_lib.summary.totals", "sum_totals", FRAME),
    Statistic("csat_lib.summary.design", "sum_design", FRAME),
    Statistic("csat_lib.summary.counts", "count_answers", ("DataFrame", "Series")),
    Statistic(
        "csat_lib.measurement.correlations.correlation", "correlate", ("DataFrame", "Rows", "Moments", "PairTables")
    ),
    Statistic("csat_lib.measurement.reliability.alpha", "estimate_alpha", ANSWERS),
    Statistic("csat_lib.measurement.reliability.omega", "estimate_omega", ANSWERS),
    Statistic("csat_lib.measurement.reliability.split_half", "split_half", ANSWERS),
    Statistic("csat_lib.measurement.reliability.intraclass", "icc", ANSWERS),
    Statistic("csat_lib.measurement.reliability.retest", "retest", FRAME),
    Statistic("csat_lib.measurement.factors.adequacy", "kmo", ANSWERS),
    Statistic("csat_lib.measurement.factors.adequacy", "bartlett", ANSWERS),
    Statistic("csat_lib.measurement.factors.parallel", "parallel_analysis", ANSWERS),
    Statistic("csat_lib.measurement.factors.minimum_average", "map_test", ANSWERS),
    Statistic("csat_lib.measurement.factors.n_factors", "choose_n_factors"),
    Statistic("csat_lib.measurement.factors.extraction", "extract_factors", ANSWERS),
    Statistic("csat_lib.measurement.factors.factor_scores", "factor_scores", ROWS),
    Statistic("csat_lib.measurement.confirmatory.cfa", "fit_cfa", ROWS_OR_SUMS),
    Statistic(
        "csat_lib.measurement.confirmatory.invariance",
        "measurement_invariance",
        ("Rows", "Moments", "PairTables", "Correlation"),
    ),
    Statistic("csat_lib.measurement.validity.convergent", "composite_reliability", ANSWERS),
    Statistic("csat_lib.measurement.validity.convergent", "average_variance_extracted", ANSWERS),
    Statistic("csat_lib.measurement.validity.convergent", "fornell_larcker", ANSWERS),
    Statistic("csat_lib.measurement.reliability.rho_a", "rho_a", ANSWERS),
    Statistic("csat_lib.measurement.validity.htmt", "htmt", ANSWERS),
    Statistic("csat_lib.measurement.validity.cross_loadings", "cross_loadings", ANSWERS),
    Statistic("csat_lib.measurement.validity.criterion", "criterion", ANSWERS),
    Statistic("csat_lib.measurement.validity.content", "content_validity", FRAME),
    Statistic("csat_lib.measurement.pilot.critical_ratios", "critical_ratios", ("ItemTotals",)),
    Statistic("csat_lib.measurement.pilot.item_screening", "screen_items", ROWS),
    Statistic("csat_lib.measurement.pilot.alpha_sample_size", "plan_alpha", ("Moments",)),
    Statistic("csat_lib.measurement.pilot.alpha_sample_size", "plan_alphas", ROWS),
    Statistic("csat_lib.measurement.pilot.model_sample_size", "plan_model", ROWS),
    Statistic("csat_lib.index.importance", "importance", ("DataFrame", "Moments")),
    Statistic("csat_lib.index.weights", "index_weights", ("Moments",)),
    Statistic("csat_lib.index.plain", "satisfaction_index", FRAME),
    Statistic("csat_lib.index.plain", "top_box", ("Series",)),
    Statistic("csat_lib.index.plain", "net_promoter_score", ("Series",)),
    Statistic("csat_lib.index.scores", "score", ("Summary",)),
    Statistic("csat_lib.insight.fieldwork.quality", "account", FRAME),
    Statistic("csat_lib.insight.fieldwork.quality", "missing_answers", ("Summary",)),
    Statistic("csat_lib.insight.fieldwork.quality", "rule_effects", ("DesignTotals",)),
    Statistic("csat_lib.insight.fieldwork.careless_flags", "flags", FRAME),
    Statistic("csat_lib.insight.fieldwork.dispositions", "response_rates", FRAME),
    Statistic("csat_lib.insight.fieldwork.dispositions", "repeats", FRAME),
    Statistic("csat_lib.insight.fieldwork.arrivals", "arrivals", FRAME),
    Statistic("csat_lib.insight.fieldwork.arrival_bursts", "bursts", FRAME),
    Statistic("csat_lib.insight.fieldwork.fabrication_signs", "signs", FRAME),
    Statistic("csat_lib.insight.fieldwork.representation", "represent", ("Series", "Counts")),
    Statistic("csat_lib.insight.drivers", "find_drivers", ("Summary",)),
    Statistic("csat_lib.insight.segments", "by_segment", ("Summary",)),
    Statistic("csat_lib.insight.comparability_tests", "between_segments", ROWS),
    Statistic("csat_lib.insight.comparability_tests", "between_waves", ("SummedWave",)),
    Statistic("csat_lib.insight.trends", "changes", ("SummedWave",)),
    Statistic("csat_lib.insight.trends", "series", ("SummedWave",)),
    Statistic("csat_lib.insight.control_chart", "control_chart", FRAME),
)
"""In the order in which data moves."""


def modules() -> tuple[str, ...]:
    """The modules that hold a statistic, each once."""
    return tuple(dict.fromkeys(statistic.module for statistic in STATISTICS))
