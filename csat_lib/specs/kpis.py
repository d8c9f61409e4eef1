"""What the statistics of KPIs need: the figures of this wave and of the one before it, and how they are scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from csat_lib.answers.table_use import with_tables
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.operating_figures import KpiFacts, KpiSpec, KpiValue
from csat_lib.specs.given import Given
from csat_lib.study.kpis import Figures, Kpi


def kpi_spec(wave: Given) -> KpiSpec:
    """The KPIs of the wave and of the one before it, their standards and targets."""
    study, plans = wave.study, wave.plans
    before: Figures = with_tables(plans[-2]).study.figures if len(plans) > 1 and study.kpis else {}
    aims = study.aims()
    facts = {
        name: KpiFacts(
            _values(study.figures.get(name, {})),
            _values(before.get(name, {})),
            kpi.points,
            *_shown(kpi),
            aims.get(name),
            kpi.question or "",
        )
        for name, kpi in study.kpis.items()
    }
    return KpiSpec(facts, study.root, wave.spec(ScoreSpec))


def _values(of: Mapping[str, object]) -> dict[str, KpiValue]:
    return {unit: KpiValue(**asdict(one)) for unit, one in of.items()}  # type: ignore[call-overload]


def _shown(kpi: Kpi) -> tuple[float, float]:
    """What a figure is multiplied with to be shown, and one unit in the good direction."""
    scale = 100.0 if kpi.share else 1.0
    return scale, (-1 if kpi.is_down else 1) / scale


MAKERS = {KpiSpec: kpi_spec}
