"""Pass 2: rule, weight and scores of every row, written batch by batch, while the summary is added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from csat_lib.collect.batch_sums import MetMargins, Respondents, sum_respondents
from csat_lib.collect.matched_rows import MatchedRows, answer_column, field_column
from csat_lib.collect.respondent_scores import construct_scores, level_column
from csat_lib.collect.row_weights import RowWeights
from csat_lib.collect.screened_rows import KEPT, Screened
from csat_lib.collect.workspace import SCORING, Workspace
from csat_lib.study.model import Study
from csat_lib.summary.summary import Summary

OWN_COLUMNS = (
    "row", "id", "customer", "kept", "reason", "finished", "seconds", "source", "stratum", "psu", "population",
    "base_weight", "weight", "group",
)  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """A spill with what was decided between the passes."""

    study: Study
    spill: MatchedRows
    screened: Screened
    weighing: RowWeights

    def batches(self, size: int) -> Iterator[Respondents]:
        """All rows with their verdicts and weights."""
        for start, table in self.spill.all_rows(size):
            spilled = table.to_pandas()
            rule = self.screened.rule[start : start + len(spilled)].astype(np.int64)
            reason = pd.Categorical.from_codes(rule - 1, categories=pd.Index(self.screened.names, dtype="str"))
            base = self.weighing.base(spilled)
            weights, uncapped = np.where(rule == KEPT, self.weighing.weights(spilled).T, base)
            margins = MetMargins((how := self.weighing).met, base, uncapped, how.reached, how.by_distance)
            yield Respondents(self.study, spilled, weights, reason, margins)


def write_respondents(decided: Decided, path: Path, workspace: Workspace) -> Summary:
    """Write ``respondents.parquet`` and return the summary of the kept rows."""
    summary: Summary | None = None
    done = 0
    schema = respondent_schema(decided.study)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in decided.batches(workspace.size):
            writer.write_table(pa.Table.from_pandas(respondent_frame(batch), schema, preserve_index=False))
            part = sum_respondents(batch)
            summary = part if summary is None else summary + part
            done += len(batch.weights)
            workspace.progress(done, decided.spill.n_rows, SCORING)
        for rule, parts in decided.spill.wave.left.items():
            for rows, finished in parts:
                moments = pd.to_datetime(finished, unit="s")
                left = {"row": rows, "group": 0, "kept": False, "reason": rule, "finished": moments}
                whole = pd.DataFrame(left).reindex(columns=schema.names)
                writer.write_table(pa.Table.from_pandas(whole, schema, preserve_index=False))
    if summary is None:
        raise RuntimeError("a spill without rows")  # spill_answers has refused such a file
    return summary


def respondent_schema(study: Study) -> pa.Schema:
    """The columns of ``respondents.parquet`` and their types."""
    types = {"row": pa.int64(), "kept": pa.bool_(), "finished": pa.timestamp("s"), "group": pa.int16()}
    types |= dict.fromkeys(("seconds", "population", "base_weight", "weight"), pa.float64())
    own = {name: types.get(name, pa.string()) for name in OWN_COLUMNS}
    own |= dict.fromkeys(study.segments, pa.string())
    own |= {f"score.{name}": pa.float64() for name in study.constructs}
    chosen = {f"y.{name}": study.variables[name].kind in {"single", "yes_no"} for name in study.outcomes}
    own |= {name: pa.string() if by_level else pa.float64() for name, by_level in chosen.items()}
    return pa.schema(own)


def respondent_frame(batch: Respondents) -> pd.DataFrame:
    """One row per row of the answers file, kept or not; the weight of a row left out is missing."""
    spilled, study = batch.spilled, batch.study
    frame = spilled[["row", "group"]].assign(
        kept=batch.kept,
        reason=batch.reason.astype(object),
        weight=np.where(batch.kept, batch.weights, np.nan),
        base_weight=_field(spilled, "base_weight", 1.0),
        population=_field(spilled, "population", np.nan),
        seconds=_field(spilled, "duration", np.nan),
        finished=pd.to_datetime(_field(spilled, "finished", np.nan), unit="s"),
        **{name: _field(spilled, name, None) for name in ("id", "customer", "source", "stratum", "psu")},
    )
    scores = construct_scores(study, spilled).add_prefix("score.")
    answered = {f"y.{n}": level_column(study.variables[n], spilled[answer_column(n)]) for n in study.outcomes}
    segments = batch.levels(study.segments)
    return pd.concat([frame[list(OWN_COLUMNS)], segments, scores, pd.DataFrame(answered, index=spilled.index)], axis=1)


def _field(spilled: pd.DataFrame, name: str, default: object) -> pd.Series:
    column = field_column(name)
    return spilled[column] if column in spilled else pd.Series([default] * len(spilled), index=spilled.index)
