"""The kept respondents as rows: for statistics that no sum can give."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from numpy.typing import NDArray

from csat_lib.answers.levels import turned
from csat_lib.collect.kept_answers import answers_of
from csat_lib.collect.matched_rows import N_GROUPS
from csat_lib.study.waves import WavePlan
from csat_lib.summary.rows import Rows


def rows_of(plan: WavePlan, folder: Path, items: Sequence[str], label: str = "") -> Rows:
    """The kept respondents' answers to ``items``, reversed ones turned, with weights, design and replicate groups.

    Respondents of weight 0 stand behind no figure, and are not among them.

    The index of the frame is the respondents' ``row`` in the answers file.
    """
    questions = plan.study.questions
    answers = answers_of(plan, folder, items).set_index("row").query("weight > 0")
    columns = {name: turned(questions[name], answers[name].to_numpy(dtype=np.float64)) for name in items}
    beside = pq.read_table(folder / "respondents.parquet", columns=["row", "kept", "group", "stratum", "psu"])
    kept: pd.DataFrame = beside.to_pandas().query("kept").set_index("row").loc[answers.index]
    stratum = _numbered(kept[["stratum"]])
    return Rows(
        frame=pd.DataFrame(columns, index=answers.index),
        weights=answers["weight"].to_numpy(dtype=np.float64),
        psu=None if kept["psu"].isna().all() else _numbered(kept[["stratum", "psu"]]),
        stratum=stratum,
        group=kept["group"].to_numpy(dtype=np.intp),
        n_groups=N_GROUPS,
        label=label,
    )


def _numbered(names: pd.DataFrame) -> NDArray[np.intp] | None:
    """(n,) a number for every combination of names, or None where there are no names."""
    if names.isna().all(axis=None):
        return None
    return np.asarray(names.fillna("").groupby(list(names), sort=True).ngroup(), dtype=np.intp)
