from __future__ import annotations

import pytest
from pydantic import ValidationError

from csat_lib.study.truth import ItemTruth, Simulate


def test_a_truth_needs_correlation_and_items_and_plants_nothing_by_itself():
    truth = Simulate.model_validate({"correlation": 0.3, "items": {"q": {"mean": 4, "sd": 1, "loading": 0.7}}})
    assert truth.plants.shifts == ()
    assert truth.plants.slopes == ()
    assert (truth.missing, truth.chinese, truth.seconds.median) == (0, 1, 300)


@pytest.mark.parametrize("loading", [-1, 1, 1.2])
def test_a_loading_lies_within_1(loading: float):
    with pytest.raises(ValidationError):
        ItemTruth(mean=4, sd=1, loading=loading)
