"""A chapter: what a notebook has at hand. The wave, and ``show``, ``say``, ``draw``: findings in words and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from csat_lib.findings import Finding, Text
from csat_lib.report.by_name import draw, say
from csat_lib.report.chapters import ANNEX, PILOT, REPORT, Composer, Product
from csat_lib.report.display import Display
from csat_lib.report.tables import show
from csat_lib.report.view import View
from csat_lib.study import WavePlan
from csat_lib.study.step_inputs import to_analyse
from csat_lib.study.waves import Simulated
from csat_lib.wave import Wave, open_wave

Shown = Callable[..., Display]


@dataclass(frozen=True)
class Chapter:
    """The wave in one language, on what the chapter has recorded."""

    wave: Wave
    language: str
    _views: dict[tuple[int, int], View] = field(default_factory=dict)

    @property
    def view(self) -> View:
        """What this chapter has recorded so far, as words and pictures may see it; made once until more is recorded."""
        recorded = self.wave.n_recorded
        if recorded not in self._views:
            self._views.clear()
            findings, texts = self.wave.findings(), self.wave.texts()
            self._views[recorded] = view_of(self.wave.plan, self.wave.ledger, self.language, findings, texts)
        return self._views[recorded]

    def show(self, recorded: Iterable[Finding] | Iterable[Text], *measures: str, **where: str) -> Display:
        """The table of what was recorded: all of it, or the given measures, or the rows that fit ``where``."""
        rows = list(recorded)
        if measures:
            rows = [row for row in rows if isinstance(row, Finding) and row.measure in measures]
        if where and rows:
            rows = [row for row in rows if all(getattr(row, name) == value for name, value in where.items())]
        return Display.of(show(self.view, rows), self.language)  # type: ignore[arg-type]

    def say(self, topic: str, subject: str | None = "") -> Display:
        """The reading of a topic, or of one of its subjects, in sentences."""
        return Display.of(say(self.view, topic, subject or ""), self.language)  # type: ignore[arg-type]

    def draw(self, chart: str, **what: Any) -> Display:
        """A chart with its title, base and source; where there is nothing to draw, the sentence that says why."""
        return Display.of(draw(self.view, chart, **what), self.language)  # type: ignore[arg-type]


def open_chapter(wave_file: str, chapter: str, language: str) -> tuple[Wave, Shown, Shown, Shown]:
    """Open a wave for a chapter: (wave, show, say, draw). It sees no more of the plan than it may depend on."""
    wave = open_wave(wave_file, chapter)
    opened = Chapter(replace(wave, plan=to_analyse(wave.plan)), language)
    return opened.wave, opened.show, opened.say, opened.draw


Compose = Callable[..., Display]


def open_report(wave_file: str, language: str) -> tuple[Compose, Compose]:
    """What composes the products of a wave: ``report(*chapters)`` and ``annex(*chapters)`` show their blocks."""
    composer = _composer(wave_file, language)
    return _composing(composer, REPORT, "report"), _composing(composer, ANNEX, "annex")


def open_pilot_report(wave_file: str, language: str) -> Compose:
    """What composes the report on a pilot, which rests on the chapter of the pilot alone."""
    return _composing(_composer(wave_file, language, ["pilot"]), PILOT, "report")


def _composer(wave_file: str, language: str, chapters: Sequence[str] = ()) -> Composer:
    """It rests on what the study's chapters have recorded, or on the named ones alone."""
    wave = open_wave(wave_file, "report")
    view = view_of(wave.plan, wave.ledger, language, wave.all_findings(chapters), wave.all_texts(chapters))
    plan = wave.plan
    return Composer(replace(view, manifest=_provenance_of(wave), commentary=plan.commentary, actions=plan.actions))


def _composing(composer: Composer, product: Product, name: str) -> Compose:
    def compose(*chapters: str) -> Display:
        blocks = [block for chapter in chapters for block in composer.compose(product, chapter)]
        return Display.of(blocks, composer.view.language, name)  # type: ignore[arg-type]  # "zh" or "en"

    return compose


def view_of(plan: WavePlan, ledger: pd.DataFrame, language: str, findings: pd.DataFrame, texts: pd.DataFrame) -> View:
    """Findings and texts with the wording and the periods that go with them."""
    return View(
        study=plan.study,
        findings=findings,
        texts=texts,
        ledger=ledger,
        language=language,
        period=plan.period,
        earlier=plan.earlier,
        simulated=isinstance(plan.responses, Simulated),
    )


def _provenance_of(wave: Wave) -> dict[str, Any]:
    """What the run noted about its inputs; nothing for a notebook run by hand."""
    noted = wave.recorded / "run.json"
    if not noted.exists():
        return {}
    facts: dict[str, Any] = json.loads(noted.read_text(encoding="utf-8"))["provenance"]
    return facts
