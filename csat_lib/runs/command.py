"""What the command line does, in words: run with a progress bar, check, simulate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from csat_lib.collect import check_answers
from csat_lib.errors.runs import not_an_answer_file
from csat_lib.findings import ALL, pick
from csat_lib.runs.run import RunResult, RunSpec, Watch, run_wave
from csat_lib.study import load_wave
from csat_lib.study.simulate import simulate


def run_with_progress(spec: RunSpec) -> str:
    """Run the wave under a progress bar that names the chapters under way; the text tells headline figures and paths.

    Away from a terminal there is no bar.
    """
    with tqdm(bar_format="{desc:<24}{bar:32} {n_fmt}/{total_fmt} {elapsed}", total=1, leave=False, disable=None) as bar:
        under_way: list[str] = []

        def show() -> None:
            bar.set_description_str(", ".join(under_way)[:24])

        def now(name: str) -> None:
            under_way.append(name)
            show()

        def done(name: str) -> None:
            under_way.remove(name)
            bar.update()
            show()

        def total(steps: int) -> None:
            bar.total = steps

        result = run_wave(spec, Watch(total, now, done))
    return told(result)


def told(result: RunResult) -> str:
    """Headline figures, then where everything lies."""
    study, period = result.plan.study, result.plan.period
    lines = [f"{study.label(study.study, 'en')}, {period.label('en')}", "", *_headlines(result), ""]
    lines += [f"  {_near(path)}" for path in result.reports]
    lines += [f"  {_near(result.folder / name)}" for name in ("findings.parquet", "manifest.json", "notebooks")]
    return "\n".join(lines)


def _headlines(result: RunResult) -> list[str]:
    study = result.plan.study
    figures = result.findings[result.findings["period"] == str(result.plan.period)]
    subjects = [(study.root, "index"), (study.headline or "", "index"), (study.nps or "", "nps")]
    lines = [
        _line(study.label(name, "en"), _figure(figures, "scores", name, measure)) for name, measure in subjects if name
    ]
    return [*lines, _line("Change of the index", _figure(figures, "trends", study.root, "change"))]


def _figure(figures: pd.DataFrame, topic: str, subject: str, measure: str) -> pd.Series | None:
    found = pick(figures, topic=topic, subject=subject, measure=measure, segment_by=ALL)
    return None if found.empty else found.iloc[0]


def _line(name: str, figure: pd.Series | None) -> str:
    if figure is None:
        return f"  {name:<36} not asked in this study"
    against = f" against {figure['against']}" if figure["against"] else ""
    if pd.isna(figure["value"]):
        return f"  {name:<36} none ({figure['reason'].replace('_', ' ')})"
    interval = (
        ""
        if pd.isna(figure["low"])
        else f"  ({figure['confidence']:.0%} interval {figure['low']:.1f} to {figure['high']:.1f})"
    )
    return f"  {name:<36} {figure['value']:6.1f}{interval}{against}  n = {int(figure['n']):,}"


def _near(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def check(wave_file: Path, overrides: Mapping[str, str]) -> str:
    """Load study and wave and match every answer; a fault is raised with all others of its kind."""
    plan = load_wave(wave_file, overrides)
    rows = check_answers(plan)
    questions, earlier = len(plan.study.questions), len(plan.earlier)
    return f"No fault found: {questions} questions, {rows:,} rows of answers, {earlier} earlier waves."


def simulate_to(wave_file: Path, overrides: Mapping[str, str], file: Path, *, n: int, seed: int) -> str:
    """Draw answers of the wave's period and write them as a survey tool would export them."""
    writers = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    if file.suffix not in writers:
        raise not_an_answer_file(file, list(writers))
    plan = load_wave(wave_file, overrides)
    frame = simulate(plan.study, plan.period, n, seed)
    writers[file.suffix](frame, file)
    return f"{len(frame):,} rows of simulated answers are in {_near(file)}."


def _csv(frame: pd.DataFrame, file: Path) -> None:
    frame.to_csv(file, index=False, encoding="utf-8-sig")


def _xlsx(frame: pd.DataFrame, file: Path) -> None:
    # Simulated texts may look like formulas, as respondents' do: they are written as text.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        frame.to_excel(writer, index=False, sheet_name="answers")


def _parquet(frame: pd.DataFrame, file: Path) -> None:
    frame.to_parquet(file, index=False)
