"""Made-up grades of the made-up wave: of the index by every operator, of a dimension by the study's."""

from __future__ import annotations

from collections.abc import Iterator

from csat_lib.findings import Finding

from .fake_wave import all_figures, figure, make_study, make_view

GRADES = {
    "good": {"title": {"zh": "好", "en": "good"}, "from": 75.0, "points": 100.0},
    "fair": {"title": {"zh": "一般", "en": "fair"}, "from": 50.0, "points": 60.0},
    "bad": {"title": {"zh": "差", "en": "bad"}, "from": 0.0, "points": 20.0},
}
SHARES = {
    "weighted_mean": (0.5, 0.3, 0.2),
    "bounded_sum": (0.45, 0.35, 0.2),
    "product_max": (0.4, 0.35, 0.25),
    "min_max": (0.5, 0.25, 0.25),
}


def graded(node: str = "satisfaction", shares: dict[str, tuple[float, ...]] = SHARES) -> Iterator[Finding]:
    """The top node by each operator, and a dimension by the first."""
    first = next(iter(shares))
    for subject, operator, of in [(node, *one) for one in shares.items()] + [("room", first, (0.2, 0.5, 0.3))]:
        about = {"path": operator, "method": operator}
        worth = sum(share * grade["points"] for share, grade in zip(of, GRADES.values(), strict=True))
        yield figure("scores", "grade_points", subject, worth, **about)
        for grade, share in zip(GRADES, of, strict=True):
            yield figure("scores", "grade_share", subject, share, other=grade, **about)


def by_store() -> Iterator[Finding]:
    """The top node in two stores, of which one is hidden."""
    for store, n, why in (("S01", 40, ""), ("S02", 3, "small_base")):
        about = {"path": "weighted_mean", "segment_by": "store", "segment": store, "method": "weighted_mean", "n": n}
        yield figure("scores", "grade_points", "satisfaction", None if why else 56.0, reason=why, **about)
        for grade, share in zip(GRADES, (0.2, 0.5, 0.3), strict=True):
            yield figure(
                "scores", "grade_share", "satisfaction", None if why else share, other=grade, reason=why, **about
            )


def view(language: str, rows=None):
    study = make_study(fuzzy={"grades": GRADES})
    return make_view(language, [*all_figures(), *graded()] if rows is None else rows, study=study)
