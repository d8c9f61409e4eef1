"""Figures of each unit (KPIs) or of each respondent, and what they are worth in points: parts of the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import Field, Strict, model_validator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.raw import Check, Raw
from csat_lib.study.words import Model, Name, StudyText

Direction = Literal["up", "down"]
TABLES = ("unit_kpis", "third_party", "complaints")
"""Kinds of tables that a KPI may come from."""


class Linear(Model):
    """Points in proportion between two figures: 0 from ``worst`` on, 100 from ``best`` on."""

    worst: float
    best: float


class Attainment(Model):
    """100 points at the figure ``at``, others in proportion to it (down: the inverse), never more than ``cap``."""

    at: float = Field(gt=0)
    cap: float = Field(default=100, gt=0, le=100)


Step = Annotated[tuple[float, Annotated[float, Field(ge=0, le=100)]], Strict(strict=False)]


class Standard(Model):
    """What a figure is worth, by one of four: ``linear``, ``attainment``, ``bands`` (limit, points), ``deduct``.

    ``bands``: the best first; a figure has the points of the first limit that it meets, beyond the last one none.
    ``deduct``: points taken from 100 for each of what is counted.
    """

    linear: Linear | None = None
    attainment: Attainment | None = None
    bands: Annotated[tuple[Step, ...], Strict(strict=False), Field(min_length=1)] | None = None
    deduct: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _is_one(self) -> Standard:
        if sum(one is not None for one in (self.linear, self.attainment, self.bands, self.deduct)) != 1:
            raise ValueError("a scoring standard has one of `linear`, `attainment`, `bands` and `deduct`")
        return self

    def points(self, value: ArrayLike, direction: Direction) -> NDArray[np.float64]:
        """Points (0-100) of figures."""
        at = np.asarray(value, dtype=np.float64)
        if self.linear is not None:
            given = (at - self.linear.worst) / (self.linear.best - self.linear.worst)
            return 100 * np.clip(given, 0.0, 1.0)
        if self.attainment is not None:
            aim, cap = self.attainment.at, self.attainment.cap
            ratio = at / aim if direction == "up" else aim / np.maximum(at, 1e-9)
            return np.clip(100 * ratio, 0.0, cap)
        if self.bands is not None:
            met = [at >= limit if direction == "up" else at <= limit for limit, _ in self.bands]
            return np.asarray(np.select(met, [points for _, points in self.bands], 0.0))
        return np.maximum(100 - (self.deduct or 0.0) * at, 0.0)


class Kpi(Model):
    """A figure of each unit, from a ``table``, or of each respondent, the answer to a ``question`` (in its unit).

    A ``share`` lies between 0 and 1. A table of the kind ``unit_kpis`` has a KPI under its own name; one of
    ``third_party`` gives the mean score of ``indicator``, which is in points already; one of ``complaints`` the number
    of complaints (``founded``: of those that were found to be so). ``missing``: what a unit without a figure has in the
    index: none at all (``absent``), the other parts' weights made to add up to 1 (``renormalise``), or 0 points. Of
    respondents the mean is over those who have one; with ``zero`` each of the others whom it applied to has 0 points.
    ``perceived``: the question, construct or outcome that asks for what the figure measures.
    """

    title: StudyText
    table: Name | None = None
    question: str | None = None
    share: bool = False
    unit: StudyText | None = None
    direction: Direction | None = None
    standard: Standard | None = None
    indicator: str | None = None
    founded: bool = False
    missing: Literal["absent", "renormalise", "zero"] = "absent"
    perceived: str | None = None
    definition: StudyText | None = None
    source: StudyText | None = None

    @model_validator(mode="after")
    def _is_of_units_or_of_respondents(self) -> Kpi:
        if (self.table is None) is (self.question is None):
            raise ValueError("a KPI has either a `table` (of units) or a `question` (of respondents)")
        if self.question is not None and (self.share or self.unit or self.indicator or self.founded):
            raise ValueError("a KPI with a `question` has that one's unit, and no `share`, `indicator` or `founded`")
        return self

    @property
    def is_down(self) -> bool:
        """Whether less is better."""
        return self.direction == "down" or (self.standard is not None and self.standard.deduct is not None)

    def points(self, value: ArrayLike) -> NDArray[np.float64]:
        """Points (0-100) of figures; of a third party's score itself."""
        standard, direction = self.standard, self.direction or "up"
        return standard.points(value, direction) if standard else np.asarray(value, dtype=np.float64)


