"""Simulated respondents who answer without care, stop half-way, skip answers, or send their answers twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from csat_lib.study.truth import Careless

Styles = npt.NDArray[np.str_]
Floats = npt.NDArray[np.float64]
CAREFUL, STRAIGHT, BREAKOFF, SPEEDER = "careful", "straight", "breakoff", "speeder"


def draw_styles(careless: Careless, n: int, rng: np.random.Generator) -> Styles:
    """(n,) how each respondent answers; nobody has two bad habits."""
    bad = [careless.straight_liners, careless.breakoffs, careless.speeders]
    return rng.choice(np.array([STRAIGHT, BREAKOFF, SPEEDER, CAREFUL]), size=n, p=[*bad, 1 - sum(bad)])


def answer_in_style(
    answers: pd.DataFrame, codes: Sequence[Sequence[float]], styles: Styles, rng: np.random.Generator
) -> pd.DataFrame:
    """(n, n_ratings) answers, in questionnaire order, after the bad habits of their respondents.

    A straight-liner gives the same place on the scale to everything (from the middle up), a speeder any code at
    random, and who breaks off leaves everything after some question of the first half empty.
    """
    spoilt, n = answers.copy(), len(answers)
    place = rng.uniform(0.5, 1.0, n)
    for name, allowed in zip(answers.columns, codes, strict=True):
        values = np.asarray(allowed)
        same = values[np.rint(place * (len(values) - 1)).astype(int)]
        spoilt[name] = np.select([styles == STRAIGHT, styles == SPEEDER], [same, rng.choice(values, n)], spoilt[name])
    last = rng.integers(1, max(answers.shape[1] // 2, 2), n)
    after = np.arange(answers.shape[1]) >= last[:, None]
    return spoilt.mask(after & (styles == BREAKOFF)[:, None])


def lose_answers(values: Floats, share: float, codes: Sequence[float], rng: np.random.Generator) -> Floats:
    """(n,) answers of which a share is replaced by one of the codes (``nan``: left empty), each as likely."""
    lost = (rng.random(len(values)) < share) & ~np.isnan(values)
    return np.where(lost, rng.choice(np.asarray(codes, dtype=float), len(values)), values)


def send_twice(frame: pd.DataFrame, share: float, finished: str | None, rng: np.random.Generator) -> pd.DataFrame:
    """The frame with a share of its rows once more, up to ten minutes later, in the order in which they come in."""
    again = frame[rng.random(len(frame)) < share].copy()
    both = pd.concat([frame, again], ignore_index=True)
    if finished is None:
        return both
    both.loc[len(frame) :, finished] += pd.to_timedelta(rng.integers(20, 600, len(again)), unit="s")
    return both.sort_values(finished, kind="stable", ignore_index=True)
