"""Made-up figures of operation of the made-up wave: two KPIs of three stores, one of which moved an index by itself."""

from __future__ import annotations

from .fake_wave import BEFORE, figure, make_study, make_view, words

RECORDS = "from records"
WEIGHED = "taylor, times its weight"
QUEUE = {"S01": 3.0, "S02": 4.1, "S03": 7.0}
SOLVED = {"S01": 92.0, "S02": 88.0, "S03": 85.0}
KPIS = {
    "queue": {
        "title": words(("排队时间", "Queue")), "table": "kpi", "unit": words(("分钟", "min")), "direction": "down",
        "standard": {"linear": {"worst": 10.0, "best": 1.0}}, "perceived": "q05",
        "definition": words(("高峰排队", "At peak hours")), "source": words(("现场计时", "timed")),
    },
    "solved": {
        "title": words(("解决率", "Solved")), "table": "kpi", "share": True, "direction": "up",
        "standard": {"bands": [[0.95, 100.0], [0.9, 80.0]]}, "missing": "zero",
    },
}  # fmt: skip


def row(measure, subject, value, method=RECORDS, **more):
    return figure("kpis", measure, subject, value, **{"method": method, "n": None, **more})


def at(store):
    return {"segment_by": "store", "segment": store}


def ends(value, half):
    return {"low": value - half, "high": value + half, "confidence": 0.95}


def findings(pulled=-2.8):
    rows = [row("operating_figure", "queue", 4.7), row("operating_figure", "solved", 88.0, n=300, **ends(88.0, 3.7))]
    rows += [row("operating_figure", "queue", value, **at(store)) for store, value in QUEUE.items()]
    rows += [
        row("operating_figure", "solved", value, n=100, **ends(value, 6.0), **at(store))
        for store, value in SOLVED.items()
    ]
    rows += [
        row("operating_change", "queue", 4.0, against=BEFORE, **at("S03")),
        row("operating_change", "queue", 1.3, against=BEFORE),
    ]
    rows += [row("operating_points", "queue", 58.9), row("operating_points", "solved", 70.0, "scoring standard")]
    rows += [row("operating_points", name, 50.0, "scoring standard", **at("S03")) for name in KPIS]
    rows += [row("step_worth", "queue", 0.69, "arithmetic of the index", other="satisfaction"),
             row("target_worth", "queue", 1.2, "arithmetic of the index", other="satisfaction")]  # fmt: skip
    whole = {"other": "satisfaction", "n": 800}
    rows += [
        row("index_part", "queue", 3.7, WEIGHED, **whole),
        row("index_part", "room", 20.3, WEIGHED, **ends(20.3, 0.3), **whole),
    ]
    rows += [
        row("index_part_change", "queue", -0.8, WEIGHED, against=BEFORE, **whole),
        row("index_part_change", "room", 0.4, WEIGHED, against=BEFORE, **ends(0.4, 0.6), **whole),
        row("index_part_change", "queue", pulled, WEIGHED, against=BEFORE, **whole, **at("S03")),
        row("answers_change", "satisfaction", 0.9, WEIGHED, against=BEFORE, **ends(0.9, 1.4), **whole, **at("S03")),
        row("kpis_change", "satisfaction", pulled, WEIGHED, against=BEFORE, **whole, **at("S03")),
        row("index_part", "queue", 2.5, WEIGHED, **whole, **at("S03")),
        row("index_part", "room", 19.0, WEIGHED, **ends(19.0, 0.5), **whole, **at("S03")),
    ]
    rows += [figure("scores", "mean", "q05", 6.9, **at("S03")), figure("scores", "mean", "q05", 8.0)]
    return rows


def sources(gap=-20.0, half=8.0):
    """Three stores with two sources, one of which contradicts the other in Station."""
    rows = [row("source_spread", "satisfaction", 12.0, "sources independent", n=60, **at(store)) for store in QUEUE]
    rows += [row("source_level", "room", 10.0, "sources independent", other="queue", path="satisfaction")]
    method = "sources independent, sidak over 3"
    more = {"other": "queue", "path": "satisfaction", "n": 60}
    rows += [row("source_gap", "room", gap, method, **more, **ends(gap, half), **at("S03"))]
    rows += [row("source_gap", "room", 2.0, method, **more, **ends(2.0, 8.0), **at("S01"))]
    return [*rows, *(figure("scores", "index", "room", 70.0, **at(store)) for store in QUEUE)]


def orders(last=3.0):
    """The same stores by TOPSIS and by the rank-sum ratio, where the third has a place that ``last`` says."""
    rows = places(2.0)
    for store, close, place, group in (("S02", 0.9, 1.0, 1.0), ("S01", 0.5, 5.0 - last, 2.0), ("S03", 0.1, last, 3.0)):
        spot = {"segment_by": "store", "segment": store, "method": "topsis, vector normalisation"}
        by_ranks = spot | {"method": "wrsr, whole ranks"}
        rows += [
            figure("segments", "closeness", "satisfaction", close, **spot),
            figure("segments", "closeness_place", "satisfaction", place, **spot),
            figure("segments", "rsr", "satisfaction", close / 2, **by_ranks),
            figure("segments", "rsr_place", "satisfaction", place, **by_ranks),
            figure("segments", "rsr_group", "satisfaction", group, **by_ranks),
        ]
    by = {"closeness": "topsis, vector normalisation", "rsr": "wrsr, whole ranks"}
    rows += [figure("segments", "order_tau", "satisfaction", 0.8, other=one, method=how) for one, how in by.items()]
    return [*rows, figure("segments", "rsr_fit", "satisfaction", 0.95, other="rsr", method=by["rsr"])]


def places(low=1.0):
    """Three stores in their order, of which any may be first."""
    rows = []
    for place, store in enumerate(("S02", "S01", "S03"), start=1):
        spot = {"segment_by": "store", "segment": store}
        rows += [
            figure(
                "segments",
                "rank",
                "satisfaction",
                place,
                method="sidak over 3",
                low=low if place > 1 else 1.0,
                high=3.0,
                **spot,
            ),
            figure(
                "segments",
                "shrunk",
                "satisfaction",
                75.0 - place,
                method="empirical Bayes, morris",
                **ends(75.0 - place, 2.0),
                **spot,
            ),
            figure("scores", "index", "satisfaction", 76.0 - place, **spot),
        ]
    return rows


def view(language="en", frame=None):
    study = make_study(
        kpis=KPIS,
        index={
            "satisfaction": {
                "title": words(("宾客满意度指数", "Guest satisfaction index")),
                "parts": {"room": 0.25, "service": 0.25, "food": 0.25, "queue": 0.25},
            }
        },
        targets={"queue": 3.0, "solved": 0.8},
        tables={"kpi": {"kind": "unit_kpis", "file": "kpi.csv"}},
    )
    return make_view(language, [*findings(), *sources(), *places()] if frame is None else frame, study=study)
