"""What a confirmatory factor analysis answers."""

from __future__ import annotations

from dataclasses import dataclass

from csat_lib.findings import Finding
from csat_lib.measurement.confirmatory.fitted_model import FittedModel
from csat_lib.measurement.confirmatory.model_findings import cfa_findings


@dataclass(frozen=True)
class CfaResult(FittedModel):
    """A fitted factor model with its findings."""

    def to_findings(self) -> list[Finding]:
        """The catalogue's topic ``model``: see ``model_findings``."""
        return cfa_findings(self)
