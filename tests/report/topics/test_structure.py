# ruff: noqa: E501 - sentences stand whole
"""The path model: sentences in both languages, its tables, and the two charts."""

from __future__ import annotations

from itertools import combinations

import pytest

from csat_lib.charts.rows import Row
from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.structure import diagram, fields, tables, told
from csat_lib.report.view import as_findings
from csat_lib.study.structural import preset_of
from tests.charts.drawn import words
from tests.charts.fake import all_findings as fake_findings
from tests.charts.fake import make_look
from tests.report.fake_structure import VALUES, findings, row, view
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
        *("From", "Direct", "Indirect", "Total effect", "95% interval", "Impact of 5 points", "95% interval"),
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
