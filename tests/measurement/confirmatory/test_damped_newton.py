"""The search for a minimum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from csat_lib.measurement.confirmatory import damped_newton
from csat_lib.measurement.confirmatory.damped_newton import definite, minimise


@dataclass(frozen=True)
class Valley:
    """Rosenbrock's valley, undefined left of a wall."""

    wall: float = -5.0

    def at(self, theta):
        return None if theta[0] < self.wall else Place(*theta)


@dataclass(frozen=True)
class Place:
    x: float
    y: float

    @property
    def value(self):
        return 100 * (self.y - self.x**2) ** 2 + (1 - self.x) ** 2

    def gradient(self):
        off = self.y - self.x**2
        return np.array([-400 * self.x * off - 2 * (1 - self.x), 200 * off])

    def curvatures(self):
        yield np.array([[1200 * self.x**2 - 400 * self.y + 2, -400 * self.x], [-400 * self.x, 200.0]])
        yield np.diag([0.0, 200.0])  # singular: to be damped


@dataclass(frozen=True)
class Slope:
    """Falls for ever."""

    def at(self, theta):
        return Falling(float(theta[0]))


@dataclass(frozen=True)
class Falling:
    x: float

    @property
    def value(self):
        return -self.x

    def gradient(self):
        return np.array([-1.0])

    def curvatures(self):
        yield np.array([[1.0]])


@pytest.mark.parametrize("start", [(-1.2, 1.0), (0.0, 3.0), (4.0, -2.0)])
def test_a_crooked_valley_is_walked_to_its_end(start):
    found = minimise(Valley(), np.array(start))
    assert found.converged
    np.testing.assert_allclose(found.theta, 1, atol=1e-8)
    assert found.point.value < 1e-14


def test_steps_that_leave_the_domain_are_halved():
    found = minimise(Valley(wall=-1.2001), np.array([-1.2, 1.0]))
    assert found.converged
    np.testing.assert_allclose(found.theta, 1, atol=1e-8)


def test_a_start_outside_the_domain_ends_at_once():
    found = minimise(Valley(wall=0), np.array([-1.0, 1.0]))
    assert (found.point, found.converged, found.steps) == (None, False, 0)


def test_what_falls_for_ever_does_not_converge():
    found = minimise(Slope(), np.zeros(1))
    assert (found.converged, found.steps) == (False, damped_newton.MOST_STEPS)


def test_definite_does_not_look_at_the_scale():
    spread = np.array([1e-6, 1.0, 1e6])
    r = np.array([[1, 0.5, 0.2], [0.5, 1, 0.3], [0.2, 0.3, 1]])
    assert definite(r * np.multiply.outer(spread, spread))
    assert not definite(np.ones((2, 2)))
    assert not definite(np.diag([1.0, -1.0]))
    assert not definite(np.array([[1.0, np.nan], [np.nan, 1.0]]))


@dataclass(frozen=True)
class Pass:
    """(y^2 - 1)^2 + x^2: level at y = 0, where the expected curvature knows of no way down."""

    def at(self, theta):
        return OnPass(*theta)


@dataclass(frozen=True)
class OnPass:
    x: float
    y: float

    @property
    def value(self):
        return self.x**2 + (self.y**2 - 1) ** 2

    def gradient(self):
        return np.array([2 * self.x, 4 * self.y * (self.y**2 - 1)])

    def curvatures(self):
        yield np.diag([2.0, 12 * self.y**2 - 4])
        yield np.diag([2.0, 4.0])


@pytest.mark.parametrize("nearly", [0.0, 1e-17, -1e-17])
def test_a_saddle_is_no_minimum(nearly):
    found = minimise(Pass(), np.array([1.0, nearly]))
    assert found.converged
    np.testing.assert_allclose(found.theta, [0, 1], atol=1e-9)


@dataclass(frozen=True)
class Flat:
    """x^2 + 1e-9 y^2, from where a gain of 5e-11 is left while y is far from its end."""

    def at(self, theta):
        return OnFlat(*theta)


@dataclass(frozen=True)
class OnFlat:
    x: float
    y: float

    @property
    def value(self):
        return self.x**2 + 1e-9 * self.y**2

    def gradient(self):
        return np.array([2 * self.x, 2e-9 * self.y])

    def curvatures(self):
        yield np.diag([2.0, 4e-9])  # half a step each time, as of an expected curvature


def test_a_parameter_that_hardly_matters_is_followed_to_its_end():
    found = minimise(Flat(), np.array([1.0, 0.1]))
    assert found.converged
    assert abs(found.theta[1]) < 1e-4
