# ruff: noqa: E501 - a message stands on one line
"""Weights that need more than a word: what may be said, and every fault in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.findings.catalogue.weight_rules import WEIGHT_RULES
from csat_lib.study import load_study, load_wave
from csat_lib.study.weighing import WeightsOf, read_keys

from .small import STUDY, change, faults_of

PARTS = "parts: {room: johnson, service: johnson}}"
NUMBERS = "parts: {room: 0.4, service: 0.6}}"


def said(settings: str, parts: str = NUMBERS) -> tuple[str, str]:
    return PARTS, f"{parts}\nweights_of: {{satisfaction: {{{settings}}}}}"


TABLE = "\ntables: {ahp: {kind: judgements, file: ahp.csv}, kpi: {kind: unit_kpis, file: kpi.csv}}"


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        ("method: ahp, random_index: saaty1980, variant: column_sum", ("ahp",)),
        ("method: critic, of: units", ("critic",)),
        ("method: entropy, normalise: min_max", ("entropy",)),
        ("method: combined, rules: [given, johnson], way: additive, shares: [2, 1]", ("given", "johnson")),
    ],
)
def test_rules_with_settings_are_read(tmp_path: Path, settings: str, rules: tuple[str, ...]):
    (tmp_path / "study.yaml").write_text(change(STUDY, said(settings)), "utf-8")
    study = load_study(tmp_path / "study.yaml")
    assert study.rules_of("satisfaction") == rules
    assert study.tree["satisfaction"] == {"room": 0.4, "service": 0.6}  # shown beside


def test_a_word_or_numbers_of_the_parts_are_rules_too(tmp_path: Path):
    for parts, rule in ((PARTS, "johnson"), (PARTS.replace("johnson", "fahp"), "fahp"), (NUMBERS, "given")):
        (tmp_path / "study.yaml").write_text(change(STUDY, (PARTS, parts)), "utf-8")
        assert load_study(tmp_path / "study.yaml").rules_of("satisfaction") == (rule,)


WHERE = "study.yaml:25: `weights_of.satisfaction"
FAULTS = [
    (
        "method: entropy",
        f"{WHERE}` needs to know how figures are brought to shares, which decides the weights. Add `normalise: shares` (of the units' figures as they are) or `normalise: min_max`.",
    ),
    (
        "method: critic, random_index: saaty1980",
        f"{WHERE}.random_index`: `critic` does not read it; remove it.",
    ),
    ("method: combined, rules: [ahp]", f"{WHERE}` needs two rules or more to combine. Add `rules: [ahp, critic]`."),
    (
        "method: combined, rules: [ahp, critic], way: additive, shares: [1]",
        f"{WHERE}` needs one share a rule (2, not 1). Mend them.",
    ),
    ("method: ahp, judgements: kpi", f"{WHERE}.judgements` names `kpi`, which cannot stand here. Allowed: ahp."),
    (
        "method: kano",
        f"{WHERE}.method` is `kano`. Allowed: {', '.join(name for name in WEIGHT_RULES if name != 'given')}.",
    ),
    (
        "method: ahp, variant: eigen",
        f"{WHERE}.variant` is `eigen`. Did you mean `eigenvector`? Allowed: eigenvector, geometric_mean, column_sum.",
    ),
]


@pytest.mark.parametrize(("settings", "message"), FAULTS)
def test_what_does_not_fit_is_told(tmp_path: Path, settings: str, message: str):
    old, new = said(settings)
    assert faults_of(tmp_path, (old, new + TABLE)) == [message]


def test_parts_that_say_another_rule_are_told(tmp_path: Path):
    assert faults_of(tmp_path, said("method: ahp", PARTS)) == [
        "study.yaml:25: `weights_of.satisfaction`: its parts say `johnson`, and `weights_of` says `ahp`: give the parts numbers, or that word."
    ]


def test_a_node_that_is_not_there_is_told(tmp_path: Path):
    new = f"{NUMBERS}\nweights_of: {{satisfied: {{method: ahp}}}}"
    assert faults_of(tmp_path, (PARTS, new)) == [
        "study.yaml:25: `weights_of` names `satisfied`, which cannot stand here. Did you mean `satisfaction`? Allowed: satisfaction."
    ]


def test_a_rule_of_units_needs_units(tmp_path: Path):
    faults = faults_of(tmp_path, said("method: cv, of: units"), ("unit: store\n", ""))
    assert (
        "study.yaml:25: `weights_of.satisfaction` needs units to compare. Name a segment question as `unit`." in faults
    )


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("entropy", FAULTS[0][1].replace("yaml:25", "yaml:24")),
        (
            "combined",
            "study.yaml:24: `weights_of.satisfaction` needs two rules or more to combine. Add `rules: [ahp, critic]`.",
        ),
    ],
)
def test_a_word_that_needs_more_is_told(tmp_path: Path, word: str, message: str):
    assert faults_of(tmp_path, (PARTS, PARTS.replace("johnson", word))) == [message]


def test_every_key_of_the_model_is_read_by_some_rule():
    assert set(WeightsOf.model_fields) == read_keys(WEIGHT_RULES)


def test_weights_are_frozen_at_a_wave_that_is_read(tmp_path: Path):
    (tmp_path / "study.yaml").write_text(change(STUDY, said("method: critic, frozen: 2025-06")), "utf-8")
    for period, earlier in (("2025-05", "[]"), ("2025-06", "[2025-05]"), ("2025-07", "[2025-06]")):
        text = f"study: {load_study(tmp_path / 'study.yaml').study}\nperiod: {period}\nresponses: a.csv\nearlier: {earlier}\n"
        (tmp_path / f"{period}.yaml").write_text(text, "utf-8")
    for period in ("2025-06", "2025-07"):
        assert load_wave(tmp_path / f"{period}.yaml").study.weights_of["satisfaction"].frozen == "2025-06"
    with pytest.raises(Exception, match="frozen") as caught:
        load_wave(tmp_path / "2025-05.yaml")
    assert str(caught.value).splitlines()[-1].strip() == (
        f"{tmp_path / '2025-05.yaml'}: the weights of `satisfaction` are frozen at `2025-06`, which is neither this wave nor one of `earlier`. "
        "Add `2025-06` to `earlier`, or freeze them at one of 2025-05."
    )
