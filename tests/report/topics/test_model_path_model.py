from __future__ import annotations

import re
from dataclasses import replace

import pytest

from csat_lib.charts.look import PHONE_MM
from csat_lib.report.topics.model.path_model import CHART, STRUCTURE
from csat_lib.report.topics.model.structure import shape_of
from csat_lib.report.view import as_findings
from tests.charts.drawn import set_words, svg, words
from tests.charts.fake import ITEMS, figure

NAMES = ("room", "service", "food")


def small(*names: str, second: tuple[str, ...] = ()):
    rows = []
    for at, name in enumerate(names):
        for k, item in enumerate(ITEMS[name][:3]):
            rows.append(figure("model", "loading", item, 0.81 - 0.1 * k - 0.01 * at, other=name))
        rows += [figure("model", "construct_correlation", other, -0.31, other=name) for other in names[:at]]
    rows += [figure("model", "loading", name, 0.66, other="satisfaction") for name in second]
    return rows


def test_every_loading_and_every_correlation_stands_once_on_its_line(en):
    said = words(CHART.draw(small(*NAMES), en))
    figures = [word for word in said if re.fullmatch(r"−?\d\.\d\d", word)]
    assert sorted(figures) == sorted(
        [*("0.81", "0.71", "0.61", "0.80", "0.70", "0.60", "0.79", "0.69", "0.59"), *["−0.31"] * 3]
    )


def test_a_negative_correlation_is_dashed(en):
    paths = re.findall(r'<path d="([^"]*)" style="([^"]*)"', svg(CHART.draw(small(*NAMES), en)))
    assert sum(path.count("M") for path, style in paths if "dasharray" in style) == 3


def test_constructs_stand_as_ovals_above_and_beside_their_items(en):
    said = words(CHART.draw(small(*NAMES), en))
    assert said.count("Room") == 2
    assert said.count("Room: Cleanliness") == 1


def test_one_construct_alone_has_nothing_above_it(en):
    said = words(CHART.draw(small("room"), en))
    assert said.count("Room") == 1
    assert "correlation of dimensions" not in said


def test_a_second_order_factor_stands_above_its_parts_and_correlates_with_the_others(en):
    frame = small(*NAMES, second=("room", "service"))
    shape = shape_of(frame, en)
    assert shape is not None
    assert shape.tops == ["satisfaction", "food"]
    placed = {word.text: word for word in set_words(CHART.draw(frame, en)) if word.text.startswith("Guest")}
    assert placed
    rooms = [word for word in set_words(CHART.draw(frame, en)) if word.text == "Room"]
    assert min(word.base for word in placed.values()) < min(word.base for word in rooms)


def test_a_large_model_is_split_over_two_figures_with_nothing_lost(findings, en):
    path, structure = CHART.draw(as_findings(findings), en), STRUCTURE.draw(as_findings(findings), en)
    assert "correlation of dimensions" not in words(path)
    assert words(structure).count("0.63") == 5
    assert path is not None
    assert path.height_mm <= 235


def test_a_small_model_needs_no_second_figure(en):
    assert STRUCTURE.draw(small(*NAMES), en) is None


@pytest.mark.parametrize("count", [10, 14])
def test_even_the_largest_model_fits_on_a_page_and_names_every_item(en, count):
    rows = [
        figure(
            "model",
            "loading",
            f"item {at} of construct {name}, whose words run on and on and on",
            0.7,
            other=f"C{name}",
        )
        for name in range(count)
        for at in range(4)
    ]
    chart = CHART.draw(rows, en)
    assert chart is not None
    assert chart.height_mm <= 260
    assert len([word for word in words(chart) if word == "0.70"]) == 4 * count


def test_a_telephone_shows_the_blocks_under_each_other(en):
    narrow = replace(en, width_mm=PHONE_MM)
    wide, tall = CHART.draw(small(*NAMES), en), CHART.draw(small(*NAMES), narrow)
    assert wide is not None
    assert tall is not None
    assert tall.height_mm > wide.height_mm


def test_the_alternative_text_lists_loadings_and_correlations(en, zh):
    english, chinese = CHART.draw(small("room", "food"), en), CHART.draw(small("room", "food"), zh)
    assert english is not None
    assert english.alt == (
        "Measurement model: standardised loadings of 6 items on 2 dimensions. Room: Room: Cleanliness on arrival 0.81; "
        "Room: Comfort of bed, pillows and linen 0.71; Room: Warmth and competence of staff 0.61. Food and drink: Food "
        "and drink: Cleanliness on arrival 0.80; Food and drink: Comfort of bed, pillows and linen 0.70; Food and "
        "drink: Warmth and competence of staff 0.60. Correlations of the dimensions: Room – Food and drink −0.31."
    )
    assert chinese is not None
    assert chinese.alt.startswith("测量模型：2 个维度、6 个题项的标准化载荷。客房：客房：整洁程度 0.81；")
