"""What the plan of the sample needs: what it is to tell, the frame's strata, and who was counted in each."""

from __future__ import annotations

import pandas as pd

from csat_lib.findings import ALL
from csat_lib.sampling.allocation import Stratum
from csat_lib.sampling.plan import WITHOUT_END, PlanSpec
from csat_lib.specs.given import Given
from csat_lib.weighting.margins import CROSS, levels_in


def plan_spec(wave: Given) -> PlanSpec:
    """The study's plan, over the frame of the wave's period; an empty one where the study has none."""
    plan = wave.study.plan
    if plan is None:
        return PlanSpec()
    by = CROSS.join(plan.strata)
    people, invited = dict[str, float]({"": WITHOUT_END}), dict[str, float]()
    if plan.table is not None:
        rows = wave.frames[plan.table].rename(columns={"unit": wave.study.unit or "unit"})
        people = _by_level(rows, by, rows["N"])
        invited = _by_level(rows, by, rows["invited"]) if "invited" in rows else {}
    return PlanSpec(
        {name: Stratum(int(n), plan.sd_of(name)) for name, n in people.items()},
        by or ALL,
        half_width=plan.half_width,
        each=plan.each,
        change=plan.change,
        power=plan.power,
        allocation=plan.allocation,
        minimum=plan.minimum,
        design_effect=plan.design_effect,
        confidence=wave.study.confidence,
        reached={name: int(n) for name, n in _by_level(wave.kept, by, pd.Series(1, wave.kept.index)).items()},
        invited={name: int(n) for name, n in invited.items()},
        response=plan.response,
    )


def _by_level(frame: pd.DataFrame, by: str, numbers: pd.Series) -> dict[str, float]:
    """Level of the strata -> sum; everybody has the name of none."""
    if not by:
        return {"": float(numbers.sum())}
    sums = numbers.groupby(levels_in(frame, by)).sum()
    return {str(level): float(n) for level, n in sums.items() if n > 0}


MAKERS = {PlanSpec: plan_spec}
