"""A made-up register of the made-up wave, as its findings: four classes make up most, hot water waits long."""

from __future__ import annotations

import pandas as pd

from csat_lib.insight.complaints.handling import complaint_backlog, complaint_hours
from csat_lib.insight.complaints.problems import open_problems
from csat_lib.insight.complaints.register import ComplaintSpec, count_complaints
from csat_lib.insight.complaints.urgency import PrioritySpec, rank_complaints
from csat_lib.period import parse

from .fake_wave import BEFORE, NOW, figure, make_study, make_view, words

CLASSES = {
    "wifi": (("无线网络", "Wireless network"), ("信息部", "IT"), 30, 5.0),
    "walls": (("隔音", "Sound insulation"), None, 20, 20.0),
    "sheets": (("床单", "Sheets"), ("客房部", "Housekeeping"), 15, 12.0),
    "water": (("热水", "Hot water"), ("工程部", "Engineering"), 15, 900.0),
    "bill": (("账单", "Bill"), ("财务部", "Accounts"), 10, 60.0),
}
KEYS = {
    "classes": {
        name: {"title": words(title)} | ({"owner": words(owner)} if owner else {})
        for name, (title, owner, *_) in CLASSES.items()
    },
    "answered_within": 24.0,
    "closed_within": 48.0,
}


RANKED = PrioritySpec((2.0, 3.0, 2.0), {"reach": (0.1, 0.4, 0.8), "frequency": (0.05, 0.15, 0.3)})


def register(factor=1.0):
    """Complaints at even distances over the month, each closed after ``factor`` times its class's hours."""
    rows = []
    for name, (_, _, number, hours) in CLASSES.items():
        for at in range(number):
            opened = pd.Timestamp("2025-12-01 08:15") + pd.Timedelta(hours=720 * at / number)
            closed = opened + pd.Timedelta(hours=factor * hours * (0.5 + at / number))
            row = {"class": name, "unit": f"S0{1 + at % 3}", "severity": "high" if name == "water" else "low"}
            row |= {"opened": opened, "answered": opened + (closed - opened) / 3, "closed": closed}
            rows.append(row | {"owner": None if name == "walls" else "o", "status": None})
    earlier = pd.Timestamp("2025-11-20 10:00")
    rows.append(rows[-11] | {"opened": earlier, "answered": earlier, "closed": earlier + pd.Timedelta(hours=5)})
    return pd.DataFrame(rows)


def spec():
    first, last = pd.Timestamp(parse(NOW).first), pd.Timestamp(parse(NOW).last) + pd.Timedelta(days=1)
    return ComplaintSpec(
        spans={BEFORE: (first - pd.Timedelta(days=30), first), NOW: (first, last)},
        classes=tuple(CLASSES), unit="store", units=("S01", "S02", "S03", "S04"),
        limits={"answered": 24.0, "closed": 48.0},
    )  # fmt: skip


def found(rows):
    """What the statistics find in a register, signed."""
    results = [find(rows, spec()) for find in (count_complaints, complaint_hours, complaint_backlog)]
    results += [open_problems(rows, spec()), rank_complaints(rows, spec(), RANKED)]
    return [row.of("hotel", NOW) for result in results for row in result.to_findings()]


def rooms(**values):
    """What the index could gain by what classes are about."""
    places = {name: 1 + sum(other > value for other in values.values()) for name, value in values.items()}
    for name, value in values.items():
        yield figure("complaints", "index_room", name, value, half=0.2, other="q03", method="taylor")
        yield figure("complaints", "place_by_room", name, places[name], n=None, method="from records")


def view(language="en", rows=None, **keys):
    return make_view(language, found(register()) if rows is None else rows, study=make_study(complaints=KEYS | keys))
