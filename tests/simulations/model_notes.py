"""What the intervals and tests of ``model_coverage.py`` assume, and why some do not keep their promise."""

from __future__ import annotations

import pandas as pd

ASSUMED = {  # by how the figure was had, and the start of its method
    ("plain", "ml"): "normal answers, drawn one by one; the model holds",
    ("plain", "pseudo-ml"): "many PSUs, or respondents where there are none",
    ("design left out", "ml"): "normal answers, drawn one by one; the model holds",
    ("jackknife", "pseudo-ml"): "many replicate groups, t of their number less one",
    ("jackknife", "jackknife"): "normal answers behind the categories; t of the groups less one",
    ("satorra-bentler", "ml"): "many respondents; the model holds",
    ("satorra-bentler", "pseudo-ml"): "many PSUs, or respondents where there are none; the model holds",
    ("sandwich", "ml"): "many respondents",
    ("pairwise", "ml"): "answers missing completely at random, many respondents",
    ("fiml", "fiml"): "normal answers, missing at random",
    ("fiml sandwich", "fiml"): "many respondents; of answers that are not normal, missing completely at random",
    ("wlsmv", "wlsmv"): "normal answers behind the categories, many respondents (or PSUs)",
    ("percentile", "signed"): "many respondents (or PSUs)",
    ("bca", "signed"): "many respondents (or PSUs)",
    ("fisher", "pearson"): "normal scores",
}
NOT_NORMAL = "the answers are not normal, so that normal theory's errors are too small; robust ones hold"
YUAN_BENTLER = "Yuan and Bentler's scaling comes out too small in a sample of this size"
SMALL = "errors 3 to 7 % too small in a sample of this size"
SELECTED = "missing at random only: those who are left differ, the estimates are biased"
MISSED = {  # by case, how and the start of the figure
    ("misspecified", "plain", ""): "errors from the expected information take the model to hold; the sandwich's hold",
    ("misspecified", "sandwich", "rmsea"): "a noncentral chi-square with an estimated scaling is not its exact law",
    ("skewed, ordered", "wlsmv", ""): f"{SMALL}; they hold at n = 1,000",
    ("skewed, as numbers", "plain", ""): NOT_NORMAL,
    ("skewed, as numbers", "satorra-bentler", "construct"): f"{SMALL}; the sandwich's hold",
    ("steep, as numbers", "plain", ""): NOT_NORMAL,
    ("steep, as numbers", "satorra-bentler", ""): f"{SMALL}; the sandwich's hold, and these at n = 2,000",
    ("steep, as numbers", "sandwich", "test"): f"{YUAN_BENTLER}; Satorra and Bentler's holds, and this at n = 2,000",
    ("weighted, as numbers", "plain", "test"): f"{YUAN_BENTLER}; Satorra and Bentler's holds, and this at n = 2,000",
    ("weighted, as numbers", "satorra-bentler", ""): f"{SMALL}; the sandwich's hold",
    ("weighted, clustered, as numbers", "plain", "test"): YUAN_BENTLER,
    ("skewed, weighted, clustered, as numbers", "plain", "test"): f"{YUAN_BENTLER}; Satorra and Bentler's holds",
    ("skewed, weighted, clustered, as numbers", "satorra-bentler", ""): f"{SMALL}; the sandwich's hold",
    ("strongly clustered", "plain", "test"): f"{YUAN_BENTLER}, 60 PSUs",
    ("strongly clustered", "design left out", ""): "respondents of a PSU are alike, which was left out of account",
    ("missing at random", "fiml sandwich", "test"): f"{YUAN_BENTLER}; FIML's own holds",
    ("missing at random", "pairwise", ""): SELECTED,
    (
        "missing at random",
        "plain",
        "test",
    ): "by .0005, which is chance or the 250 complete respondents: chi-square needs many",
    ("missing at random", "plain", ""): SELECTED,
    ("skewed, missing completely at random", "fiml", ""): NOT_NORMAL,
    ("skewed, missing completely at random", "fiml sandwich", "test"): YUAN_BENTLER,
    ("skewed, weighted, clustered, ordered", "wlsmv", ""): f"{SMALL}, of 60 PSUs; they hold with 300",
    ("steep, ordered", "wlsmv", "test"): "1.6 points too often at n = 400; it holds at n = 2,000",
    ("steep, ordered", "wlsmv", ""): f"{SMALL}; they hold at n = 2,000",
}


def noted(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with what each assumes, and why it missed if it did; empty where nothing is known."""
    keys = rows[["case", "how", "figure", "method", "within"]].itertuples(index=False)
    return rows.assign(note=[_note(*key) for key in keys])


def _note(case: str, how: str, figure: str, method: str, within: str) -> str:
    assumed = next((text for (way, start), text in ASSUMED.items() if way == how and method.startswith(start)), "")
    if within == "yes":
        return assumed
    found = (why for (at, way, start), why in MISSED.items() if (at, way) == (case, how) and figure.startswith(start))
    why = next(found, "")
    return f"{assumed}; missed: {why}" if why else ""
