"""Conditions on answers: whom a question is put to, what is derived of answers; and what there can be of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, Strict, model_validator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.documents import Loc
from csat_lib.study.raw import Raw, walk
from csat_lib.study.shape import dotted
from csat_lib.study.words import Levels, Model

_UNORDERED = ("single", "multiple", "yes_no", "date", "text")


class Condition(Model):
    """What somebody answered to ``question``: one of ``values``, at least or at most so much (points, on such a scale).

    Or several conditions, ``all`` or ``any`` of which hold. An unanswered question meets no condition.
    """

    question: str | None = None
    values: Levels | None = Field(default=None, alias="is", min_length=1)
    at_least: float | None = None
    at_most: float | None = None
    every: Conditions | None = Field(default=None, alias="all", min_length=1)
    some: Conditions | None = Field(default=None, alias="any", min_length=1)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Condition:
        bounds = (self.values, self.at_least, self.at_most)
        asked = self.question is not None and any(bound is not None for bound in bounds)
        parts = (self.every is not None) + (self.some is not None)
        said = self.question is not None or any(bound is not None for bound in bounds)
        if asked + parts != 1 or (said and not asked):
            raise ValueError("a condition has a `question` with `is`, `at_least` or `at_most`, or `all`, or `any`")
        return self

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions within."""
        return self.every or self.some or ()

    @property
    def asks(self) -> tuple[str, ...]:
        """The questions whose answers decide, each once."""
        own = (self.question,) if self.question else ()
        return tuple(dict.fromkeys((*own, *(name for part in self.parts for name in part.asks))))


Conditions = Annotated[tuple[Condition, ...], Strict(strict=False)]


def condition_faults(raw: Raw, loc: Loc, asked: Sequence[str]) -> Iterator[Fault]:
    """Every question of a condition is one of those ``asked``, and is answered as the condition says."""
    for inner, found in walk(raw.value(*loc), loc):
        name = found.get("question")
        if not isinstance(name, str):
            continue
        if name not in asked:
            yield phrases.unknown_name(raw.where(*inner, "question"), f"{dotted(inner)}.question", name, asked)
            continue
        answers = _answers(raw, name)
        for index, level in enumerate(raw.listing(*inner, "is")):
            if answers and str(level) not in answers:
                where = raw.where(*inner, "is", index)
                yield phrases.unknown_name(where, f"{dotted(inner)}.is", str(level), answers)
        bounds = [key for key in ("at_least", "at_most") if key in found]
        if bounds and any(name in raw.questions(kind=kind) for kind in _UNORDERED):
            what = "a question that is answered by a number or on a scale"
            yield phrases.needs(
                raw.where(*inner, bounds[0]), f"{dotted(inner)}.{bounds[0]}", what, "Write `is: [...]`."
            )


def _answers(raw: Raw, name: str) -> list[str]:
    """What `is` may name of a question; nothing of one whose answers are numbers."""
    loc = ("questions", name)
    yes_no = [str(code) for key in ("yes", "no") for code in (*raw.listing(*loc, key), key)]
    scale = raw.value(*loc, "scale")
    points = [str(code) for code in raw.mapping("scales", scale, "points")] if isinstance(scale, str) else []
    return raw.options(name) or points or (yes_no if name in raw.questions(kind="yes_no") else [])
