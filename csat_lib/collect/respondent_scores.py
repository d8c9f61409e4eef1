"""From matched answers to what is reported of a respondent: items turned, scores on 0-100, outcomes, segments."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csat_lib.answers.levels import levels_of, rescaled, turned
from csat_lib.collect.kpi_points import kpi_frame
from csat_lib.collect.matched_rows import answer_column, applies_column
from csat_lib.study.constructs import BLANK_RULES, Blank
from csat_lib.study.model import Study
from csat_lib.study.questions import Question, Rating, Recommendation
from csat_lib.summary.summary import RATIO_OF, answer_of, under

Values = NDArray[np.float64]


def item_frame(study: Study, spilled: pd.DataFrame) -> pd.DataFrame:
    """(n, items) items as answered, reversed ones turned."""
    return pd.DataFrame({name: _turned(study, name, spilled) for name in study.items}, index=spilled.index)


def measured_outcomes(study: Study) -> tuple[str, ...]:
    """Outcomes that are measured on a scale: ratings and NPS."""
    return tuple(name for name in study.outcomes if isinstance(study.variables[name], Rating | Recommendation))


def outcome_frame(study: Study, spilled: pd.DataFrame) -> pd.DataFrame:
    """(n, outcomes on a scale) as answered, reversed ones turned."""
    names = measured_outcomes(study)
    return pd.DataFrame({name: _turned(study, name, spilled) for name in names}, index=spilled.index)


def construct_scores(study: Study, spilled: pd.DataFrame, rule: str = "") -> pd.DataFrame:
    """(n, constructs) mean of the items on 0-100, each by the ends of its scale, reversed ones turned first.

    Blank is an item that applied to a respondent and has no answer. Where s is the sum of the a answered of the k items
    of a construct, and b are blank, the score is by ``rule`` (default: the study's, else ``own_mean``)

    - ``own_mean``: s / a, if 2 a >= k; ``renormalise``: s / a, if a > 0 (each item weighs 1 / k, and the weights of
      the answered are made to add up to 1); ``listwise``: s / a of those who left no item of any construct blank;
    - ``fixed``: (s + b p) / (a + b), p the points of the study's rule; ``lowest``: the same with the points of the
      lowest answer of each item's scale for p.

    Missing values: an item that did not apply counts nowhere; without any item there is no score.
    """
    blank = study.blank or Blank(rule="own_mean")
    rule = rule or blank.rule
    items = {item: _rescaled(study, item, spilled) for item in study.items}
    looked_at = items if rule in {"listwise", "fixed", "lowest"} else {}
    blanks = {item: np.isnan(values) & _applied(item, spilled) for item, values in looked_at.items()}
    if rule in {"fixed", "lowest"}:
        worth = {item: blank.points if rule == "fixed" else _lowest(study.questions[item]) for item in items}
        items = {item: np.where(blanks[item], worth[item], values) for item, values in items.items()}
    whole = ~np.any([np.zeros(len(spilled), dtype=np.bool_), *blanks.values()], axis=0)
    scores = {}
    for name, construct in study.constructs.items():
        given = np.stack([items[item] for item in construct.items], axis=1)
        answered = ~np.isnan(given)
        n_answered = answered.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(answered, given, 0.0).sum(axis=1) / n_answered
        enough = {"own_mean": 2 * n_answered >= len(construct.items), "listwise": whole}
        scores[name] = np.where(enough.get(rule, n_answered > 0), mean, np.nan)
    return pd.DataFrame(scores, index=spilled.index)


def _applied(item: str, spilled: pd.DataFrame) -> NDArray[np.bool_]:
    found = spilled.get(applies_column(item))
    return np.ones(len(spilled), dtype=np.bool_) if found is None else found.to_numpy(dtype=np.bool_)


def _lowest(question: Question) -> float:
    return min(question.scale.points.values(), default=0.0) if isinstance(question, Rating) else 0.0


def blank_frame(study: Study, spilled: pd.DataFrame) -> pd.DataFrame:
    """(n, constructs x rules) scores under every rule for blanks, where the study states one; else without columns."""
    if study.blank is None:
        return pd.DataFrame(index=spilled.index)
    found = {rule: construct_scores(study, spilled, rule) for rule in BLANK_RULES}
    return pd.concat([one.rename(columns=partial(under, rule=rule)) for rule, one in found.items()], axis=1)


def score_frame(study: Study, spilled: pd.DataFrame) -> pd.DataFrame:
    """(n, constructs + outcomes + KPIs) scores on 0-100; NPS as 100 for 9 and 10, -100 for 0 to 6, else 0.

    Beside the NPS stand its answers as points, as which they are part of an index (:func:`answer_of`).
    """
    outcomes = {name: _outcome_score(study, name, spilled) for name in measured_outcomes(study)}
    points = {answer_of(study.nps): 10 * _turned(study, study.nps, spilled)} if study.nps and study.kpis else {}
    return construct_scores(study, spilled).assign(**outcomes, **points).join(kpi_frame(study, spilled))


def top_box_frame(study: Study, items: pd.DataFrame) -> pd.DataFrame:
    """(n, items) 1 where the answer is one of the two best on its scale, else 0, under the name ``<item>:top2``."""
    boxes = {}
    for name in items.columns:
        question = study.variables[str(name)]
        if isinstance(question, Rating):
            values = items[name].to_numpy()
            boxes[f"{name}:top2"] = np.where(np.isnan(values), np.nan, values >= question.top_two)
    return pd.DataFrame(boxes, index=items.index)


def nps_group_frame(study: Study, outcomes: pd.DataFrame) -> pd.DataFrame:
    """(n, 3) 1 for promoters (9, 10), passives (7, 8) and detractors (0 to 6), else 0, under ``<nps>:<group>``."""
    if study.nps is None or study.nps not in outcomes:
        return pd.DataFrame(index=outcomes.index)
    answers = outcomes[study.nps].to_numpy()
    groups = {"promoters": answers >= 9, "passives": (answers > 6) & (answers < 9), "detractors": answers <= 6}
    shares = {f"{study.nps}:{name}": np.where(np.isnan(answers), np.nan, of_it) for name, of_it in groups.items()}
    return pd.DataFrame(shares, index=outcomes.index)


def ratio_frames(study: Study, spilled: pd.DataFrame) -> list[pd.DataFrame]:
    """For each derived ratio (n, 2) the two answers, ratings on 0-100, of those who gave both."""
    found = []
    for name, one in study.derived.items():
        pair = {
            f"{name}{part}": _rescaled(study, of, spilled) for part, of in zip(RATIO_OF, one.ratio or (), strict=False)
        }
        found += [pd.DataFrame(pair, index=spilled.index).dropna().reindex(spilled.index)] if pair else []
    return found


def level_column(question: Question, values: pd.Series) -> pd.Series:
    """(n,) answers as their levels (``S01``, ``yes``), or as the numbers they are; missing where there is none."""
    levels = levels_of(question)
    if not levels:
        return values
    codes = values.fillna(-1).to_numpy(dtype=np.int64)
    return pd.Series(
        pd.Categorical.from_codes(codes, categories=pd.Index(levels, dtype="str")), index=values.index, name=values.name
    )


def _turned(study: Study, name: str, spilled: pd.DataFrame) -> Values:
    return turned(study.variables[name], spilled[answer_column(name)].to_numpy())


def _rescaled(study: Study, name: str, spilled: pd.DataFrame) -> Values:
    question = study.variables[name]
    values = _turned(study, name, spilled)
    return rescaled(question, values) if isinstance(question, Rating) else values


def _outcome_score(study: Study, name: str, spilled: pd.DataFrame) -> Values:
    if isinstance(study.variables[name], Rating):
        return _rescaled(study, name, spilled)
    values = _turned(study, name, spilled)
    return np.where(np.isnan(values), np.nan, 100.0 * (values >= 9) - 100.0 * (values <= 6))
