"""Answers that the main study needs for a factor model."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.errors import CsatError
from csat_lib.measurement.pilot import model_sample_size
from csat_lib.measurement.pilot.model_sample_size import ModelPlan, plan_model
from csat_lib.measurement.pilot.planned_population import Planted
from tests.measurement.facts import A, B
from tests.measurement.pilots import MODEL, by_r, drawn

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5, 0.75, 0.65, 0.55, 0.6])
PHI = np.array([[1, 0.4], [0.4, 1]])


@pytest.fixture
def planted(monkeypatch):
    """The population of reference/items.R, in place of a pilot's."""
    population = Planted({"a": tuple(A), "b": tuple(B)}, LOADINGS, PHI, 100)
    monkeypatch.setattr(model_sample_size, "plant", lambda _data, _model: population)


def test_the_mean_width_is_lavaans_at_the_population(planted):
    found = plan_model(drawn(10), MODEL, ModelPlan(sizes=(200,), width=0.5))
    assert found.trials[0].width == pytest.approx(by_r("model", "width")[0], abs=4 * found.trials[0].se + 0.004)
    assert found.trials[0].sound == 1.0


def test_the_smallest_size_tried_that_is_enough_is_told(planted):
    found = plan_model(drawn(10), MODEL, ModelPlan(draws=20, width=0.25, sizes=(50, 100, 150, 200, 250)))
    assert found.n == 200
    widths = [trial.width for trial in found.trials]
    assert widths == sorted(widths, reverse=True)
    rows = found.to_findings()
    assert (rows[0].measure, rows[0].subject, rows[0].value) == ("sample_size", "model", 200.0)
    assert [row.path for row in rows if row.measure == "sound"] == ["50", "100", "150", "200"]
    assert str(found.method) == "cfa, ml, 20 wishart draws, seed 1, loadings of the pilot"


def test_small_samples_often_have_no_sound_solution(planted):
    found = plan_model(drawn(10), MODEL, ModelPlan(draws=40, sizes=(12,)))
    assert found.trials[0].sound < 0.9
    assert (found.reason, found.to_findings()[0].reason) == ("none_enough", "none_enough")


def test_sizes_not_above_the_number_of_items_are_passed_over(planted):
    found = plan_model(drawn(10), MODEL, ModelPlan(draws=20, sizes=(8,)))
    assert found.trials == ()


def test_the_same_seed_gives_the_same_figures(planted):
    spec = ModelPlan(draws=20, sizes=(100,))
    assert plan_model(drawn(10), MODEL, spec).trials == plan_model(drawn(10), MODEL, spec).trials


def test_a_pilot_that_gives_no_population_gives_its_reason():
    found = plan_model(drawn(4), MODEL)
    assert found.reason == "few_answers"
    assert [row.value for row in found.to_findings()] == [None]


@pytest.mark.parametrize(
    ("wish", "words"),
    [({"width": 2}, "wanted width of the intervals of loadings is 2"), ({"sound": 0}, "share sound is 0")],
)
def test_a_wish_that_is_no_share_is_refused(wish, words):
    with pytest.raises(CsatError) as caught:
        ModelPlan(**wish)
    assert str(caught.value) == f"The {words}; it lies between 0 and 1, both ends excluded. Write .95 for 95 %."
