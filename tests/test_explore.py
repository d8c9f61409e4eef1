"""Trying things: the DataFrames of a wave, and the notebook that tries them and records nothing."""

from __future__ import annotations

import warnings

import papermill
import pytest
from matplotlib import pyplot

from csat_lib.errors import CsatError
from csat_lib.explore import figures, open_to_explore
from csat_lib.measurement.reliability import estimate_alpha
from csat_lib.runs.chapters import CHAPTERS, NOTEBOOKS
from csat_lib.runs.engine import register

from .conftest import WAVE


def test_people_are_the_kept_respondents_of_groups_large_enough(work):
    wave, people, codes = open_to_explore(str(WAVE), "purpose", "en")
    sizes = people["group"].value_counts()
    assert set(sizes.index) <= set(codes.query("question == 'purpose'")["label"])
    assert sizes.min() >= wave.study.minimum_base
    answers = wave.answers(["purpose", "q01"])
    counted = answers["purpose"].value_counts()
    assert len(people) == counted[counted >= wave.study.minimum_base].sum() < len(wave.kept)
    assert {"q25", "score.room", "y.nps", "weight"} <= set(people)
    assert people.set_index("row")["q01"].equals(answers.set_index("row")["q01"].loc[people["row"]])


def test_a_segment_of_the_study_is_a_break_too(work):
    _, people, _ = open_to_explore(str(WAVE), "member", "zh")
    assert set(people["group"]) <= {"非会员", "银卡", "金卡", "钻石卡"}


def test_a_question_without_options_is_no_break(work):
    with pytest.raises(CsatError) as caught:
        open_to_explore(str(WAVE), "nps", "en")
    assert str(caught.value) == (
        "There is no single-choice question `nps` in this study to break the answers by. "
        "Allowed: store, member, channel, purpose. Name one of these as `by`."
    )


def test_figures_of_a_result_that_is_not_recorded(work):
    wave, _, _ = open_to_explore(str(WAVE), "purpose", "en")
    result = estimate_alpha(wave.items("room"))
    table = figures(result)
    assert table.query("measure == 'alpha'")["value"].tolist() == [result.alpha]
    assert "reason" not in table
    assert wave.findings().empty


@pytest.fixture
def explored(work):
    """The notebook, executed in a language; its charts stand open."""

    def explored(language: str):
        given = {"wave_file": str(WAVE), "language": language}
        options = {"engine_name": register(), "progress_bar": False, "request_save_on_cell_execute": False}
        papermill.execute_notebook(NOTEBOOKS / "01_explore.ipynb", None, parameters=given, **options)

    yield explored
    pyplot.close("all")


SEABORN_ON_MATPLOTLIB = pytest.mark.filterwarnings("ignore:The set_bad function:PendingDeprecationWarning")


@SEABORN_ON_MATPLOTLIB
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notebook_runs_in_both_languages_and_its_charts_can_be_drawn(explored, language):
    explored(language)
    figures_open = [pyplot.figure(number) for number in pyplot.get_fignums()]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that no font can draw
        for figure in figures_open:
            figure.canvas.draw()
    named = [axes.get_title() or axes.get_ylabel() for figure in figures_open for axes in (figure.axes[0],)]
    assert named[:2] == {"zh": ["床品舒适", "出行目的"], "en": ["Comfort of the bed", "Purpose of the stay"]}[language]
    assert [len(figure.axes) for figure in figures_open] == [5, 1, 2]  # the items, the groups, the loadings


@SEABORN_ON_MATPLOTLIB
def test_it_records_nothing_and_is_no_chapter(explored, work):
    explored("en")
    assert [path.name for path in work.iterdir()] == ["run.json"]
    assert "01_explore" not in CHAPTERS.values()
