"""Is every figure of a report right? A run's findings beside R's, from the same answers and final weights.

Run by hand from the top folder: ``python tests/reference/whole_report.py [DATA]``. It runs the hotel demo's last wave
and, when DATA names the folder with the answers of the other shipped studies, those too; exports answers, weights and
codes of open answers to a temporary folder; has ``whole_report.R`` compute every figure again (survey, psych,
GPArotation and plain formulas); and keeps the table of differences in ``whole_report.txt``.

What R takes over from the run: who is kept, the final weights (recomputed apart, as ``raked_weight``), the replicate
groups and which open answer mentions which code. Everything else starts from the answers. Relative differences are
against R's figure, or against .001 (loadings and correlations of factors: 1) where that is larger, so that a gap of
nearly 0 counts too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import scipy

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from csat_lib.answers.exclusions import rule_names
from csat_lib.collect import answers_of
from csat_lib.index.weights import index_weights
from csat_lib.runs.run import RunSpec, run_wave
from csat_lib.simulate.simulator import simulate
from csat_lib.study import Study
from csat_lib.voice.coding import code_answers
from csat_lib.voice.listening import VoiceSpec
from csat_lib.wave import Wave, open_wave

TOP = Path(__file__).parents[2]
SCRIPT, KEPT = Path(__file__).with_suffix(".R"), Path(__file__).with_suffix(".txt")
STUDIES = {
    "hotel/2025-12": None,
    "course-evaluations/2015": "course_evaluations.csv",
    "reputation/2021": "reputation.csv",
    "servqual/2020": "service_quality.csv",
    "ecsi-mobi/2005": "ecsi_mobi.csv",
}
KEY = ["topic", "measure", "subject", "other", "segment_by", "segment", "path", "period", "method"]
TOLD, CHOICES = ("single", "yes_no", "multiple", "number"), ("single", "yes_no", "multiple")
BASES = ["n", "n_weighted", "n_effective"]
FIELDS = ["value", "low", "high", "se", "df", "p", *BASES]
GROUPS = {
    "value": ["value"],
    "se": ["se"],
    "ends": ["low", "high"],
    "df, p": ["df", "p"],
    "bases": BASES,
    "psych": ["psych"],
}
BY_METHOD = ("importance", "lead", "rule_weight", "weight_used", "n_factors")
HEADLINES = ("index", "nps", "deff", "alpha", "omega", "kmo", "bartlett", "lead", "importance", "weight_used", "change")
SMALLEST = 1e-3
OF_ONE = {"loading": 1.0, "factor_correlation": 1.0}  # compared by their difference: many are nearly 0


@dataclass(frozen=True)
class Tolerance:
    """Largest relative difference that is no fault, and why it is not the rounding of sums."""

    size: float
    why: str


EXACT = Tolerance(1e-6, "closed form")
OPTIMUM = Tolerance(1e-4, "optimum found by another algorithm")
STOPS_EARLY = Tolerance(2e-2, "psych's optimiser stops early")
CHANCE = Tolerance(3e-2, "other random draws")


def tolerance(measure: str, field: str) -> Tolerance:
    """How close two right programs come."""
    if field == "psych":
        return STOPS_EARLY
    if measure == "eigenvalue_random":
        return CHANCE
    if measure in {"omega", "loading", "communality", "variance_share", "factor_correlation"}:
        return OPTIMUM
    return EXACT


def main(data: Path | None) -> None:
    """Compare every study that there is data for."""
    parts, versions = [], ""
    for name, answers in STUDIES.items():
        if answers is not None and data is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            overrides = {} if answers is None else {"responses": str(data / answers)}
            run = run_wave(
                RunSpec(TOP / "params" / f"{name}.yaml", {**overrides, "language": "en"}, Path(folder) / "run")
            )
            wave = _opened(TOP / "params" / f"{name}.yaml", Path(folder), overrides)
            export(wave, Path(folder))
            told = subprocess.run(["Rscript", str(SCRIPT), folder], check=True, capture_output=True, text=True)
            versions = told.stdout
            parts.append(compare(run.findings, Path(folder) / "figures.csv", wave).assign(study=name.split("/")[0]))
    text = "\n".join(report(pd.concat(parts), versions))
    KEPT.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(text + "\n")


def _opened(path: Path, folder: Path, overrides: dict[str, str]) -> Wave:
    """The wave as the run opened it."""
    work = folder / "work"
    work.mkdir()
    (work / "run.json").write_text(json.dumps({"overrides": overrides}), encoding="utf-8")
    os.environ["CSAT_WORK"] = str(work)
    try:
        return open_wave(path)
    finally:
        del os.environ["CSAT_WORK"]


def export(wave: Wave, folder: Path) -> None:
    """Write study.json, rows.csv, before.csv, waves.csv and voice.csv."""
    study = wave.study
    (folder / "study.json").write_text(json.dumps(_facts(wave), ensure_ascii=False), encoding="utf-8")
    asked = [*study.items, *study.outcomes, *(name for name in study.margins if name not in study.segments)]
    told = [name for name, question in study.questions.items() if question.kind in TOLD and name not in study.segments]
    rows = _rows(wave.respondents, wave.answers(list(dict.fromkeys([*asked, *told]))))
    rows.join(_applies(wave), on="row").to_csv(folder / "rows.csv", index=False)
    if wave.previous is not None and "trends" in study.chapters:
        _rows(wave.previous.respondents, _earlier_answers(wave, -1, asked)).to_csv(folder / "before.csv", index=False)
        _scores_of_all(wave).to_csv(folder / "waves.csv", index=False)
    if study.voice is not None:
        _codes(wave).to_csv(folder / "voice.csv", index=False)


def _facts(wave: Wave) -> dict[str, object]:
    study = wave.study
    rated = {name: study.questions[name] for name in (*study.items, *study.outcomes) if name != study.nps}
    scales = {
        name: {"low": q.range[0], "high": q.range[1], "reversed": q.reversed, "best": q.range[1] - 1.5 * q.scale.step}
        for name, q in rated.items()
    }
    lower_first = index_weights(study.tree, wave.summary.part("scores"), study.headline).nodes
    return {
        **{name: getattr(study, name) for name in ("confidence", "minimum_base", "headline", "unit", "nps", "root")},
        **{name: list(getattr(study, name)) for name in ("outcomes", "segments", "chapters", "drivers")},
        "targets": dict(study.targets),
        "numbers": [name for name, question in study.questions.items() if question.kind == "number"],
        "choices": {name: _options(study, name) for name, q in study.questions.items() if q.kind in CHOICES},
        "constructs": {name: list(construct.items) for name, construct in study.constructs.items()},
        "index": {name: dict(study.index[name].parts) for name in lower_first},
        "scales": scales,
        "margins": {question: dict(levels) for question, levels in study.margins.items()},
        "trim": study.weights.trim if study.weights else None,
        "rules": list(rule_names(study.exclude)),
    }


def _rows(respondents: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    new = [name for name in answers if name not in respondents]
    rows = respondents.merge(answers[["row", *new]], how="left", on="row").drop(columns=["finished"])
    return rows.assign(kept=rows["kept"].astype(int))


def _applies(wave: Wave) -> pd.DataFrame:
    """Row of the file -> whether each item applied, read from the raw codes (no item of these studies has a filter)."""
    given = wave.plan.responses
    if isinstance(given, Path):
        raw = pd.read_csv(given)
    else:
        raw = simulate(wave.study, wave.period, given.n, given.seed, plants=given.plants)
    codes = {name: wave.study.questions[name] for name in wave.study.items}
    applies = {f"applies.{name}": ~raw[q.column].isin(q.not_applicable_codes) for name, q in codes.items()}
    return pd.DataFrame(applies).astype(int).set_axis(wave.respondents["row"])


def _options(study: Study, name: str) -> list[str]:
    question = study.questions[name]
    return ["yes"] if question.kind == "yes_no" else list(question.options)


def _earlier_answers(wave: Wave, at: int, asked: list[str]) -> pd.DataFrame:
    return answers_of(wave.plans[:-1][at], wave.earlier[at].folder, list(dict.fromkeys(asked)))


def _scores_of_all(wave: Wave) -> pd.DataFrame:
    """Scores and outcomes of the kept rows of every wave, outcomes rescaled here as the study says."""
    parts, margins = [], list(wave.study.margins)
    for at, one in enumerate(wave.history):
        own = wave.answers(margins) if one is wave else _earlier_answers(wave, at, margins)
        kept = one.respondents[one.respondents["kept"]]
        kept = kept.merge(own[["row", *(name for name in margins if name not in kept)]], on="row")
        scores = {f"S.{name}": kept[f"score.{name}"] for name in wave.study.constructs}
        for name in wave.study.outcomes:
            scores[f"S.{name}"] = _on_100(wave.study, name, kept[f"y.{name}"])
        design = list(dict.fromkeys(["weight", "base_weight", "stratum", "psu", *wave.study.segments, *margins]))
        parts.append(kept[design].assign(period=str(one.period), **scores))
    return pd.concat(parts)


def _on_100(study: Study, name: str, y: pd.Series) -> pd.Series:
    if name == study.nps:
        return (100.0 * (y >= 9) - 100.0 * (y <= 6)).where(y.notna())
    low, high = study.questions[name].range
    return (y - low) / (high - low) * 100


def _codes(wave: Wave) -> pd.DataFrame:
    coded = code_answers(wave.open_answers, wave.spec(VoiceSpec).frame)
    codes = wave.spec(VoiceSpec).codes
    frame = coded.mentions.add_prefix("code.").astype(int)
    return frame.assign(wrote=coded.wrote.astype(int), weight=codes.weights, score=codes.score)


def compare(found: pd.DataFrame, path: Path, wave: Wave) -> pd.DataFrame:
    """Long table of every figure that both sides have, and of ours that R does not have."""
    ours = _long(found, wave)
    theirs = pd.read_csv(path, dtype=dict.fromkeys(KEY, str), keep_default_na=False)
    theirs["value"] = pd.to_numeric(theirs["value"], errors="coerce")
    theirs["period"] = theirs["period"].where(theirs["period"] != "", str(wave.period))
    psych = theirs[theirs["field"] == "psych"]
    ours = pd.concat([ours, _beside(ours, psych)])
    both = ours.merge(theirs.rename(columns={"value": "r"}), how="outer", on=[*KEY, "field"], indicator="side")
    return both[~both["value"].isna() | ~both["r"].isna()]


def _beside(ours: pd.DataFrame, psych: pd.DataFrame) -> pd.DataFrame:
    """Our values once more, to stand beside psych's own."""
    values = ours[ours["field"] == "value"].drop(columns="field")
    return values.merge(psych[[*KEY, "field"]], on=KEY)


