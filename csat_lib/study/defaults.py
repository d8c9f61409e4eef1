"""What a study file need not say: scales by name, columns, the headline, the chapters that it can fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def with_defaults(given: dict[Any, Any], chapters: Sequence[str]) -> dict[Any, Any]:
    """Scales looked up by name, columns named after their questions, the first rating outcome as headline.

    All chapters, but drivers only of a headline, open answers only with a frame to read them by, measurement only of
    constructs, KPIs, a path model, complaints and scores only of what has one, other questions only where one is asked.
    """
    questions, scales = given.get("questions"), given.get("scales")
    if not isinstance(questions, dict):
        return given
    known = scales if isinstance(scales, dict) else {}
    complete = {name: _with_scale(name, question, known) for name, question in questions.items()}
    outcomes = (n for n, q in complete.items() if isinstance(q, dict) and q.get("role") == "outcome" and "scale" in q)
    whole = {"headline": next(outcomes, None), **given, "questions": complete}
    can = _can(whole)
    return {"chapters": [name for name in chapters if can.get(name, True)], **whole}


def _can(study: dict[Any, Any]) -> dict[str, bool]:
    """Chapter -> whether the study holds what it is about."""
    asked = [question for question in study["questions"].values() if isinstance(question, dict)]
    kinds = {str(question.get("kind", "rating" if "scale" in question else "")) for question in asked}
    voice, constructs = study.get("voice"), bool(study.get("constructs"))
    scored = constructs or bool(kinds & {"rating", "nps"})
    return {
        **dict.fromkeys(("reliability", "factors"), constructs),
        **dict.fromkeys(("scores", "trends"), scored),
        "kpis": bool(study.get("kpis")),
        "complaints": isinstance(study.get("complaints"), dict),
        "structure": isinstance(study.get("structure"), dict),
        "segments": scored and bool(study.get("segments")),
        "drivers": constructs and bool(study["headline"]),
        "questions": bool(kinds & {"single", "multiple", "yes_no", "number", "date"}),
        "voice": isinstance(voice, dict) and bool(voice.get("frame")),
    }


def _with_scale(name: Any, question: Any, scales: dict[Any, Any]) -> Any:
    if not isinstance(question, dict):
        return question
    found = {"column": str(name), **question}
    if isinstance(found.get("scale"), str) and found["scale"] in scales:
        found["scale"] = scales[found["scale"]]
    return found
