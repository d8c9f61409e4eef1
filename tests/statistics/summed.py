"""The planted sample added up as collecting does it, and the tables that collecting leaves beside the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.operating_figures import KpiFacts, KpiSpec, KpiValue
from csat_lib.summary.counts import Counts, count_answers
from csat_lib.summary.design import DesignTotals, sum_design
from csat_lib.summary.patterns import count_patterns
from csat_lib.summary.sample import REASON, Sample, cells_of
from csat_lib.summary.summary import Summary, count_missing
from csat_lib.summary.tables import Tables
from csat_lib.summary.totals import sum_totals
from tests.statistics.planted import World

SEGMENTS = ["store", "half"]


@dataclass(frozen=True)
class Wave:
    """A wave as the trends take it."""

    period: str
    summary: Summary


def waves(world: World) -> list[Wave]:
    """The earlier wave and this one."""
    return [Wave("2025-11", summed(world.earlier or world)), Wave("2025-12", summed(world))]


def score_spec(world: World) -> ScoreSpec:
    """All that can be scored."""
    index = {"satisfaction": dict.fromkeys(world.constructs, 1 / len(world.constructs))}
    names = (*world.items, "overall")
    ends = dict.fromkeys(names, world.ends)
    tens = tuple(f"{answer:g}" for answer in np.arange(0.0, 11.0))
    return ScoreSpec(dict(world.constructs), index, ("overall",), "nps", {"nps": tens}, ends)


def aimed(world: World) -> ScoreSpec:
    """The same with a target for every kind of score."""
    spec = score_spec(world)
    return replace(spec, targets={"satisfaction": 60.0, "a": 50.0, "overall": 6.0, "nps": 20.0})


def by_store(world: World, **sources: int) -> ScoreSpec:
    """The same where the stores are the units, and nodes have several sources."""
    return replace(score_spec(world), unit="store", sources=sources)


def kpis_of(world: World) -> KpiSpec:
    """A KPI of three stores, one of them in another wave only; the score ``a`` stands for its points."""
    now = {"S1": KpiValue(0.4, 40, 100), "S2": KpiValue(0.5, 60, 120)}
    facts = KpiFacts(now, now | {"S3": KpiValue(0.6, 6, 10)}, lambda share: 100 * share, 100.0, 0.01, 0.7)
    return KpiSpec({"a": facts}, "satisfaction", by_store(world))


@cache
def summed(world: World) -> Summary:
    """Every part of the summary, added up once."""
    return world.added([_summed(one) for one in world.parts()])


def sample_of(world: World) -> Sample:
    """Whom the rows stand for."""
    return Sample(world.mass, cells_of(world.rows, SEGMENTS, "store"))


def item_totals(world: World) -> DesignTotals:
    """Design totals of the items, the outcome and their boxes."""
    return world.added([sum_design(_answers(one), sample_of(one)) for one in world.parts()])


def score_totals(world: World) -> DesignTotals:
    """Design totals of the scores, of the kept and, by their reason, of those left out."""
    return world.added([_scores_with_left_out(one) for one in world.parts()])


def counted(world: World) -> Counts:
    """Counts of the net promoter question, the outcome and the segments."""
    return world.added([_counts(one) for one in world.parts()])


def respondents(world: World) -> pd.DataFrame:
    """The respondents as collecting writes them."""
    scores = world.points.drop(columns=["nps", "overall"]).add_prefix("score.")
    rows = world.rows[["customer", "finished", "seconds", "source", "store", "group"]].join(scores)
    return rows.assign(kept=True, weight=world.mass)


def _summed(world: World) -> Summary:
    items, blocks = world.rows[list(world.items)], world.constructs
    moments = {
        "pairwise": world.moments(world.items, "pairwise", "pairwise"),
        "complete": world.moments(world.items, label="complete"),
        "scores": world.sums([world.points[[*blocks, "overall"]]], "scores"),
        **{name: world.moments(own, label=name) for name, own in blocks.items()},
    }
    points = world.points
    totals = {name: sum_totals(items[list(own)], world.mass) for name, own in blocks.items()}
    return Summary(
        moments,
        sum_design(points, sample_of(world), [list(points)]),
        sum_design(_answers(world), sample_of(world)),
        _counts(world),
        count_missing(items.isna().sum(axis=1).to_numpy(), len(world.items)),
        dict.fromkeys(world.items, len(items)),
        Tables(world.pairs(items), totals, count_patterns(items, world.mass)),
    )


def _answers(world: World) -> pd.DataFrame:
    rated = world.rows[[*world.items, "overall"]]
    boxes = {f"{name}:top2": (rated[name] >= world.ends[1] - 1).where(rated[name].notna()) for name in rated}
    nps = world.rows["nps"]
    groups = {"promoters": nps >= 9, "passives": nps.between(7, 8), "detractors": nps <= 6}
    more = boxes | {f"nps:{name}": group.where(nps.notna()) for name, group in groups.items()}
    return rated.assign(**{name: column.astype(float) for name, column in more.items()})


def _scores_with_left_out(world: World) -> DesignTotals:
    gone = (world.rows["left_out"] != "").to_numpy()
    points, parts = world.points, []
    for rows in (~gone, gone):
        own = replace(world, rows=world.rows[rows])
        cells = {REASON: pd.Categorical(own.rows["left_out"])} if rows is gone else cells_of(own.rows, [])
        parts.append(sum_design(points[rows], Sample(own.mass, cells), [list(points)]))
    return parts[0] + parts[1]


def _counts(world: World) -> Counts:
    return count_answers({name: world.rows[name] for name in ("nps", "overall", *SEGMENTS)}, sample_of(world))
