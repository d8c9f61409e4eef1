from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.simulate.discretise import discretise, matching_normal

TEN = tuple(float(code) for code in range(1, 11))


def grid(n: int = 200_001) -> np.ndarray:
    from scipy.stats import norm

    return norm.ppf((np.arange(n) + 0.5) / n)


@settings(max_examples=20)
@given(mean=st.floats(4, 8.5), sd=st.floats(1, 2))
def test_codes_have_the_wanted_mean_and_standard_deviation(mean: float, sd: float):
    codes = discretise(grid(), TEN, mean, sd)
    assert codes.mean() == pytest.approx(mean, abs=1e-3)
    assert codes.std() == pytest.approx(sd, abs=1e-3)


def test_answers_are_codes_of_the_scale_and_rise_with_the_score():
    codes = discretise(grid(1001), (0.0, 20.0, 40.0, 60.0, 80.0, 100.0), 60, 25)
    assert set(codes) == {0, 20, 40, 60, 80, 100}
    assert (np.diff(codes) >= 0).all()


def test_in_the_middle_of_a_long_scale_the_normal_is_hardly_changed():
    location, spread = matching_normal(tuple(float(code) for code in range(101)), 50, 10)
    assert location == pytest.approx(50)
    assert spread == pytest.approx(np.sqrt(100 - 1 / 12), rel=1e-3)  # Sheppard's correction for rounding


@pytest.mark.parametrize(("mean", "sd"), [(10, 1), (5.5, 5), (0, 1)])
def test_a_mean_and_sd_that_no_answers_have_are_refused(mean: float, sd: float):
    with pytest.raises(CsatError) as caught:
        matching_normal(TEN, mean, sd)
    assert str(caught.value) == (
        f"The simulator failed: answers from 1 to 10 cannot have the mean {mean:g} and the standard deviation {sd:g}. "
        "Move the mean away from the end of the scale or lower the standard deviation in `simulate`."
    )
