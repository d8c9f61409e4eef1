"""What a notebook has at hand to try things: the kept respondents as a DataFrame, and the list of labels.

Nothing is recorded, and no run comes here: seaborn and pingouin take the DataFrames as they are.
"""

from __future__ import annotations

from matplotlib.font_manager import fontManager
from pandas import DataFrame
from seaborn import set_theme

from csat_lib.errors.runs import no_break
from csat_lib.findings import Result, to_frame
from csat_lib.report.font_files import RARE_FAMILY, TEXT_FAMILY, font_path
from csat_lib.study.codebook import codebook
from csat_lib.study.questions import SingleChoice
from csat_lib.wave import Wave, open_wave

COLUMNS = ("measure", "subject", "other", "value", "low", "high", "n", "method", "reason")


def open_to_explore(wave_file: str, by: str, language: str) -> tuple[Wave, DataFrame, DataFrame]:
    """Open a wave to try things on: (wave, people, codes). Seaborn draws in Chinese and in English from then on.

    ``people``: one row per kept respondent; answers to all items and to ``by`` by their names, scores as
    ``score.<construct>``, outcomes as ``y.<question>``, ``weight``, and ``group``, the label of the answer to ``by``.
    Whoever did not answer ``by``, and groups under the study's minimum base, are left out.

    Raises:
        CsatError: ``by`` is no single-choice question of the study; or what opening a wave finds wrong.
    """
    wave = open_wave(wave_file, "explore")
    breaks = [name for name, question in wave.study.variables.items() if isinstance(question, SingleChoice)]
    if by not in breaks:
        raise no_break(by, breaks)
    fontManager.addfont(str(font_path("text")))
    set_theme(style="whitegrid", rc={"font.family": [TEXT_FAMILY, RARE_FAMILY]})
    codes = codebook(wave.study, language)
    return wave, _people(wave, by, codes), codes


def figures(*results: Result) -> DataFrame:
    """The figures of results that are not recorded, one row each; columns that say nothing are left out."""
    frame = to_frame([row for result in results for row in result.to_findings()])[list(COLUMNS)]
    return frame.loc[:, [bool((frame[name].notna() & (frame[name] != "")).any()) for name in COLUMNS]]


def _people(wave: Wave, by: str, codes: DataFrame) -> DataFrame:
    answers = wave.answers([*wave.study.items, by])
    people = wave.kept.join(answers[[name for name in answers if name not in wave.kept]])
    labels = codes[codes["question"] == by].set_index("code")["label"]
    group = people[by].astype("object").map(labels)
    return people.assign(group=group)[group.map(group.value_counts()) >= wave.study.minimum_base].reset_index(drop=True)
