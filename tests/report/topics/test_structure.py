# ruff: noqa: E501 - sentences stand whole
"""The path model: sentences in both languages, its tables, and the two charts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from csat_lib.charts.rows import Row
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.structure import diagram, fields, tables, tested, told
from csat_lib.report.view import as_findings
from csat_lib.study.structural import preset_of
from tests.charts.drawn import words
from tests.charts.fake import all_findings as fake_findings
from tests.charts.fake import make_look
from tests.report.fake_structure import VALUES, composite, findings, predicted, row, view
from tests.report.fake_wave import figure


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "Along the arrows of the model Price goes most with Service: a total effect of 0.44 (95% interval 0.38 to "
                "0.50), clearly ahead of the others; where it lies 5 points higher, Price lies 2.6 points higher on average "
                "(2.1 to 3.1)."
            ),
        ),
        (
            "zh",
            (
                "沿模型的箭头看，与“价格”相伴最强的是“服务”：总效应 0.44（95% 置信区间 0.38 至 0.50），明显强于其他维度；它的指数高 5 "
                "分的受访者，价格指数平均高 2.6 分（2.1 至 3.1）。"
            ),
        ),
    ],
)
def test_the_strongest_is_told_where_it_is_clear(language, said):
    own = view(language)
    assert str(tell(own, told.strongest(own))) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Path coefficients have no interval here (too few sampling units or responses): none can be told from zero.",
        ),
        ("zh", "路径系数没有区间（抽样单位或答卷过少），哪些不为零无从判断。"),
    ],
)
def test_of_paths_without_intervals_neither_sentence_nor_title_says_which_are_clear(language, said):
    own = view(language, [replace(made, low=None, high=None, confidence=None) for made in findings()])
    assert str(tell(own, told.arrows(own))) == str(tell(own, told.title(own))) == said
    assert told.strongest(own) is None
    assert told.by_way(own) is None


def test_those_too_close_to_rank_are_named_together():
    own = view("en", findings(room=0.42))
    assert str(tell(own, told.strongest(own))) == (
        "Along the arrows of the model Price goes most with Service (0.44) and Room (0.42) (total effects), too close to "
        "rank."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "Of four arrows three carry a coefficient clear of zero; not clear: Room to Price (0.05). What points to "
                "Price accounts for 41% of its differences (adjusted R²). Clear by way of other dimensions only (indirect "
                "effects): Room to Price (0.27, 0.17 to 0.37)."
            ),
        ),
        (
            "zh",
            (
                "4 条箭头中，3 条的路径系数明显不为零；“客房”到“价格”（0.05）尚不明确。指向“价格”的维度共同说明了其差异的 "
                "41%（校正 R²）。只有经由其他维度的关系明显（间接效应及其区间）：“客房”到“价格”（0.27，0.17 至 0.37）。"
            ),
        ),
    ],
)
def test_clear_arrows_what_is_explained_and_what_leads_over_others(language, said):
    own = view(language)
    assert str(tell_all(own, told.say(own)[1:-1])) == said


def test_all_and_none_of_the_arrows():
    clear = {pair: (value, 0.01) for pair, (value, _) in VALUES.items()}
    wide = {pair: (value, 0.9) for pair, (value, _) in VALUES.items()}
    assert str(tell(view(), told.arrows(view("en", findings(clear))))) == (
        "All four arrows carry a coefficient clear of zero."
    )
    assert str(tell(view(), told.arrows(view("en", findings(wide))))) == (
        "None of four arrows carries a coefficient clear of zero."
    )


def test_what_the_model_assumes_names_its_preset_and_never_a_cause():
    own, preset = view("en"), view("en", paths={}, preset="gbt19038", blocks={"satisfaction": "price"})
    assert str(tell(own, told.assumed(own))) == (
        "The arrows are set by the study, not found in the answers; the coefficients say what goes with what among "
        "respondents of one wave, not what causes what. Other arrows would give other coefficients."
    )
    assert str(tell(preset, told.assumed(preset))).startswith(
        "The arrows are set by the study (Chinese national standard GB/T 19038-2009; its arrows follow the literature "
        "on the Chinese index (CCSI) and were not checked against the standard's own text), not found"
    )


def test_a_model_that_could_not_be_had_says_why():
    rows = [row("path_coefficient", "room", None, other="price", reason="few_answers")]
    own = view("en", rows)
    assert len(told.say(own)) == 1
    assert "too few" in str(tell_all(own, told.say(own)))
    none = view("en", [figure("scores", "index", "room", 80.0)])
    assert str(tell_all(none, told.say(none))) == "This study sets no path model."


def test_tables_show_arrows_and_effects():
    own = view("en")
    made = make(own, told.TABLE)
    assert [column.title for column in made.columns][:3] == ["From", "To", "Path coefficient"]
    assert [tuple(str(cell) for cell in line[:2]) for line in made.rows][1] == ("Room", "Price")
    effects = make(own, tables.EFFECT_TABLE)
    assert [column.title for column in effects.columns] == [
        *(
            "From",
            "Direct",
            "Indirect",
            "Total effect",
            "95% interval (joint)",
            "Impact of 5 points",
            "95% interval (joint)",
        ),
    ]
    assert [cell.value for cell in effects.rows[0][1:4]] == [0.05, 0.27, 0.31]


def test_the_strategy_matrix_is_read_only_where_places_are_known():
    assert fields.reading(view()) is None
    own = view("en", texts=[("service", "improve"), ("room", "undecided")])
    assert str(tell(own, fields.reading(own))) == (
        "On the strategy matrix Service lies clearly above average in total effect and clearly below it in index: look "
        "there first."
    )
    other = view("zh", texts=[("service", "undecided"), ("room", "undecided")])
    assert str(tell(other, fields.reading(other))) == "战略矩阵中，没有哪个维度的总效应明显高于平均而指数明显低于平均。"


WAY = {"mediation": [{"from": "room", "to": "price", "through": "service"}]}
BY_WAY = "Room goes with Price by way of Service (indirect effect 0.27, 0.17 to 0.37)"


@pytest.mark.parametrize(
    ("direct", "said"),
    [
        ((0.05, 0.12), f"{BY_WAY}; the direct path is 0.05 (−0.07 to 0.17)."),
        ((-0.20, 0.10), f"{BY_WAY}; the direct path is −0.20 (−0.30 to −0.10)."),
    ],
)
def test_a_mediation_is_told_beside_the_direct_path(direct, said):
    own = view("en", findings({**VALUES, ("room", "price"): direct}), **WAY)
    assert str(tell_all(own, tested.thirds(own))) == said


def test_a_mediation_in_chinese_and_one_that_is_not_clear():
    own = view("zh", **WAY)
    assert str(tell_all(own, tested.thirds(own))) == (
        "“客房”与“价格”的关系有一部分经由“服务”（间接效应 0.27，0.17 至 0.37）；直接的路径为 0.05（−0.07 至 0.17）。"
    )
    wide = [
        row("indirect_effect", "room", 0.05, 0.1, other="price", path="service"),
        row("path_coefficient", "room", 0.1),
    ]
    own = view("en", wide, **WAY)
    assert str(tell_all(own, tested.thirds(own))) == (
        "Whether Room goes with Price by way of Service is not clear (indirect effect 0.05, −0.05 to 0.15)."
    )


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        (
            "en",
            0.2,
            "The higher Room is rated, the stronger the arrow from Service to Price (moderation 0.20, 0.10 to 0.30).",
        ),
        ("zh", -0.2, "“客房”得分越高，“服务”到“价格”的箭头越弱（调节系数 −0.20，−0.30 至 −0.10）。"),
        (
            "en",
            0.05,
            "Whether Room moderates the arrow from Service to Price is not clear (moderation 0.05, −0.05 to 0.15).",
        ),
    ],
)
def test_a_moderation_is_stronger_weaker_or_not_clear(language, value, said):
    own = view(language, [row("moderation", "service", value, 0.1, other="price", path="room")])
    assert str(tell_all(own, tested.thirds(own))) == said


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            (0.2, (1.0, 1.1, 1.2)),
            "tells two of two items better than the mean does (Q²predict above 0), and two with a smaller error than a linear regression on the items: by convention high predictive power.",
        ),
        (
            (0.2, (1.1, 1.0, 1.2)),
            "tells two of two items better than the mean does (Q²predict above 0), and one with a smaller error than a linear regression on the items: by convention medium predictive power.",
        ),
        (
            (-0.1, (1.3, 1.4, 1.2)),
            "tells one of two items better than the mean does (Q²predict above 0), and one with a smaller error than a linear regression on the items: by convention medium predictive power.",
        ),
    ],
)
def test_prediction_is_counted_against_mean_and_regression(second, said):
    own = view("en", [*predicted("q01", "room", 0.3, (1.0, 1.1, 1.3)), *predicted("q02", "room", *second)])
    assert str(tell(own, tested.predicted(own))) == f"Tried on respondents whom it had not seen, the model {said}"
    made = make(own, tested.PREDICTION_TABLE)
    assert [cell.value for cell in made.rows[0][1:]] == pytest.approx([0.3, 1.0, 1.1, 1.3, 0.8, 0.88, 1.04])


def test_no_item_nearer_than_the_regression_is_no_predictive_power():
    own = view("zh", predicted("q01", "room", 0.3, (1.2, 1.1, 1.3)))
    assert str(tell(own, tested.predicted(own))) == (
        "让模型推算没有参与估计的受访者：1 个题项中，1 个比用均值推算更准（Q²predict 大于零），0 个的误差小于直接用题项作线性回归，按惯例预测力不足。"
    )


@pytest.mark.parametrize(
    ("language", "chances", "said"),
    [
        (
            "en",
            (0.4, 0.5, 0.6),
            "By store (MICOM, groups of 50 or more), no group was found to make its dimensions of the items in another way than all others, nor do means or variances differ clearly.",
        ),
        (
            "en",
            (0.4, 0.01, 0.6),
            "By store (MICOM, groups of 50 or more), no group was found to make its dimensions of the items in another way than all others; means differ clearly in 1 of 1 comparisons, variances in 0: groups should not be pooled.",
        ),
        (
            "zh",
            (0.4, 0.5, 0.6),
            "按门店分组（MICOM，每组至少 50 份）：没有发现哪一组的维度由题项合成的方式与其他人不同，均值和方差也没有明显差别。",
        ),
        (
            "en",
            (0.01, 0.5, 0.6),
            "By store (MICOM) Room in Harbour (c = 0.9981, p = .010) is made of the items in another way than in the other groups, so that paths should not be compared.",
        ),
    ],
)
def test_groups_are_told_alike_or_not(language, chances, said):
    own = view(language, composite("room", "S01", chances), compare=["store"])
    assert str(tell_all(own, tested.composites(own))) == said


def test_groups_that_were_not_compared_say_why():
    own = view("en", composite("room", "S01", (0.1, 0.1, 0.1), "design_no_test"), compare=["store"])
    assert len(str(tell_all(own, tested.composites(own)))) > 20
    none = view("en", compare=["store"])
    assert str(tell_all(none, tested.composites(none))) == (
        "By store (MICOM) nothing was compared: in no group, and beside it, are there 50 answers."
    )


def test_figures_of_operation_that_go_with_a_dimension_are_named():
    rows = [row("objective_link", "queue", r, other="service", n=8, p=p) for r, p in ((-0.7, 0.026), (0.1, 0.81))]
    own = view("en", rows)
    assert str(tell(own, tested.objective(own))).endswith(
        "1 of 2 correlations of figures of operation with dimensions are clear: queue with Service (−0.70, p = .026)."
    )
    none = view("zh", rows[1:])
    assert str(tell(none, tested.objective(none))).endswith("运营指标与维度得分的 1 对相关中，没有一对明显不为零。")
    assert [column.title for column in make(own, tested.OBJECTIVE_TABLE).columns][:3] == [
        "Figure of operation",
        "Dimension",
        "Correlation",
    ]


def arrow(source, target):
    return Row(subject=source, measure="path_coefficient", other=target, value=0.5)


@pytest.fixture(scope="module")
def rows():
    return as_findings(fake_findings())


@pytest.mark.parametrize("width", [160.0, 95.0])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_diagram_writes_every_coefficient_and_index_once(rows, width, language):
    chart = diagram.CHART.draw(rows, make_look(language, width_mm=width))
    said = words(chart)
    assert [said.count(text) for text in ("0.52", "−0.24", "0.66", "81.2", "62.3")] == [1] * 5
    assert "not clear" in said or "尚不明确" in said


@pytest.mark.parametrize("width", [160.0, 95.0])
@pytest.mark.parametrize("name", ["acsi", "ecsi", "gbt19038", "ccsi"])
def test_no_arrow_of_a_preset_runs_through_a_third_box_and_no_two_boxes_meet(name, width):
    arrows = [
        arrow(source, target)
        for target, sources in sorted(
            preset_of(name).paths.items(), key=lambda one: preset_of(name).roles.index(one[0])
        )
        for source in sources
    ]
    order = diagram._order(arrows)
    boxes = diagram._boxes(make_look("en", width_mm=width), order, 5.0)
    assert all(box.left >= 0 and box.right <= width for box in boxes.values())
    assert not any(boxes[a].meets(boxes[b]) for a, b in combinations(order, 2))
    drawn = [diagram._between(row, boxes) for row in arrows]
    others = [(one, n) for one in drawn for n in order if n not in (one.row.subject, one.row.other)]
    assert [(one.row, n) for one, n in others if diagram._crosses(one, boxes[n])] == []


@pytest.mark.parametrize("count", [2, 3, 9, 12])
@pytest.mark.parametrize("width", [160.0, 95.0])
def test_boxes_of_few_and_of_many_constructs_never_meet(count, width):
    chain = [arrow(f"c{at}", f"c{at + 1}") for at in range(count - 1)]
    boxes = diagram._boxes(make_look("en", width_mm=width), diagram._order(chain), 5.0)
    assert len(boxes) == count
    assert not any(a.meets(b) for a, b in combinations(boxes.values(), 2))
