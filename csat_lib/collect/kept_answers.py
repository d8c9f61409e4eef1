"""Answers read again: the kept respondents' own words and codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from csat_lib.answers.identity import study_key
from csat_lib.answers.levels import part_of, words_beside
from csat_lib.answers.match import Matched, Matcher
from csat_lib.answers.source import BATCH, Rows
from csat_lib.collect.respondent_scores import level_column
from csat_lib.collect.wave_answers import open_wave_answers
from csat_lib.errors.answers import unknown_question
from csat_lib.study.model import Fields, Study
from csat_lib.study.questions import MultipleChoice
from csat_lib.study.waves import WavePlan

_BESIDE = ("row", "kept", "weight")


def answers_of(plan: WavePlan, folder: Path, questions: Sequence[str]) -> pd.DataFrame:
    """(kept rows) the answers to ``questions``, read from the file again; with ``row``, ``weight`` and the segments.

    Numbers as answered (reversed items are not turned), choices by their levels, one 0/1 column ``question.option`` per
    option of a multiple choice, days as dates, open answers and ``question.other_words`` as text.
    Missing values: as they are.
    """
    study = plan.study
    unknown = [name for name in questions if name not in study.variables]
    if unknown:
        raise unknown_question(unknown[0], list(study.variables))
    beside = [*_BESIDE, *study.segments]
    respondents = pq.read_table(folder / "respondents.parquet", columns=beside).to_pandas()
    kept = respondents[respondents["kept"]].drop(columns="kept").set_index("row")
    answers = pd.concat([*frames_of(plan, questions, folder, kept.index.to_numpy())])
    segments = kept[[name for name in study.segments if name not in answers]]
    found: pd.DataFrame = kept[["weight"]].join(answers).join(segments).reset_index()
    return found


def frames_of(plan: WavePlan, questions: Sequence[str], folder: Path, rows: Rows) -> Iterator[pd.DataFrame]:
    """The answers of these rows, part by part, as :func:`answers_of` gives them of the kept ones."""
    study = plan.study.model_copy(update={"fields": Fields()})
    matcher = Matcher.of(study, open_wave_answers(plan, folder), study_key(study.study), questions)
    for matched in matcher.batches(BATCH, lambda batch: np.isin(batch.rows, rows)):
        yield _frame(study, matched, questions)
    matcher.faults.raise_any()


def _frame(study: Study, matched: Matched, questions: Sequence[str]) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    index = pd.Index(matched.rows, name="row")
    for name in questions:
        question = study.variables[name]
        options = question.options if isinstance(question, MultipleChoice) else ()
        for part in [part_of(name, level) for level in options] or [name]:
            if part in matched.columns:
                values = pd.Series(matched.columns[part].values, index=index)
                columns[part] = values if options else level_column(question, values)
        for part in (name, words_beside(name)):
            if part in matched.words:
                columns[part] = pd.Series(matched.words[part].to_pandas().to_numpy(), index=index, dtype="str")
        if question.kind == "date" and name in columns:
            columns[name] = pd.to_datetime(columns[name], unit="s")
    return pd.DataFrame(columns, index=index)
