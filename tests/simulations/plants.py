"""How often are the demo's planted drop and driver found, and how often claimed when they are not there?

Run by hand from the top folder: ``python tests/simulations/plants.py --seeds 100``. Each seed draws the hotel's last
wave and the one before it afresh, with the plants and without, through collect and insight as a run does, and asks what
the report asks of the findings:

- drop: the index of the planted store fell since the wave before (its interval, which holds together with those of all
  comparisons of the report, lies under 0); cleanliness: its cleanliness did;
- driver: one construct leads the others (the interval of its lead by Johnson's weights lies above 0).

The table, kept in ``plants.txt``, gives the rate of each claim, the power that the mean effect and its mean standard
error promise, and with the plants removed the rate at which any store's drop or any lead is claimed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import nct, t

from csat_lib.collect import collect
from csat_lib.findings import Finding
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreFigure
from csat_lib.insight.drivers import DriverSpec, find_drivers
from csat_lib.insight.simultaneous import comparisons
from csat_lib.insight.trends import changes
from csat_lib.period import Period
from csat_lib.specs import maker_of
from csat_lib.specs.index import score_spec
from csat_lib.study import Simulated, Study, WavePlan
from csat_lib.study.loading import load_wave
from csat_lib.summary.summary import Summary

WAVE = Path(__file__).parents[2] / "params" / "hotel" / "2025-12.yaml"
KEPT = Path(__file__).with_suffix(".txt")
FIRST_SEED = 10_000


@dataclass(frozen=True)
class Added:
    """A collected wave, with what the makers of Specs ask of one."""

    plan: WavePlan
    period: Period
    summary: Summary

    @property
    def study(self) -> Study:
        """The questionnaire and its rules."""
        return self.plan.study

    @property
    def judgements(self) -> dict[str, Any]:
        """No expert was asked."""
        return {}

    def spec(self, kind: type[Any]) -> Any:
        """Another Spec of the same wave."""
        return maker_of(kind)(self)


@dataclass(frozen=True)
class Seed:
    """What one seed's findings claim, the planted figures themselves, and the drop's share of the error."""

    planted: bool
    drop: bool
    part: bool
    any_drop: bool
    any_rise: bool
    driver: bool
    any_driver: bool
    change: float
    change_se: float
    lead: float
    lead_se: float
    share: float


def run(seed: int, *, planted: bool) -> Seed:
    """Draw, collect and analyse two waves."""
    plan = load_wave(WAVE)
    with tempfile.TemporaryDirectory() as folder:
        last, before = (
            _collected(plan, period, Simulated(n=_n(plan), seed=seed, plants=planted), Path(folder) / period.text)
            for period in (plan.period, plan.earlier[-1])
        )
    return _claims(plan, last, before, planted=planted)


def _n(plan: WavePlan) -> int:
    return plan.responses.n if isinstance(plan.responses, Simulated) else 0


def _collected(plan: WavePlan, period: Period, responses: Simulated, folder: Path) -> Added:
    collect(replace(plan, period=period, responses=responses), folder)
    return Added(plan, period, Summary.load(folder / "summary"))


def _claims(plan: WavePlan, last: Added, before: Added, *, planted: bool) -> Seed:
    study = plan.study
    plant, slope = study.simulate.plants.shifts[0], study.simulate.plants.slopes[0]
    spec = score_spec(last)
    of_units = [row for row in changes(last, before, spec).to_findings() if row.segment_by == study.unit]
    stores = {row.segment: row for row in of_units if row.subject == study.root}
    part = next(row for row in of_units if (row.subject, row.segment) == (plant.target, plant.level))
    drivers = find_drivers(last.summary, DriverSpec(study.drivers, study.headline, study.confidence))
    lead = drivers.leads[0]
    drop, cell = stores[plant.level], (study.unit or "", plant.level)
    figure = ScoreFigure(study.root, "change", composites(spec)[0].estimate(last.summary.scores, cell), cell=cell)
    return Seed(
        planted=planted,
        drop=_fell(drop),
        part=_fell(part),
        any_drop=any(map(_fell, of_units)),
        any_rise=any(row.low is not None and row.low > 0 for row in of_units),
        driver=lead.clear and lead.top == slope.target,
        any_driver=lead.clear,
        change=drop.value or np.nan,
        change_se=drop.se or np.nan,
        lead=lead.value if lead.top == slope.target else -lead.value,
        lead_se=lead.se,
        share=comparisons(last.summary, spec).share(figure),
    )


def _fell(row: Finding) -> bool:
    return row.high is not None and row.high < 0


def table(seeds: pd.DataFrame) -> str:
    """The rates in words and figures."""
    share = float(seeds["share"].mean())
    planted, bare = seeds[seeds["planted"]], seeds[~seeds["planted"]]
    wrong = planted["any_driver"] & ~planted["driver"]
    return f"""{len(planted)} seeds from {FIRST_SEED}; the hotel's last wave and the one before it

with the plants
  store's drop   claimed in {planted["drop"].mean():.2f} of seeds, power {_power(planted, "change", share):.2f}: \
change {planted["change"].mean():.2f} points, standard error {planted["change_se"].mean():.2f}
  that of its first planted dimension claimed in {planted["part"].mean():.2f}
  driver's lead  claimed in {planted["driver"].mean():.2f} of seeds, power {_power(planted, "lead", 1.0):.2f}: \
lead {planted["lead"].mean():.3f} of R squared, standard error {planted["lead_se"].mean():.3f}
  another construct claimed to lead in {wrong.mean():.2f}

without the plants
  any drop of any store in any figure claimed in {bare["any_drop"].mean():.2f} of seeds (the planted store's in \
{bare["drop"].mean():.2f}), any store's rise in {bare["any_rise"].mean():.2f}
  any construct's lead claimed in {bare["any_driver"].mean():.2f}
"""


def _power(seeds: pd.DataFrame, effect: str, share: float, df: float = 99) -> float:
    """Chance that the mean effect is clear of zero at its mean standard error, with a share of the error of 5 %."""
    shift = abs(seeds[effect].mean()) / seeds[f"{effect}_se"].mean()
    return float(nct.sf(t.ppf((1 + 0.95**share) / 2, df), df, shift))


def _job(job: tuple[int, bool]) -> Seed:
    return run(job[0], planted=job[1])


def _jobs(n: int) -> Iterator[tuple[int, bool]]:
    return ((FIRST_SEED + at, planted) for planted in (True, False) for at in range(n))


def main() -> None:
    """Run the seeds, print the table and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with Pool(options.processes) as pool:
        seeds = pd.DataFrame([vars(seed) for seed in pool.imap(_job, _jobs(options.seeds), chunksize=5)])
    told = table(seeds)
    sys.stdout.write(told)
    KEPT.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
