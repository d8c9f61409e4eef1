"""Tables of comparability: steps, verdicts, and what differs in the questionnaire."""

from __future__ import annotations

from csat_lib.findings import to_frame
from csat_lib.report.blocks import Cell
from csat_lib.report.declared import make
from csat_lib.report.tables import show
from csat_lib.report.topics.comparability import steps
from tests.report import fake_evidence
from tests.report.fake_wave import figure, make_view


def measured(language="en"):
    return make_view(language, fake_evidence.figures(), texts=to_frame(fake_evidence.texts()))


def plain(table):
    return [tuple(cell.value if isinstance(cell, Cell) else cell for cell in row) for row in table.rows]


def test_a_step_is_a_column_and_a_comparison_a_line():
    rows = [*fake_evidence.comparability()]
    rows.append(figure("comparability", "delta_cfi", "room", 0.001, other="metric", segment_by="store"))
    (table,) = show(measured(), [row for row in rows if row.measure in {"delta_cfi", "delta_rmsea"}])
    assert [(column.title, column.unit) for column in table.columns[:4]] == [
        ("Subject", ""),
        ("CFI lost", "equal loadings"),
        ("CFI lost", "equal intercepts"),
        ("Change in RMSEA", "equal loadings"),
    ]
    assert table.sections == ((0, "Against November 2025"), (3, "Between groups: Store, 3 of 4 groups tested"))
    assert plain(table)[2][:3] == ("Food", 0.0155, 0.031)


def test_only_the_comparison_with_the_wave_before_is_shown():
    older = [figure("comparability", "delta_cfi", "room", 0.5, other="metric", against="2025-01")]
    table = make(make_view("en", [*older, *fake_evidence.comparability()]), steps.TABLE)
    assert table is not None
    assert 0.5 not in [row[1].value for row in table.rows]


def test_verdicts_are_a_row_a_subject_and_a_column_a_comparison():
    texts = [text for text in fake_evidence.texts() if text.kind == "verdict"]
    (table,) = show(measured(), texts)
    assert [column.title for column in table.columns] == [
        "Subject",
        "Against November 2025",
        "Between groups: Store, 3 of 4 groups tested",
    ]
    assert table.rows == (
        ("Guest satisfaction index", "Not comparable: equal intercepts", None),
        ("Room", "No difference found", "No difference found"),
        ("Service", "No difference found", None),
        ("Food", "Not comparable: equal intercepts", None),
        ("Price", "Not tested: a single item", None),
    )


def test_differences_are_told_in_the_reader_s_language():
    texts = [text for text in fake_evidence.texts() if text.kind == "difference"]
    (english,), (chinese,) = show(measured(), texts), show(measured("zh"), texts)
    assert english.rows == (("Quality of breakfast", "Wording", "Breakfast → Quality of breakfast"),)
    assert chinese.rows == (("早餐品质", "措辞", "早餐 → 早餐品质"),)
    assert english.title == "One question has changed since November 2025"


def test_where_groups_alone_were_compared_no_title_speaks_of_waves_alone():
    rows = [figure("comparability", "delta_cfi", "room", 0.03, other="metric", segment_by="store")]
    titles = [make(make_view(language, rows), steps.TABLE).title for language in ("zh", "en")]
    assert titles == [
        "令所比较的各期、各组相等时 CFI 的损失",
        "Fit lost when the waves or groups compared are held equal",
    ]
