"""A measurement model as its figures draw it: constructs with their items, what stands above them, what correlates."""

from __future__ import annotations

from dataclasses import dataclass

from csat_lib.charts import Look
from csat_lib.charts.rows import Row, everybody, known
from csat_lib.findings.catalogue.model import CONSTRUCT_CORRELATION, LOADING
from csat_lib.report.declared import Rows


@dataclass(frozen=True)
class ModelShape:
    """``items`` and ``parts`` hold standardised loadings: of items on constructs, of constructs on second factors."""

    items: dict[str, list[Row]]
    parts: dict[str, list[Row]]
    correlations: list[Row]

    @property
    def tops(self) -> list[str]:
        """What nothing stands above: second-order factors, and the constructs that are no part of one."""
        held = {row.subject for rows in self.parts.values() for row in rows}
        return [*self.parts, *(name for name in self.items if name not in held)]


def model_shape(figures: Rows, look: Look) -> ModelShape | None:
    """The shape that loadings and correlations of constructs give; None when no loading is known."""
    rows = known(everybody(figures, look, LOADING))
    owners = list(dict.fromkeys(row.other for row in rows))
    items = {name: [row for row in rows if row.other == name and row.subject not in owners] for name in owners}
    parts = {name: [row for row in rows if row.other == name and row.subject in owners] for name in owners}
    measured = {name: own for name, own in items.items() if own}
    if not measured:
        return None
    above = {name: own for name, own in parts.items() if own}
    return ModelShape(measured, above, known(everybody(figures, look, CONSTRUCT_CORRELATION)))
