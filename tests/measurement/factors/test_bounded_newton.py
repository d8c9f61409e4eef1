"""Newton's method within bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from csat_lib.measurement.factors import bounded_newton
from csat_lib.measurement.factors.bounded_newton import minimise, newton_step, over_gap


@dataclass(frozen=True)
class Bowl:
    """Half the squared distance from ``centre``, stretched."""

    centre: np.ndarray
    lowest: float = 0.0
    highest: float = 1.0
    stretch: float = 1.0

    def value(self, at):
        return float(self.stretch * ((at - self.centre) ** 2).sum() / 2)

    def derivatives(self, at):
        return self.value(at), self.stretch * (at - self.centre), np.eye(len(at)), np.eye(len(at))


def test_a_parabola_is_done_in_one_step():
    found = minimise(Bowl(np.array([0.2, 0.7])), np.array([0.9, 0.1]))
    np.testing.assert_allclose(found.at, [0.2, 0.7], rtol=1e-12)
    assert (found.converged, found.iterations) == (True, 1)


def test_what_lies_outside_is_held_at_the_bound():
    found = minimise(Bowl(np.array([-1.0, 3.0, 0.5])), np.array([5.0, 0.5, 0.5]))
    np.testing.assert_allclose(found.at, [0, 1, 0.5], rtol=1e-12)
    assert found.converged


def test_a_step_that_overshoots_is_halved():
    class Valley:
        """ln cosh x: from 1.5 Newton's own steps run away."""

        lowest, highest = -5.0, 5.0

        def value(self, at):
            return float(np.log(np.cosh(at)).sum())

        def derivatives(self, at):
            return self.value(at), np.tanh(at), np.diag(np.cosh(at) ** -2.0), np.eye(1)

    found = minimise(Valley(), np.array([1.5]))
    assert found.converged
    assert found.at == pytest.approx([0], abs=1e-10)


def test_a_run_that_is_cut_short_says_so(monkeypatch):
    monkeypatch.setattr(bounded_newton, "MOST_STEPS", 1)
    assert not minimise(Bowl(np.array([0.5]), stretch=1.5), np.array([0.9])).converged


def test_a_step_that_gains_nothing_ends_the_run():
    @dataclass(frozen=True)
    class Liar(Bowl):
        """Says that downhill is uphill."""

        def derivatives(self, at):
            value, gradient, *curvatures = super().derivatives(at)
            return value, -gradient, *curvatures

    assert not minimise(Liar(np.array([0.2, 0.2])), np.array([0.5, 0.5])).converged


def test_the_hessian_is_taken_where_it_does_not_bend_downwards():
    slope, bent, first = np.ones(2), np.diag([1.0, -1.0]), 2 * np.eye(2)
    np.testing.assert_allclose(newton_step(slope, bent, first), [0.5, 0.5])
    np.testing.assert_allclose(newton_step(slope, first, bent), [0.5, 0.5])
    assert newton_step(np.empty(0), np.empty((0, 0)), np.empty((0, 0))).shape == (0,)


def test_a_direction_that_is_flat_is_taken_to_bend_by_a_hair():
    flat, bent = np.diag([2.0, 0.0]), np.diag([1.0, -1.0])
    np.testing.assert_allclose(newton_step(np.ones(2), bent, flat), [0.5, 0.5e8])


@pytest.mark.parametrize("rounding", [1e-17, -1e-17, 0.0])
def test_rounding_makes_no_step_along_a_flat_direction(rounding):
    flat = np.diag([2.0, rounding])
    np.testing.assert_allclose(newton_step(np.array([1.0, 1e-16]), flat, flat), [0.5, 0], atol=1e-15)


def test_a_saddle_is_left_on_the_same_side_whatever_the_last_digit_says():
    @dataclass(frozen=True)
    class Pass:
        """(y^2 - 1/4)^2 + x^2: level at y = 0, which no step along the slope leaves, least at y = 1/2 and -1/2."""

        lowest, highest = -1.0, 1.0

        def value(self, at):
            return float(at[0] ** 2 + (at[1] ** 2 - 0.25) ** 2)

        def derivatives(self, at):
            x, y = at
            slope = np.array([2 * x, 4 * y * (y**2 - 0.25)])
            return self.value(at), slope, np.diag([2.0, 12 * y**2 - 1]), np.diag([2.0, 8 * y**2])

    for nearly in (0.0, 1e-17, -1e-17):
        found = minimise(Pass(), np.array([0.9, nearly]))
        assert found.converged
        np.testing.assert_allclose(found.at, [0, -0.5], atol=1e-12)


def test_equal_eigenvalues_add_nothing_to_a_hessian():
    np.testing.assert_array_equal(over_gap(np.array([1.0, 3.0]), np.array([0.0, 2.0])), [0, 1.5])
