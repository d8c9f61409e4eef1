"""Made-up figures of other weights: the index by every rule, of units, agreement, what-if, judgements of experts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from csat_lib.findings import Finding

from .fake_wave import figure

INDEX = {"equal": 75.5, "johnson": 76.0, "lmg": 76.2, "ahp": 76.9}
UNITS = {"S01": (80.0, 80.0, 80.0, 74.0), "S02": (75.0, 75.0, 75.0, 76.0)}
NODE = "satisfaction"


def compared(half: float = 1.0, units: dict = UNITS) -> Iterator[Finding]:
    """The index by four rules, Johnson's in use; agreement of two of them; what two dimensions add."""
    for rule, value in INDEX.items():
        yield figure("weights", "rule_index", NODE, value, method=f"{rule}, taylor", half=half)
    for store, values in units.items():
        for rule, value in zip(INDEX, values, strict=True):
            cell = {"segment_by": "store", "segment": store}
            yield figure("weights", "rule_index", NODE, value, method=f"{rule}, taylor", **cell)
    for first, second in combinations(units, 2):
        for rule, one, other in zip(INDEX, units[first], units[second], strict=True):
            cell, p = (
                {"segment_by": "store", "segment": first, "other": second},
                0.9 if abs(one - other) < 0.5 else 0.01,
            )
            yield figure("weights", "rule_gap", NODE, one - other, method=f"{rule}, taylor", p=p, **cell)
    for rule in ("equal", "lmg"):
        for what in ("parts", "units"):
            yield figure("weights", "rank_tau", NODE, 0.5, method=rule, other=what)
    for name, value in (("room", 2.3), ("service", 1.5)):
        yield figure("weights", "what_if", name, value, method="index weights as given", other=NODE)


def judged(ratio: float) -> Iterator[Finding]:
    """Judgements of five experts, and the pair to look at again."""
    pair = {"other": "service", "path": NODE, "method": "ahp, eigenvector", "n": None}
    yield figure("weights", "consistency_ratio", NODE, ratio, method="ahp, eigenvector, saaty2005", n=5)
    yield figure("weights", "pair_judged", "room", 5.0, **pair)
    yield figure("weights", "pair_implied", "room", 2.0, **pair)


def rounds() -> Iterator[Finding]:
    """Two rounds of seven experts."""
    for number, (w, share) in {"1": (0.4, 0.5), "2": (0.8, 0.6)}.items():
        about = {"path": number, "method": "delphi", "n": None}
        yield figure("weights", "kendall_w", NODE, w, **(about | {"n": 7, "p": 0.01}))
        for name, off in (("mean", 0.0), ("lower", -0.1), ("upper", 0.1)):
            yield figure("weights", f"expert_{name}", "room", share + off, other=NODE, **about)
