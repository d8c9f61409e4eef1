"""The measurement model in words and in tables: whole sentences on the made-up wave, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics import model
from csat_lib.report.topics.model import changes, fit, loadings, path_model
from csat_lib.report.topics.model.loadings import how_many_weak
from tests.report import fake_evidence
from tests.report.fake_wave import altered, figure, make_view

LANGUAGES = ("en", "zh")
FITS_IN_PART = {
    "en": "The model of four dimensions that the questionnaire was built on fits these answers in part (TLI misses its "
    "customary limit): CFI 0.953, TLI 0.941, RMSEA 0.052 (90% interval 0.044 to 0.060) and SRMR 0.041 (1,134 "
    "responses, effective base 1,021). The limits, CFI at least 0.95, TLI at least 0.95, RMSEA at most 0.06 and "
    "SRMR at most 0.08, are conventions, not laws (Hu and Bentler 1999).",
    "zh": "问卷所依据的 4 个维度的测量模型只有部分指标达到惯用界限，未达到的是 TLI：CFI 为 0.953，TLI 为 0.941，"
    "RMSEA 为 0.052（90% 置信区间 0.044 至 0.060），SRMR 为 0.041（样本量 1,134，等效样本量 1,021）。"
    "惯用界限为 CFI 不低于 0.95、TLI 不低于 0.95、RMSEA 不高于 0.06、SRMR 不高于 0.08（Hu 和 Bentler，1999），"
    "只是惯例，并非定律。",
}
REJECTED = {
    "en": "The test of exact fit rejects it at 5% (χ² 214.6 with 11 degrees of freedom).",
    "zh": "按 5% 的水平，完全拟合检验拒绝该模型（χ² 为 214.6，自由度 11）。",
}
IMPROPER = {
    "en": "The solution is improper, and its figures are to be read with caution: no variance of its own is left to "
    "“Friendliness of staff” and Room and Service come out as correlated beyond 1.",
    "zh": "模型得到了不合理的解，有关数字应谨慎看待：“员工友好”没有剩余的独特方差；“客房”与“服务”的相关超出 1。",
}
WEAK = {
    "en": "Loading under 0.50 on their dimension: “Quiet in the room” (0.44).",
    "zh": "“客房安静”（0.44）在所属维度上的载荷低于 0.50。",
}
CROSSING = {
    "en": "The fit would gain most by letting “Quiet in the room” load on Service, too (χ² lower by about 48.2): a "
    "hint for the next questionnaire.",
    "zh": "对拟合改善最大的改动是允许“客房安静”同时反映“服务”（χ² 约降低 48.2）；这只供修订问卷时参考。",
}
SHARED = {
    "en": "letting “Room cleanliness” and “Comfort of the bed” share something beside their dimensions (χ²",
    "zh": "允许“客房整洁”与“床铺舒适”在维度之外另有共同之处（χ²",
}
OF_ROOM = {
    "en": "The three items of Room load from 0.44 (“Quiet in the room”) to 0.81 (“Room cleanliness”).",
    "zh": "“客房”的 3 个题项，载荷在 0.44（“客房安静”）与 0.81（“客房整洁”）之间。",
}

in_both = pytest.mark.parametrize("language", LANGUAGES)


def measured(language="en", rows=None):
    return make_view(language, fake_evidence.figures() if rows is None else rows)


def spoken(subject="", language="en", rows=None):
    view = measured(language, rows)
    return tell_all(view, model.say(view, subject))


def plain(table):
    return [tuple(getattr(cell, "value", cell) for cell in row) for row in table.rows]


@in_both
def test_the_fit_stands_beside_its_limits_and_the_limits_are_called_conventions(language):
    view = measured(language)
    assert tell_all(view, [fit.fit(view), fit.customary(view)]) == FITS_IN_PART[language]


@pytest.mark.parametrize(
    ("cfi", "english", "chinese"),
    [
        (0.97, "fits these answers by the customary limits", "与数据拟合良好"),
        (0.80, "does not fit these answers by the customary limits", "与数据拟合不佳"),
    ],
)
def test_a_model_fits_or_does_not(cfi, english, chinese):
    rows = [figure("model", "cfi", "model", cfi, method="ml")]
    assert english in spoken(rows=rows)
    assert chinese in spoken(language="zh", rows=rows)


def test_several_indices_miss_their_limits_in_the_plural():
    rows = [figure("model", name, "model", value) for name, value in {"cfi": 0.9, "tli": 0.9, "srmr": 0.02}.items()]
    assert "in part (CFI and TLI miss their customary limits)" in spoken(rows=rows)
    assert "未达到的是 CFI、TLI：" in spoken(language="zh", rows=rows)


def test_the_scaled_indices_stand_in_for_plain_ones_that_cannot_be_had():
    rows = [
        figure("model", "cfi", "model", None, reason="design_no_test"),
        figure("model", "cfi_scaled", "model", 0.971, method="pseudo-ml"),
        figure("model", "chi2", "model", None, reason="design_no_test"),
        figure("model", "chi2_scaled", "model", 12.3, df=8, p=0.14, method="pseudo-ml"),
    ]
    told = spoken(rows=rows)
    assert "CFI 0.971" in told
    assert told.endswith("The test of exact fit does not reject it (χ² 12.3 with 8 degrees of freedom).")


@in_both
def test_the_exact_test_is_told_for_what_it_is_worth(language):
    assert tell(measured(language), fit.exact(measured(language))) == REJECTED[language]


def test_one_degree_of_freedom_is_told_in_the_singular():
    view = measured(rows=[figure("model", "chi2", "model", 1.3, df=1, p=0.25)])
    assert tell(view, fit.exact(view)) == "The test of exact fit does not reject it (χ² 1.3 with 1 degree of freedom)."


def test_a_model_without_figures_gives_the_reason():
    rows = [figure("model", "cfi", "model", None, reason="unidentified")]
    assert spoken(rows=rows) == (
        "CFI for the whole model is not shown: the model has more unknowns than the answers can tell."
    )
    assert spoken(rows=[]) == "The measurement model was not tested in this wave."
    assert spoken(language="zh", rows=[]) == "本期没有检验测量模型。"


@in_both
def test_improper_solutions_name_the_item_and_the_pair(language):
    pair = {"measure": "construct_correlation", "subject": "room", "other": "service"}
    rows = [*altered(fake_evidence.figures(), pair, value=1.02), figure("model", "residual", "q04", -0.03)]
    assert tell(measured(language, rows), loadings.improper(measured(language, rows))) == IMPROPER[language]
    assert loadings.improper(measured(language)) is None


@in_both
def test_weak_items_are_named(language):
    assert tell(measured(language), loadings.weak_items(measured(language))) == WEAK[language]


def test_many_weak_items_are_named_as_far_as_there_is_room():
    rows = [figure("model", "loading", f"q0{at}", at / 20, other="room") for at in range(1, 6)]
    assert spoken(rows=rows).endswith(
        "Loading under 0.50 on their dimension: “Room cleanliness” (0.05), “Comfort of the bed” (0.10), “Quiet in the "
        "room” (0.15) and two others."
    )
    assert "“客房安静”（0.15）及另外 2 个题项在所属维度上的载荷低于 0.50。" in spoken(language="zh", rows=rows)


@in_both
def test_the_path_that_would_help_most_is_a_hint(language):
    assert tell(measured(language), changes.change(measured(language))) == CROSSING[language]
    rows = [row for row in fake_evidence.figures() if (row.measure, row.path) != ("modification", "loading")]
    assert SHARED[language] in tell(measured(language, rows), changes.change(measured(language, rows)))


def test_a_path_within_chance_is_no_hint():
    view = measured(rows=[figure("model", "modification", "q03", 3.8, other="service", path="loading")])
    assert changes.change(view) is None
    assert tell(view, changes.TABLE.title(view)) == "No path would improve the fit by more than chance"


@in_both
def test_a_dimension_of_the_model_is_told_by_its_loadings(language):
    assert spoken("room", language) == OF_ROOM[language]


def test_a_dimension_that_the_model_leaves_out_has_its_reason():
    assert "Loading for Value for money is not shown" in spoken("price")


def test_the_table_of_fit_stands_beside_its_conventions():
    table = make(measured(), fit.TABLE)
    assert table is not None
    assert table.title == "The model misses the customary limit of TLI (CFI 0.953)"
    assert plain(table) == [
        ("χ²", 214.6, 11, 0.0, "", ""),
        ("CFI", 0.953, None, None, "", "≥ 0.95"),
        ("TLI", 0.941, None, None, "", "≥ 0.95"),
        ("RMSEA", 0.052, None, None, (pytest.approx(0.044), pytest.approx(0.06)), "≤ 0.06"),
        ("SRMR", 0.041, None, None, "", "≤ 0.08"),
    ]
    assert table.rows[0][1].decimals == 1
    assert table.columns[4].title == "90% interval"


def test_loadings_stand_under_their_dimension_and_an_absent_one_says_why():
    table = make(measured(), loadings.TABLE)
    assert table is not None
    assert table.sections == ((0, "Room"), (3, "Service"), (5, "Food"), (7, "Price"))
    assert table.note == "Value for money: a single item"
    assert plain(table)[0][:3] == ("Room cleanliness", 0.81, (pytest.approx(0.78), pytest.approx(0.84)))


def test_a_path_to_add_is_an_arrow_or_a_double_one():
    table = make(measured(), changes.TABLE)
    assert table is not None
    assert plain(table) == [
        ("Service → Quiet in the room", 48.2, 0.31),
        ("Room cleanliness ↔ Comfort of the bed", 20.1, 0.14),
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Items load from 0.44 to 0.83 on their dimensions", "The dimensions correlate from 0.66 to 0.88"]),
        ("zh", ["题项在所属维度上的载荷为 0.44 至 0.83", "维度间相关为 0.66 至 0.88"]),
    ],
)
def test_the_figures_are_titled_by_what_they_hold(language, told):
    view = measured(language)
    assert [tell(view, chart.title(view, None)) for chart in (path_model.CHART, path_model.STRUCTURE)] == told
    alike = [replace(row, value=0.7) for row in fake_evidence.model() if row.measure == "construct_correlation"]
    assert tell(measured(rows=alike), path_model.STRUCTURE.title(measured(rows=alike), None)) == (
        "The dimensions correlate 0.70"
    )


def test_the_title_of_the_loadings_counts_the_weak():
    assert tell(measured(), how_many_weak(measured())) == "One item loads under 0.50 on the dimension"
