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
    ("sandwich", "ml"): "many respondents",
    ("pairwise", "ml"): "answers missing completely at random, many respondents",
    ("fiml", "fiml"): "normal answers, missing at random",
    ("fiml sandwich", "fiml"): "many respondents; of answers that are not normal, missing completely at random",
    ("wlsmv", "wlsmv"): "normal answers behind the categories, many respondents (or PSUs)",
    ("percentile", "signed"): "many respondents (or PSUs)",
    ("bca", "signed"): "many respondents (or PSUs)",
    ("fisher", "pearson"): "normal scores",
}
MISSED: dict[tuple[str, str, str], str] = {}  # by case, how and the start of the figure


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
