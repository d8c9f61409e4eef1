"""A collected wave: found in the cache or collected now, its files read when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from csat_lib.answers.identity import study_key
from csat_lib.answers.table_use import with_tables
from csat_lib.cache import cache_folder, is_whole, made
from csat_lib.collect.passes import collect
from csat_lib.collect.wave_answers import answer_paths
from csat_lib.findings.catalogue.quality import NOT_OF_THE_WAVE
from csat_lib.fingerprints import code_hash, digest, file_hash, surroundings
from csat_lib.period import Period
from csat_lib.study.step_inputs import content_of, to_collect
from csat_lib.study.waves import WavePlan
from csat_lib.summary.summary import Summary


@dataclass(frozen=True)
class CollectedWave:
    """One collected wave: its period and the folder with respondents, ledger and summary."""

    period: Period
    folder: Path

    @cached_property
    def summary(self) -> Summary:
        """The added-up wave."""
        return Summary.load(self.folder / "summary")

    @cached_property
    def respondents(self) -> pd.DataFrame:
        """One row per answer row of the wave: kept or the reason, weights, segments, scores.

        The file also holds the rows that are no answers of the wave, without anything but the rule that says so.
        """
        every = self._table("respondents")
        return every[~every["reason"].isin(NOT_OF_THE_WAVE)]

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Rows before, left out and after, rule by rule."""
        return self._table("ledger")

    @cached_property
    def screening(self) -> pd.DataFrame:
        """What the exclusion rules measured."""
        return self._table("screening")

    def _table(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = pq.read_table(self.folder / f"{name}.parquet").to_pandas()
        return frame


def collected(plan: WavePlan) -> Path:
    """Folder of the collected wave, made now if these answers have not been collected in this way before.

    Raises:
        CsatError: what :func:`csat_lib.collect.collect` finds wrong.
    """
    return made(_folder(plan), partial(collect, to_collect(with_tables(plan))))


def is_collected(plan: WavePlan) -> bool:
    """Whether the wave lies in the cache, whole."""
    return is_whole(_folder(plan))


def collected_key(plan: WavePlan) -> str:
    """Hash of all that a collected wave depends on: answers, what the study says of them, study key, code, versions."""
    answers = [(path.suffix.lower(), file_hash(path)) for path in answer_paths(plan)]
    secret = digest(study_key(plan.study.study).hex())
    whole = to_collect(with_tables(plan))
    answers += [(table.file, file_hash(plan.folder / table.file)) for table in whole.study.tables.values()]
    return digest(content_of(whole), str(answers), secret, code_hash("collect"), surroundings())


def _folder(plan: WavePlan) -> Path:
    return cache_folder(plan.study.study, f"{plan.period}-{collected_key(plan)[:16]}")
