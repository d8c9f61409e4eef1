"""The factors in words and in tables: whole sentences on the made-up wave, in both languages."""

from __future__ import annotations

import pytest

from csat_lib.report.declared import make
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics import factors
from csat_lib.report.topics.factors import adequacy, number, places
from tests.report import fake_evidence
from tests.report.fake_wave import all_figures, altered, figure, make_view

LANGUAGES = ("en", "zh")
ENOUGH = {
    "en": "The items share enough for a factor analysis: KMO 0.84, above the customary minimum of 0.60 "
    "(answered in full by 1,134 responses, effective base 1,021).",
    "zh": "题项适合做因子分析：KMO 为 0.84，高于 0.60 的惯用下限（只用全部题项都作答者：样本量 1,134，"
    "等效样本量 1,021）。",
}
TOO_LITTLE = {
    "en": "The items share too little for a factor analysis: KMO 0.51, below the customary minimum of 0.60 "
    "(each pair of items answered by at least 1,134 responses, effective base 1,021).",
    "zh": "题项不适合做因子分析：KMO 为 0.51，低于 0.60 的惯用下限（每对题项都用到共同作答者，最小样本量 1,134，"
    "等效样本量 1,021）。",
}


def plain(table):
    return [tuple(getattr(cell, "value", cell) for cell in row) for row in table.rows]


def n_factors(*counts):
    return [figure("factors", "n_factors", "items", count, method=method) for count, method in counts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kmo_stands_beside_its_customary_minimum(language):
    assert tell(make_view(language), adequacy.fit(make_view(language))) == ENOUGH[language]
    view = make_view(language, [figure("factors", "kmo", "items", 0.51, method="pearson, pairwise")])
    assert tell(view, adequacy.fit(view)) == TOO_LITTLE[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_factors_are_compared_with_the_design(language):
    told = {
        "en": "Parallel analysis keeps three factors where the study has four dimensions: some dimensions run together "
        "in these answers. Every item loads highest on the factor of its own dimension.",
        "zh": "平行分析保留 3 个因子，而问卷设计了 4 个维度：部分维度在受访者的回答中合在了一起。"
        "每个题项都在所属维度对应的因子上载荷最高。",
    }
    view = make_view(language)
    assert tell_all(view, factors.say(view)).endswith(told[language])


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (4, "keeps four factors, as many as the study has dimensions."),
        (5, "keeps five factors where the study has four dimensions: some dimension falls apart in these answers."),
    ],
)
def test_as_many_factors_as_dimensions_or_more_are_told_apart(count, told):
    view = make_view("en", n_factors((count, "parallel components")))
    assert tell(view, number.number(view)) == f"Parallel analysis {told}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tests_for_the_number_of_factors_stand_beside_each_other(language):
    told = {
        "en": "Parallel analysis keeps three components and four common factors, MAP keeps three; that makes three "
        "factors where the ",
        "zh": "平行分析保留 3 个主成分、4 个公因子，MAP 保留 3 个；综合取 3 个因子",
    }
    view = make_view(language, fake_evidence.figures())
    assert tell(view, number.number(view)).startswith(told[language])


def test_one_component_is_told_in_the_singular():
    view = make_view("en", n_factors((1, "parallel components"), (1, "parallel factors"), (1, "chosen, median")))
    assert tell(view, number.number(view)).startswith(
        "Parallel analysis keeps one component and one common factor; that makes one factor where"
    )


def test_the_number_of_factors_in_a_text_is_that_finding():
    view = make_view("zh")
    found = number.n_factors(view)
    assert found is not None
    assert found.id in {piece.of for piece in tell(view, number.number(view)).pieces}


def test_factors_collapse_when_they_are_far_fewer_than_the_dimensions():
    assert number.collapsed(make_view("en", n_factors((2, "map")))) is not None
    assert number.collapsed(make_view("en", n_factors((3, "map")))) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_that_loads_elsewhere_is_named(language):
    told = {
        "en": "“Quiet in the room” loads highest away from the rest of its dimension.",
        "zh": "“客房安静”载荷最高的因子与同维度的其他题项不同。",
    }
    rows = altered(all_figures(), {"measure": "loading", "subject": "q03", "other": "F2"}, value=0.9)
    view = make_view(language, rows)
    assert tell(view, places.elsewhere(view)) == told[language]
    assert (
        tell(view, places.TABLE.title(view))
        == {
            "en": "One item loads away from its dimension",
            "zh": "有 1 个题项偏离所属维度",
        }[language]
    )


def test_many_items_that_load_elsewhere_are_counted():
    homes = {"q01": "F1", "q02": "F2", "q04": "F1", "q05": "F2", "q06": "F1", "q07": "F2"}
    rows = [figure("factors", "loading", item, 0.8, other=home) for item, home in homes.items()]
    view = make_view("en", rows)
    assert tell(view, places.elsewhere(view)) == "Six items load highest away from the rest of their dimension."


def test_small_loadings_are_left_blank_and_the_others_shaded():
    table = make(make_view("en"), places.TABLE)
    assert table is not None
    assert [column.title for column in table.columns] == ["Item", "F1", "F2", "F3", "Communality"]
    assert plain(table)[0] == ("Room cleanliness", 0.74, "", "", 0.6)
    assert table.rows[0][1].shade == 0.74
    assert [column.unit for column in table.columns[1:4]] == ["31%", "20%", "12%"]
    assert table.note.startswith("Loadings under 0.30 are left blank; under each factor stands its share")
    assert table.sections == ((0, "Room"), (3, "Service"), (5, "Food"), (7, "Price"))


def test_adequacy_holds_kmo_and_bartlett():
    table = make(make_view("en"), adequacy.TABLE)
    assert table is not None
    assert table.title == "The items share enough to be factored (KMO 0.84)"
    assert plain(table) == [("KMO", 0.84, None, None), ("Bartlett's test", 4211.3, 28, 0.0)]


def test_each_test_has_its_line_with_the_factors_it_keeps():
    table = make(make_view("en", fake_evidence.figures()), number.TABLE)
    assert table is not None
    assert table.title == "The tests keep 3 to 4 factors"
    assert plain(table) == [
        ("parallel analysis of components", 3),
        ("parallel analysis of common factors", 4),
        ("minimum average partial (MAP)", 3),
        ("chosen", 3),
    ]
