"""What simulated respondents answer to each kind of question."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from csat_lib.simulate.discretise import discretise
from csat_lib.simulate.latent import Floats, outcome_slopes
from csat_lib.simulate.people import People
from csat_lib.simulate.remarks import write_mentions, write_remarks
from csat_lib.simulate.response_styles import BREAKOFF, answer_in_style, lose_answers
from csat_lib.simulate.visits import finished_times
from csat_lib.study.questions import NPS_RANGE, Asked, Date, MultipleChoice, Rating, SingleChoice, YesNo
from csat_lib.study.truth import Choosers, NumberTruth
from csat_lib.study.words import Levels

_NPS_CODES = tuple(float(code) for code in range(int(NPS_RANGE[1]) + 1))
Columns = dict[str, Any]


def answer_questions(people: People) -> pd.DataFrame:
    """(n, columns of the questions) DataFrame in questionnaire order; questions without a truth have no column."""
    ratings, columns = _ratings(people), {}
    for name, question in people.study.questions.items():
        if name in ratings:
            columns[question.column] = ratings[name]
        elif name in people.choices:
            columns |= _choice(people, name, question)
        else:
            columns |= _others(people, name, question, ratings)
    return pd.DataFrame(columns)


def _choice(people: People, name: str, question: Asked) -> Columns:
    """The chosen levels, and the words of those who chose the last one ('other')."""
    levels = people.choices[name]
    columns: Columns = {question.column: levels}
    if isinstance(question, SingleChoice) and question.other:
        truth, rng = people.truth.choices[name], people.streams(f"other {name}")
        written = rng.choice(np.array(truth.other or [""]), people.n)
        is_other = levels == question.other_option
        columns[question.other] = pd.Series(written).where(is_other & (written != ""), None)
    return columns


def _ratings(people: People) -> dict[str, Any]:
    """Items and outcomes, with the marks of carelessness and some answers missing."""
    truth, questions = people.truth, people.study.questions
    names = [name for name in questions if name in truth.items or name in truth.outcomes]
    codes = [_codes(questions[name]) for name in names]
    given = {name: _rating(people, name, code) for name, code in zip(names, codes, strict=True)}
    careful = pd.DataFrame(given, index=range(people.n))  # of a study without ratings: rows all the same
    spoilt = answer_in_style(careful, codes, people.styles, people.streams("styles of answers"))
    return {name: _with_gaps(people, name, spoilt[name].to_numpy(float)) for name in names}


def _codes(question: Asked) -> tuple[float, ...]:
    return question.scale.codes if isinstance(question, Rating) else _NPS_CODES


def _rating(people: People, name: str, codes: tuple[float, ...]) -> Floats:
    constructs, truth = list(people.study.constructs), people.truth
    unique = people.streams(f"answer {name}").standard_normal(people.n)
    if name in truth.outcomes:
        slopes, rest = outcome_slopes(truth, constructs, name)
        outcome = truth.outcomes[name]
        given = sum((one.shift * _chose(people, one) for one in outcome.given), np.zeros(people.n))
        return discretise(people.scores @ slopes + rest * unique + given, codes, outcome.mean, outcome.sd)
    item = truth.items[name]
    owner = next(i for i, construct in enumerate(people.study.constructs.values()) if name in construct.items)
    z = item.loading * people.scores[:, owner] + np.sqrt(1 - item.loading**2) * unique
    return discretise(z, codes, item.mean, item.sd)


def _chose(people: People, given: Choosers) -> Floats:
    """(n,) 1 for who chose all of the options, else 0."""
    ((name, options),) = given.chosen.items()
    if name in people.choices:
        return np.isin(people.choices[name], options).astype(np.float64)
    question = people.study.questions[name]
    ticked = _ticked(people, name, question.exclusive if isinstance(question, MultipleChoice) else ())
    return np.asarray(np.all([ticked[option] for option in options], axis=0), np.float64)


def _with_gaps(people: People, name: str, values: Floats) -> pd.Series[Any]:
    """Some answers lost; none where the form requires one, except to who breaks off."""
    question, rng = people.study.questions[name], people.streams(f"gaps {name}")
    missing = [np.nan, *(float(code) for code in question.missing_codes if not isinstance(code, str))]
    unfit = [float(code) for code in question.not_applicable_codes if not isinstance(code, str)]
    gappy = lose_answers(values, 0.0 if question.required else people.truth.missing, missing, rng)
    gappy = lose_answers(gappy, people.truth.not_applicable, unfit, rng) if unfit else gappy
    gappy[_left_blank(people, name)] = np.nan
    if isinstance(question, Rating) and question.scale.points:  # as a tool writes it: by code, not by points
        codes = {points: code for code, points in question.scale.points.items()}
        return pd.Series([codes.get(value, None if np.isnan(value) else f"{value:g}") for value in gappy])
    whole = bool(np.all(np.mod(gappy[~np.isnan(gappy)], 1) == 0))
    return pd.Series(gappy, dtype="Float64").astype("Int64") if whole else pd.Series(gappy)


def _left_blank(people: People, name: str) -> npt.NDArray[np.bool_]:
    """Who is planted to leave an item blank: the discontented of some place, who leave all items of a construct."""
    blank = np.zeros(people.n, np.bool_)
    constructs = people.study.constructs
    for plant in people.truth.plants.blanks:
        if name in constructs[plant.target].items:
            scores = people.scores[:, list(constructs).index(plant.target)]
            leaves = people.streams(f"blank {plant.level} {plant.target}").random(people.n) < plant.share
            blank |= leaves & (scores < plant.below) & (people.choices[plant.segment] == plant.level)
    return blank


def _others(people: People, name: str, question: Asked, ratings: Columns) -> Columns:
    """Columns of a question that is neither rated nor a simulated single choice."""
    truth, rng, column = people.truth, people.streams(f"answer {name}"), question.column
    if isinstance(question, MultipleChoice) and name in truth.multiple:
        return _ticks(question, _ticked(people, name, question.exclusive))
    if isinstance(question, YesNo) and name in truth.yes:
        return {column: np.where(rng.random(people.n) < truth.yes[name], question.yes[0], question.no[0])}
    if name in truth.numbers:
        return {column: _gamma(truth.numbers[name], people.n, rng).clip(max=getattr(question, "high", None))}
    if isinstance(question, Date):
        return {column: _days(people, rng)}
    if name in truth.verbatims:
        return {column: _remarks(people, name, rng, ratings)}
    return {}


def _ticked(people: People, name: str, exclusive: Levels) -> dict[str, npt.NDArray[np.bool_]]:
    """Who chose each option; an option's share is that of all, those who chose an exclusive one being spared it."""
    shares, rng = people.truth.multiple[name], people.streams(f"answer {name}")
    drawn = {option: rng.random(people.n) for option in shares}
    alone, left = dict[str, npt.NDArray[np.bool_]](), 1.0
    for option in [option for option in shares if option in exclusive]:
        first = drawn[next(iter(alone), option)]
        alone[option] = (left - shares[option] <= first) & (first < left)
        left -= shares[option]
    free = ~np.any([np.zeros(people.n, dtype=np.bool_), *alone.values()], axis=0)
    return {option: alone.get(option, (drawn[option] < share / left) & free) for option, share in shares.items()}


