"""Who stands behind a figure, and how a finding is signed with that."""

from __future__ import annotations

import numpy as np
import pytest

from csat_lib.findings import way
from csat_lib.findings.catalogue.reliability import ALPHA, LAMBDA6
from csat_lib.measurement.correlations.bases import FindingWriter, bases_of, why_not
from csat_lib.summary.moments import Base, sum_moments
from tests.measurement.facts import A, synthetic


def test_the_subject_is_the_given_label_else_the_parts_own_else_items():
    moments = sum_moments(synthetic()[A], label="room")
    assert bases_of(moments, "service").subject == "service"
    assert bases_of(moments).subject == "room"
    assert bases_of(sum_moments(synthetic()[A])).subject == "items"


def test_tests_are_given_the_effective_n_of_weighted_answers():
    items = synthetic()[A].dropna()
    weights = np.linspace(0.5, 2, len(items))
    weighted, plain = bases_of(sum_moments(items, Base(weights=weights))), bases_of(sum_moments(items))
    assert weighted.n_for_tests == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert plain.n_for_tests == plain.n == len(items)
    assert (str(weighted.method), str(plain.method)) == ("listwise, weighted", "listwise")


def test_a_figure_is_signed_with_its_bases_and_an_absent_one_with_its_reason():
    bases = bases_of(sum_moments(synthetic()[A], label="room"))
    row = FindingWriter("room", bases).row(ALPHA, 0.8, way("raw"))
    assert (row.value, row.n, row.n_weighted, row.n_effective, row.reason) == (0.8, bases.n, bases.n, bases.n, "")
    assert FindingWriter("room", bases).row(LAMBDA6, np.nan, way("guttman"), reason="collinear").reason == "collinear"
    whole = FindingWriter("room", bases, "few_answers")
    assert whole.row(LAMBDA6, np.nan, way("guttman"), reason="collinear").reason == "few_answers"


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
def test_a_pair_that_nobody_answered_is_few_answers_or_none(missing):
    items = synthetic()[A].assign(a1=lambda frame: frame["a1"].where(frame["a2"].isna()))
    assert (
        why_not(sum_moments(items, missing=missing)) == {"listwise": "all_missing", "pairwise": "few_answers"}[missing]
    )
