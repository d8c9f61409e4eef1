"""Signs of carelessness as findings."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy.stats import fisher_exact

from csat_lib.insight.fieldwork.careless_flags import flags


def screening(*rows):
    return pd.DataFrame(rows, columns=["rule", "measure", "value"])


IN_USE = [
    ("duration", "median_seconds", 240.0),
    ("speed", "below_seconds", 96.0),
    ("speed", "in_use", 1.0),
    ("speed", "rows_measured", 100.0),
    ("speed", "rows_that_fit", 4.0),
    ("duplicate", "in_use", 1.0),
    ("duplicate", "rows_measured", 100.0),
    ("duplicate", "rows_that_fit", 1.0),
]
WATCHED = [
    ("even_odd", "below_r", 0.3),
    ("even_odd", "chance_share", 0.157),
    ("even_odd", "in_use", 0.0),
    ("even_odd", "rows_measured", 90.0),
    ("even_odd", "rows_that_fit", 14.0),
    ("synonyms", "below_r", 0.0),
    ("synonyms", "pairs", 2.0),
    ("synonyms", "reason.few_pairs", 1.0),
    ("synonyms", "in_use", 0.0),
    ("synonyms", "rows_measured", 0.0),
    ("synonyms", "rows_that_fit", 0.0),
]


def test_a_rule_in_use_and_a_sign_that_is_only_watched_are_told_with_their_lines():
    speed, duplicate, even_odd, *_ = flags(screening(*IN_USE, *WATCHED)).to_findings()
    assert (speed.subject, speed.measure, speed.value, speed.n) == ("speed", "flagged", 4.0, 100)
    assert str(speed.method) == "below 96 seconds, rule of the study, all rows in"
    assert str(duplicate.method) == "equal rows, rule of the study, all rows in"
    assert (even_odd.value, even_odd.n) == (14.0, 90)
    assert str(even_odd.method) == "r below 0.3, watched only, all rows in"


def test_what_careful_answers_would_be_flagged_stands_beside():
    rows = [row for row in flags(screening(*WATCHED)).to_findings() if row.measure == "flagged_by_chance"]
    assert [(row.subject, row.value, row.unit) for row in rows] == [("even_odd", 0.157, "share")]


def test_of_those_flagged_the_ones_that_no_rule_leaves_out_are_counted_beside():
    stay = [("even_odd", "rows_that_fit_and_stay", 6.0), ("speed", "rows_that_fit_and_stay", 0.0)]
    found = flags(screening(*IN_USE, *WATCHED, *stay)).to_findings()
    (row,) = [row for row in found if row.measure == "flagged_kept"]
    assert (row.subject, row.value, row.n) == ("even_odd", 6.0, 14)
    assert str(row.method) == "r below 0.3, watched only, kept respondents"


def by_chance(fits, chance, measured=1000, others=()):
    facts = {"above_run": 12, "chance_share": chance, "in_use": 0, "rows_measured": measured, "rows_that_fit": fits}
    rows = [("longstring", measure, float(value)) for measure, value in facts.items()]
    found = flags(screening(*rows, *others)).to_findings()
    return next(row for row in found if (row.subject, row.measure) == ("longstring", "flagged_by_chance"))


def test_more_flags_than_careful_answers_bring_are_told_from_chance():
    clear = by_chance(82, 0.031)
    assert clear.p == pytest.approx(fisher_exact([[82, 918], [31, 969]], alternative="greater").pvalue)
    assert clear.p < 1e-6
    assert clear.n == 1000
    assert str(clear.method).endswith("fisher against as many of them, sidak over 1")
    assert by_chance(35, 0.031).p > 0.3
    assert by_chance(1, 0.0).p == pytest.approx(0.5)


def test_the_more_signs_are_looked_at_the_more_it_takes():
    alone, among = by_chance(50, 0.031), by_chance(50, 0.031, others=WATCHED)
    assert among.p == pytest.approx(1 - (1 - alone.p) ** 2)


def test_a_sign_that_cannot_be_had_says_why():
    row = next(row for row in flags(screening(*WATCHED)).to_findings() if row.subject == "synonyms")
    assert (row.value, row.reason, row.n) == (None, "few_pairs", 0)


def test_a_sign_that_measures_nobody_has_too_few_answers():
    nobody = [("irv", "below_sd", 0.05), ("irv", "in_use", 0.0), ("irv", "rows_measured", 0.0)]
    (row,) = flags(screening(*nobody, ("irv", "rows_that_fit", 0.0))).to_findings()
    assert (row.value, row.reason) == (None, "few_answers")


def test_straight_lines_are_shares_of_those_who_answer_the_whole_block():
    lines = [("block_answered", "room", 80.0), ("straight_lined", "room", 6.0), ("block_answered", "bar", 0.0)]
    room, bar = flags(screening(*lines, ("straight_lined", "bar", 0.0))).to_findings()
    assert (room.subject, room.measure, room.value, room.n) == ("room", "straight_lined", pytest.approx(0.075), 80)
    assert (bar.value, bar.reason) == (None, "all_missing")
