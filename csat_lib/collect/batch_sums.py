"""One batch of respondents added up: the parts of the summary, for the kept rows and for those left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.answers.levels import levels_of, part_of
from csat_lib.collect.kpi_points import kpi_variances
from csat_lib.collect.matched_rows import N_GROUPS, answer_column, applies_column, field_column
from csat_lib.collect.respondent_scores import (
    blank_frame,
    item_frame,
    level_column,
    measured_outcomes,
    nps_group_frame,
    outcome_frame,
    ratio_frames,
    score_frame,
    top_box_frame,
)
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice, Rating
from csat_lib.summary.counts import count_answers
from csat_lib.summary.design import DesignTotals, sum_design
from csat_lib.summary.moments import Base, Moments, sum_moments
from csat_lib.summary.pairs import sum_pairs
from csat_lib.summary.patterns import count_patterns
from csat_lib.summary.sample import REASON, Calibration, Sample, cells_of
from csat_lib.summary.summary import RATIO_OF, Summary, count_missing
from csat_lib.summary.tables import Tables
from csat_lib.summary.totals import sum_totals
from csat_lib.weighting.margins import CROSS, levels_in

COUNTED = ("rating", "nps", "single", "multiple", "yes_no")
SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class MetMargins:
    """The ``margins`` whose known shares the weights meet, the weights before and without a cap (n,).

    ``reached``: whether no share is far off; ``by_distance``: whether the weights are not raked ones.
    """

    margins: tuple[str, ...]
    base: NDArray[np.float64]
    uncapped: NDArray[np.float64]
    reached: bool = True
    by_distance: bool = False


@dataclass(frozen=True)
class Respondents:
    """Spilled rows with what was decided about them.

    ``weights`` (n,), for rows left out their base weights; ``reason`` (n,) the rule that left a row out, missing for
    the kept.
    """

    study: Study
    spilled: pd.DataFrame
    weights: NDArray[np.float64]
    reason: pd.Categorical
    margins: MetMargins | None = None

    @property
    def kept(self) -> NDArray[np.bool_]:
        """(n,) who counts."""
        return np.asarray(self.reason.codes < 0)

    @cached_property
    def items(self) -> pd.DataFrame:
        """(n, items) as answered, reversed ones turned."""
        return item_frame(self.study, self.spilled)

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """(n, outcomes on a scale) likewise."""
        return outcome_frame(self.study, self.spilled)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """(n, constructs + outcomes) scores on 0-100."""
        return score_frame(self.study, self.spilled)

    def where(self, rows: NDArray[np.bool_]) -> Respondents:
        """Some of the rows."""
        met = self.margins
        margins = None if met is None else replace(met, base=met.base[rows], uncapped=met.uncapped[rows])
        return Respondents(self.study, self.spilled[rows], self.weights[rows], self.reason[rows], margins)

    def levels(self, questions: Sequence[str]) -> pd.DataFrame:
        """(n, questions) levels, under the names of their questions."""
        columns = {n: level_column(self.study.variables[n], self.spilled[answer_column(n)]) for n in questions}
        return pd.DataFrame(columns, index=self.spilled.index)

    def margin_levels(self, margins: Sequence[str]) -> dict[str, pd.Series]:
        """Margin -> (n,) level of each respondent, of a crossed one both together."""
        return {name: levels_in(self.levels(name.split(CROSS)), name) for name in margins}


def sum_respondents(batch: Respondents) -> Summary:
    """Every part of the summary over the kept rows; rows left out enter the design totals, by their reason."""
    kept = batch.where(batch.kept)
    sample = _sample(kept, _cells(kept))
    scores, items = _totals(kept, sample)
    gone = batch.where(~batch.kept)
    if len(gone.weights):
        more_scores, more_items = _totals(gone, _sample(gone, {REASON: gone.reason}))
        scores, items = scores + more_scores, items + more_items
    answered = count_missing(kept.spilled["unanswered"].to_numpy(), len(kept.study.items))
    counts = count_answers(_answers(kept), sample)
    counts += count_answers(_amounts(kept), _sample(kept, cells_of(kept.spilled, [])))
    return Summary(_moments(kept), scores, items, counts, answered, _asked(kept), _tables(kept))


def _asked(kept: Respondents) -> dict[str, int]:
    """Item -> respondents whom it applied to."""
    applies = {name: kept.spilled.get(applies_column(name)) for name in kept.study.items}
    return {name: len(kept.weights) if found is None else int(found.sum()) for name, found in applies.items()}


def _cells(batch: Respondents) -> dict[str, pd.Categorical]:
    return cells_of(batch.levels(batch.study.segments), batch.study.segments, batch.study.unit or "")


def _sample(batch: Respondents, cells: dict[str, pd.Categorical]) -> Sample:
    """The design of kept rows, or of rows left out, which meet no margins."""
    design = {name: batch.spilled.get(field_column(name)) for name in ("stratum", "psu", "population")}
    calibration, met = None, batch.margins
    if met is not None and (met.margins or not met.reached):
        by_name = batch.margin_levels(met.margins if REASON not in cells else ())
        calibration = Calibration(by_name, met.base, met.reached, met.uncapped, met.by_distance)
    return Sample(batch.weights, cells, **design, calibration=calibration)


def _totals(batch: Respondents, sample: Sample) -> tuple[DesignTotals, DesignTotals]:
    """(scores, items). Contrasts combine scores, as the index does; an item is compared with itself only."""
    scores, answers, outcomes = batch.scores, batch.items, batch.outcomes
    ratings = [name for name in measured_outcomes(batch.study) if batch.study.variables[name].kind == "rating"]
    answers = answers.assign(**outcomes[ratings], **_numbers(batch))
    items = answers.join(top_box_frame(batch.study, answers)).join(nps_group_frame(batch.study, outcomes))
    joint = [*ratio_frames(batch.study, batch.spilled), blank_frame(batch.study, batch.spilled)]
    blocks = [*([str(name)] for name in items), *(list(map(str, part)) for part in joint if len(part.columns))]
    values = pd.concat([items, *joint], axis=1)
    alone = sum_design(values, sample, blocks)
    if numbers := [*_numbers(batch), *_ratios_of_numbers(batch.study)]:
        units = batch.spilled["group"] if sample.psu is None else sample.psu
        by_unit = replace(sample, psu=units, population=None, calibration=None)
        alone = replace(alone, numbers=sum_design(values[numbers], by_unit, [numbers]))
    joint_scores = sum_design(scores, sample, [list(scores.columns)])
    known = kpi_variances(batch.study)
    return replace(joint_scores, given=known, given_by=batch.study.unit or "") if known else joint_scores, alone


def _moments(batch: Respondents) -> dict[str, Moments]:
    study, base, items = batch.study, _base(batch), batch.items
    answers = items.assign(**batch.outcomes)
    # Weights and drivers rest on constructs and headline: another outcome left blank must not cost a respondent.
    explained = [*study.constructs, *([study.headline] if study.headline else [])]
    scores = batch.scores[explained]
    parts = {
        "pairwise": sum_moments(answers, base, "pairwise", label="pairwise"),
        "complete": sum_moments(items, base, "listwise", label="complete"),
        "scores": sum_moments(scores, base, "listwise", label="scores"),
    }
    constructs = {
        name: sum_moments(items[list(construct.items)], base, "listwise", label=name)
        for name, construct in study.constructs.items()
    }
    return parts | constructs


def _tables(batch: Respondents) -> Tables:
    """Pair tables are many places wide: they are added up only for a study that correlates ranks or categories."""
    study, items = batch.study, batch.items
    pairs = None
    if study.measurement.correlation != "pearson":
        questions = [study.variables[item] for item in study.items]
        codes = tuple(question.scale.codes for question in questions if isinstance(question, Rating))
        pairs = sum_pairs(items, _base(batch), codes, label="items")
    totals = {
        name: sum_totals(items[list(construct.items)], batch.weights) for name, construct in study.constructs.items()
    }
    return Tables(pairs, totals, count_patterns(items, batch.weights))


def _base(batch: Respondents) -> Base:
    clustered = field_column("psu") in batch.spilled
    return Base(batch.weights, batch.spilled["group"].to_numpy(), N_GROUPS, clustered)


def _answers(batch: Respondents) -> dict[str, pd.Series | pd.DataFrame]:
    """Question -> answers as they are counted: levels, numbers as answered, or 0/1 per option."""
    found: dict[str, pd.Series | pd.DataFrame] = {}
    for name, question in batch.study.variables.items():
        if isinstance(question, MultipleChoice):
            options = {level: batch.spilled[answer_column(part_of(name, level))] for level in levels_of(question)}
            found[name] = pd.DataFrame(options, index=batch.spilled.index)
        elif question.kind in COUNTED:
            found[name] = level_column(question, batch.spilled[answer_column(name)])
    return found | batch.margin_levels([name for name in batch.study.margins if CROSS in name])


def _numbers(batch: Respondents) -> dict[str, pd.Series]:
    """Question -> numbers as answered."""
    numbers = (name for name, question in batch.study.variables.items() if question.kind == "number")
    return {name: batch.spilled[answer_column(name)] for name in numbers}


def _ratios_of_numbers(study: Study) -> list[str]:
    """Both answers of each ratio of numbers, which have no ends as ratings have."""
    pairs = {name: one.ratio for name, one in study.derived.items() if one.ratio}
    of_numbers = [name for name, (first, _) in pairs.items() if study.variables[first].kind == "number"]
    return [f"{name}{part}" for name in of_numbers for part in RATIO_OF]


def _amounts(kept: Respondents) -> dict[str, pd.Series]:
    """Question -> numbers to four digits, or days since 1970: so that what is counted does not grow with the rows."""
    dates = (name for name, question in kept.study.variables.items() if question.kind == "date")
    days = {name: kept.spilled[answer_column(name)] // SECONDS_A_DAY for name in dates}
    return {name: _to_digits(numbers) for name, numbers in _numbers(kept).items()} | days


def _to_digits(numbers: pd.Series, digits: int = 4) -> pd.Series:
    size = np.abs(numbers.to_numpy(dtype=np.float64))
    leading = np.floor(np.log10(size, where=size > 0, out=np.zeros(len(size))))
    unit = 10.0 ** (digits - 1 - leading)
    return pd.Series(np.round(numbers.to_numpy(dtype=np.float64) * unit) / unit, index=numbers.index)