def _long(found: pd.DataFrame, wave: Wave) -> pd.DataFrame:
    method = found["method"].where(found["measure"] != "n_factors", found["method"].str.split(",").str[0])
    rows = found.assign(method=method.where(found["measure"].isin(BY_METHOD), ""))
    rows = pd.concat([rows, _weights(wave)])
    long = rows.melt(KEY, FIELDS, "field", "it").dropna(subset="it")
    return long.assign(value=long["it"].astype(float)).drop(columns="it")


def _weights(wave: Wave) -> pd.DataFrame:
    if not wave.study.margins:
        return pd.DataFrame()
    kept = wave.respondents[wave.respondents["kept"]]
    blank = dict.fromkeys(KEY, "")
    given = {"topic": "weights", "measure": "raked_weight", "segment_by": "all", "period": str(wave.period)}
    return pd.DataFrame({**blank, **given, "subject": kept["row"].astype(str), "value": kept["weight"]})


def report(both: pd.DataFrame, versions: str) -> Iterator[str]:
    """The kept text: a line per kind of figure, what differs, the headline figures, what was compared with nothing."""
    shared = both[both["side"] == "both"].copy()
    size = np.maximum(shared["r"].abs(), shared["measure"].map(OF_ONE).fillna(SMALLEST))
    shared["difference"] = (shared["value"] - shared["r"]).abs() / size
    allowed = [tolerance(measure, field) for measure, field in zip(shared["measure"], shared["field"], strict=True)]
    shared["right"] = shared["difference"] <= [one.size for one in allowed]
    yield f"A whole report in R. {versions}"
    yield f"Python {sys.version.split()[0]}, numpy {np.__version__}, scipy {scipy.__version__}, pandas {pd.__version__}"
    yield f"{len(shared):,} numbers compared, {int((~shared['right']).sum())} beyond their tolerance"
    for one in (EXACT, OPTIMUM, STOPS_EARLY, CHANCE):
        yield f"  {sum(own is one for own in allowed):>6,} within {one.size:g}: {one.why}"
    yield ""
    yield from _kinds(shared)
    yield ""
    yield from _faults(shared)
    yield from _headlines(shared)
    yield ""
    yield from _alone(both)


