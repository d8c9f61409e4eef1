"""Which kept tables hold the intervals that findings carry: no interval is printed whose kind was never tried.

The templates' runs (``tests/runs``) look up every interval of theirs here. What stands in ``PRINTED`` names rows by
their table and how their figures begin; ``NO_INTERVAL`` has ends that are no interval of an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

Key = tuple[str, str]
"""Topic and measure."""
HERE = Path(__file__).parent
_SHARES = ("share:answer share", "other:answer share")
_RAKED_SHARES = ("raked:mean", "share:answer share", "share:conjunction share")
_MEANS = ("mean:", "raked:mean", "index:all", "index:group", "share:conjunction share")
_DIFFERENCES = ("raked:gap", "raked:change", "index:gap", "index:change", "number:change", "part:change of top")
_LOADINGS = ("confirmatory:loading", "confirmatory:raw loading", "confirmatory:r2")
PRINTED: dict[Key, tuple[str, ...]] = {
    ("complaints", "answered_within"): _SHARES,
    ("complaints", "closed_within"): _SHARES,
    ("complaints", "index_room"): _MEANS,
    ("drivers", "importance"): ("explained:share", "lead:share"),
    ("drivers", "performance"): _MEANS,
    ("drivers", "r2"): ("explained:r2",),
    ("drivers", "weighted_gap"): ("other:weighted gap",),
    ("factors", "loading"): ("loading:loading", "loading:cross-loading"),
    ("kpis", "answers_change"): ("part:answers change",),
    ("kpis", "index_part"): ("part:index part of", *_MEANS),
    ("kpis", "index_part_change"): ("part:index part change", *_DIFFERENCES),
    ("kpis", "kpis_change"): ("part:kpis change",),
    ("kpis", "operating_change"): ("record:operating change",),
    ("kpis", "operating_figure"): ("record:operating figure", "number:mean"),
    ("kpis", "operating_points"): ("record:operating points",),
    ("kpis", "source_gap"): ("record:source gap",),
    ("model", "construct_correlation"): ("confirmatory:construct correlation",),
    ("model", "loading"): _LOADINGS,
    ("model", "loading_raw"): _LOADINGS,
    ("model", "r2"): _LOADINGS,
    ("model", "residual"): _LOADINGS,
    ("model", "rmsea_scaled"): ("fit:rmsea",),
    ("pilot", "alpha"): ("reliability:alpha",),
    ("pilot", "alpha_revised"): ("scale:alpha_revised",),
    ("pilot", "item_rest"): ("other:item_rest",),
    ("pilot", "other_r"): ("scale:other_r",),
    ("questions", "mean_ratio"): ("derived:ratio", "number:ratio"),
    ("questions", "mean_ratio_gap"): ("derived:ratio gap", "number:ratio gap"),
    ("questions", "number_mean"): ("number:mean",),
    ("questions", "number_median"): ("number:median", "other:median"),
    ("questions", "share"): (*_SHARES, "derived:state share"),
    ("reliability", "alpha"): ("reliability:alpha",),
    ("reliability", "composite_reliability"): ("other:cr",),
    ("reliability", "icc"): ("reliability:icc",),
    ("reliability", "lambda2"): ("reliability:lambda2",),
    ("reliability", "omega"): ("reliability:omega",),
    ("reliability", "retest"): ("model:retest",),
    ("reliability", "rho_a"): ("other:rho_a",),
    ("scores", "answer_share"): _SHARES,
    ("scores", "blank_effect"): ("derived:blank effect",),
    ("scores", "blank_index"): ("derived:blank index",),
    ("scores", "detractors"): _RAKED_SHARES,
    ("scores", "index"): (*_MEANS, "part:index of top"),
    ("scores", "mean"): _MEANS,
    ("scores", "nps"): _MEANS,
    ("scores", "passives"): _RAKED_SHARES,
    ("scores", "promoters"): _RAKED_SHARES,
    ("scores", "target_gap"): ("derived:target gap",),
    ("scores", "top2"): _RAKED_SHARES,
    ("segments", "gap"): _DIFFERENCES,
    ("segments", "item_gap"): _DIFFERENCES,
    ("segments", "rank"): ("ranking:",),
    ("segments", "shrunk"): ("record:shrunk",),
    ("structure", "impact"): ("path:impact",),
    ("structure", "index_change"): ("path:index change",),
    ("structure", "indirect_effect"): ("path:indirect effect",),
    ("structure", "latent_index"): ("path:index",),
    ("structure", "moderation"): ("path:moderation",),
    ("structure", "path_change"): ("path:path change", "path:weak path change"),
    ("structure", "path_coefficient"): ("path:path", "path:weak path"),
    ("structure", "total_effect"): ("path:total effect",),
    ("trends", "change"): (*_DIFFERENCES, "part:change of top"),
    ("trends", "contribution"): ("other:contribution", "part:contribution"),
    ("trends", "index"): (*_MEANS, "part:index of top"),
    ("trends", "item_change"): _DIFFERENCES,
    ("trends", "mix"): ("other:mix", "part:mix"),
    ("trends", "nps"): _MEANS,
    ("trends", "remainder"): ("part:remainder",),
    ("trends", "starting_level"): _MEANS,
    ("trends", "starting_nps"): _MEANS,
    ("validity", "ave"): ("reliability:ave",),
    ("validity", "criterion_r"): ("reliability:criterion_r",),
    ("validity", "htmt"): ("other:htmt",),
    ("validity", "htmt2"): ("other:htmt2",),
    ("voice", "score"): ("share:topic score",),
    ("voice", "share"): ("share:topic share",),
    ("voice", "share_others"): ("share:topic share of the others",),
    ("voice", "share_satisfied"): ("share:topic share of the satisfied",),
    ("weights", "rule_index"): ("index:all", *_MEANS),
}
"""Topic and measure -> ``table:beginning of its figures``; of a table without figures nothing behind the colon."""
NO_INTERVAL = {
    ("alerts", "alert_smoothed"): "limits of a chart: a year of still series leaves them in 5 %",
    ("alerts", "alert_smoothed_nps"): "the same",
    ("trends", "control"): "limits of a chart, see other_coverage.csv: .0027 outside",
    ("trends", "control_nps"): "the same",
}


def untried(findings: pd.DataFrame) -> list[Key]:
    """Topic and measure of intervals that nothing here names."""
    rows = findings[findings["low"].notna()]
    found = set(zip(rows["topic"], rows["measure"], strict=True))
    return sorted(found - set(PRINTED) - set(NO_INTERVAL))


def missing() -> Iterator[str]:
    """What is named and stands in no table."""
    figures: dict[str, list[str]] = {}
    for named in sorted({one for each in PRINTED.values() for one in each}):
        name, _, begins = named.partition(":")
        if name not in figures:
            table = pd.read_csv(HERE / f"{name}_coverage.csv")
            figures[name] = list(table["figure"]) if "figure" in table else [""]
        if not any(figure.startswith(begins) for figure in figures[name]):
            yield named
