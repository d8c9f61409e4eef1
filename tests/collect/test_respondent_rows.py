"""The kept respondents as rows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csat_lib.collect import collect, rows_of
from csat_lib.summary.summary import Summary

ITEMS = ["a1", "b3"]


def test_rows_are_those_that_the_summary_added_up(make_plan, answers, tmp_path):
    rakes = {"rake": {"store": {"S1": 0.3, "S2": 0.7}}}
    plan = make_plan(answers, exclude=[{"rule": "seconds", "below": 250}], weights=rakes)
    collect(plan, tmp_path / "work")
    rows = rows_of(plan, tmp_path / "work", ITEMS, "room")
    part = Summary.load(tmp_path / "work" / "summary").part("pairwise").select(ITEMS)
    added = rows.moments("pairwise")
    for name in ("n", "w", "w2", "wx", "wxx"):
        np.testing.assert_allclose(getattr(added, name), getattr(part, name), rtol=1e-12)
        np.testing.assert_allclose(getattr(added.groups, name), getattr(part.groups, name), rtol=1e-12)
    assert (rows.label, rows.psu, rows.stratum, rows.weighted) == ("room", None, None, True)


def test_psus_are_numbered_within_their_strata(make_plan, answers, tmp_path):
    answers = answers.assign(area=np.where(np.arange(len(answers)) % 2, "N", "S"), cluster=np.arange(len(answers)) % 10)
    plan = make_plan(
        answers.assign(cluster=answers["cluster"].astype(str)), fields={"stratum": "area", "psu": "cluster"}
    )
    collect(plan, tmp_path / "work")
    rows = rows_of(plan, tmp_path / "work", ITEMS)
    assert rows.clustered
    assert len(np.unique(rows.psu)) == 10
    assert len(np.unique(rows.stratum)) == 2
    assert pd.crosstab(rows.psu, rows.stratum).gt(0).sum(axis=1).tolist() == [1] * 10
