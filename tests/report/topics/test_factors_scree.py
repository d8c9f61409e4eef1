from __future__ import annotations

from csat_lib.report.slots import tell
from csat_lib.report.topics.factors.number import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import dots, svg, words
from tests.charts.fake import figure
from tests.report.fake_wave import make_view


def frame(n_factors: int = 1):
    rows = [figure("factors", "n_factors", "items", n_factors)]
    for number, (data, random) in enumerate([(2.4, 1.2), (0.9, 1.0), (0.7, 0.8)], start=1):
        rows.append(figure("factors", "eigenvalue", "component", data, path=str(number)))
        rows.append(figure("factors", "eigenvalue_random", "component", random, path=str(number)))
    return rows


def test_components_above_chance_are_solid_and_the_others_pale(en):
    chart = CHART.draw(frame(), en)
    assert len(dots(chart, "#1f5a7a")) == 2  # one component and the sample in the legend
    assert len(dots(chart, "#9ab5c3")) == 2


def test_components_fall_from_left_to_right(findings, en):
    found = dots(CHART.draw(as_findings(findings), en), "#1f5a7a")[1:]
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    assert [y for _, y in found] == sorted(y for _, y in found)


def test_the_legend_names_both_lines(en):
    assert words(CHART.draw(frame(2), en))[:3] == ["data", "2 factors above chance", "random data (parallel analysis)"]


def test_numbers_along_the_axes_are_ticks(en):
    told = svg(CHART.draw(frame(), en))
    assert [f'["tick","","{number}"]' in told for number in ("0.0", "1", "2", "3")] == [True] * 4


def test_the_alternative_text_sets_both_beside_each_other(en, zh):
    english, chinese = CHART.draw(frame(), en), CHART.draw(frame(), zh)
    assert english is not None
    assert english.alt == (
        "Eigenvalues against random data: 1 factor above chance. By component: 1 is 2.40 (random 1.20); "
        "2 is 0.90 (random 1.00); 3 is 0.70 (random 0.80)."
    )
    assert chinese is not None
    assert chinese.alt == (
        "特征值与随机数据相比，保留 1 个因子。各成分：1 为 2.40（随机 1.20）；2 为 0.90（随机 1.00）；"
        "3 为 0.70（随机 0.80）。"
    )


def several():
    counts = {"parallel components, 100 normal draws": 2, "parallel factors, 100 normal draws": 3, "map, pearson": 1}
    kept = [figure("factors", "n_factors", "items", number, method=method) for method, number in counts.items()]
    own = [figure("factors", "eigenvalue", "factor", 1.4 - at, path=str(at)) for at in (1, 2, 3)]
    return [*frame(), *kept, *own]


def test_common_factors_and_map_stand_beside_the_components(en, zh):
    assert {"common factors: 3 factors above chance", "MAP keeps 1"} <= set(words(CHART.draw(several(), en)))
    assert {"公因子：保留 3 个因子", "MAP 保留 1 个"} <= set(words(CHART.draw(several(), zh)))


def test_eigenvalues_of_common_factors_are_drawn_as_far_as_they_are_above_zero(en):
    said = words(CHART.draw(several(), en))
    assert not [word for word in said if word.startswith("−")]


def test_the_title_says_how_many_factors_stand_out():
    view = make_view("en")
    assert tell(view, CHART.title(view, None)) == "Three factors stand out from chance"
    one = make_view("en", [figure("factors", "n_factors", "items", 1)])
    assert tell(one, CHART.title(one, None)) == "One factor stands out from chance"
