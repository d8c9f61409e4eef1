"""Newton's method within bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from csat_lib.measurement import newton
from csat_lib.measurement.newton import definite_or, minimise, over_gap


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
        return self.value(at), self.stretch * (at - self.centre), np.eye(len(at))


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
            return self.value(at), np.tanh(at), np.diag(np.cosh(at) ** -2.0)

    found = minimise(Valley(), np.array([1.5]))
    assert found.converged
    assert found.at == pytest.approx([0], abs=1e-10)


def test_a_run_that_is_cut_short_says_so(monkeypatch):
    monkeypatch.setattr(newton, "MOST_STEPS", 1)
    assert not minimise(Bowl(np.array([0.5]), stretch=1.5), np.array([0.9])).converged


def test_a_step_that_gains_nothing_ends_the_run():
    @dataclass(frozen=True)
    class Liar(Bowl):
        """Says that downhill is uphill."""

        def derivatives(self, at):
            value, gradient, curvature = super().derivatives(at)
            return value, -gradient, curvature

    assert not minimise(Liar(np.array([0.2, 0.2])), np.array([0.5, 0.5])).converged


def test_the_hessian_is_taken_where_it_is_positive_definite():
    bent, first = np.diag([1.0, -1.0]), np.eye(2)
    assert definite_or(bent, first) is first
    assert definite_or(first, bent) is first


def test_a_leading_term_that_is_flat_in_one_direction_is_lifted_by_a_hair():
    flat, bent = np.array([[2.0, 0.0], [0.0, 0.0]]), np.diag([1.0, -1.0])
    np.testing.assert_allclose(definite_or(bent, flat), flat + 1e-8 * np.eye(2), rtol=1e-12)


def test_equal_eigenvalues_add_nothing_to_a_hessian():
    np.testing.assert_array_equal(over_gap(np.array([1.0, 3.0]), np.array([0.0, 2.0])), [0, 1.5])
