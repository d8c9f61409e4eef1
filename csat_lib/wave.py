"""A wave: what a notebook opens. Read-only inputs, and one way out: ``record``. It holds no statistics."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from csat_lib.cache import collected
from csat_lib.errors.runs import not_a_run
from csat_lib.findings import ALL, FINDING_SCHEMA, HIDDEN, TEXT_SCHEMA, Finding, Result, Text, read, to_frame, write
from csat_lib.inputs import Inputs
from csat_lib.study import load_wave

_OF_RESPONDENTS = frozenset({"reliability", "validity", "model", "factors", "comparability", "drivers"})
_OF_OTHERS = frozenset({"n_items", "i_cvi", "kappa", "s_cvi_average", "s_cvi_universal"})
"""Counts of items, and figures of experts: no respondent can be told from them."""


@dataclass(frozen=True)
class Wave(Inputs):
    """The wave that a chapter works on. ``chapter`` names the file that its findings are recorded in."""

    chapter: str
    desk: Path
    _findings: list[Finding] = field(default_factory=list)
    _texts: list[Text] = field(default_factory=list)

    def record(self, results: Result | Iterable[Result]) -> list[Finding]:
        """Sign the findings of one result or of several, keep them in the chapter's file, and give them back.

        What is measured on fewer respondents than the study's minimum base leaves its value here, and cells that are
        hidden leave their bases.
        """
        several = results if isinstance(results, Iterable) else [results]
        rows = (_shown(row, self.study.minimum_base) for result in several for row in result.to_findings())
        signed = [row.of(self.study.study, str(self.period)) for row in rows]
        self._findings.extend(signed)
        write(to_frame(self._findings), self.desk / "findings" / f"{self.chapter}.parquet")
        return signed

    def record_texts(self, texts: Iterable[Text]) -> list[Text]:
        """The same for words that are not figures."""
        signed = [text.of(self.study.study, str(self.period)) for text in texts]
        self._texts.extend(signed)
        write(to_frame(self._texts), self.desk / "texts" / f"{self.chapter}.parquet", TEXT_SCHEMA)
        return signed

    def keep(self, columns: pd.DataFrame) -> None:
        """Keep columns with the respondents (``columns`` by row of the answers file): a run adds them to its file."""
        folder = self.desk / "columns"
        folder.mkdir(exist_ok=True)
        columns.rename_axis("row").reset_index().to_parquet(folder / f"{self.chapter}.parquet", index=False)

    def findings(self) -> pd.DataFrame:
        """What this chapter has recorded so far; a chapter does not see the others, which may be running beside it."""
        return to_frame(self._findings)

    def texts(self) -> pd.DataFrame:
        """The same for texts."""
        return to_frame(self._texts) if self._texts else read([], TEXT_SCHEMA)

    def all_findings(self, chapters: Sequence[str] = ()) -> pd.DataFrame:
        """Everything recorded for this wave by all chapters of the study (or those named), in their order."""
        return read(self._recorded("findings", chapters), FINDING_SCHEMA)

    def all_texts(self, chapters: Sequence[str] = ()) -> pd.DataFrame:
        """The same for texts."""
        return read(self._recorded("texts", chapters), TEXT_SCHEMA)

    def _recorded(self, name: str, chapters: Sequence[str]) -> list[Path]:
        files = [self.desk / name / f"{chapter}.parquet" for chapter in chapters or self.study.chapters]
        return [file for file in files if file.exists()]


def open_wave(path: str | Path, chapter: str = "by-hand") -> Wave:
    """Open the wave that a wave file describes.

    Under ``csat run`` (environment variable CSAT_WORK) the run's own settings and folder are used; by hand the
    wave is collected into the cache and findings are recorded beside it.
    """
    work = os.environ.get("CSAT_WORK")
    plan = load_wave(Path(path), _overrides(Path(work)) if work else {})
    folder = collected(plan)
    desk = Path(work) if work else folder / "desk"
    for name in ("findings", "texts"):
        (desk / name).mkdir(parents=True, exist_ok=True)
    return Wave(plan.period, folder, plan, chapter, desk)


def _shown(row: Finding, least: int) -> Finding:
    few = row.n is not None and row.n < least
    if row.segment_by != ALL and row.value is None and (few or row.reason in HIDDEN):
        return replace(row, n=None, n_weighted=None, n_effective=None)
    if row.value is None or not few or row.topic not in _OF_RESPONDENTS or row.measure in _OF_OTHERS:
        return row
    return replace(row, value=None, low=None, high=None, se=None, df=None, p=None, reason="small_base")


def _overrides(work: Path) -> Mapping[str, str]:
    facts = work / "run.json"
    if not facts.exists():
        raise not_a_run(work)
    overrides: Mapping[str, str] = json.loads(facts.read_text(encoding="utf-8"))["overrides"]
    return overrides
