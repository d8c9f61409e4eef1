"""PLSpredict: seminr's predictions and R's regressions on the same folds; a planted model predicts, noise does not."""

import numpy as np
import pandas as pd
import pytest

from csat_lib.findings.catalogue.structure import BY_MEAN, BY_MODEL
from csat_lib.structure.path_model import PathModel
from csat_lib.structure.prediction import PredictSpec, held_out, predict
from csat_lib.summary.rows import Rows

from .facts import PLANTED, grouped, planted


def errors(x: np.ndarray, model: PathModel = PLANTED) -> dict[str, np.ndarray]:
    return held_out(x, np.ones(len(x)), np.repeat(np.arange(10), len(x) // 10), model)


def test_errors_are_those_of_seminr_and_of_r():
    answers, published = grouped()
    each = errors(answers[list(PLANTED.items)].to_numpy(float))
    for figure, of in {"rmse": lambda e: np.sqrt((e**2).mean(axis=0)), "mae": lambda e: np.abs(e).mean(axis=0)}.items():
        for (item, by), value in published(figure).items():
            assert of(each[f"by {by}"])[PLANTED.items.index(item)] == pytest.approx(value, rel=1e-6)
    q2 = 1 - (each[BY_MODEL] ** 2).sum(axis=0) / (each[BY_MEAN] ** 2).sum(axis=0)
    for (item, _), value in published("q2").items():
        assert q2[PLANTED.items.index(item)] == pytest.approx(value, rel=1e-6)


def test_items_in_other_units_are_told_as_well():
    x = planted(2, 200).to_numpy()
    for model in (PLANTED, PathModel(PLANTED.blocks, PLANTED.paths, scaled=False)):
        each = errors(x, model)
        assert np.all((each[BY_MODEL][:, 3:] ** 2).mean(axis=0) < (each[BY_MEAN][:, 3:] ** 2).mean(axis=0))
    scales = np.linspace(1, 9, 9)
    both = errors(x), errors(x * scales + 5)
    assert both[1][BY_MODEL] == pytest.approx(both[0][BY_MODEL] * scales)


def test_a_planted_model_predicts_and_noise_does_not():
    def q2(frame: pd.DataFrame, **rows) -> list[float]:
        found = predict(Rows(frame, **rows), PLANTED, PredictSpec(repetitions=2)).to_findings()
        return [row.value for row in found if row.measure == "q2_predict"]

    rng = np.random.default_rng(5)
    noise = pd.DataFrame(rng.normal(size=(400, 9)), columns=list(PLANTED.items))
    assert min(q2(planted(1, 400))) > 0.05
    assert max(q2(noise)) < 0.02
    assert min(q2(planted(1, 400), psu=np.arange(400) // 8)) > 0.05


def test_folds_are_seeded_and_do_not_hang_on_the_order_of_rows():
    frame = planted(3, 150)
    first, again = (predict(Rows(one), PLANTED).to_findings() for one in (frame, frame.iloc[::-1]))
    assert [row.value for row in first] == pytest.approx([row.value for row in again])
    other = predict(Rows(frame), PLANTED, PredictSpec(seed=2)).to_findings()
    assert first[0].value != other[0].value


def test_too_few_answers_are_no_prediction():
    found = predict(Rows(planted(4, 11)), PLANTED).to_findings()
    assert {(row.value, row.reason) for row in found} == {(None, "few_answers")}
