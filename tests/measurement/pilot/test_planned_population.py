"""The population behind a pilot."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.measurement.pilot.planned_population import plant
from tests.measurement.pilots import MODEL, drawn


def test_what_was_planted_is_found_again():
    found = plant(drawn(20_000), MODEL)
    np.testing.assert_allclose(found.loadings, 0.7 * 0.98, atol=0.03)  # seven answers cost a little
    assert found.phi[0, 1] == pytest.approx(0.4, abs=0.02)
    assert found.owner.tolist() == [0] * 4 + [1] * 5
    assert found.correlation[0, 4] == pytest.approx(found.loadings[0] * found.phi[0, 1] * found.loadings[4])
    assert np.linalg.eigvalsh(found.correlation)[0] > 0


def test_two_items_share_the_root_of_their_correlation():
    frame = drawn()
    found = plant(frame, {"room": ["r1", "r2"], "staff": ["s1", "s2", "s3"]})
    np.testing.assert_allclose(found.loadings[:2] ** 2, frame[["r1", "r2"]].corr().iloc[0, 1], rtol=1e-12)


def test_constructs_of_one_item_stay_out():
    assert plant(drawn(), MODEL | {"alone": ["r1"]}).model.keys() == MODEL.keys()


def test_a_correlation_beyond_what_can_be_is_held_and_said():
    frame = drawn()
    found = plant(frame, {"one": ["s1", "s2", "s3"], "two": ["s4", "s5"]})
    assert found.capped
    assert found.phi[0, 1] == 0.95


@pytest.mark.parametrize(
    ("frame", "model", "reason"),
    [
        (drawn(), {"alone": ["r1"]}, "few_items"),
        (drawn(), {"pair": ["r1", "r2"]}, "few_items"),
        (drawn(4), MODEL, "few_answers"),
        (drawn().assign(r1=7.0), MODEL, "no_variance"),
        (drawn().assign(r2=lambda x: 8 - x["r1"]), {"pair": ["r1", "r2"], "staff": MODEL["staff"]}, "negative_r"),
    ],
)
def test_what_cannot_be_planted_has_its_reason(frame, model, reason):
    found = plant(frame, model)
    assert found.reason == reason
    assert np.isnan(found.loadings).all()
