"""Dispositions, response rates and questionnaires that came more than once."""

from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.insight.fieldwork.dispositions import repeats, response_rates

CASES = {"I": 400, "P": 50, "R": 200, "NC": 150, "O": 20, "UH": 100, "UO": 60, "NE": 220}


def table(**channels):
    rows = [(name, code, n) for name, cases in channels.items() for code, n in cases.items()]
    return pd.DataFrame(rows, columns=["channel", "disposition", "count"])


def rates(result, subject):
    return {row.other: row.value for row in result.to_findings() if row.subject == subject and row.other in NAMES}


NAMES = ("RR1", "RR2", "RR3", "COOP1", "REF1", "CON1")


def test_the_rates_are_aapors():
    found = rates(response_rates(table(phone=CASES)), "phone")
    eligible = 820 / (820 + 220)
    assert found == pytest.approx(
        {
            "RR1": 400 / 980,
            "RR2": 450 / 980,
            "RR3": 400 / (820 + eligible * 160),
            "COOP1": 400 / 670,
            "REF1": 200 / 980,
            "CON1": 670 / 980,
        }
    )


def test_the_formula_stands_beside_the_rate():
    methods = {row.other: str(row.method) for row in response_rates(table(phone=CASES)).to_findings()}
    assert methods["RR2"] == "AAPOR RR2: (I + P) / (I + P + R + NC + O + UH + UO)"
    assert methods["RR3"] == "AAPOR RR3: (I) / (I + P + R + NC + O + e (UH + UO))"


def test_several_channels_are_told_apart_and_together():
    result = response_rates(table(mail={"I": 30, "NC": 70}, sms={"I": 10, "P": 5, "NC": 85}))
    invited = {row.subject: row.value for row in result.to_findings() if row.measure == "invited"}
    assert invited == {"mail": 100.0, "sms": 100.0, "answers": 200.0}
    assert rates(result, "answers")["RR1"] == pytest.approx(0.2)
    told = [
        (row.other, row.value) for row in result.to_findings() if (row.subject, row.measure) == ("sms", "disposition")
    ]
    assert told == [("I", 10.0), ("P", 5.0), ("NC", 85.0)]


def test_rows_of_one_channel_and_disposition_add_up():
    twice = pd.concat([table(mail={"I": 10}), table(mail={"I": 5, "R": 5})])
    assert rates(response_rates(twice), "mail")["RR1"] == pytest.approx(0.75)


def test_a_rate_of_nobody_is_absent_and_so_are_all_without_a_table():
    rows = [row for row in response_rates(table(mail={"NE": 4})).to_findings() if row.measure.endswith("rate")]
    assert {(row.value, row.reason) for row in rows} == {(None, "no_cases")}
    (row,) = response_rates(None).to_findings()
    assert (row.subject, row.measure, row.value, row.reason) == ("answers", "response_rate", None, "no_dispositions")


def test_what_came_more_than_once_is_counted():
    facts = [("input", "rows", 50.0), ("repeats", "device", 6.0), ("most_alike", "device", 4.0)]
    facts += [("repeats", "answers", 1.0), ("most_alike", "answers", 2.0)]
    near = [("near_duplicate", "rows_measured", 48.0), ("near_duplicate", "rows_that_fit", 3.0)]
    rows = repeats(pd.DataFrame([*facts, *near], columns=["rule", "measure", "value"])).to_findings()
    assert [(row.measure, row.subject, row.value, row.n) for row in rows] == [
        ("duplicates", "device", 6.0, 50),
        ("duplicates", "answers", 1.0, 50),
        ("duplicates", "near", 3.0, 50),
        ("most_alike", "device", 4.0, 50),
        ("most_alike", "answers", 2.0, 50),
    ]
