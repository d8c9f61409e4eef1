"""Made-up figures of a sample that was planned by store."""

from __future__ import annotations

from .fake_wave import figure, make_study, make_view

PLAN = {"sd": 20, "half_width": 1.5, "change": 4, "table": "people", "strata": ["store"], "cover": 1.0}
PLAN["response"] = {"phone": 0.6}
TABLES = {"people": {"kind": "population", "file": "people.csv"}}
STRATA = {"S01": (900, 400, 420), "S02": (500, 230, 120), "S03": (100, 50, 20)}


def own(measure, value, **more):
    return figure("plan", measure, "respondents", value, n=None, n_effective=None, method="census", **more)


def found(**strata):
    rows = [own("n_for_precision", 680.0), own("n_for_change", 393.0), own("n_needed", 680.0), own("reached", 560.0)]
    rows += [own("frame_size", 1500.0), own("covered", 1.0)]
    for name, numbers in (STRATA | strata).items():
        where = {"segment_by": "store", "segment": name}
        measures = zip(("frame_size", "n_needed", "reached"), numbers, strict=True)
        rows += [own(measure, float(number), **where) for measure, number in measures]
    rows += [own("invitations", 1134.0, other="phone"), own("response_target", 0.6, other="phone")]
    return [*rows, figure("fieldwork", "response_rate", "phone", 0.493, other="RR1", n=None, n_effective=None)]


def view(language="en", rows=None, **changed):
    study = make_study(plan=PLAN | changed, tables=TABLES)
    return make_view(language, found() if rows is None else rows, study=study)
