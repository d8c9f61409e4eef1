"""Every kind of extra table is declared once, and a study says only what its kind has."""

from __future__ import annotations

from typing import get_args

import pytest

from csat_lib.errors import Faults
from csat_lib.study import load_study, load_wave
from csat_lib.study.table_kinds import KINDS, TableKind, columns_of

from .small import STUDY, WAVE, change, faults_of


def test_every_kind_that_a_study_may_name_is_declared():
    assert set(get_args(TableKind)) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_of_every_kind_is_named_by_its_keys_or_adds_up(kind):
    form = KINDS[kind]
    assert any(column.key for column in form.columns.values()) or any(column.adds for column in form.columns.values())
    assert set(form.ordered) <= {name for name, column in form.columns.items() if column.means in {"day", "moment"}}
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


@pytest.fixture
def wave_with(tmp_path):
    """The wave of the small study, with these tables in the study file and in the wave file."""

    def load(of_study, of_wave):
        (tmp_path / "study.yaml").write_text(f"{STUDY}\ntables: {of_study}\n", "utf-8")
        (tmp_path / "2025-02.yaml").write_text("", "utf-8")
        (tmp_path / "2025-03.yaml").write_text(f"{WAVE}tables: {of_wave}\n", "utf-8")
        return load_wave(tmp_path / "2025-03.yaml")

    return load


def test_a_wave_adds_tables_and_has_its_own_in_place_of_those_of_the_study(wave_with):
    plan = wave_with(
        "{kpi: {kind: unit_kpis, file: kpi.csv}, news: {kind: events, file: news.csv}}",
        "{kpi: {kind: unit_kpis, file: kpi.2025-03.csv, columns: {value: 数值}}, "
        "calls: {kind: complaints, file: c.csv}}",
    )
    assert {name: table.file for name, table in plan.study.tables.items()} == {
        "kpi": "kpi.2025-03.csv",
        "news": "news.csv",
        "calls": "c.csv",
    }
    assert plan.study.tables["kpi"].columns == {"value": "数值"}
    assert load_study(plan.study_path).tables["kpi"].file == "kpi.csv"


def test_columns_of_a_table_of_the_wave_are_checked_as_well(wave_with, tmp_path):
    with pytest.raises(Faults) as caught:
        wave_with("{}", "{news: {kind: events, file: news.csv, columns: {day: 日期}}}")
    assert [str(fault).replace(f"{tmp_path}/", "") for fault in caught.value.faults] == [
        ("2025-03.yaml:5: `tables.news.columns` names `day`, which cannot stand here. Allowed: name, unit, date, text.")
    ]
