import math

import pytest

from csat_lib.validation.case import Case, check


def case(own, **given):
    words = {"zh": "甲", "en": "A"}
    figures = {"alpha": ".703", "n": "120"}
    return Case("a", "reliability", words, "script", words, figures, lambda: own, **given)


def test_the_tolerance_is_half_a_unit_of_the_last_digit_printed():
    alpha, n = check(case({"alpha": 0.7034, "n": 120}))
    assert (alpha.decimals, alpha.tolerance) == (3, 0.0005)
    assert (n.decimals, n.tolerance) == (0, 0.5)


@pytest.mark.parametrize(("value", "agrees"), [(0.7035, True), (0.7025, True), (0.70351, False), (0.7024, False)])
def test_a_figure_agrees_when_rounding_alone_can_explain_the_difference(value, agrees):
    alpha, _ = check(case({"alpha": value, "n": 120}))
    assert alpha.agrees is agrees
    assert alpha.difference == pytest.approx(value - 0.703)


def test_a_case_with_a_reason_may_be_further_off_or_less():
    looser, _ = check(case({"alpha": 0.706, "n": 120}, tolerance=0.004))
    tighter, _ = check(case({"alpha": 0.7032, "n": 120}, tolerance=0.0001))
    assert (looser.agrees, tighter.agrees) == (True, False)


def test_a_figure_that_the_library_does_not_give_never_agrees():
    absent, _ = check(case({"n": 120}))
    nothing, _ = check(case({"alpha": math.nan, "n": 120}, tolerance=10.0))
    assert math.isnan(absent.value)
    assert (absent.agrees, nothing.agrees) == (False, False)
