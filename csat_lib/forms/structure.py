"""What the questions are for: outcomes, segments, constructs (tables of ratings, else factors) and their index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from csat_lib.answers.file_codes import as_number
from csat_lib.errors import cut
from csat_lib.forms.questionnaire import Asked, Questionnaire, Texts
from csat_lib.measurement.factors.extraction import extract_factors
from csat_lib.measurement.factors.parallel import parallel_analysis

_OVERALL = re.compile("总体|整体|综合|总的来说|总满意|overall|in general|all in all|altogether|as a whole", re.I)
_LIKELY = re.compile("推荐|再次|继续|复购|回购|recommend|again|return to|repurchase|renew|continue to", re.I)
MOST_LEVELS, MOST_SEGMENTS, LARGEST_BLOCK = 12, 6, 8
FEWEST_ROWS = 60
"""Complete rows below which a factor analysis tells nothing of the constructs."""


@dataclass(frozen=True)
class Group:
    """A construct that is proposed: its name, title, items, and what it rests on."""

    name: str
    title: Texts
    items: tuple[str, ...]
    note: str


def with_roles(asked: Sequence[Asked]) -> list[Asked]:
    """Ratings of the whole and of what one would do are outcomes; a few choices with few answers are segments."""
    found, segments = [], 0
    rated = [one for one in asked if one.kind == "rating"]
    for one in asked:
        wording = " ".join(one.text.values())
        role = "outcome" if one.kind == "rating" and (_OVERALL.search(wording) or _LIKELY.search(wording)) else one.role
        if one.kind == "rating" and len(rated) == 1:
            role = "outcome"
        if one.kind == "single" and one.role != "segment" and 2 <= len(one.choices) <= MOST_LEVELS:
            segments += 1
            role = "segment" if segments <= MOST_SEGMENTS else "profile"
        if role == one.role or one.kind not in {"rating", "single"}:
            found.append(one)
        elif role == "outcome":
            found.append(replace(one.with_note("outcome: it rates the whole"), role=role, block=""))
        else:
            found.append(one.with_note(f"{role}: {len(one.choices)} answers", role=role))
    return found


def headline_of(asked: Sequence[Asked]) -> str:
    """The outcome that is explained: a rating of the whole before any other."""
    outcomes = [one for one in asked if one.kind == "rating" and one.role == "outcome"]
    overall = [one for one in outcomes if _OVERALL.search(" ".join(one.text.values()))]
    return next((one.name for one in (*overall, *outcomes)), "")


def constructs_of(form: Questionnaire, answers: Mapping[str, Sequence[str]]) -> list[Group]:
    """Every item in one construct: tables of up to eight ratings as they stand, the others by a factor analysis.

    ``answers``: item -> the cells of all rows, for the factor analysis; without them what is left is one construct.
    """
    items = [one for one in form.asked if one.kind == "rating" and one.role == "perception"]
    found, left = list[Group](), list[Asked]()
    for block in dict.fromkeys(one.block for one in items):
        rows = [one for one in items if one.block == block]
        if block and 2 <= len(rows) <= LARGEST_BLOCK:
            names = tuple(one.name for one in rows)
            found.append(Group(f"c_{block}", form.blocks.get(block) or rows[0].text, names, "the rows of one table"))
        else:
            left += rows
    return [*found, *_by_factors(left, answers)]


def _by_factors(items: Sequence[Asked], answers: Mapping[str, Sequence[str]]) -> list[Group]:
    """Items by the factor on which each loads most; one group where nothing tells them apart."""
    if not items:
        return []
    data = pd.DataFrame({one.name: _values(one, answers.get(one.name, ())) for one in items}).dropna()
    count = _n_factors(data)
    if count < 2:
        why = "no factor analysis can be made of these answers" if not count else "parallel analysis finds one factor"
        return [_named("ratings", items, why)]
    fitted = extract_factors(data, count)
    loads = np.abs(np.asarray(fitted.loadings))
    by_factor = {at: [one for one, row in zip(items, loads, strict=True) if row.argmax() == at] for at in range(count)}
    kept = [at for at, those in by_factor.items() if len(those) > 1]
    where = [kept[int(row[kept].argmax())] for row in loads]
    why = f"largest loading of {count} factors (parallel analysis, minres, oblimin; n = {len(data):,})"
    return [
        _named(f"factor{number}", [one for one, place in zip(items, where, strict=True) if place == at], why)
        for number, at in enumerate(kept, start=1)
    ]


def _values(one: Asked, cells: Sequence[str]) -> list[float]:
    """Answers as numbers, in words by their place on the scale."""
    places = {text: float(choice.code) for choice in one.choices for text in choice.text.values()}
    numbers = [places.get(cell, as_number(cell.split(".", 1)[0].split("、", 1)[0])) for cell in cells]
    return [np.nan if number is None else number for number in numbers]


def _n_factors(data: pd.DataFrame) -> int:
    """Factors by parallel analysis of components; 0 where rows or items are too few, or an item does not vary."""
    if data.shape[1] < 4 or len(data) < max(FEWEST_ROWS, 3 * data.shape[1]) or (data.std() == 0).any():
        return 0
    count = parallel_analysis(data).components.n_factors
    return 0 if np.isnan(count) else min(int(count), data.shape[1] // 2)


def _named(name: str, items: Sequence[Asked], note: str) -> Group:
    """A construct named after its first item, until somebody gives it a better name."""
    title = {language: cut(text, 30) for language, text in items[0].text.items()}
    if name != "ratings":
        number = name.removeprefix("factor")
        lead = {"zh": f"维度{number}：", "en": f"Factor {number}: "}
        title = {language: lead[language] + text for language, text in title.items()}
    else:
        title = {language: {"zh": "各项评价", "en": "Ratings"}[language] for language in title}
    return Group(name, title, tuple(one.name for one in items), note)
