"""Collect in two streaming passes; memory does not grow with the rows (but for one byte each: the verdict)."""

from __future__ import annotations

import shutil
from pathlib import Path

from csat_lib.answers.identity import study_key
from csat_lib.answers.source import BATCH
from csat_lib.collect.extra_tables import dispositions_of
from csat_lib.collect.job import Job, Progress, silent
from csat_lib.collect.judging import Verdict, judge, screening_frame
from csat_lib.collect.origin import open_origin
from csat_lib.collect.spilling import Spill, spill_answers
from csat_lib.collect.weighing import Weighing, weigh
from csat_lib.collect.writing import OWN_COLUMNS, Decided, write_respondents
from csat_lib.errors import Faults
from csat_lib.errors.answers import reserved_names, too_few_left
from csat_lib.errors.weighting import cannot_weight
from csat_lib.place import fresh_folder
from csat_lib.study.waves import WavePlan

_SCRATCH = "scratch"
FEWEST = 2
"""Respondents that a wave needs: one alone has no interval and could be recognised."""


def collect(plan: WavePlan, folder: Path, progress: Progress | None = None, size: int = BATCH) -> None:
    """Answers -> ``respondents.parquet``, ``ledger.parquet``, ``screening.parquet`` and ``summary/`` in ``folder``.

    Everything is written beside ``folder`` and moved into its place when it is whole: a fault or a kill leaves the
    folder as it was.

    Args:
        plan: the wave.
        folder: where the files come to lie; replaced if it is there.
        progress: told how far the work has come, see :data:`csat_lib.collect.job.Progress`.
        size: rows held in memory at once; the result does not depend on it.

    Raises:
        Faults: answers that do not match the study, all at once; a table of dispositions that cannot be used; a margin
            level without respondents.
        CsatError: a file that cannot be read, no answers at all, or fewer than two respondents left.
    """
    taken = sorted({*plan.study.segments} & {*OWN_COLUMNS})
    if taken:
        raise reserved_names(plan.study.study, taken, OWN_COLUMNS)
    dispositions_of(plan)  # a table that cannot be read is told before anything else is done
    with fresh_folder(folder, plan.study.study) as fresh:
        job = Job(fresh / _SCRATCH, progress or silent, size)
        job.scratch.mkdir()
        _collect(plan, fresh, job)
        shutil.rmtree(job.scratch)


def _collect(plan: WavePlan, fresh: Path, job: Job) -> None:
    study = plan.study
    source = open_origin(plan, job.scratch)
    spill = spill_answers(study, source, study_key(study.study), job)
    verdict = judge(study, spill)
    if verdict.n_kept < FEWEST:
        raise too_few_left(source.path, spill.n_rows, verdict.n_kept, _left_out(verdict))
    verdict.ledger().to_parquet(fresh / "ledger.parquet", index=False)
    screening_frame(spill, verdict).to_parquet(fresh / "screening.parquet", index=False)
    decided = Decided(study, spill, verdict, _weigh(plan, spill, verdict))
    write_respondents(decided, fresh / "respondents.parquet", job).save(fresh / "summary")


def _weigh(plan: WavePlan, spill: Spill, verdict: Verdict) -> Weighing:
    try:
        return weigh(plan.study, spill, verdict)
    except Faults as found:
        raise cannot_weight(plan.path, found.faults) from None


def _left_out(verdict: Verdict) -> list[tuple[str, int]]:
    ledger = verdict.ledger()
    return [(rule, int(count)) for rule, count in zip(ledger["rule"], ledger["left_out"], strict=True) if count]
