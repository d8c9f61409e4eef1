"""The strategy matrix places a construct only where the intervals of both its figures settle it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from csat_lib.structure.path_figures import IndexScales
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.path_result import PathSpec, path_model
from csat_lib.structure.strategy import strategy_matrix
from csat_lib.summary.bootstrap_draws import BootstrapSpec
from csat_lib.summary.moments import sum_moments

from .facts import PLANTED, planted

NAMES = ("high", "low", "aside", "fine")
MODEL = PathModel({name: [f"{name}{k}" for k in (1, 2, 3)] for name in (*NAMES, "end")}, {"end": list(NAMES)})
SPEC = PathSpec(IndexScales(dict.fromkeys(MODEL.items, (-5.0, 5.0))), bootstrap=BootstrapSpec(600, 1, "pairwise"))


def answers(n: int, effects, means, seed: int = 1):
    rng = np.random.default_rng(seed)
    scores = dict(zip(NAMES, rng.normal(size=(4, n)), strict=True))
    scores["end"] = sum(effect * scores[name] for name, effect in zip(NAMES, effects, strict=True)) + rng.normal(size=n)
    columns = {
        f"{name}{k}": score * 0.8 + 0.5 * rng.normal(size=n) + dict(zip(NAMES, means, strict=True)).get(name, 0.0)
        for name, score in scores.items()
        for k in (1, 2, 3)
    }
    return MODEL, columns


def fields(n: int, effects, means):
    model, columns = answers(n, effects, means)
    return {one.subject: one.text for one in strategy_matrix(path_model(pd.DataFrame(columns), model, SPEC), "end")}


def test_four_constructs_stand_in_the_four_fields_where_they_were_planted():
    assert fields(1500, (1.0, 1.0, 0.1, 0.1), (-1.0, 1.0, -1.0, 1.0)) == {
        "high": "improve",
        "low": "keep",
        "aside": "watch",
        "fine": "maintain",
    }


def test_nobody_is_placed_where_all_are_alike():
    assert set(fields(300, (0.5, 0.5, 0.5, 0.5), (0.0, 0.0, 0.0, 0.0)).values()) == {"undecided"}


def test_texts_and_what_leaves_no_matrix():
    data = planted(1, 300)
    found = path_model(data, PLANTED, replace(SPEC, index=IndexScales()))
    assert strategy_matrix(found, "c") == []  # no scales, no indices
    scaled = replace(SPEC, index=IndexScales(dict.fromkeys(PLANTED.items, (-5.0, 5.0))))
    whole = path_model(data, PLANTED, scaled)
    told = strategy_matrix(whole, "c")
    assert [(text.topic, text.kind, text.subject) for text in told] == [
        ("structure", "field", "a"),
        ("structure", "field", "b"),
    ]
    assert strategy_matrix(whole, "b") == []  # a single source
    against = path_model(data.assign(a1=-data["a1"]), PLANTED, scaled)
    assert strategy_matrix(against, "c") == []
    bare = path_model(sum_moments(data), PLANTED, scaled)
    assert strategy_matrix(bare, "c") == []  # no replicates