def _kinds(shared: pd.DataFrame) -> Iterator[str]:
    """Largest relative difference per kind of figure: values, errors, intervals, df and p, bases, psych's own."""
    heads = "".join(f"{head:>10}" for head in GROUPS)
    yield f"{'study':19}{'topic':12}{'measure':20}{'numbers':>8}{heads}  verdict"
    for (study, topic, measure), rows in shared.groupby(["study", "topic", "measure"], sort=False):
        cells = ""
        for fields in GROUPS.values():
            own = rows.loc[rows["field"].isin(fields), "difference"]
            cells += f"{own.max():>10.0e}" if len(own) else f"{'':10}"
        verdict = "equal" if rows["right"].all() else f"{int((~rows['right']).sum())} DIFFER"
        yield f"{study:19}{topic:12}{measure:20}{len(rows):>8,}{cells}  {verdict}"


def _faults(shared: pd.DataFrame) -> Iterator[str]:
    wrong = shared[~shared["right"]].sort_values("difference", ascending=False)
    for row in wrong.itertuples():
        yield f"DIFFERS {_name(row)} {row.field}: {row.value:.10g} against {row.r:.10g}"


def _headlines(shared: pd.DataFrame) -> Iterator[str]:
    """Value and interval of the figures that a reader quotes, ours beside R's."""
    yield f"{'figure':64}{'ours':>34}{'R':>34}{'difference':>12}  verdict"
    whole = shared[(shared["segment_by"] == "all") & shared["measure"].isin(HEADLINES)]
    whole = whole[(whole["topic"] != "trends") | (whole["measure"] == "change")]
    whole = whole[(whole["measure"] != "kmo") | (whole["subject"] == "items")]
    for _, rows in whole.groupby(["study", *KEY], sort=False):
        own = rows.set_index("field")
        if "value" in own.index:
            verdict = "equal" if rows["right"].all() else "DIFFERS"
            ours, theirs = (_with_interval(own[side]) for side in ("value", "r"))
            yield f"{_name(own.loc['value']):64}{ours:>34}{theirs:>34}{rows['difference'].max():>12.0e}  {verdict}"


def _with_interval(figures: pd.Series) -> str:
    ends = f" ({figures['low']:.6g}, {figures['high']:.6g})" if "low" in figures else ""
    return f"{figures['value']:.8g}{ends}"


def _name(row: Any) -> str:
    parts = (row.study, row.measure, row.subject, row.other, row.segment, row.path, row.method)
    return " ".join(part for part in map(str, parts) if part)


def _alone(both: pd.DataFrame) -> Iterator[str]:
    """What was compared with nothing, so that no gap hides: figures kind by kind, repeated bases by their number."""
    alone = both[both["side"] != "both"]
    bases = alone["field"].isin(BASES)
    yield f"Not compared: {int(bases.sum()):,} bases that repeat those of their result"
    groups = alone[~bases].groupby(["study", "side", "measure", "field"], observed=True)
    for (study, side, measure, field), rows in groups:
        owner = "ours" if side == "left_only" else "R's"
        yield f"  {study}: {owner} {measure} {field}, {len(rows)}, such as {_name(next(rows.itertuples()))}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
