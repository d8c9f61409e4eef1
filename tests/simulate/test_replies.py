from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.period import parse
from csat_lib.simulate.people import draw_people
from csat_lib.simulate.replies import answer_questions
from csat_lib.simulate.streams import Streams
from csat_lib.study import Scale, Study

ABOUT = {"room": {"low": {"zh": ["差。"], "en": ["Bad."]}, "high": {"zh": ["好。"], "en": ["Good."]}}}


def replies(study: Study, n: int = 4000, **truth: object) -> pd.DataFrame:
    simulate = study.simulate.model_validate({**study.simulate.model_dump(by_alias=True), **truth})
    return answer_questions(draw_people(study, simulate, Streams(1, parse("2025-02")), n))


def with_question(study: Study, name: str, **changes: object) -> Study:
    question = study.questions[name].model_copy(update=changes)
    return study.model_copy(update={"questions": {**study.questions, name: question}})


def test_questions_without_a_truth_have_no_column(study: Study):
    assert not {"why", "hope"} & set(replies(study).columns)


def test_a_multiple_choice_can_have_a_column_per_option(study: Study):
    frame = replies(with_question(study, "uses", columns={"spa": "u_spa", "gym": "u_gym"}, separator=None))
    assert frame[["u_spa", "u_gym"]].mean().tolist() == pytest.approx([0.3, 0.2], abs=0.03)
    assert "uses" not in frame


def test_who_chooses_the_last_option_writes_what_it_is(study: Study):
    choices = {"store": {"shares": {"S1": 0.5, "2": 0.5}, "other": ["pop-up"]}}
    frame = replies(with_question(study, "store", other="store_other"), choices=choices)
    assert frame.loc[frame["store"] == "2", "store_other"].eq("pop-up").all()
    assert frame.loc[frame["store"] == "S1", "store_other"].isna().all()


def test_remarks_are_written_by_some_in_two_languages(study: Study):
    frame = replies(study, verbatims={"why": {"share": 0.4, "about": ABOUT}}, chinese=0.75)
    written = frame["why"].dropna()
    assert len(written) / len(frame) == pytest.approx(0.4, abs=0.03)
    assert set(written) == {"差。", "好。", "差。好。", "好。差。", "Bad.", "Good.", "Bad. Good.", "Good. Bad."}
    assert written.str.contains("。").mean() == pytest.approx(0.75, abs=0.03)


def test_who_breaks_off_writes_nothing(study: Study):
    frame = replies(study, verbatims={"why": {"share": 1.0, "about": ABOUT}}, careless={"breakoffs": 0.2})
    assert frame.loc[frame["nps"].isna(), "why"].isna().all()
    assert frame["why"].isna().mean() == pytest.approx(0.2, abs=0.03)


def test_answers_with_fractions_stay_fractions(study: Study):
    scale = study.scales["five"].model_validate({"from": 0, "to": 2, "step": 0.5})
    frame = replies(with_question(study, "q1", scale=scale), items={"q1": {"mean": 1, "sd": 0.6, "loading": 0.5}})
    assert set(frame["q1"]) == {0, 0.5, 1, 1.5, 2}


def test_who_chooses_what_excludes_the_others_chooses_nothing_else(study: Study):
    asked = with_question(study, "uses", columns={"spa": "u_spa", "gym": "u_gym"}, exclusive=("gym",))
    frame = replies(asked)[["u_spa", "u_gym"]]
    assert frame.mean().tolist() == pytest.approx([0.3, 0.2], abs=0.03)
    assert frame.sum(axis=1).max() == 1


def test_an_answer_that_the_form_requires_is_not_lost(study: Study):
    frame = replies(with_question(study, "q1", required=True), missing=0.3, careless={})
    given = [code for code in frame["q1"].dropna().unique() if code not in (8, 9)]
    assert len(frame["q1"].dropna()) == len(frame)
    assert (sorted(given), frame["q2"].isin([7, 9]).any()) == ([1, 2, 3, 4, 5], True)


def test_who_chose_all_of_some_options_lies_higher_by_the_stated_shift(study: Study):
    outcome = {"mean": 5, "sd": 2}
    given = [{"chosen": {"uses": ["spa", "gym"]}, "shift": 1.0}, {"chosen": {"store": ["2"]}, "shift": -1.0}]
    frame = replies(study, n=40000, outcomes={"nps": {**outcome, "given": given}}, missing=0.0)
    plain = replies(study, n=40000, outcomes={"nps": outcome}, missing=0.0)
    both = frame["uses"].str.contains("spa") & frame["uses"].str.contains("gym")
    other = frame["store"] == "2"
    moved = (frame["nps"] - plain["nps"]).astype(float)
    assert moved[both & ~other].mean() == pytest.approx(2, abs=0.1)
    assert moved[~both & other].mean() == pytest.approx(-2, abs=0.1)
    assert moved[~both & ~other].abs().max() == 0
    assert moved[both & other].abs().max() == 0


def test_the_discontented_of_one_place_leave_what_they_dislike_blank(study: Study):
    construct = next(iter(study.constructs))
    items = study.constructs[construct].items
    blank = {"segment": "store", "level": "2", "construct": construct, "below": -0.3, "share": 0.8}
    choices = {"store": {"shares": {"S1": 0.5, "2": 0.5}}}
    still = {"choices": choices, "periods": {}, "missing": 0.0, "not_applicable": 0.0}
    frame = replies(study, n=20000, plants={"blanks": [blank]}, **still)
    plain = replies(study, n=20000, plants={}, **still)
    here = frame["store"] == "2"
    assert frame.loc[here, items[0]].isna().mean() == pytest.approx(0.8 * 0.382, abs=0.02)  # 0.382: below -0.3
    assert frame.loc[~here, list(items)].notna().all(axis=None)
    assert plain.loc[here, items[0]].mean() < frame.loc[here, items[0]].mean()
    assert frame.drop(columns=list(items)).equals(plain.drop(columns=list(items)))


def test_an_answer_on_a_scale_of_points_is_written_by_its_code(study: Study):
    three = Scale.model_validate({"points": {"good": 100, "fair": 60, "bad": 0}, "missing": [9]})
    truth = study.simulate.model_dump(by_alias=True)["items"] | {"q1": {"mean": 60, "sd": 35, "loading": 0.7}}
    frame = replies(
        with_question(study, "q1", scale=three),
        items=truth,
        missing=0.1,
        periods={},
        careless={},
        choices={"store": {"shares": {"S1": 0.5, "2": 0.5}}},
    )
    assert set(frame["q1"].dropna()) == {"good", "fair", "bad", "9"}
    points = frame["q1"].map(three.points).dropna()
    assert (points.mean(), points.std()) == (pytest.approx(60, abs=2), pytest.approx(35, abs=2))
