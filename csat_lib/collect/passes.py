"""Collect in two streaming passes; memory does not grow with the rows but for one byte each: the rule that it fits."""

from __future__ import annotations

import shutil
from pathlib import Path

from csat_lib.answers.faults import taken_frame
from csat_lib.answers.identity import study_key
from csat_lib.answers.source import BATCH
from csat_lib.answers.table_use import with_tables
from csat_lib.atomic import fresh_folder
from csat_lib.collect.matched_rows import MatchedRows, match_rows
from csat_lib.collect.respondents import OWN_COLUMNS, Decided, write_respondents
from csat_lib.collect.row_weights import RowWeights, weigh_rows
from csat_lib.collect.screened_rows import Screened, screen, screening_frame
from csat_lib.collect.wave_answers import open_wave_answers
from csat_lib.collect.workspace import Progress, Workspace, silent
from csat_lib.errors import Faults
from csat_lib.errors.answers import reserved_names, too_few_left
from csat_lib.errors.weighting import cannot_weight
from csat_lib.study.waves import WavePlan

_SCRATCH = "scratch"
TAKEN = "taken.parquet"
FEWEST = 2
"""Respondents that a wave needs: one alone has no interval and could be recognised."""


def collect(plan: WavePlan, folder: Path, progress: Progress | None = None, size: int = BATCH) -> None:
    """Answers -> ``respondents.parquet``, ``ledger.parquet``, ``screening.parquet`` and ``summary/`` in ``folder``.

    Simulated answers stay there as well, as an answer file stays with the user.

    ``taken.parquet``: cells taken for what the study does not name as it stands (``column, given, taken, n``).

    Everything is written beside ``folder`` and moved into its place when it is whole: a fault or a kill leaves the
    folder as it was.

    Args:
        plan: the wave.
        folder: where the files come to lie; replaced if it is there.
        progress: told how far the work has come, see :data:`csat_lib.collect.workspace.Progress`.
        size: rows held in memory at once; the result does not depend on it.

    Raises:
        Faults: answers that do not match the study, all at once; tables that cannot be used; a margin
            level without respondents.
        CsatError: a file that cannot be read, no answers at all, or fewer than two respondents left.
    """
    taken = sorted({*plan.study.segments} & {*OWN_COLUMNS})
    if taken:
        raise reserved_names(plan.study.study, taken, OWN_COLUMNS)
    plan = with_tables(plan)  # a table that cannot be read is told before anything else is done
    with fresh_folder(folder, plan.study.study) as fresh:
        workspace = Workspace(fresh / _SCRATCH, progress or silent, size)
        workspace.scratch.mkdir()
        _collect(plan, fresh, workspace)
        shutil.rmtree(workspace.scratch)


def _collect(plan: WavePlan, fresh: Path, workspace: Workspace) -> None:
    study = plan.study
    source = open_wave_answers(plan, fresh)
    spill = match_rows(study, source, study_key(study.study), workspace, plan.period)
    screened = screen(study, spill)
    if screened.n_kept < FEWEST:
        raise too_few_left(source.path, spill.n_rows, screened.n_kept, _left_out(screened))
    taken_frame(spill.taken).to_parquet(fresh / TAKEN, index=False)
    screened.ledger().to_parquet(fresh / "ledger.parquet", index=False)
    screening_frame(spill, screened).to_parquet(fresh / "screening.parquet", index=False)
    decided = Decided(study, spill, screened, _weigh(plan, spill, screened))
    write_respondents(decided, fresh / "respondents.parquet", workspace).save(fresh / "summary")


def _weigh(plan: WavePlan, spill: MatchedRows, screened: Screened) -> RowWeights:
    try:
        return weigh_rows(plan.study, spill, screened)
    except Faults as found:
        raise cannot_weight(plan.path, found.faults) from None


def _left_out(screened: Screened) -> list[tuple[str, int]]:
    ledger = screened.ledger()
    return [(rule, int(count)) for rule, count in zip(ledger["rule"], ledger["left_out"], strict=True) if count]
