"""The lines of the chapter on trust: plain, without coefficients of fit, and only as wide as what was looked at."""

from __future__ import annotations

import re

import pytest

from csat_lib.findings import to_frame
from csat_lib.report.slots import tell_all
from csat_lib.report.topics.cautions import checked
from csat_lib.report.topics.cautions.limits import limits, of_structure
from tests.report.fake_wave import altered, figure, make_view
from tests.report.topics.test_cautions_planted import clean, compared, index

LINES = (checked.reliable, checked.designed, checked.model, checked.distinct, checked.compared)


def line_of(line, rows, language="en", texts=None):
    view = make_view(language, rows, texts=to_frame(texts if texts is not None else compared()))
    return str(tell_all(view, line(view)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_tells_a_coefficient_of_fit(language):
    for line in LINES:
        assert not re.search("MAP|CFI|TLI|RMSEA|SRMR|HTMT|AVE", line_of(line, clean(), language))


def test_that_questions_agree_is_told_without_a_coefficient():
    assert line_of(checked.reliable, clean()).startswith(
        "The questions of each dimension agree well with one another, so that each may have one score."
    )
    assert line_of(checked.reliable, clean(), "zh").startswith("各维度的题目彼此一致，各可合成一个得分。")
    poor = altered(clean(), {"measure": "alpha", "subject": "food"}, value=0.5, low=0.45, high=0.55)
    poor = altered(poor, {"measure": "alpha", "subject": "room"}, value=0.71, low=0.65, high=0.75)
    told = line_of(checked.reliable, poor)
    assert "agree well with one another; those of Food do not; for Room that is open." in told
    assert "，“餐饮”的不够一致，“客房”的尚难断定。" in line_of(checked.reliable, poor, "zh")
    assert not re.search(r"alpha|α|0\.\d", told)


def test_a_model_that_fits_is_said_to_be_rejected_where_it_is():
    fits = "A model with the questionnaire's four dimensions fits the answers by the customary limits"
    assert line_of(checked.model, clean()).startswith(f"{fits}, though not exactly:")
    kept = altered(clean(), {"topic": "model", "measure": "chi2"}, p=0.3)
    assert line_of(checked.model, kept) == f"{fits}: scores by dimension are sound."
    missed = altered(clean(), index("cfi"), value=0.88)
    assert "do not fit the questionnaire's four dimensions by all customary limits" in line_of(checked.model, missed)
    assert "没有达到全部惯用界限" in line_of(checked.model, missed, "zh")


def test_pairs_that_are_not_distinct_are_named_without_their_ratio():
    alike = altered(clean(), {"measure": "htmt", "subject": "room"}, value=0.95, low=0.92, high=0.98)
    assert line_of(checked.distinct, alike) == (
        "Not distinct from one another, so that their scores tell nearly the same: Room and Service; Room and Food."
    )
    unsure = altered(clean(), {"measure": "htmt", "subject": "room"}, value=0.89, low=0.86, high=0.93)
    assert "能否区分尚不能断定" in line_of(checked.distinct, unsure, "zh")


def test_dimensions_that_come_out_in_another_number_are_counted():
    two = figure("factors", "n_factors", "items", 3, method="chosen")
    assert "show three dimensions where the study has four: some run together" in line_of(checked.designed, [two])
    more = figure("factors", "n_factors", "items", 5, method="chosen")
    assert "some fall apart" in line_of(checked.designed, [more])


def test_that_others_may_fit_as_well_is_told_of_a_model_that_fits():
    only = "nor is a model that fits the only one that would."
    missed = altered(clean(), index("cfi"), value=0.88)
    for rows, is_told in ((clean(), True), (missed, False)):
        view = make_view("en", rows)
        assert str(tell_all(view, [of_structure(view)])).endswith(only) == is_told
        told = [str(tell_all(view, [limit])) for limit in limits(view)]
        assert not [line for line in told if "factor analysis" in line or "model" in line]
