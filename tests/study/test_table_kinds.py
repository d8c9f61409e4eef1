"""Every kind of extra table is declared once, and a study says only what its kind has."""

from __future__ import annotations

from typing import get_args

import pytest

from csat_lib.study import load_study
from csat_lib.study.table_kinds import KINDS, TableKind, columns_of

from .small import STUDY, change, faults_of


def test_every_kind_that_a_study_may_name_is_declared():
    assert set(get_args(TableKind)) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_every_kind_is_named_by_its_keys_or_adds_up(kind):
    form = KINDS[kind]
    assert any(column.key for column in form.columns.values()) or any(column.adds for column in form.columns.values())
    assert set(form.ordered) <= {name for name, column in form.columns.items() if column.means == "day"}
    assert {name for group in form.either for name in group} <= set(form.columns)
    assert all(column.words for column in form.columns.values() if column.means == "choice")


def test_people_are_counted_by_any_single_choice():
    assert next(iter(columns_of("population", ("age",)))) == "age"
    assert "age" not in columns_of("events", ("age",))


def test_columns_that_the_kind_does_not_have_are_told(tmp_path):
    table = "tables: {kpi: {kind: unit_kpis, file: kpi.csv, columns: {store: 门店, valu: 数值}}}"
    allowed = "Allowed: unit, period, kpi, value, n, numerator, denominator, sd."
    assert faults_of(tmp_path, ("unit: store", table)) == [
        f"study.yaml:26: `tables.kpi.columns` names `store`, which cannot stand here. {allowed}",
        f"study.yaml:26: `tables.kpi.columns` names `valu`, which cannot stand here. Did you mean `value`? {allowed}",
    ]


def test_a_margin_may_be_the_name_of_a_table(tmp_path):
    text = change(STUDY, ("weights: {rake: {store: {S1: 0.4, 2: 0.6}}", "weights: {rake: {store: frame}"))
    (tmp_path / "study.yaml").write_text(text, "utf-8")
    study = load_study(tmp_path / "study.yaml")
    assert study.margins == {}  # until the table is read
    assert study.weights.rake == {"store": "frame"}


def test_a_table_needs_its_kind_and_file(tmp_path):
    told = faults_of(tmp_path, ("unit: store", "tables: {kpi: {columns: {unit: 门店}, totals: {合计: 满意}}}"))
    assert told == [
        "study.yaml:26: the key `kind` is missing in `tables.kpi`. Add `kind: ...`.",
        "study.yaml:26: the key `file` is missing in `tables.kpi`. Add `file: ...`.",
        "study.yaml:26: `tables.kpi.totals.合计` is the text `满意`; allowed: a list.",
    ]
