"""What a survey tool notes about each simulated questionnaire: when, how long, on which device, from which source."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from csat_lib.period import Period
from csat_lib.simulate.people import People, draw_levels
from csat_lib.simulate.response_styles import SPEEDER, Styles
from csat_lib.study.truth import Duration

_DAY = 86_400
_OPENS, _CLOSES = 8 * 3600, 23 * 3600 - 600  # people answer between 8:00 and 23:00, second copies included
_NIGHT, _BURST = 2 * 3600, 2400  # a planted burst: forty minutes from two o'clock on
_HURRY = (0.05, 0.2)  # a speeder's time as a share of the median


def visit_columns(people: People) -> pd.DataFrame:
    """(n, n_fields) DataFrame: a column for each field that the study names and the simulator knows, by time.

    The id is not among them: it is given when the answers come in (see `number_rows`).
    """
    n, streams, truth = people.n, people.streams, people.truth
    known: dict[str, Any] = {
        "finished": finished_times(people),
        "duration": _seconds(truth.seconds, people.styles, streams("duration")),
        "device": np.array([f"{key:012x}" for key in streams("device").integers(0, 2**48, n)]),
    }
    for sent in _bursts(people):
        known["device"][sent] = known["device"][sent][0]
    if truth.customers:
        keys = streams("customer").choice(truth.customers, n, replace=n > truth.customers)
        known["customer"] = [f"C{key:07d}" for key in keys]
    if truth.sources:
        known["source"] = draw_levels(truth.sources, n, streams("source"))
    return pd.DataFrame(
        {column: known[field] for field, column in people.study.fields.given().items() if field in known}
    )


def number_rows(frame: pd.DataFrame, column: str | None, period: Period) -> pd.DataFrame:
    """The frame with an id in front: the period and the running number of the row."""
    if column is not None:
        frame.insert(0, column, [f"{period}-{row:06d}" for row in range(1, len(frame) + 1)])
    return frame


def finished_times(people: People) -> pd.DatetimeIndex:
    """(n,) moments within the period, by day, rising."""
    period, rng = people.streams.period, people.streams("finished")
    days = rng.integers(0, (period.last - period.first).days + 1, people.n)
    seconds = np.sort(days * _DAY + rng.integers(_OPENS, _CLOSES, people.n))
    for sent in _bursts(people):
        night = seconds[sent][0] // _DAY * _DAY + _NIGHT
        seconds[sent] = np.sort(night + people.streams("burst").integers(0, _BURST, len(sent)))
    return pd.Timestamp(period.first) + pd.to_timedelta(seconds, unit="s")


def _bursts(people: People) -> list[npt.NDArray[np.intp]]:
    """The rows of each planted burst."""
    period, rng = people.streams.period, people.streams("finished")
    days = np.sort(rng.integers(0, (period.last - period.first).days + 1, people.n)) + period.first.day
    planted = [plant for plant in people.truth.plants.bursts if plant.period == period.text]
    found = [np.flatnonzero((people.choices[one.segment] == one.level) & (days >= one.day)) for one in planted]
    return [rows for rows in found if len(rows)]


def _seconds(truth: Duration, styles: Styles, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    usual = truth.median * np.exp(truth.spread * rng.standard_normal(len(styles)))
    hurried = truth.median * rng.uniform(*_HURRY, len(styles))
    return np.rint(np.where(styles == SPEEDER, hurried, usual)).astype(np.int64)
