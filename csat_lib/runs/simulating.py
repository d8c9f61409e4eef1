"""Simulated answers as a file, as a survey tool would export them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from csat_lib.atomic import fresh_file, near
from csat_lib.errors.planning import cannot_draw, cannot_write_answers
from csat_lib.errors.runs import file_exists, no_folder, not_an_answer_file
from csat_lib.simulate.simulator import simulate
from csat_lib.study import load_wave
from csat_lib.study.waves import MOST_SIMULATED


def simulate_to(wave_file: Path, overrides: Mapping[str, str], file: Path, *, n: int, seed: int) -> str:
    """Draw answers of the wave's period and write them into a new file.

    Raises:
        CsatError: a kind of file that is not written, a file that exists, a folder that does not; a number of
            respondents or a seed that cannot be.
    """
    if n > MOST_SIMULATED:
        raise cannot_draw("--n", n, f"{MOST_SIMULATED} or less")
    if seed < 0:
        raise cannot_draw("--seed", seed, "0 or more")
    try:
        return _simulate_to(wave_file, overrides, file, n=n, seed=seed)
    except OSError as fault:
        raise cannot_write_answers(file, fault) from None


def _simulate_to(wave_file: Path, overrides: Mapping[str, str], file: Path, *, n: int, seed: int) -> str:
    write = _writer(file)
    plan = load_wave(wave_file, overrides)
    frame = simulate(plan.study, plan.period, n, seed)
    with fresh_file(file) as fresh:
        write(frame, fresh)
    return f"{len(frame):,} rows of simulated answers are in {near(file)}."


def _writer(file: Path) -> Callable[[pd.DataFrame, Path], None]:
    writers = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    if file.suffix.lower() not in writers:
        raise not_an_answer_file(file, list(writers))
    if file.exists():
        raise file_exists(file)
    if not file.parent.is_dir():
        raise no_folder(file)
    return writers[file.suffix.lower()]


def _csv(frame: pd.DataFrame, file: Path) -> None:
    frame.to_csv(file, index=False, encoding="utf-8-sig")


def _xlsx(frame: pd.DataFrame, file: Path) -> None:
    # Simulated texts may look like formulas, as respondents' do: they are written as text.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        frame.to_excel(writer, index=False, sheet_name="answers")


def _parquet(frame: pd.DataFrame, file: Path) -> None:
    frame.to_parquet(file, index=False)
