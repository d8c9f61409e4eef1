"""Made-up alerts of the made-up wave: a threshold that is passed, one that is not, a slide, and a line too short."""

from __future__ import annotations

from collections.abc import Iterator

from csat_lib.findings import Finding

from .fake_wave import figure, make_study, make_view

ALERTS = {
    "poor": {"subject": "satisfaction", "below": 78.0, "waves": 2},
    "keen": {"subject": "nps", "above": 60.0},
    "slide": {"subject": "room", "rule": "ewma"},
    "mean": {"subject": "service", "below": 70.0, "waves": 3, "reading": "average"},
    "late": {"subject": "food", "rule": "ewma", "base": 24},
}


def looked_at(fire: bool = True) -> Iterator[Finding]:
    """What the alerts found, or that none of them fires."""
    by = {"method": "against a threshold, each of 2 waves", "n": None, "n_effective": None}
    slide = by | {"method": "ewma, weight 0.2, 12 waves of the base, 3.94 standard errors"}
    yield figure("alerts", "alert_level", "satisfaction", 76.7, other="poor", **by)
    yield figure("alerts", "alert_level_nps", "nps", 31.4, other="keen", **by)
    yield figure("alerts", "alert_smoothed", "room", 71.2, low=72.0, high=78.0, other="slide", **slide)
    yield figure("alerts", "alert_level", "service", 69.5, other="mean", **by)
    yield figure("alerts", "alert_smoothed", "food", None, reason="few_waves", other="late", **slide)
    if fire:
        yield figure("alerts", "alert_fires", "satisfaction", 1.0, other="poor", **by)
        yield figure("alerts", "alert_fires", "service", 1.0, other="mean", **by)
        yield figure("alerts", "alert_shift", "room", -3.2, other="slide", against="2025-09", **slide)
        yield figure("alerts", "alert_fires", "room", 1.0, other="slide", against="2025-11", **slide)


def view(language: str, rows=None):
    return make_view(language, [*looked_at()] if rows is None else rows, study=make_study(alerts=ALERTS))
