"""The main job: collect, run the chapters, write the report, put everything in place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Literal

import pandas as pd

from csat_lib.answers.table_use import with_tables
from csat_lib.atomic import fresh_folder, remove_leftovers
from csat_lib.cache import OUTPUTS
from csat_lib.collect.collected_wave import collected, is_collected
from csat_lib.errors.runs import chapter_failed
from csat_lib.findings import FINDING_SCHEMA, TEXT_SCHEMA, read, write
from csat_lib.ownership import mark
from csat_lib.report.publish import files_of
from csat_lib.runs.alert_file import write_alerts
from csat_lib.runs.chapters import PILOT, PILOT_REPORT, REPORT, chosen, notebook_of
from csat_lib.runs.columns import add_columns
from csat_lib.runs.execute import ChapterStopped, execute, keep_failed
from csat_lib.runs.forked import Job, Limits, run_jobs
from csat_lib.runs.manifest import provenance, write_json
from csat_lib.runs.piloting import write_revised
from csat_lib.runs.preload import warm
from csat_lib.runs.publish import publish_notebook, publish_report
from csat_lib.runs.reuse import PRODUCTS, Part, chapter_part, found, keep, report_part
from csat_lib.runs.sheet import Sheet
from csat_lib.runs.wording import check_wording
from csat_lib.shared import SHARED
from csat_lib.study import WavePlan, load_earlier, load_wave
from csat_lib.study.responses import AnswerFiles

RESPONDENT_FILES = ("respondents.parquet", "ledger.parquet", "screening.parquet", "taken.parquet", "summary")


@dataclass(frozen=True)
class RunSpec:
    """What the user asked for. ``overrides`` are the ``--set`` texts by key; empty ``only`` means every chapter.

    ``kind``: the wave's report, or that of a pilot, which has its own single chapter.
    """

    wave_file: Path
    overrides: Mapping[str, str] = field(default_factory=dict)
    out: Path | None = None
    only: Sequence[str] = ()
    plain: bool = False
    kind: Literal["wave", "pilot"] = "wave"


@dataclass(frozen=True)
class Watch:
    """Who is told of progress: ``total`` once, ``now`` when a step starts, ``done`` when it has ended."""

    total: Callable[[int], None] = lambda _steps: None
    now: Callable[[str], None] = lambda _name: None
    done: Callable[[str], None] = lambda _name: None


@dataclass(frozen=True)
class RunResult:
    """Where the outputs lie, and all findings of the wave."""

    folder: Path
    reports: tuple[Path, ...]
    findings: pd.DataFrame
    plan: WavePlan


def run_wave(spec: RunSpec, watch: Watch | None = None) -> RunResult:
    """Run one wave from its wave file. The last good outputs stay until the new ones are whole."""
    watch = watch or Watch()
    plan = with_tables(load_wave(spec.wave_file, spec.overrides))
    target = (spec.out or OUTPUTS / plan.study.study / _folder_name(spec, plan)).resolve()
    chapters = (PILOT,) if spec.kind == "pilot" else chosen(plan.study.chapters, spec.only)
    languages = plan.languages
    check_wording(plan)
    with fresh_folder(target, plan.study.study) as work:
        steps = _Steps(spec, (*load_earlier(plan), plan), work, languages, watch)
        watch.total(len(steps.waves) + len(chapters) + len(languages))
        try:
            steps.collect()
            steps.analyse(chapters)
            steps.merge(chapters)
            steps.report()
            steps.finish()
        except ChapterStopped as stop:
            chapter, message = stop.args
            raise chapter_failed(chapter, keep_failed(work, target), message) from None
        findings = read([work / "findings.parquet"])
    names = [name for language in languages for name in files_of(PRODUCTS[_composed(spec)], language)]
    names += [*(f"tables.{language}.docx" for language in languages), "figures"]
    reports = tuple(target / name for name in names if (target / name).exists())
    return RunResult(target, reports, findings, plan)


def _composed(spec: RunSpec) -> str:
    """The notebook that composes what the run writes."""
    return PILOT_REPORT if spec.kind == "pilot" else REPORT


def _folder_name(spec: RunSpec, plan: WavePlan) -> str:
    """The period; a pilot, or a run of some chapters, goes beside it and does not take the whole report's place."""
    return f"{plan.period}.pilot" if spec.kind == "pilot" else f"{plan.period}.part" if spec.only else str(plan.period)


