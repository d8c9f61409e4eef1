"""The main job: collect, run the chapters, write the report, put everything in place."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Literal

import pandas as pd

from csat_lib.cache import OUTPUTS, collected
from csat_lib.errors.runs import chapter_failed, not_outputs
from csat_lib.findings import FINDING_SCHEMA, TEXT_SCHEMA, read, write
from csat_lib.place import fresh_folder
from csat_lib.runs.chapters import PILOT, PILOT_REPORT, REPORT, chosen, notebook_of
from csat_lib.runs.columns import add_columns
from csat_lib.runs.execute import ChapterStopped, Sheet, execute, keep_failed
from csat_lib.runs.forked import Job, Limits, run_jobs
from csat_lib.runs.manifest import provenance, write_json
from csat_lib.runs.piloting import write_revised
from csat_lib.runs.publish import publish_notebooks, publish_report
from csat_lib.runs.wording import check_wording
from csat_lib.study import WavePlan, load_earlier, load_wave

RESPONDENT_FILES = ("respondents.parquet", "ledger.parquet", "screening.parquet", "summary")


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
    plan = load_wave(spec.wave_file, spec.overrides)
    target = (spec.out or OUTPUTS / plan.study.study / _folder_name(spec, plan)).resolve()
    chapters = (PILOT,) if spec.kind == "pilot" else chosen(plan.study.chapters, spec.only)
    languages = plan.languages
    _may_replace(target)
    check_wording(plan)
    watch.total(2 + len(chapters) + 2 * len(languages))
    with fresh_folder(target) as work:
        steps = _Steps(spec, plan, work, languages, watch)
        try:
            steps.collect()
            steps.analyse(chapters)
            steps.merge(chapters)
            steps.report()
            steps.finish(chapters)
        except ChapterStopped as stop:
            chapter, message = stop.args
            raise chapter_failed(chapter, keep_failed(work, target), message) from None
    reports = tuple(target / f"report.{language}.{kind}" for language in languages for kind in ("html", "pdf", "xlsx"))
    return RunResult(target, reports, read([target / "findings.parquet"]), plan)


def _may_replace(target: Path) -> None:
    """Outputs take the place of a whole folder: only of one that a run has written, or of nothing."""
    fresh = not target.exists() or (target.is_dir() and not any(target.iterdir()))
    if not fresh and not (target / "manifest.json").is_file():
        raise not_outputs(target)


def _folder_name(spec: RunSpec, plan: WavePlan) -> str:
    """The period; a pilot, or a run of some chapters, goes beside it and does not take the whole report's place."""
    return f"{plan.period}.pilot" if spec.kind == "pilot" else f"{plan.period}.part" if spec.only else str(plan.period)


@dataclass(frozen=True)
class _Steps:
    """The six verbs of a run, over one temporary folder."""

    spec: RunSpec
    plan: WavePlan
    work: Path
    languages: Sequence[str]
    watch: Watch
    seconds: dict[str, float] = field(default_factory=dict)

    def collect(self) -> None:
        """Collect this wave and the earlier ones (in a child: its memory is given back), and note what it was."""
        self._jobs([Job("collect", self._collect_all)], workers=1)
        folder = collected(self.plan)
        for name in RESPONDENT_FILES:
            copy = shutil.copytree if (folder / name).is_dir() else shutil.copyfile
            copy(folder / name, self.work / name)
        ledger = pd.read_parquet(folder / "ledger.parquet")
        write_json(
            self.work / "run.json", {"overrides": self._overrides(), "provenance": provenance(self.plan, ledger)}
        )

    def _collect_all(self) -> None:
        collected(self.plan)
        for earlier in load_earlier(self.plan):
            collected(earlier)

    def _overrides(self) -> dict[str, str]:
        """The settings as a notebook must see them: a file named from the user's folder is named whole."""
        given = dict(self.spec.overrides)
        if "responses" in given and isinstance(self.plan.responses, Path):
            given["responses"] = str(self.plan.responses.resolve())
        return given

    def analyse(self, chapters: Sequence[str]) -> None:
        """Run the chapters; they do not need each other, so several run at once."""
        notebooks = self.work / "notebooks"
        notebooks.mkdir()
        self._execute(
            [self._sheet(chapter, self.languages[0], notebooks / notebook_of(chapter).name) for chapter in chapters]
        )

    def merge(self, chapters: Sequence[str]) -> None:
        """One findings table and one texts table, chapters in their order."""
        for name, schema in (("findings", FINDING_SCHEMA), ("texts", TEXT_SCHEMA)):
            files = [self.work / name / f"{chapter}.parquet" for chapter in chapters]
            write(read([file for file in files if file.exists()], schema), self.work / f"{name}.parquet", schema)
        add_columns(self.work, chapters)

    def report(self) -> None:
        """The client report, once per language."""
        notebooks = self.work / "notebooks"
        stem = notebook_of(self._report).stem
        self._execute([self._sheet(self._report, code, notebooks / f"{stem}.{code}.ipynb") for code in self.languages])

    def finish(self, chapters: Sequence[str]) -> None:
        """HTML, PDF and workbook per language, the chapters' HTML, the manifest; then drop what only the run needed."""
        names = [notebook_of(chapter).stem for chapter in chapters]
        stem = notebook_of(self._report).stem
        sources = {code: self.work / "notebooks" / f"{stem}.{code}.ipynb" for code in self.languages}
        jobs = [Job(f"publish {code}", partial(publish_report, self.plan, sources[code], code)) for code in sources]
        self._jobs([*jobs, Job("notebooks", partial(publish_notebooks, self.plan, self.work, names))])
        if self.spec.kind == "pilot":
            write_revised(self.plan, self.work)
        facts = json.loads((self.work / "run.json").read_text(encoding="utf-8"))["provenance"]
        variants = sorted(set(read([self.work / "findings.parquet"])["method"]))
        write_json(self.work / "manifest.json", {**facts, "variants": variants, "seconds": self.seconds})
        for name in ("findings", "texts"):
            shutil.rmtree(self.work / name)
        (self.work / "run.json").unlink()

    @property
    def _report(self) -> str:
        return PILOT_REPORT if self.spec.kind == "pilot" else REPORT

    def _sheet(self, chapter: str, language: str, target: Path) -> Sheet:
        return Sheet(chapter, self.spec.wave_file.resolve(), language, target, self.spec.plain)

    def _execute(self, sheets: Sequence[Sheet]) -> None:
        os.environ["CSAT_WORK"] = str(self.work)
        try:
            self._jobs([Job(sheet.target.stem, partial(_run_sheet, sheet)) for sheet in sheets])
        finally:
            del os.environ["CSAT_WORK"]

    def _jobs(self, jobs: Sequence[Job], workers: int | None = None) -> None:
        begun: dict[str, float] = {}

        def started(name: str) -> None:
            begun[name] = perf_counter()
            self.watch.now(name)

        def finished(name: str) -> None:
            self.seconds[name] = round(perf_counter() - begun[name], 3)
            self.watch.done(name)

        limits = Limits(workers or os.cpu_count() or 1, float(os.environ.get("CSAT_SECONDS", "3600")))
        run_jobs(jobs, limits, started, finished)


def _run_sheet(sheet: Sheet) -> None:
    """Execute one chapter; a fault of the program says which chapter it was."""
    try:
        execute(sheet)
    except ChapterStopped as stop:
        raise ChapterStopped(sheet.chapter, str(stop)) from None
