"""What the questions are for: outcomes, segments, constructs (tables of ratings, else factors) and their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csat_lib.errors import cut
from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.known_words import PATTERNS, Texts
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.parallel import parallel_analysis

MOST_LEVELS, MOST_SEGMENTS, LARGEST_BLOCK = 12, 6, 8
FEWEST_ROWS = 60
"""Complete rows below which a factor analysis tells nothing of the constructs."""


@dataclass(frozen=True)
class Proposed:
    """A construct that is proposed, and what it rests on."""

    name: str
    title: Texts
    items: tuple[str, ...]
    note: str


def give_roles(form: AskedForm) -> str:
    """Ratings of the whole and of what one would do become outcomes, choices of few levels segments; the headline."""
    rated = {name: " ".join(one["text"].values()) for name, one in form.questions.items() if "scale" in one}
    overall = [name for name, words in rated.items() if PATTERNS["overall"].search(words)]
    outcomes = [*overall, *(n for n, words in rated.items() if n not in overall and PATTERNS["again"].search(words))]
    outcomes = outcomes or (list(rated) if len(rated) == 1 else [])
    for name in outcomes:
        form.questions[name]["role"] = "outcome"
        form.notes[name].append("an outcome: it rates the whole, or what one would do")
    for block in form.blocks.values():
        block["questions"] = [name for name in block["questions"] if name not in outcomes]
    form.blocks = {name: block for name, block in form.blocks.items() if len(block["questions"]) > 1}
    levels = {name: len(one["options"]) for name, one in form.questions.items() if one.get("kind") == "single"}
    for name in [name for name, n in levels.items() if 2 <= n <= MOST_LEVELS][:MOST_SEGMENTS]:
        form.questions[name]["role"] = "segment"
        form.notes[name].append(f"a segment: {levels[name]} levels")
    return outcomes[0] if outcomes else ""


def propose(form: AskedForm, answers: Mapping[str, Sequence[str]]) -> list[Proposed]:
    """Every item in one construct: tables of up to eight ratings as they stand, the others by a factor analysis.

    ``answers``: item -> the cells of all rows; without them what is left is one construct.
    """
    items = [name for name, one in form.questions.items() if one.get("role") == "perception"]
    found = [
        Proposed(f"c_{name}", block["stem"], tuple(block["questions"]), "the rows of one table, or names with one stem")
        for name, block in form.blocks.items()
        if len(block["questions"]) <= LARGEST_BLOCK
    ]
    owned = {item for one in found for item in one.items}
    left = [item for item in items if item not in owned]
    if len(left) == 1 and found:
        form.questions[left[0]]["role"] = "outcome"
        form.notes[left[0]].append("an outcome: it stands alone")
        return found
    return [*found, *_by_factors(form, left, answers)] if left else found


def _by_factors(form: AskedForm, items: Sequence[str], answers: Mapping[str, Sequence[str]]) -> list[Proposed]:
    """Items by the factor on which each loads most; one construct where nothing tells them apart."""
    data = pd.DataFrame({name: _values(form, name, answers.get(name, ())) for name in items}).dropna()
    count = _n_factors(data)
    if count < 2:
        why = "parallel analysis finds one factor" if count else "too few answers or items for a factor analysis"
        return [Proposed("ratings", {"zh": "各项评价", "en": "Ratings"}, tuple(items), why)]
    loads = np.abs(extract_factors(data, count).loadings.to_numpy())
    largest = loads.argmax(axis=1)
    kept = [at for at in range(count) if (largest == at).sum() > 1]
    largest = np.array(kept)[loads[:, kept].argmax(axis=1)]
    kept = list(dict.fromkeys(largest.tolist()))
    why = f"largest loadings of {count} factors (parallel analysis, minres, oblimin; n = {len(data):,})"
    return [_named(form, number, [items[int(row)] for row in np.flatnonzero(largest == at)], why)
            for number, at in enumerate(kept, start=1)]  # fmt: skip


def _named(form: AskedForm, number: int, items: Sequence[str], why: str) -> Proposed:
    """A construct named after its first item, until somebody gives it a better name."""
    lead = {"zh": f"维度{number}：", "en": f"Factor {number}: "}
    title = {language: lead[language] + cut(text, 30) for language, text in form.questions[items[0]]["text"].items()}
    return Proposed(f"factor{number}", title, tuple(items), why)


def _values(form: AskedForm, name: str, cells: Sequence[str]) -> list[float]:
    """Answers as numbers, those in words by their place on the scale."""
    places = form.places(name)
    return [places.get(cell, places.get(cell.split(".", 1)[0].split("、", 1)[0], np.nan)) for cell in cells]


def _n_factors(data: pd.DataFrame) -> int:
    """Factors by parallel analysis of components; 0 where rows or items are too few, or an item does not vary."""
    if data.shape[1] < 4 or len(data) < max(FEWEST_ROWS, 3 * data.shape[1]) or (data.std() == 0).any():
        return 0
    count = parallel_analysis(data).components.n_factors
    return 0 if np.isnan(count) else max(1, min(int(count), data.shape[1] // 2))
