"""The study's words on complaints, as the statistics need them."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from csat_lib.insight.complaints.register import ComplaintSpec, Register
from csat_lib.period import parse
from csat_lib.specs import maker_of
from tests.answers.test_complaint_register import HEAD, KEYS
from tests.answers.test_extra_tables import plan_with  # noqa: F401 - a fixture


@pytest.fixture
def wave(plan_with):  # noqa: F811
    keys = {"complaints": KEYS["complaints"] | {"closed_within": 48.0}}
    plan = plan_with(keys, complaints=HEAD + "C1,S2,2025-03,dirt,2025-03-05,,,\n")
    earlier = SimpleNamespace(period=parse("2025-02"))
    return SimpleNamespace(study=plan.study, plans=[earlier, plan])


def test_spans_limits_classes_and_units_are_those_of_the_study_and_its_waves(wave):
    spec = maker_of(ComplaintSpec)(wave)
    assert spec.spans == {
        "2025-02": (pd.Timestamp("2025-02-01"), pd.Timestamp("2025-03-01")),
        "2025-03": (pd.Timestamp("2025-03-01"), pd.Timestamp("2025-04-01")),
    }
    assert spec.span == spec.spans["2025-03"]
    assert spec.limits == {"closed": 48.0}
    assert (spec.classes, spec.unit, spec.units) == (("dirt", "wait"), "store", ("S1", "S2"))


def test_a_study_without_units_and_limits_has_none_of_them(wave):
    study = wave.study.model_copy(update={"unit": None, "complaints": None})
    spec = maker_of(ComplaintSpec)(SimpleNamespace(study=study, plans=wave.plans))
    assert (spec.units, spec.limits, spec.classes) == ((), {}, ())


def test_the_register_is_that_of_the_waves_tables(wave):
    rows = maker_of(Register)(SimpleNamespace(plans=wave.plans[1:])).rows
    assert rows["unit"].tolist() == ["S2"]
