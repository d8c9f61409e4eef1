"""The study: what is asked of whom, how it is scored, and which rules hold. Read from ``study.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PrivateAttr, Strict, model_validator

from csat_lib.study.alerting import Alert
from csat_lib.study.complaints import Complaints
from csat_lib.study.constructs import Aim, Blank, ByUnit, Construct, Node, PartWeight, in_year
from csat_lib.study.defaults import with_defaults
from csat_lib.study.derived import DerivedVariable
from csat_lib.study.form import Form, FormPage, Matrix
from csat_lib.study.grading import FuzzyEvaluation
from csat_lib.study.item_log import Logged
from csat_lib.study.kpis import Figures, Kpi
from csat_lib.study.measuring import Measurement
from csat_lib.study.pilot import Pilot
from csat_lib.study.planning import Plan
from csat_lib.study.questions import YES_NO, Question, Recommendation, Scale, YesNo
from csat_lib.study.rules import Exclusions, Weights
from csat_lib.study.structural import StructuralModel
from csat_lib.study.table_kinds import ExtraTable
from csat_lib.study.truth import Simulate
from csat_lib.study.weighing import WeightsOf
from csat_lib.study.words import COLOUR_PATTERN, FileName, Language, Model, Name, Names, StudyText, WordLists

_First = Literal["quality", "reliability", "factors", "weights", "questions", "scores", "kpis"]
Chapter = Literal[_First, "structure", "drivers", "segments", "trends", "complaints", "voice"]
CHAPTERS: tuple[Chapter, ...] = get_args(Chapter)


class Fields(Model):
    """Columns of the answers file that describe the respondent."""

    id: str | None = None
    customer: str | None = None
    finished: str | None = None
    duration: str | None = None
    device: str | None = None
    source: str | None = None
    stratum: str | None = None
    psu: str | None = None
    population: str | None = None
    base_weight: str | None = None

    def given(self) -> dict[str, str]:
        """Field -> column, of the fields that the study names."""
        return {field: column for field, column in self if column is not None}


class FrameCode(Model):
    """One code of the frame for open answers, and the words that tell it."""

    title: StudyText
    words: WordLists


class Voice(Model):
    """How open answers are read: which questions, the code frame, how many quotes a code is given."""

    questions: Names = Field(min_length=1)
    quotes: int = Field(default=2, ge=0)
    frame: dict[Name, FrameCode] = Field(default_factory=dict)


class ReportLook(Model):
    """The client's colour and logo."""

    accent: str = Field(default="#1f5a7a", pattern=COLOUR_PATTERN)
    logo: FileName | None = None


