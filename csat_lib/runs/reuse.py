"""What of an earlier run still holds: a chapter or a report is kept by the content of all that it depends on.

A chapter depends on its notebook, its collected wave, the part of the plan that chapters see, the library and what it
computes with; of further files (earlier waves, tables, the study file's own lines) on those that it read. A report
depends on what the chapters recorded, on the whole plan and on the facts that it prints.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from csat_lib import cache
from csat_lib.collect.collected_wave import collected_key
from csat_lib.fingerprints import code_hash, digest, file_hash, surroundings
from csat_lib.report.publish import files_beside, files_of
from csat_lib.runs.chapters import notebook_of
from csat_lib.runs.sheet import Sheet
from csat_lib.study import WavePlan
from csat_lib.study.step_inputs import content_of, to_analyse

PRODUCTS = {"report": ("report", "annex"), "pilot_report": ("report",)}
"""What the notebook of a report composes."""


@dataclass(frozen=True)
class Part:
    """A part of a run: its name, the files that it leaves in the run's folder (or patterns), and where they are kept.

    ``reads``: what it may read besides what its folder is named after -> the hash of that; ``noted``: the file in which
    it names those that it did read.
    """

    name: str
    kept: Path
    files: tuple[str, ...]
    noted: str
    reads: Mapping[str, Callable[[], str]]


def chapter_part(waves: Sequence[WavePlan], sheet: Sheet) -> Part:
    """A chapter of the last of these waves: its notebook with the page made of it, and what it records."""
    plan = waves[-1]
    chapter, stem = sheet.chapter, sheet.target.stem
    recorded = (f"{name}/{chapter}.parquet" for name in ("findings", "texts", "columns"))
    key = digest(_executed(sheet), content_of(to_analyse(plan)), collected_key(plan))
    return Part(
        name=stem,
        kept=_kept(plan, f"{chapter}.{sheet.language}", key),
        files=(f"notebooks/{stem}.ipynb", f"notebooks/{stem}.html", *recorded),
        noted=f"reads/{chapter}.json",
        reads=_reads(waves),
    )


def report_part(waves: Sequence[WavePlan], sheet: Sheet, work: Path) -> Part:
    """The report in one language: its notebook and the files of its products, of what lies in the run's folder."""
    plan = waves[-1]
    given = [file_hash(work / f"{name}.parquet") for name in ("findings", "texts", "ledger")]
    facts = json.loads((work / "run.json").read_text(encoding="utf-8"))["provenance"]
    logo = plan.folder / plan.study.look.logo if plan.study.look.logo else None
    shown = file_hash(logo) if logo and logo.is_file() else ""
    told = [content_of(replace(plan, language="both")), json.dumps(facts, sort_keys=True), shown]
    key = digest(_executed(sheet), *told, *given)
    stem, beside = sheet.target.stem, files_beside(sheet.language)
    return Part(
        name=stem,
        kept=_kept(plan, f"{sheet.chapter}.{sheet.language}", key),
        files=(f"notebooks/{stem}.ipynb", *files_of(PRODUCTS[sheet.chapter], sheet.language), *beside),
        noted=f"reads/{sheet.chapter}.json",
        reads=_reads(waves),
    )


def found(part: Part, work: Path) -> bool:
    """Whether the part was kept, whole, and all that it had read is as it was; its files then lie in ``work``."""
    if not cache.is_whole(part.kept):
        return False
    read = json.loads((part.kept / part.noted).read_text(encoding="utf-8"))
    return all(part.reads[name]() == read[name] for name in read) and cache.take(part.kept, work)


def keep(part: Part, work: Path) -> None:
    """Keep the files that the part has left in ``work``, with the hashes of what it has read."""
    noted = work / part.noted
    read = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else []
    noted.parent.mkdir(exist_ok=True)
    noted.write_text(json.dumps({name: part.reads[name]() for name in read}), encoding="utf-8")
    cache.keep(part.kept, work, (*part.files, part.noted))


def _executed(sheet: Sheet) -> str:
    """Hash of the notebook as it will be executed, and of what executes it."""
    how = [json.dumps(sheet.parameters), "plain" if sheet.plain else "in process"]
    return digest(file_hash(notebook_of(sheet.chapter)), *how, code_hash(), surroundings())


def _kept(plan: WavePlan, name: str, key: str) -> Path:
    return cache.cache_folder(plan.study.study, f"{plan.period}.{name}-{key[:16]}")


def _reads(waves: Sequence[WavePlan]) -> dict[str, Callable[[], str]]:
    *earlier, plan = waves
    return {
        "earlier": partial(_collected, earlier),
        "questionnaires": partial(_asked, waves),
        "experts": partial(_tables, plan, "experts"),
        "judgements": partial(_tables, plan, "judgements"),
        "frames": partial(_tables, plan, "population"),
        "dispositions": partial(_tables, plan, "dispositions"),
        "study_file": partial(file_hash, plan.study_path),
    }


def _collected(waves: Sequence[WavePlan]) -> str:
    return digest(*map(collected_key, waves))


def _asked(waves: Sequence[WavePlan]) -> str:
    """What earlier waves asked, and the registers that all waves are read with."""
    asked = (content_of(to_analyse(each)) for each in waves[:-1])
    return digest(*asked, *(_tables(each, "complaints") for each in waves))


def _tables(plan: WavePlan, kind: str) -> str:
    """Hash of the study's tables of a kind; a file that is not there is told by whoever reads it."""
    files = [plan.folder / table.file for table in plan.study.tables.values() if table.kind == kind]
    return digest(*(file_hash(file) if file.is_file() else "" for file in files))