@dataclass(frozen=True)
class _Steps:
    """The verbs of a run, over one temporary folder. What an earlier run has made of the same is not made again."""

    spec: RunSpec
    waves: Sequence[WavePlan]
    work: Path
    languages: Sequence[str]
    watch: Watch
    seconds: dict[str, float] = field(default_factory=dict)
    reused: list[str] = field(default_factory=list)

    @property
    def plan(self) -> WavePlan:
        """This wave; the earlier ones stand before it in ``waves``."""
        return self.waves[-1]

    def collect(self) -> None:
        """Collect this wave and the earlier ones (in one child: its memory is given back), and note what it was."""
        wanted = {f"collect {plan.period}": plan for plan in (self.plan, *self.waves[:-1])}
        missing = {name: plan for name, plan in wanted.items() if not is_collected(plan)}
        self._skip(name for name in wanted if name not in missing)
        try:
            jobs = [Job(name, partial(collected, plan)) for name, plan in missing.items()]
            self._jobs(jobs, workers=1, jobs_per_child=len(jobs))
        finally:  # what a child leaves that a stop has killed
            remove_leftovers(OUTPUTS / ".cache" / self.plan.study.study)
        folder = collected(self.plan)
        for name in RESPONDENT_FILES:
            copy = shutil.copytree if (folder / name).is_dir() else shutil.copyfile
            copy(folder / name, self.work / name)
        noted = {"overrides": self._overrides(), "provenance": provenance(self.plan, folder)}
        write_json(self.work / "run.json", noted)

    def _overrides(self) -> dict[str, str]:
        """The settings as a notebook must see them: a file named from the user's folder is named whole."""
        given = dict(self.spec.overrides)
        if "responses" in given and isinstance(named := self.plan.responses, Path | AnswerFiles):
            whole = named.resolve() if isinstance(named, Path) else named.within(Path.cwd()).model_dump_json()
            given["responses"] = str(whole)
        return given

    def analyse(self, chapters: Sequence[str]) -> None:
        """Run the chapters; they do not need each other, so several run at once."""
        sheets = [self._sheet(chapter, self.languages[0], notebook_of(chapter).stem) for chapter in chapters]
        parts = [chapter_part(self.waves, sheet) for sheet in sheets]
        self._make([(part, partial(_chapter, self.plan, sheet)) for part, sheet in zip(parts, sheets, strict=True)])

    def merge(self, chapters: Sequence[str]) -> None:
        """One findings table and one texts table, chapters in their order."""
        for name, schema in (("findings", FINDING_SCHEMA), ("texts", TEXT_SCHEMA)):
            files = [self.work / name / f"{chapter}.parquet" for chapter in chapters]
            write(read([file for file in files if file.exists()], schema), self.work / f"{name}.parquet", schema)
        add_columns(self.work, chapters)
        write_alerts(self.plan, self.work)

    def report(self) -> None:
        """The products for readers, once per language."""
        kind = _composed(self.spec)
        sheets = [self._sheet(kind, code, f"{notebook_of(kind).stem}.{code}") for code in self.languages]
        parts = [report_part(self.waves, sheet, self.work) for sheet in sheets]
        self._make([(part, partial(_report, self.plan, sheet)) for part, sheet in zip(parts, sheets, strict=True)])

    def finish(self) -> None:
        """What a pilot leaves besides, and the manifest; then drop what only the run needed."""
        if self.spec.kind == "pilot":
            write_revised(self.plan, self.work)
        facts = json.loads((self.work / "run.json").read_text(encoding="utf-8"))["provenance"]
        variants = sorted(set(read([self.work / "findings.parquet"])["method"]))
        took = {"seconds": self.seconds, "reused": self.reused}
        mark(self.work, {**facts, "variants": variants, **took})
        for name in ("findings", "texts", "reads", SHARED):
            shutil.rmtree(self.work / name, ignore_errors=True)
        (self.work / "run.json").unlink()

    def _sheet(self, chapter: str, language: str, stem: str) -> Sheet:
        target = self.work / "notebooks" / f"{stem}.ipynb"
        return Sheet(chapter, self.spec.wave_file.resolve(), language, target, self.spec.plain)

    def _make(self, parts: Sequence[tuple[Part, Callable[[], None]]]) -> None:
        """The parts: as an earlier run left them where all that they depend on is the same, else made now and kept."""
        (self.work / "notebooks").mkdir(exist_ok=True)
        missing = [(part, make) for part, make in parts if not found(part, self.work)]
        made = {part.name for part, _ in missing}
        self._skip(part.name for part, _ in parts if part.name not in made)
        if missing:
            warm()
        os.environ["CSAT_WORK"] = str(self.work)
        try:
            self._jobs([Job(part.name, partial(_made, part, make, self.work)) for part, make in missing])
        finally:
            del os.environ["CSAT_WORK"]

    def _skip(self, names: Iterable[str]) -> None:
        for name in names:
            self.reused.append(name)
            self.watch.now(name)
            self.watch.done(name)

    def _jobs(self, jobs: Sequence[Job], workers: int | None = None, jobs_per_child: int = 1) -> None:
        begun: dict[str, float] = {}

        def started(name: str) -> None:
            begun[name] = perf_counter()
            self.watch.now(name)

        def finished(name: str) -> None:
            self.seconds[name] = round(perf_counter() - begun[name], 3)
            self.watch.done(name)

        seconds = float(os.environ.get("CSAT_SECONDS", "3600"))
        limits = Limits(workers or os.cpu_count() or 1, seconds, jobs_per_child)
        run_jobs(jobs, limits, started, finished)


def _made(part: Part, make: Callable[[], None], work: Path) -> None:
    make()
    keep(part, work)


def _chapter(plan: WavePlan, sheet: Sheet) -> None:
    _execute(sheet)
    publish_notebook(plan, sheet.target, sheet.language)


def _report(plan: WavePlan, sheet: Sheet) -> None:
    _execute(sheet)
    publish_report(plan, sheet.target, sheet.language)


def _execute(sheet: Sheet) -> None:
    """Execute one chapter; a fault of the program says which chapter it was."""
    try:
        execute(sheet)
    except ChapterStopped as stop:
        raise ChapterStopped(sheet.chapter, str(stop)) from None