class Study(Model):
    """One study. ``questions`` stand in questionnaire order; see ARCHITECTURE.md for every key."""

    study: Name
    title: StudyText
    client: StudyText | None = None
    goal: StudyText | None = None
    population: StudyText | None = None
    fieldwork: StudyText | None = None
    objects: StudyText | None = None
    languages: Annotated[tuple[Language, ...], Strict(strict=False), Field(min_length=1)] = ("zh", "en")
    confidence: float = Field(default=0.95, ge=0.5, lt=1)
    minimum_base: int = Field(default=10, ge=1)
    small_base: int = Field(default=30, ge=1)
    grace_days: int = Field(default=0, ge=0)
    targets: dict[str, Aim] = Field(default_factory=dict)
    scales: dict[Name, Scale] = Field(default_factory=dict)
    form: Form = Form()
    questions: dict[Name, Question] = Field(min_length=1)
    derived: dict[Name, DerivedVariable] = Field(default_factory=dict)
    constructs: dict[Name, Construct] = Field(default_factory=dict)
    kpis: dict[Name, Kpi] = Field(default_factory=dict)
    index: dict[Name, Node] = Field(default_factory=dict)
    weights_of: dict[Name, WeightsOf] = Field(default_factory=dict)
    blank: Blank | None = None
    fuzzy: FuzzyEvaluation | None = None
    headline: str | None = None
    given_drivers: Names = Field(default=(), alias="drivers")
    segments: Names = ()
    unit: str | None = None
    rankings: Annotated[tuple[Literal["topsis", "rsr"], ...], Strict(strict=False)] = ()
    fields: Fields = Fields()
    exclude: Exclusions = ()
    weights: Weights | None = None
    measurement: Measurement = Measurement()
    structure: StructuralModel | None = None
    pilot: Pilot = Pilot()
    log: Annotated[tuple[Logged, ...], Strict(strict=False)] = ()
    voice: Voice | None = None
    tables: dict[Name, ExtraTable] = Field(default_factory=dict)
    complaints: Complaints | None = None
    plan: Plan | None = None
    alerts: dict[Name, Alert] = Field(default_factory=dict)
    chapters: Annotated[tuple[Chapter, ...], Strict(strict=False), Field(min_length=1)] = CHAPTERS
    look: ReportLook = ReportLook()
    simulate: Simulate | None = None
    _figures: Figures = PrivateAttr(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, given: Any) -> Any:
        return with_defaults(given, CHAPTERS) if isinstance(given, dict) else given

    @property
    def figures(self) -> Figures:
        """The KPIs of the wave's units, once its tables have been read."""
        return self._figures

    def with_figures(self, figures: Figures) -> Study:
        """The study with the KPIs of a wave's units."""
        copy = self.model_copy()
        copy._figures = figures  # no key of the file: what a table says is no word of the study
        return copy

    @property
    def items(self) -> tuple[str, ...]:
        """All construct items, in the order of the constructs."""
        return tuple(item for construct in self.constructs.values() for item in construct.items)

    @property
    def variables(self) -> dict[str, Question]:
        """All that there is an answer of from each respondent: the questions, then what is derived of them."""
        made = {name: one.question for name, one in self.derived.items() if one.question is not None}
        return {**self.questions, **made} if made else self.questions

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Questions with the role outcome, in questionnaire order, then what is derived with that role."""
        return tuple(name for name, question in self.variables.items() if question.role == "outcome")

    @property
    def nps(self) -> str | None:
        """The question of kind nps, if one is asked."""
        return next((name for name, question in self.questions.items() if isinstance(question, Recommendation)), None)

    @property
    def root(self) -> str:
        """What the report begins with: the top node of the index, part of no other; else an outcome, else nothing."""
        parts = {part for node in self.index.values() for part in node.parts}
        return next((name for name in self.index if name not in parts), self.headline or self.nps or "")

    @property
    def drivers(self) -> tuple[str, ...]:
        """What may explain the headline: the constructs that the study names, else all under the root of the index."""
        under = [name for name in self._leaves(self.root) if name in self.constructs] if self.index else self.constructs
        return self.given_drivers or tuple(under)

    def of_year(self, year: int) -> Study:
        """The study with the targets of that year."""
        aims = {name: in_year(aim, year) for name, aim in self.targets.items()}
        left = {name: aim for name, aim in aims.items() if aim is not None}
        return self if left == self.targets else self.model_copy(update={"targets": left})

    def aims(self, cell: tuple[str, str] = ("all", "")) -> dict[str, float]:
        """What scores of everybody, or of one unit, are aimed at."""
        found: dict[str, Any] = {}
        for name, aim in self.targets.items():
            own = aim.units.get(cell[1]) if isinstance(aim, ByUnit) and cell[0] == self.unit else None
            whole = aim.everybody if isinstance(aim, ByUnit) else aim
            found[name] = whole if cell[0] == "all" else own
        return {name: aim for name, aim in found.items() if isinstance(aim, int | float)}

    @property
    def tree(self) -> dict[str, dict[str, PartWeight]]:
        """The index tree: node -> part -> number or rule that weighs it."""
        return {name: node.parts for name, node in self.index.items()}

    def rules_of(self, node: str) -> tuple[str, ...]:
        """The rules that the weights of a node follow from: one, or those that are combined."""
        word = next(iter(self.index[node].parts.values()))
        return self.weights_of[node].taken if node in self.weights_of else (word if isinstance(word, str) else "given",)

    @property
    def margins(self) -> dict[str, dict[str, float]]:
        """Margins that the weights meet: question, or two crossed, -> level -> share; empty without any."""
        return self.weights.shares if self.weights is not None else {}

    @property
    def weighted_to(self) -> tuple[str, ...]:
        """The questions whose shares the weights meet, each alone or crossed with another."""
        return self.weights.questions if self.weights is not None else ()

    @property
    def criteria(self) -> tuple[str, ...]:
        """What the constructs should go with: the headline outcome, if the study has one."""
        return (self.headline,) if self.headline else ()

    @property
    def pages(self) -> tuple[FormPage, ...]:
        """The pages of the form: as the study divides it, or one with every question."""
        return self.form.pages or (FormPage(questions=tuple(self.questions)),)

    def block(self, question: str) -> Matrix | None:
        """The block in which a question is shown, if in any."""
        return next((block for block in self.form.blocks.values() if question in block.questions), None)

    def _leaves(self, node: str) -> Iterator[str]:
        for part in self.index[node].parts:
            yield from self._leaves(part) if part in self.index else (part,)

    def label(self, name: str, language: str) -> str:
        """The wording of a question, construct, node, or of what was retired; the study's title for its own name."""
        if asked := self.questions.get(name) or self.derived.get(name):
            return asked.text.get(language)
        gone = {one.item: one for one in self.log if one.title}
        classes = self.complaints.classes if self.complaints else {}
        kinds = (self.constructs, self.index, self.kpis, self.measurement.second_order, classes, gone)
        titled: Any = next((kind[name] for kind in kinds if name in kind), None)
        return (titled or self).title.get(language) if titled or name == self.study else name

    def level(self, segment: str, level: str, language: str) -> str:
        """The wording of one option of a choice question; a level without wording is its own code."""
        asked = self.variables[segment]
        options: dict[str, StudyText] = getattr(getattr(asked, "scale", asked), "options", {})
        if isinstance(asked, YesNo):
            options = YES_NO | {code: YES_NO[said] for said in YES_NO for code in getattr(asked, said)}
        return options[level].get(language) if level in options else level
