"""The wave: one study in one period, as its wave file and the command line ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Strict, Tag
from pydantic_core import PydanticCustomError

from csat_lib.errors import CsatError
from csat_lib.period import Period, parse
from csat_lib.study.model import CHAPTERS, Study
from csat_lib.study.responses import AnswerFile, AnswerFiles, AnswerQuery
from csat_lib.study.table_kinds import ExtraTable
from csat_lib.study.words import FileName, Level, Levels, Model, Name, StudyText

SECTIONS = ("page_one", *CHAPTERS, "pilot")
MOST_SIMULATED = 1_000_000
"""Respondents that are drawn at once: all of them lie in memory."""


def _known_section(given: str) -> str:
    if given not in SECTIONS:
        raise PydanticCustomError("choice", "no section", {"allowed": list(SECTIONS)})
    return given


Section = Annotated[str, AfterValidator(_known_section)]
"""Where the analyst's commentary stands: page one, a chapter, or the report on a pilot."""


def _of_form(given: str, form: str, wanted: str) -> str:
    try:
        parse(form.format(given))
    except CsatError:
        raise PydanticCustomError("form", "not of the form", {"wanted": wanted}) from None
    return given


_a_day = AfterValidator(lambda given: _of_form(given, "{0}..{0}", "a day such as 2026-01-15"))
_a_period = AfterValidator(lambda given: _of_form(given, "{}", "a period such as 2026-03"))


class Action(Model):
    """What is to be done; ``about``: what it follows from, by name, ``because`` what else is known of it.

    ``test`` says what will show that it worked; of a score in ``about`` the wave to ``judge`` it is enough.
    """

    what: StudyText
    owner: StudyText
    due: Annotated[str, _a_day]
    about: Levels = ()
    because: StudyText | None = None
    judge: Annotated[str, _a_period] | None = None
    test: StudyText | None = None
    status: Literal["planned", "under_way", "done", "dropped"] = "planned"


class Simulated(Model):
    """Answers drawn by the simulator instead of read from a file."""

    n: int = Field(ge=1, le=MOST_SIMULATED)
    seed: int = Field(ge=0)
    plants: bool = True


class SimulatedResponses(Model):
    """``responses: {simulate: {n: ..., seed: ...}}``."""

    simulate: Simulated


STUDY_FILE = "study.yaml"


_KINDS = {"sql": "AnswerQuery", "files": "AnswerFiles", "file": "AnswerFile"}


def _source(given: object) -> str:
    if isinstance(given, dict):
        return next((kind for key, kind in _KINDS.items() if key in given), "SimulatedResponses")
    return "files" if isinstance(given, list | tuple) else "file"


Responses = Annotated[
    Annotated[FileName, Tag("file")]
    | Annotated[tuple[FileName | AnswerFile, ...], Strict(strict=False), Field(min_length=1), Tag("files")]
    | Annotated[AnswerFile, Tag("AnswerFile")]
    | Annotated[AnswerFiles, Tag("AnswerFiles")]
    | Annotated[AnswerQuery, Tag("AnswerQuery")]
    | Annotated[SimulatedResponses, Tag("SimulatedResponses")],
    Discriminator(_source),
]


class WaveFile(Model):
    """The keys of ``params/<study>/<period>.yaml``, before they are set against the study.

    ``study_file``: the study file that the wave was asked with, beside the wave file; a wave asked with an older
    version of the questionnaire names the file that was kept of it. ``tables``: of this wave alone, or in place
    of the study's of the same name.
    """

    study: str
    study_file: FileName = STUDY_FILE
    period: Level
    responses: Responses
    earlier: Levels = ()
    language: Literal["zh", "en", "both"] = "both"
    seed: int = Field(default=1, ge=0)
    commentary: dict[Section, StudyText] = Field(default_factory=dict)
    actions: Annotated[tuple[Action, ...], Strict(strict=False)] = ()
    tables: dict[Name, ExtraTable] = Field(default_factory=dict)


@dataclass(frozen=True)
class WavePlan:
    """What a run does. ``path`` is the wave file; ``earlier`` are the periods compared with, oldest first.

    ``margins_from``: the tables of people that the margins of its weights were taken from.
    """

    study: Study
    period: Period
    path: Path
    responses: Path | Simulated | AnswerFiles | AnswerQuery
    earlier: tuple[Period, ...] = ()
    language: Literal["zh", "en", "both"] = "both"
    seed: int = 1
    commentary: dict[str, StudyText] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    overrides: dict[str, str] = field(default_factory=dict)
    study_file: str = STUDY_FILE
    margins_from: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder of the study: ``study.yaml`` and the wave files."""
        return self.path.parent

    @property
    def study_path(self) -> Path:
        """The study file that the wave was asked with."""
        return self.folder / self.study_file

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the report."""
        return self.study.languages if self.language == "both" else (self.language,)

    def wave_path(self, period: Period) -> Path:
        """The wave file of another period of the same study."""
        return self.folder / f"{period}.yaml"
