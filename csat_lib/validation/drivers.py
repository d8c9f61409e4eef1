"""Figures about the importance of drivers."""

from __future__ import annotations

import numpy as np

from csat_lib.index.importance import Decomposition, importance
from csat_lib.summary.moments import Moments
from csat_lib.validation.case import Compute, Figures
from csat_lib.validation.public_data import facts, moments, triangle

CARS = triangle("""1
-.852161959427 1
-.847551379262 .902032872147 1
-.776168371827 .832447452722 .790948586370 1
.480284757339 -.492686599389 -.555569198562 -.125704258225 1""")
NAMES = ("mpg", "cyl", "disp", "hp", "gear")


def johnson() -> Figures:
    """Johnson's relative weights for mpg of four properties of cars."""
    return _cars("johnson")


def lmg() -> Figures:
    """Shapley values for mpg of the same."""
    return _cars("lmg")


def mediation() -> Figures:
    """Shapley values for Y of pingouin's mediation data, with two and with three predictors."""
    part = moments(facts("pingouin")["mediation"])
    two, three = importance(part.select(["Y", "X", "M"]), "Y"), importance(part, "Y")
    figures = {f"part_of_two {name}": float(value) for name, value in two.raw.items()}
    figures |= {f"importance_of_two {name}": 100 * float(value) for name, value in two.shares.items()}
    return figures | {f"part_of_three {name}": float(value) for name, value in three.raw.items()}


def _cars(method: Decomposition) -> Figures:
    count = np.full((5, 5), 32.0)
    square = count * 31 / 32
    found = importance(Moments(NAMES, "listwise", count, count, count, 0 * count, square, CARS * square), "mpg", method)
    figures = {"r2": found.r2} | {f"part {name}": float(value) for name, value in found.raw.items()}
    return figures | {f"importance {name}": 100 * float(value) for name, value in found.shares.items()}


COMPUTE: dict[str, Compute] = {
    "mtcars-johnson": johnson,
    "mtcars-lmg": lmg,
    "mediation-lmg": mediation,
}
