"""Tables of comparability: steps, verdicts, and what differs in the questionnaire."""

from __future__ import annotations

import pytest

from csat_lib.findings import Text, to_frame
from csat_lib.report.blocks import Cell
from csat_lib.report.declared import make
from csat_lib.report.tables import show
from csat_lib.report.topics.comparability import questionnaire, steps
from csat_lib.study.item_log import Logged
from tests.report import fake_evidence
from tests.report.fake_wave import BEFORE, NOW, figure, make_study, make_view, words


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


LOG = (
    {"date": "2024-06", "item": "room", "what": "added", "reason": words(("试测后", "after the pilot"))},
    {"date": "2025-12-03", "item": "q06", "what": "added", "reason": words(("早餐外包", "breakfast was let out"))},
    {"date": "2025-12", "item": "q09", "what": "retired", "title": words(("网速", "Wi-Fi")),
     "reason": words(("人人满分", "all gave the best answer"))},
    {"date": "2026-01", "item": "food", "what": "added", "reason": words(("下期", "of the next wave"))},
)  # fmt: skip


def logged(language, log=LOG):
    kinds = [("q06", "added"), ("q09", "removed"), ("q08", "added")]
    texts = [
        Text(
            topic="comparability",
            subject=name,
            kind="difference",
            text=name,
            language=language,
            period=NOW,
            segment=BEFORE,
            other=kind,
        )
        for name, kind in kinds
    ]
    study = make_study(log=[Logged.model_validate(one) for one in log])
    return make_view(language, study=study, texts=to_frame(texts))


def test_what_was_added_or_retired_is_told_with_date_and_reason_up_to_this_wave():
    english, chinese = (questionnaire.log(logged(language)) for language in ("en", "zh"))
    assert english.title == "Questions and indicators added or retired: 3"
    assert english.rows == (
        ("3 December 2025", "Quality of breakfast", "Added", "breakfast was let out"),
        ("December 2025", "Wi-Fi", "Retired", "all gave the best answer"),
        ("June 2024", "Room", "Added", "after the pilot"),
    )
    assert chinese.title == "题目与指标的增减：3 项"
    assert chinese.rows[1] == ("2025 年 12 月", "网速", "停用", "人人满分")
    assert questionnaire.log(logged("en", log=())) is None


@pytest.mark.parametrize(
    ("language", "kinds"),
    [("en", ["Added (3 December 2025)", "Removed (December 2025)", "Added"]),
     ("zh", ["新增（2025 年 12 月 3 日）", "删除（2025 年 12 月）", "新增"])],
)  # fmt: skip
def test_a_question_come_or_gone_since_the_wave_before_is_told_with_its_date_in_the_log(language, kinds):
    view = logged(language)
    table = questionnaire.table(view, questionnaire.differences(view))
    assert [row[1] for row in table.rows] == kinds
    assert [row[0] for row in table.rows][1] == {"en": "Wi-Fi", "zh": "网速"}[language]


def test_where_groups_alone_were_compared_no_title_speaks_of_waves_alone():
    rows = [figure("comparability", "delta_cfi", "room", 0.03, other="metric", segment_by="store")]
    titles = [make(make_view(language, rows), steps.TABLE).title for language in ("zh", "en")]
    assert titles == [
        "令所比较的各期、各组相等时 CFI 的损失",
        "Fit lost when the waves or groups compared are held equal",
    ]
