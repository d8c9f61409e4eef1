from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.errors import CsatError
from csat_lib.sampling.allocation import Stratum, allocate

STRATA = {"north": Stratum(600, 10), "south": Stratum(300, 20), "island": Stratum(100, 50)}


def test_proportional_shares_follow_the_sizes():
    assert allocate(STRATA, 100).n == {"north": 60, "south": 30, "island": 10}


def test_neyman_shares_follow_size_times_spread():
    # N S: 6,000, 6,000, 5,000 of 17,000
    assert allocate(STRATA, 170, "neyman").n == {"north": 60, "south": 60, "island": 50}


def test_equal_shares_are_equal():
    assert allocate(STRATA, 90, "equal").n == {"north": 30, "south": 30, "island": 30}


def test_no_stratum_goes_below_the_minimum():
    assert allocate(STRATA, 100, minimum=20).n == {"north": 53, "south": 27, "island": 20}


def test_a_small_stratum_is_taken_whole_and_the_rest_is_shared_again():
    assert allocate({"a": Stratum(1000), "b": Stratum(1000), "c": Stratum(5)}, 105, "equal", minimum=10).n == {
        "a": 50,
        "b": 50,
        "c": 5,
    }


def test_the_standard_error_is_that_of_the_stratified_mean():
    # sum W^2 S^2 / n (1 - n / N) with n = 60, 30, 10
    parts = [0.36 * 100 / 60 * 0.9, 0.09 * 400 / 30 * 0.9, 0.01 * 2500 / 10 * 0.9]
    assert allocate(STRATA, 100).se == pytest.approx(math.sqrt(sum(parts)))


def test_a_stratum_with_spread_and_nobody_in_it_has_no_standard_error():
    assert allocate({"a": Stratum(1000), "b": Stratum(2)}, 3).se == math.inf


def test_a_stratum_without_spread_gets_what_is_left():
    assert allocate({"a": Stratum(100, 0), "b": Stratum(30, 1)}, 60, "neyman").n == {"a": 30, "b": 30}


def test_the_least_may_be_given_by_stratum():
    assert allocate(STRATA, 100, minimum={"south": 40}).n["south"] == 40


def test_the_method_names_rule_and_minimum():
    assert str(allocate(STRATA, 100).method) == "proportional allocation, minimum 0"


@settings(max_examples=50)
@given(
    sizes=st.lists(st.integers(1, 500), min_size=1, max_size=6),
    share=st.floats(0, 1),
    minimum=st.integers(0, 20),
    method=st.sampled_from(["proportional", "neyman", "equal"]),
)
def test_an_allocation_adds_up_and_keeps_its_bounds(sizes: list[int], share: float, minimum: int, method: str):
    strata = {str(index): Stratum(size, 1 + index) for index, size in enumerate(sizes)}
    least = sum(min(size, minimum) for size in sizes)
    n = least + int(share * (sum(sizes) - least))
    found = allocate(strata, n, method, minimum).n
    assert sum(found.values()) == n
    assert all(min(size, minimum) <= found[str(index)] <= size for index, size in enumerate(sizes))


@settings(max_examples=25)
@given(n=st.integers(10, 900))
def test_neyman_is_never_less_precise_than_proportional(n: int):
    assert allocate(STRATA, n, "neyman", 1).se <= allocate(STRATA, n, "proportional", 1).se * 1.02  # whole numbers


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (STRATA, 2000),
            "`n` is 2000; allowed: 0 (the minimum in each stratum) to 1000 (the population). Change it or the strata.",
        ),
        (
            (STRATA, 20, "equal", 10),
            "`n` is 20; allowed: 30 (the minimum in each stratum) to 1000 (the population). Change it or the strata.",
        ),
        (({}, 10), "`strata` is empty; allowed: one stratum or more. Change it or the strata."),
        (
            ({"a": Stratum(0)}, 10),
            "`a` is 0 people, sd 1; allowed: 1 or more, sd 0 or more. Change it or the strata.",
        ),
        (
            (STRATA, 10, "best"),
            "`method` is best; allowed: proportional, neyman, equal. Change it or the strata.",
        ),
    ],
)
def test_impossible_allocations_are_refused(arguments: tuple, message: str):
    with pytest.raises(CsatError) as caught:
        allocate(*arguments)
    assert str(caught.value) == f"The allocation failed: {message}"
