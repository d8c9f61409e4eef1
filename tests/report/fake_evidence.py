"""The same made-up wave with a measurement model, validity, comparability and fieldwork: Food does not compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from csat_lib.findings import Finding, Text

from .fake_wave import BEFORE, CONSTRUCTS, ITEMS, NOW, all_figures, all_texts, figure

ML = "ml, listwise"
FIT = {"cfi": 0.953, "tli": 0.941, "rmsea": 0.052, "srmr": 0.041}
LOADINGS = {"q01": 0.81, "q02": 0.76, "q03": 0.44, "q04": 0.83, "q05": 0.79, "q06": 0.72, "q07": 0.68}
HTMT = {("room", "service"): 0.93, ("room", "food"): 0.71, ("service", "food"): 0.88}


def model() -> Iterable[Finding]:
    yield figure("model", "chi2", "model", 214.6, df=11, p=0.0, method=ML)
    for measure, value in FIT.items():
        half = 0.008 if measure == "rmsea" else None
        row = figure("model", measure, "model", value, half=half, method=ML)
        yield replace(row, confidence=0.9) if half else row
    for name in ("room", "service", "food"):
        for item in CONSTRUCTS[name][1]:
            yield figure("model", "loading", item, LOADINGS[item], half=0.03, other=name, method=ML)
            yield figure("model", "r2", item, LOADINGS[item] ** 2, method=ML)
    yield figure("model", "loading", "q08", None, other="price", reason="one_item", method=ML)
    for (one, other), value in HTMT.items():
        yield figure("model", "construct_correlation", one, value - 0.05, half=0.03, other=other, method=ML)
    changes = {("q03", "service", "loading"): (48.2, 0.31), ("q01", "q02", "residual"): (20.1, 0.14)}
    for (item, other, path), (index, change) in changes.items():
        at = {"other": other, "path": path, "method": ML}
        yield figure("model", "modification", item, index, **at)
        yield figure("model", "expected_change", item, change, **at)


def validity() -> Iterable[Finding]:
    for name, ave in {"room": 0.48, "service": 0.66, "food": 0.52}.items():
        yield figure("reliability", "composite_reliability", name, ave + 0.25, method=f"cfa, {ML}")
        yield figure("reliability", "lambda2", name, ave + 0.26, half=0.03)
        yield figure("validity", "ave", name, ave, method=f"cfa, {ML}")
        yield figure("validity", "root_ave", name, ave**0.5, method=f"cfa, {ML}")
    for (one, other), value in HTMT.items():
        more = {
            "other": other,
        }
        yield figure("validity", "htmt", one, value, half=0.025, method="signed, jackknife, 100 groups", **more)
        yield figure("validity", "htmt2", one, value - 0.01, half=0.025, method="signed, jackknife, 100 groups", **more)
        yield figure("validity", "construct_r", one, value - 0.15, method=f"latent, {ML}", **more)
    for item, own in LOADINGS.items():
        for name in ("room", "service", "food"):
            value = own if item in CONSTRUCTS[name][1] else 0.5
            yield figure("validity", "cross_loading", item, value, other=name, method="sums of items")
    yield figure("validity", "criterion_r", "room", 0.61, half=0.03, other="q20", method="fisher, pearson")
    yield figure("validity", "criterion_r", "food", 0.48, half=0.03, other="q20", method="fisher, pearson")
    for item in ITEMS:
        yield figure("validity", "i_cvi", item, 0.5 if item == "q03" else 1.0, n=6, n_effective=None)
    yield figure("validity", "s_cvi_average", "items", 0.94, n=6, n_effective=None)


def comparability() -> Iterable[Finding]:
    for name, lost in {"room": 0.004, "service": 0.0, "food": 0.031}.items():
        at = {"against": BEFORE, "method": f"{ML}, 2 groups"}
        yield figure("comparability", "delta_cfi", name, lost / 2, other="metric", **at)
        yield figure("comparability", "delta_cfi", name, lost, other="scalar", **at)
        yield figure("comparability", "delta_rmsea", name, lost, other="scalar", **at)
    yield figure("comparability", "cfi_regained", "q06", 0.02, other="scalar", against=BEFORE, method=ML)
    yield figure(
        "trends",
        "break",
        "food",
        None,
        against=BEFORE,
        reason="not_comparable",
        method="delta cfi, scalar",
    )


def fieldwork() -> Iterable[Finding]:
    cases = {"S01": {"I": 412, "R": 121, "NC": 610}, "S02": {"I": 722, "R": 205}, "answers": {"I": 1134, "R": 936}}
    given = {"n": None, "n_effective": None, "method": "final dispositions as given"}
    for channel, counts in cases.items():
        yield figure("fieldwork", "invited", channel, sum(counts.values()), **given)
        for code, number in counts.items():
            yield figure("fieldwork", "disposition", channel, number, other=code, **given)
        rate = counts["I"] / sum(counts.values())
        yield figure("fieldwork", "response_rate", channel, rate, other="RR1", **given | {"unit": "share"})
    told = {"n_effective": None}
    yield figure("fieldwork", "duplicates", "device", 21, n=1246, method="later rows, all rows in", **told)
    yield figure("fieldwork", "duplicates", "answers", 0, n=1246, method="later rows, all rows in", **told)
    method = "windows of 10 minutes, space-time permutation, bonferroni over 8, all rows in"
    where = {"segment_by": "store", "segment": "S03", "path": "2025-12-03T14:20", "p": 0.0004, "n": 300}
    yield figure("fieldwork", "burst", "answers", 38, method=method, **where, **told)
    for day in ("2025-12-02", "2025-12-03", "2025-12-04"):
        yield figure("fieldwork", "arrivals", "answers", 40, path=day, n=1246, method="by the day, all rows in", **told)
    flagged = {
        "longstring": (38, "above 12 in a row, watched only"),
        "seconds": (28, "below 60 seconds, rule of the study"),
    }
    for rule, (number, line) in flagged.items():
        yield figure("quality", "flagged", rule, number, n=1246, method=f"{line}, all rows in", **told)
    yield figure("quality", "straight_lined", "room", 0.11, n=1101, method="all rows in", n_effective=None)


def expected() -> Iterable[Finding]:
    """What careful answers would be flagged, beside what is."""
    method = "above 12 in a row, careful answers drawn with the means and covariances of all rows"
    more = {"unit": "share", "n": 1246, "n_effective": None, "p": 0.00004}
    yield figure("quality", "flagged_by_chance", "longstring", 0.0096, method=method, **more)


def kept(value: float = 21.0) -> Finding:
    """Of those that a watched sign points at, the ones that no rule leaves out."""
    told = {"unit": "respondents", "n": 38, "n_effective": None}
    return figure(
        "quality",
        "flagged_kept",
        "longstring",
        value,
        method="above 12 in a row, watched only, kept respondents",
        **told,
    )


def seldom() -> Iterable[Finding]:
    """What most waves do not have: signs of answers made up, customers asked twice, a rule for blanks, ratios."""
    method = {"n": 300, "n_effective": None, "method": "from 0 to 5 o'clock, all rows in"}
    yield figure("fieldwork", "night_share", "answers", 0.04, p=0.2, **method)
    at = {"against": BEFORE, "n": 40, "n_effective": None}
    yield figure("reliability", "retest", "room", 0.71, half=0.1, **at)
    yield figure("reliability", "icc", "room", 0.69, other="ICC(2,1)", **at)
    cells = ({}, {"segment_by": "store", "segment": "S03", "n": 60}, {"segment_by": "store", "segment": "S01", "n": 60})
    for at_rule, rule in enumerate(("own_mean", "listwise", "renormalise", "fixed", "lowest")):
        for at_cell, cell in enumerate(cells):
            index = 76.0 - at_rule - at_cell * (2 - at_rule)
            yield figure("scores", "blank_index", "satisfaction", index, half=1.0, other=rule, **cell)
        yield figure("scores", "blank_effect", "satisfaction", -1.0 * at_rule, half=0.2, other=rule)
    for store, gap in (("S01", 1.5), ("S03", -4.0)):
        yield figure("scores", "target_gap", "room", gap, half=1.0, segment_by="store", segment=store, n=60)
    yield figure("questions", "mean_ratio", "worth", 0.9, half=0.05)
    yield figure("questions", "mean_ratio_gap", "worth", -4.0, half=2.0)


def further() -> Iterable[Finding]:
    for name in ("room", "service", "food"):
        for at, measure in enumerate(("greatest", "mean", "lowest")):
            value = 0.85 - 0.04 * at
            yield figure("reliability", f"split_half_{measure}", name, value, method="lambda 4, all splits")
    yield figure("reliability", "omega_hierarchical", "items", 0.74, half=0.02, method="schmid-leiman")
    yield figure("reliability", "omega_total", "items", 0.94, method="total, 3 factors")
    for method, number in (("parallel factors", 4), ("map", 3), ("chosen, median of parallel components", 3)):
        yield figure("factors", "n_factors", "items", number, method=method)
    for item in ITEMS:
        yield figure("scores", "sd", item, 1.6, method="raw, weighted")


def figures() -> list[Finding]:
    """The whole wave with all of it; the change of Food is not told."""
    makers = (model, validity, comparability, fieldwork, further)
    rows = [row for make in makers for row in make()]
    return [*(_untold(row) for row in all_figures()), *rows]


def _untold(row: Finding) -> Finding:
    broken = row.topic == "trends" and row.measure == "change" and row.subject == "food" and row.segment_by == "all"
    return replace(row, value=None, low=None, high=None, reason="not_comparable") if broken else row


def texts() -> list[Text]:
    """The verdicts on this wave against the one before, between the stores, and one question reworded."""
    told = {
        "satisfaction": ("not_comparable", "scalar"),
        "room": ("comparable", ""),
        "service": ("comparable", ""),
        "food": ("not_comparable", "scalar"),
        "price": ("not_tested", "one_item"),
    }
    rows = [
        Text(topic="comparability", subject=name, kind="verdict", text=verdict, other=why, segment=BEFORE)
        for name, (verdict, why) in told.items()
    ]
    rows.append(
        Text(topic="comparability", subject="room", kind="verdict", text="comparable", segment_by="store", segment="")
    )
    tested = {"S01": ("comparable", ""), "S02": ("comparable", ""), "S03": ("comparable", "")}
    rows += [
        Text(
            topic="comparability", subject="room", kind="group", text=verdict, other=why, segment_by="store", segment=at
        )
        for at, (verdict, why) in (tested | {"S04": ("not_tested", "few_answers")}).items()
    ]
    changed = {"en": "Breakfast → Quality of breakfast", "zh": "早餐 → 早餐品质"}
    rows += [
        Text(
            topic="comparability",
            subject="q06",
            kind="difference",
            text=words,
            other="wording",
            language=language,
            segment=BEFORE,
        )
        for language, words in changed.items()
    ]
    return [*all_texts(), *(text.of("hotel", NOW) for text in rows)]
