"""Every figure of every topic, and where it is said to come from."""

import csv
from pathlib import Path

import pytest

from csat_lib.validation import CASES, TOPICS, validate
from csat_lib.validation.case import ORIGINS
from csat_lib.validation.cases import COMPUTED
from csat_lib.validation.figure_words import figure_words
from csat_lib.validation.page import wording

R = Path(__file__).resolve().parents[1] / "reference" / "validation.csv"
WITHIN = {"bfi-omega": 1e-6, "bfi-omega-ml": 1e-6, "thurstone": 6e-6, "bfi-polychoric": 2e-5}
"""Figures of scripts whose source says how near R comes."""
ELSEWHERE = {"mobi-six"}
"""Programs that the script of R has no data for (seminr)."""


@pytest.mark.parametrize("topic", TOPICS)
def test_every_figure_agrees_with_its_source(topic):
    checks = validate(topic)
    assert {f"{one.case.name}: {one.figure}": (one.printed, one.value) for one in checks if not one.agrees} == {}
    assert checks


def test_no_figure_is_lost():
    assert len(validate()) == 400
    assert {origin: sum(one.case.origin == origin for one in validate()) for origin in ORIGINS} == {
        "published": 142,
        "program": 135,
        "script": 123,
    }


def test_every_case_has_its_computation_and_every_computation_its_case():
    names = [case.name for case in CASES]
    assert sorted(names) == sorted(set(names))
    assert set(names) == {name for computed in COMPUTED.values() for name in computed}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_says_what_and_whence_in_both_languages_and_why_it_may_be_further_off(case):
    texts = [case.title, case.source, *([] if case.why is None else [case.why])]
    assert all(set(text) == {"zh", "en"} and all(text.values()) for text in texts)
    assert (case.tolerance is None) == (case.why is None)
    assert all(figure_words(figure, language) for figure in case.figures for language in ("zh", "en"))


def test_what_is_said_to_come_from_r_does():
    rows = csv.DictReader(line for line in R.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    given = {(row["case"], row["figure"]): float(row["value"]) for row in rows}
    checks = {(one.case.name, one.figure): one for one in validate()}
    assert given.keys() <= checks.keys()
    off = {
        key: value
        for key, value in given.items()
        if abs(value - checks[key].reference) > WITHIN.get(key[0], checks[key].tolerance) + 1e-12
    }
    assert off == {}
    programs = {key for key, one in checks.items() if one.case.origin == "program" and key[0] not in ELSEWHERE}
    assert programs <= given.keys()


def test_both_languages_have_the_same_texts():
    zh, en = wording("zh"), wording("en")
    assert zh.keys() == en.keys()
    assert {name: len(text) for name, text in zh.items() if not isinstance(text, str)} == {
        name: len(text) for name, text in en.items() if not isinstance(text, str)
    }
    assert list(zh["topics"]) == list(TOPICS)