def _ticks(question: MultipleChoice, ticked: dict[str, npt.NDArray[np.bool_]]) -> Columns:
    """The columns of what each chose."""
    if question.columns:
        return {question.columns[option]: ticks.astype(int) for option, ticks in ticked.items()}
    picked = zip(*ticked.values(), strict=True)
    separator = question.separator or ";"
    return {question.column: [separator.join(o for o, tick in zip(ticked, row, strict=True) if tick) for row in picked]}


def _gamma(truth: NumberTruth, n: int, rng: np.random.Generator) -> Any:
    shape, scale = (truth.mean / truth.sd) ** 2, truth.sd**2 / truth.mean
    return np.maximum(np.rint(rng.gamma(shape, scale, n)), 1).astype(int)


def _days(people: People, rng: np.random.Generator) -> list[str]:
    """Days shortly before the answers came in, but within the period."""
    first = pd.Timestamp(people.streams.period.first)
    stayed = finished_times(people) - pd.to_timedelta(rng.integers(0, 3, people.n), unit="D")
    return [f"{day:%Y-%m-%d}" for day in stayed.where(stayed >= first, first)]


def _remarks(people: People, name: str, rng: np.random.Generator, ratings: Columns) -> list[str | None]:
    chinese, truth = people.streams("language").random(people.n) < people.truth.chinese, people.truth.verbatims[name]
    if truth.mentions:
        remarks = write_mentions(truth, _satisfied(people, ratings), chinese, rng)
    else:
        remarks = write_remarks(truth, list(people.study.constructs), people.scores, chinese, rng)
    stopped = people.styles == BREAKOFF
    return [None if stop or not text else text for stop, text in zip(stopped, remarks, strict=True)]


def _satisfied(people: People, ratings: Columns) -> npt.NDArray[np.bool_]:
    """Who gives the headline outcome one of its two best answers."""
    headline = people.study.headline
    if headline not in ratings:
        return np.zeros(people.n, bool)
    best = sorted(_codes(people.study.questions[headline]))[-2:]
    return np.isin(np.asarray(ratings[headline].astype("float64")), best)
