"""Check a wave before it is run: all that is wrong in its tables and in the answers of all its waves, at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from csat_lib.answers.table_use import told_of_tables, with_tables
from csat_lib.collect.collected_wave import collected
from csat_lib.collect.passes import TAKEN
from csat_lib.errors import CsatError, listing
from csat_lib.findings.catalogue.quality import NOT_OF_THE_WAVE
from csat_lib.runs.wording import check_wording, told_of_letters
from csat_lib.study import Study, WavePlan, load_earlier, load_wave

SHOWN = 12
"""Kinds of cells that ``check`` tells of; all stand in the collected wave."""


def check(wave_file: Path, overrides: Mapping[str, str]) -> str:
    """Collect the wave and the earlier ones into the cache, where the run finds them again.

    Raises:
        CsatError: the faults of study and wave file; or, when these are whole, what the report could not print, and
            the faults of the answers of every wave and of the tables.
    """
    plan = load_wave(wave_file, overrides)
    waves, faults = [plan], list[str]()
    with _noting(faults):
        check_wording(plan)
    with _noting(faults):
        waves += load_earlier(plan)
    for wave in waves:
        with _noting(faults):
            collected(wave)
    if faults:
        raise CsatError("\n".join(faults))
    ledger = pd.read_parquet(collected(plan) / "ledger.parquet")
    rows = f"{ledger['before'].iloc[0]:,} rows of answers ({ledger['after'].iloc[-1]:,} kept)"
    found = f"No fault found: {len(plan.study.questions)} questions, {rows}, {len(plan.earlier)} earlier waves."
    outside = [*_outside(plan, ledger), *_no_part(plan.study)]
    told = [*told_of_tables(with_tables(plan)), *told_of_letters(plan)]
    return "\n".join([found, *outside, *told, *_taken(pd.read_parquet(collected(plan) / TAKEN))])


def _outside(plan: WavePlan, ledger: pd.DataFrame) -> Iterator[str]:
    """How many rows are no answers of the wave, and from when to when those of other periods are."""
    for step in ledger[ledger["rule"].isin(NOT_OF_THE_WAVE)].itertuples():
        of = f"{step.left_out:,} of {ledger['before'].iloc[0]:,} rows are left out: "
        if step.rule != "outside_period":
            yield f"{of}{step.rule} of the survey tool."
            continue
        left = pd.read_parquet(collected(plan) / "respondents.parquet", columns=["reason", "finished"])
        days = left.loc[left["reason"] == step.rule, "finished"].dt.date
        span = f"{days.min()} to {days.max()}; `grace_days` lets later ones count"
        yield f"{of}finished outside the period {plan.period} ({span})."


def _no_part(study: Study) -> Iterator[str]:
    """Nodes and dimensions that no node of the index has as a part: perhaps they were forgotten."""
    parts = {part for node in study.index.values() for part in node.parts}
    if apart := [name for name in study.index if name not in {*parts, study.root}]:
        yield f"Told as further indices, as no node has them as a part: {listing(apart)}."
    if study.index and (apart := [name for name in study.constructs if name not in parts]):
        yield f"Told, but counted in no index, as no node has them as a part: {listing(apart)}."


def _taken(frame: pd.DataFrame) -> Iterator[str]:
    """How the file was read, and what cells were taken for, most frequent first, so that the user can object."""
    whole, frame = frame[frame["n"] == 0], frame[frame["n"] > 0]
    if len(whole):
        yield "Not said by the file, and settled by what it holds:"
    for what, found in whole.groupby("taken", sort=False):
        columns = [column for column in found["column"] if column]
        yield f"  {what}" + (f": columns {listing(columns)}" if columns else "")
    if frame.empty:
        return
    yield "Taken for what the study does not name as it stands:"
    kinds = frame.groupby(["given", "taken"], sort=False).agg(n=("n", "sum"), columns=("column", list)).reset_index()
    kinds = kinds.sort_values("n", ascending=False, kind="stable")
    for row in kinds.head(SHOWN).to_dict("records"):
        yield f"  `{row['given']}` as {row['taken']}: {row['n']:,} cells, columns {listing(row['columns'])}"
    if len(kinds) > SHOWN:
        yield f"  and {len(kinds) - SHOWN} more kinds of cells (in {TAKEN} of the collected wave)"


@contextmanager
def _noting(faults: list[str]) -> Iterator[None]:
    """Keep what is wrong, once, and go on."""
    try:
        yield
    except CsatError as fault:
        faults += [str(fault)] if str(fault) not in faults else []
