"""Where the answers of a wave come from: a file, or the simulator, whose answers are written to a file first."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from csat_lib.answers.figures_beside import figures_of, with_figures
from csat_lib.answers.needs import wanted_columns, wanted_of
from csat_lib.answers.platforms import AsTold
from csat_lib.answers.query import fetched
from csat_lib.answers.read import open_answers
from csat_lib.answers.several import expanded, open_files
from csat_lib.answers.source import AnswerSource
from csat_lib.cache import cache_folder
from csat_lib.errors.planning import nothing_drawn
from csat_lib.simulate.simulator import simulate
from csat_lib.study.responses import AnswerFile, AnswerFiles, AnswerQuery
from csat_lib.study.waves import Simulated, WavePlan

SIMULATED = "simulated.parquet"


def answer_paths(plan: WavePlan) -> list[Path]:
    """The files that hold the answers of a wave; none where they are simulated."""
    return [path for path, _ in _files(plan)]


def open_wave_answers(plan: WavePlan, folder: Path) -> AnswerSource:
    """The opened answers of a wave; ``folder`` is where simulated ones lie, or come to lie."""
    wanted, given = wanted_of(plan.study), plan.responses
    if not isinstance(given, Simulated):
        join = given.join if isinstance(given, AnswerFiles) else ""
        return with_figures(plan, open_files(_files(plan), wanted, join))
    path = folder / SIMULATED
    if not path.exists():
        _simulated(plan, given).to_parquet(path, index=False)
    return with_figures(plan, open_answers(path, wanted))


def _files(plan: WavePlan) -> list[tuple[Path, AsTold]]:
    given = plan.responses
    if isinstance(given, AnswerQuery):
        return [(fetched(given.sql, given.address, cache_folder(plan.study.study, "queries")), AsTold())]
    if isinstance(given, Path):
        given = AnswerFiles(files=(str(given),))
    told = given.within(Path()).files if isinstance(given, AnswerFiles) else ()
    return [
        (path, AsTold(each.format, each.encoding, each.sheet))
        for each in told
        if isinstance(each, AnswerFile)
        for path in expanded(Path(each.file))
    ]


def _simulated(plan: WavePlan, given: Simulated) -> pd.DataFrame:
    """Simulated answers; a question that the truth says nothing about has an empty column."""
    frame = simulate(plan.study, plan.period, given.n, given.seed, plants=given.plants)
    columns = wanted_columns(plan.study, tuple(plan.study.questions))
    if not any(frame[column].notna().any() for column in columns if column in frame):
        raise nothing_drawn(plan.study.study)
    beside = {column for _, joined in figures_of(plan).values() for column in joined}
    return frame.assign(**{column: None for column in columns if column not in {*frame, *beside}})
