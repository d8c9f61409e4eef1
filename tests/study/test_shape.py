# ruff: noqa: E501 - a message stands on one line
from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import Study
from csat_lib.study.shape import keys_at

from .small import faults_of

STORE = "store: {text: {zh: 门店, en: Store}, kind: single, role: segment,"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "unit: store",
            "unti: store",
            "study.yaml:26: unknown key `unti`. Did you mean `unit`? Allowed: study, title, client, goal, population, fieldwork, objects, languages, confidence, minimum_base, small_base, grace_days, targets, scales, form, questions, derived, constructs, kpis, index, weights_of, blank, fuzzy, headline, drivers, segments, unit, rankings, fields, exclude, weights, measurement, structure, pilot, log, voice, tables, complaints, plan, alerts and 3 more.",
        ),
        (
            "reversed: true",
            "reversd: true",
            "study.yaml:9: unknown key `reversd` in `questions.q3`. Did you mean `reversed`? Allowed: text, hint, required, column, missing, not_applicable, filter, kind, role, scale, reversed.",
        ),
        (
            "{rule: seconds, below: 20}",
            "{rule: seconds, below: 20, above: 3}",
            "study.yaml:30: unknown key `above` in `exclude.1`. Allowed: rule, below.",
        ),
        ("study: small\n", "", "study.yaml:1: the key `study` is missing. Add `study: ...`."),
        (
            STORE + " options: {S1: {zh: 东, en: East}, 2: {zh: 西, en: West}}}",
            STORE + "}",
            "study.yaml:13: the key `options` is missing in `questions.store`. Add `options: ...`.",
        ),
        (
            "kind: date",
            "missing: [1]",
            "study.yaml:17: the key `kind` is missing in `questions.day`. Add `kind: ...`.",
        ),
        (
            "kind: date",
            "kind: data",
            "study.yaml:17: `questions.day.kind` is `data`. Did you mean `date`? Allowed: rating, nps, single, multiple, yes_no, number, date, text.",
        ),
        (
            "rule: seconds",
            "rule: second",
            "study.yaml:30: `exclude.1.rule` is `second`. Did you mean `seconds`? Allowed: duplicate, near_duplicate, seconds, speed, seconds_per_item, straight_line, longstring, irv, even_odd, synonyms, antonyms, mahalanobis, missing, attention.",
        ),
        (
            "room: johnson",
            "room: jonson",
            "study.yaml:24: `index.satisfaction.parts.room` is `jonson`. Did you mean `johnson`? Allowed: equal, factor, pca, johnson, lmg, regression, critic, independence, information, cv, entropy, experts, delphi, ahp, precedence, fahp, combined, a number above 0, up to 1.",
        ),
        (
            "languages: [zh, en]",
            "languages: [zh, fr]",
            "study.yaml:3: `languages.1` is `fr`. Allowed: zh, en.",
        ),
        (
            "trim: 5",
            "trim: five",
            "study.yaml:32: `weights.trim` is the text `five`; allowed: a number.",
        ),
        (
            "trim: 5",
            "trim: 1",
            "study.yaml:32: `weights.trim` is 1; allowed: above 1.",
        ),
        (
            "missing: [7]",
            "missing: [true, {}]",
            "study.yaml:8: `questions.q2.missing.1` is a mapping; allowed: a whole number or a number or a text.",
        ),
        (
            "items: [q1, q2]",
            "items: q1",
            "study.yaml:21: `constructs.room.items` is the text `q1`; allowed: a list.",
        ),
        (
            "segments: [store]",
            "minimum_base: 2.5\nsegments: [store]",
            "study.yaml:25: `minimum_base` is the number `2.5`; allowed: a whole number.",
        ),
        (
            "segments: [store]",
            "chapters: []\nsegments: [store]",
            "study.yaml:25: `chapters` is empty; allowed: 1 or more entries.",
        ),
        (
            "segments: [store]",
            "look: {accent: blue}\nsegments: [store]",
            "study.yaml:25: `look.accent` is `blue`; allowed: a colour such as #1f5a7a.",
        ),
        (
            "study: small",
            "study: 小研究",
            "study.yaml:1: `study` is `小研究`; allowed: 80 letters a-z, digits, `_`, `-`, `.` at most, with a letter first.",
        ),
        (
            "segments: [store]",
            f"look: {{logo: {'标' * 86}.svg}}\nsegments: [store]",
            f"study.yaml:25: `look.logo` is `{'标' * 40}...`; allowed: names of files of at most 255 bytes.",
        ),
        (
            "study: small",
            f"study: {'a' * 81}",
            f"study.yaml:1: `study` is `{'a' * 40}...`; allowed: 80 letters a-z, digits, `_`, `-`, `.` at most, with a letter first.",
        ),
        (
            "from: 1, to: 5",
            "from: 5, to: 1",
            "study.yaml:5: `scales.five`: a scale rises from `from` to `to` in whole steps.",
        ),
        (
            "title: {zh: 小研究, en: A small study}",
            "title: A small study",
            "study.yaml:2: `title` is the text `A small study`; allowed: a mapping.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_with_place_given_and_allowed(tmp_path: Path, old: str, new: str, message: str):
    assert message in faults_of(tmp_path, (old, new))


def test_a_fault_of_a_scale_is_told_once_though_many_questions_use_it(tmp_path: Path):
    (found,) = faults_of(tmp_path, ("from: 1, to: 5", "from: one, to: 5"))
    assert found == "study.yaml:5: `scales.five.from` is the text `one`; allowed: a number."


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path: Path):
    found = faults_of(
        tmp_path, ("trim: 5", "trim: no"), ("reversed: true", "reversed: no"), ("{room: johnson, ", "{room: equal, ")
    )
    assert found == [
        "study.yaml:9: `questions.q3.reversed` is the text `no`; allowed: true or false.",
        "study.yaml:24: `index.satisfaction.parts` mixes weights: equal, johnson. Give every part a number, or give all parts the same method (such as equal, factor or johnson).",
        "study.yaml:32: `weights.trim` is the text `no`; allowed: a number.",
    ]


def test_allowed_keys_are_those_of_the_model_at_that_place():
    assert keys_at(Study, ("exclude", 0, "seconds")) == ["rule", "below"]
    assert keys_at(Study, ("constructs", "room")) == ["title", "items"]
    assert keys_at(Study, ("questions", "nps", "nps", "text")) == ["zh", "en"]
    assert keys_at(Study, ("weights", "rake")) == []


@pytest.mark.parametrize(
    ("bands", "message"),
    [
        ("[[100]]", "`kpis.wait.standard.bands.0` is 1 entry; allowed: 2 or more entries."),
        ("[[100, 50], []]", "`kpis.wait.standard.bands.1` is empty; allowed: 2 or more entries."),
        ("[[100, 50, 3]]", "`kpis.wait.standard.bands.0` is 3 entries; allowed: 2 or fewer entries."),
        ("[]", "`kpis.wait.standard.bands` is empty; allowed: 1 or more entries."),
    ],
)
def test_a_pair_that_is_none_is_one_fault(tmp_path: Path, bands: str, message: str):
    kpi = f"kpis: {{wait: {{title: {{zh: 等候, en: Wait}}, table: t, unit: {{zh: 分, en: min}}, direction: down, standard: {{bands: {bands}}}}}}}\n"
    faults = faults_of(tmp_path, ("unit: store", kpi + "unit: store"))
    assert [fault.partition(": ")[2] for fault in faults] == [message]
