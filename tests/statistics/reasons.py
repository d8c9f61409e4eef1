"""What a statistic says where nothing can be computed: edge -> reason code -> the cases that give it.

A case that is not named gives no reason there: its figures exist (a mean of one item, a share of equal answers), or it
is silent because there is nothing to speak of.
"""

from __future__ import annotations

ONE_SCALE = (
    *("estimate_alpha", "lambda2", "estimate_omega", "icc"),
    *("critical_ratios", "plan_alpha", "plan_alphas", "screen_items"),
)
FACTORS = (
    *("extract_factors, minres, oblimin", "extract_factors, ml, varimax", "extract_factors, paf, promax"),
    *("factor_scores", "estimate_omega, 3 factors"),
)
DIMENSIONS = ("kmo", "bartlett", "parallel_analysis", "map_test", "choose_n_factors", "split_half")
CONFIRMATORY = ("fit_cfa", "fit_cfa, pairwise", "fit_cfa, fiml", "fit_cfa, wlsmv")
GROUPS = ("measurement_invariance", "measurement_invariance, ordered")
COMPARED = ("between_segments", "between_waves")
VALIDITY = ("composite_reliability", "average_variance_extracted", "fornell_larcker", "rho_a", "cross_loadings")
HTMT = ("htmt", "htmt, htmt2")
CORRELATIONS = ("correlate", "correlate, spearman", "correlate, polychoric", "criterion")
EXPLAINED = ("importance, lmg", "importance, johnson", "index_weights", "find_drivers", "find_priorities")
PATHS = ("path_model", "path_changes")
MEASURED = (
    *ONE_SCALE,
    *FACTORS,
    *DIMENSIONS,
    *CONFIRMATORY,
    *VALIDITY,
    *HTMT,
    *CORRELATIONS,
    *EXPLAINED,
    "plan_model",
    *PATHS,
    "moderation",
    "predict",
)
SCORES = (
    "satisfaction_index",
    "top_box",
    "net_promoter_score",
    "score",
    "against_targets",
    "by_segment",
    "changes",
    "index_parts",
    "decompose",
    "series",
    "unit_series",
    "answered",
    "which_weights",
    "fuzzy_grades",
    "index_rooms",
)

REASONS: dict[str, dict[str, tuple[str, ...]]] = {
    "one item": {
        "one_item": (
            *(*ONE_SCALE, *FACTORS, *DIMENSIONS, *CONFIRMATORY, *GROUPS, *COMPARED, *VALIDITY, *PATHS),
            "composite_invariance",
        ),
        "few_items": ("plan_model",),
        "one_construct": ("find_priorities",),
    },
    "one item each": {
        "one_item": (*ONE_SCALE, *CONFIRMATORY, *COMPARED, *VALIDITY, *HTMT),
        "few_items": (*FACTORS, *GROUPS, "plan_model"),
    },
    "all answers equal": {
        "no_variance": (*MEASURED, *GROUPS, *COMPARED, "retest", "composite_invariance", "order_units", "alerts"),
        "one_item": COMPARED,
    },
    "all answers missing": {
        "all_missing": (
            *(set(MEASURED) - {"critical_ratios"}),
            *(*SCORES, "sum_design", "rule_effects", "flags", "signs"),
        ),
        "few_answers": ("critical_ratios", "screen_items", "flags", *GROUPS, *COMPARED),
        "one_item": COMPARED,
        "small_base": ("retest",),
        "no_experts": ("content_validity",),
        "no_kpi": ("kpi_levels",),
        "no_dispositions": ("response_rates",),
        "no_times": ("bursts",),
        "no_earlier_wave": ("control_chart",),
        "few_waves": ("control_limits", "alerts"),
    },
}
