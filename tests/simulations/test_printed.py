"""Every interval that is printed names the kept tables in which its kind was tried."""

from __future__ import annotations

import pandas as pd

from csat_lib.findings.catalogue import MEASURES

from .goal import ELSEWHERE, TABLES
from .printed import NO_INTERVAL, PRINTED, missing, untried


def test_what_is_named_stands_in_tables_that_are_judged():
    assert list(missing()) == []
    assert {one.partition(":")[0] for each in PRINTED.values() for one in each} <= {*TABLES, *ELSEWHERE}
    assert {*PRINTED, *NO_INTERVAL} <= set(MEASURES)
    assert PRINTED.keys() & NO_INTERVAL.keys() == set()


def test_an_interval_of_a_measure_that_was_never_tried_is_found():
    rows = pd.DataFrame({"topic": ["scores", "scores"], "measure": ["index", "rows_in"], "low": [70.0, 1.0]})
    assert untried(rows) == [("scores", "rows_in")]
    assert untried(rows.assign(low=None)) == []