@dataclass(frozen=True)
class UnitFigure:
    """What a table says of a unit: a value; of a share its counts, of a mean the n and the sd that it rests on.

    Without either it is exact: nothing was sampled.
    """

    value: float
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None
    sd: float | None = None


Figures = Mapping[str, Mapping[str, UnitFigure]]
"""KPI -> unit -> figure."""


def _kpis_can_be_read(raw: Raw) -> Iterator[Fault]:
    """A KPI comes from a table that can hold it, has direction, standard and unit, and a study with units.

    One of respondents comes from a question that is answered by a number, which has a unit.
    """
    for name in raw.names("kpis"):
        loc, asked = ("kpis", name), raw.value("kpis", name, "question")
        if not raw.value("unit") and asked is None:
            do = "Add `unit: <one of the segments>`."
            yield phrases.needs(raw.where(*loc), f"kpis.{name}", "a study with units", do)
        table, kinds = raw.value(*loc, "table"), {n: raw.value("tables", n, "kind") for n in raw.names("tables")}
        allowed = [each for each, kind in kinds.items() if kind in TABLES]
        if isinstance(table, str) and kinds and table not in allowed:
            yield phrases.unknown_name(raw.where(*loc, "table"), f"kpis.{name}.table", table, allowed)
        if isinstance(asked, str) and asked not in (allowed := raw.questions(kind="number")):
            yield phrases.unknown_name(raw.where(*loc, "question"), f"kpis.{name}.question", asked, allowed)
        kind = kinds.get(table, "unit_kpis")
        if kind == "third_party":
            yield from _score_of_others(raw, name)
            continue
        needed = ["standard", *(["direction"] if kind == "unit_kpis" and not _deducts(raw, name) else [])]
        needed += ["unit"] if not raw.value(*loc, "share") and kind == "unit_kpis" and asked is None else []
        for key in needed:
            if raw.value(*loc, key) is None:
                yield phrases.missing_key(raw.where(*loc), f"kpis.{name}", key)
        yield from _standard_goes_its_way(raw, name)
    for name in raw.names("kpis"):
        told = raw.value("kpis", name, "perceived")
        known = [*raw.rated(), *raw.names("constructs")]
        if isinstance(told, str) and told not in known:
            yield phrases.unknown_name(raw.where("kpis", name, "perceived"), f"kpis.{name}.perceived", told, known)


def _deducts(raw: Raw, name: str) -> bool:
    return raw.value("kpis", name, "standard", "deduct") is not None


def _score_of_others(raw: Raw, name: str) -> Iterator[Fault]:
    if raw.value("kpis", name, "indicator") is None:
        yield phrases.missing_key(raw.where("kpis", name), f"kpis.{name}", "indicator")
    if raw.value("kpis", name, "standard") is not None:
        rule = "scores of a third party are points already and have no `standard`"
        yield phrases.broken_rule(raw.where("kpis", name, "standard"), f"kpis.{name}.standard", rule)


def _standard_goes_its_way(raw: Raw, name: str) -> Iterator[Fault]:
    """Worst, best and the limits of bands lie as the direction says, and no band has more points than a better one."""
    loc, direction = ("kpis", name, "standard"), raw.value("kpis", name, "direction")
    worst, best = (raw.value(*loc, "linear", end) for end in ("worst", "best"))
    limits = [step[0] for step in raw.listing(*loc, "bands") if isinstance(step, list) and len(step) == 2]
    for part, run in (("linear", [best, worst]), ("bands", limits)):
        if direction not in {"up", "down"} or not all(isinstance(end, int | float) for end in run):
            continue
        falls = all(first > second for first, second in pairwise(run))
        rises = all(first < second for first, second in pairwise(run))
        if not (falls if direction == "up" else rises):
            rule = f"from the best on, figures must {'fall' if direction == 'up' else 'rise'}, as `direction` says"
            yield phrases.broken_rule(raw.where(*loc, part), f"kpis.{name}.standard.{part}", rule)
            return
    worth = [step[1] for step in raw.listing(*loc, "bands") if isinstance(step, list) and len(step) == 2]
    if all(isinstance(one, int | float) for one in worth) and any(a < b for a, b in pairwise(worth)):
        rule = "from the best on, points must not rise"
        yield phrases.broken_rule(raw.where(*loc, "bands"), f"kpis.{name}.standard.bands", rule)


CHECKS: tuple[Check, ...] = (_kpis_can_be_read,)
