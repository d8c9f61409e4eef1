"""Where the answers of a wave come from: a file, or the simulator, whose answers are written to a file first."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from csat_lib.answers.needs import wanted_columns, wanted_of
from csat_lib.answers.read import open_answers
from csat_lib.answers.source import AnswerSource
from csat_lib.simulate.simulator import simulate
from csat_lib.study.waves import Simulated, WavePlan

SIMULATED = "simulated.parquet"


def open_wave_answers(plan: WavePlan, folder: Path) -> AnswerSource:
    """The opened answers of a wave; ``folder`` is where simulated ones lie, or come to lie."""
    wanted = wanted_of(plan.study)
    if isinstance(plan.responses, Path):
        return open_answers(plan.responses, wanted)
    path = folder / SIMULATED
    if not path.exists():
        _simulated(plan, plan.responses).to_parquet(path, index=False)
    return open_answers(path, wanted)


def _simulated(plan: WavePlan, given: Simulated) -> pd.DataFrame:
    """Simulated answers; a question that the truth says nothing about has an empty column."""
    frame = simulate(plan.study, plan.period, given.n, given.seed, plants=given.plants)
    columns = wanted_columns(plan.study, tuple(plan.study.questions))
    return frame.assign(**{column: None for column in columns if column not in frame})
