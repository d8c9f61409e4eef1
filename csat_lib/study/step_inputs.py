"""The parts of a plan that a step of the work may read: it is given no more, so it depends on no more."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from csat_lib.study.model import ReportLook, Study
from csat_lib.study.raw import TREE
from csat_lib.study.responses import AnswerFile, AnswerFiles
from csat_lib.study.table_kinds import OF_RESPONDENTS
from csat_lib.study.waves import WavePlan
from csat_lib.study.words import StudyText

_UNSAID = StudyText(zh="-", en="-")
_NOT_RUN = ("chapters", "languages")
"""What no chapter asks about; a chapter's language is given apart."""
_NOT_COLLECTED = (
    *_NOT_RUN,
    *("client", "goal", "population", "objects", "fieldwork", "form", "confidence", "minimum_base", "small_base"),
    "targets",
    *("given_drivers", "rankings", "structure", "pilot", "log", "voice", "look", "tables", "alerts"),
    "complaints",
)


def to_collect(plan: WavePlan) -> WavePlan:
    """The plan without what says how a wave is analysed and told: its answers do not change with that."""
    joined = {name: table for name, table in plan.study.tables.items() if table.kind == OF_RESPONDENTS}
    kept = {"title": _UNSAID, TREE: {}, "tables": joined}
    study = _without(plan.study, _NOT_COLLECTED).model_copy(update=kept)
    return replace(plan, study=study, earlier=(), language="both", seed=1, commentary={}, actions=(), overrides={})


def to_analyse(plan: WavePlan) -> WavePlan:
    """The plan without what only the report tells: commentary, actions, logo, which other chapters there are."""
    look = ReportLook(accent=plan.study.look.accent)
    study = _without(plan.study, _NOT_RUN).model_copy(update={"look": look})
    return replace(plan, study=study, language="both", commentary={}, actions=(), overrides={})


def content_of(plan: WavePlan) -> str:
    """All that a plan says, as text; of its answers file only the ending: whoever reads the file hashes its bytes."""
    return json.dumps(
        {
            "study": plan.study.model_dump(mode="json"),
            "figures": {kpi: {unit: asdict(one) for unit, one in of.items()} for kpi, of in plan.study.figures.items()},
            "period": str(plan.period),
            "responses": _told_of(plan),
            "earlier": [str(period) for period in plan.earlier],
            "language": plan.language,
            "seed": plan.seed,
            "commentary": {name: words.model_dump() for name, words in plan.commentary.items()},
            "actions": [action.model_dump() for action in plan.actions],
        },
        ensure_ascii=False,
    )


def _told_of(plan: WavePlan) -> Any:
    given = plan.responses
    if isinstance(given, Path):
        return given.suffix.lower()
    if isinstance(given, AnswerFiles):
        told = [each.model_dump() if isinstance(each, AnswerFile) else {"file": each} for each in given.files]
        return [given.join, *({**each, "file": Path(each["file"]).suffix.lower()} for each in told)]
    return given.model_dump()


def _without(study: Study, keys: tuple[str, ...]) -> Study:
    """The study with these keys as if they had not been given."""
    unset: dict[str, Any] = {key: Study.model_fields[key].get_default(call_default_factory=True) for key in keys}
    return study.model_copy(update=unset)
