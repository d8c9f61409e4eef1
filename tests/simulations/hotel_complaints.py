"""The register of complaints of the template ``hotel-gsts``, January to May 2026, as it stood on 3 June.

``python -m tests.simulations.hotel_complaints`` writes it.

Planted: no hot water at S07, complained of in four of the five months, severe, slow to be closed and never the most
frequent class of a month. Decoy: the wireless network leads by number, and hardly ever severely.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

FOLDER = Path(__file__).parents[2] / "params" / "hotel-gsts"
MONTHS, UNTIL = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05"), pd.Timestamp("2026-06-03 18:00")
UNITS = {"S01": 0.15, "S02": 0.15, "S03": 0.13, "S04": 0.13, "S05": 0.15, "S06": 0.12, "S07": 0.10, "S08": 0.07}
CLASSES = {
    "wifi": (0.31, (0.03, 0.22, 0.75), 8.0, 20.0),
    "insulation": (0.21, (0.12, 0.48, 0.40), 7.0, 30.0),
    "housekeeping": (0.18, (0.15, 0.45, 0.40), 5.0, 9.0),
    "breakfast": (0.13, (0.04, 0.36, 0.60), 9.0, 26.0),
    "check_in": (0.09, (0.08, 0.42, 0.50), 6.0, 12.0),
    "air_conditioning": (0.05, (0.35, 0.45, 0.20), 7.0, 40.0),
    "billing": (0.03, (0.20, 0.50, 0.30), 14.0, 36.0),
}
"""Class -> share, shares of high, medium and low severity, median hours to answer and from there to closing."""
A_MONTH, SPREAD, UNCLOSED, NO_OWNER = 62, 0.9, 0.02, 0.06
Usual = tuple[tuple[float, float, float], float, float]
HOT_WATER: Usual = ((0.7, 0.3, 0.0), 20.0, 400.0)
PLANT = {"2026-02": 3, "2026-03": 2, "2026-04": 3, "2026-05": 4}


def drawn(seed: int = 12, *, plants: bool = True) -> pd.DataFrame:
    """The register; without plants nobody complains of hot water at S07."""
    rng = np.random.default_rng(seed)
    found = [row for month in MONTHS for row in _of_month(rng, month)]
    planted = [_row(rng, month, ("hot_water", "S07"), HOT_WATER) for month, n in PLANT.items() for _ in range(n)]
    table = pd.DataFrame([*found, *(planted if plants else [])]).sort_values("opened", ignore_index=True)
    table.insert(0, "id", [f"C{number:04d}" for number in range(1, len(table) + 1)])
    return table


def _of_month(rng: np.random.Generator, month: str) -> list[dict[str, object]]:
    shares = np.array([share for share, *_ in CLASSES.values()])
    names = rng.choice([*CLASSES], rng.poisson(A_MONTH), p=shares / shares.sum())
    units = rng.choice([*UNITS], len(names), p=np.array([*UNITS.values()]) / sum(UNITS.values()))
    return [_row(rng, month, (name, unit), CLASSES[name][1:]) for name, unit in zip(names, units, strict=True)]


def _row(rng: np.random.Generator, month: str, about: tuple[str, str], usual: Usual) -> dict[str, object]:
    (name, unit), (severe, *medians) = about, usual
    first = pd.Period(month).start_time
    opened = first + pd.Timedelta(minutes=int(rng.integers(1, first.days_in_month * 24 * 60)))
    hours = [median * float(np.exp(SPREAD * rng.normal())) for median in medians]
    answered = opened + pd.Timedelta(minutes=round(60 * hours[0]) + 1)
    closed = answered + pd.Timedelta(minutes=round(60 * hours[1]) + 1)
    is_left, no_owner = rng.random() < UNCLOSED, rng.random() < NO_OWNER
    return {
        "unit": unit, "period": month, "class": name, "severity": str(rng.choice(["high", "medium", "low"], p=severe)),
        "opened": _told(opened), "answered": _told(answered),
        "closed": "" if is_left else _told(closed), "owner": "" if no_owner else f"{unit}-{rng.integers(1, 4)}",
        "status": "closed" if closed <= UNTIL and not is_left else "answered" if answered <= UNTIL else "open",
    }  # fmt: skip


def _told(moment: pd.Timestamp) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment <= UNTIL else ""


def write(folder: Path = FOLDER, seed: int = 12, *, plants: bool = True) -> None:
    """Write the file."""
    drawn(seed, plants=plants).to_csv(folder / "complaints.csv", index=False)


if __name__ == "__main__":
    write()
