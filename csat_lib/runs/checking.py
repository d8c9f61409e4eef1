"""Check a wave before it is run: all that is wrong in its tables and in the answers of all its waves, at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from csat_lib.collect.collected_wave import collected
from csat_lib.collect.expert_ratings import experts_of
from csat_lib.collect.extra_tables import dispositions_of
from csat_lib.errors import CsatError
from csat_lib.runs.wording import check_wording
from csat_lib.study import load_earlier, load_wave


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
    for read in (dispositions_of, experts_of):
        with _noting(faults):
            read(plan)
    if faults:
        raise CsatError("\n".join(faults))
    ledger = pd.read_parquet(collected(plan) / "ledger.parquet")
    rows = f"{ledger['before'].iloc[0]:,} rows of answers ({ledger['after'].iloc[-1]:,} kept)"
    return f"No fault found: {len(plan.study.questions)} questions, {rows}, {len(plan.earlier)} earlier waves."


@contextmanager
def _noting(faults: list[str]) -> Iterator[None]:
    """Keep what is wrong, once, and go on."""
    try:
        yield
    except CsatError as fault:
        faults += [str(fault)] if str(fault) not in faults else []
