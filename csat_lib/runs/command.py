"""The main job as the command line shows it: a progress bar, then the headline figures and the paths."""

from __future__ import annotations

import pandas as pd
from tqdm import tqdm

from csat_lib.atomic import near
from csat_lib.findings import ALL, TEXT_SCHEMA, pick, read
from csat_lib.findings.catalogue import trends
from csat_lib.findings.measure import Measure
from csat_lib.ownership import manifest_of
from csat_lib.report.standing import measure_of
from csat_lib.runs import piloting
from csat_lib.runs.alert_file import ALERTS
from csat_lib.runs.run import RunResult, RunSpec, Watch, run_wave
from csat_lib.study import Study
from csat_lib.study.revise import REVISED_FILE


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
    lines = [f"{study.label(study.study, _worded(study))}, {period.label('en')}", "", *_figures(result), ""]
    lines += [f"  {near(path)}" for path in result.reports]
    more = [name for name in (REVISED_FILE, ALERTS) if (result.folder / name).exists()]
    lines += [f"  {near(result.folder / name)}" for name in (*more, "findings.parquet", "manifest.json", "notebooks")]
    if changed := manifest_of(result.folder).get("changed"):
        lines.append(f"  Changed by hand since the last run, and kept beside the new: {', '.join(changed.values())}")
    return "\n".join(lines)


def _figures(result: RunResult) -> list[str]:
    """What this run was for: the headline figures of a wave, the decisions of a pilot."""
    if not (result.folder / REVISED_FILE).exists():
        return _headlines(result)
    return piloting.told(result.findings, read([result.folder / "texts.parquet"], TEXT_SCHEMA))


def _headlines(result: RunResult) -> list[str]:
    """One line per figure whose chapter was run."""
    study = result.plan.study
    figures = result.findings[result.findings["period"] == str(result.plan.period)]
    subjects = dict.fromkeys(name for name in (study.root, study.headline, study.nps) if name)
    found = [(study.label(name, _worded(study)), _figure(figures, name, measure_of(study, name))) for name in subjects]
    found.append(("Change of the index", _figure(figures, study.root, trends.CHANGE)))
    return [_line(name, figure) for name, figure in found if figure is not None]


def _worded(study: Study) -> str:
    """The language of the names: the terminal speaks English, a study may be worded in Chinese only."""
    return "en" if "en" in study.languages else study.languages[0]


def _figure(figures: pd.DataFrame, subject: str, measure: Measure) -> pd.Series | None:
    found = pick(figures, topic=measure.topic.name, subject=subject, measure=measure.name, segment_by=ALL)
    return None if found.empty else found.iloc[0]


def _line(name: str, figure: pd.Series) -> str:
    against = f" against {figure['against']}" if figure["against"] else ""
    if pd.isna(figure["value"]):
        return f"  {name:<36} none ({figure['reason'].replace('_', ' ')})"
    interval = (
        ""
        if pd.isna(figure["low"])
        else f"  ({figure['confidence']:.0%} interval {figure['low']:.1f} to {figure['high']:.1f})"
    )
    return f"  {name:<36} {figure['value']:6.1f}{interval}{against}  n = {int(figure['n']):,}"
