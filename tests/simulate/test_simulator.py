from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csat_lib.errors import CsatError
from csat_lib.period import parse
from csat_lib.simulate.simulator import simulate
from csat_lib.study import Study

JANUARY, FEBRUARY, MARCH = parse("2025-01"), parse("2025-02"), parse("2025-03")


@pytest.fixture
def many(study: Study) -> pd.DataFrame:
    return simulate(study, JANUARY, 20_000, 1)


def test_the_same_seed_gives_the_same_answers(study: Study):
    pd.testing.assert_frame_equal(simulate(study, JANUARY, 300, 1), simulate(study, JANUARY, 300, 1))


def test_another_seed_or_period_gives_other_answers(study: Study):
    one = simulate(study, JANUARY, 300, 1)
    assert not one["q1"].equals(simulate(study, JANUARY, 300, 2)["q1"])
    assert not one["q1"].equals(simulate(study, FEBRUARY, 300, 1)["q1"])


def test_columns_are_those_of_the_study_in_questionnaire_order(study: Study):
    assert simulate(study, JANUARY, 20, 1).columns.tolist() == [
        *("id", "at", "seconds", "device", "q1", "q2", "Q3", "q4"),
        *("overall", "nps", "store", "uses", "again", "nights", "day"),
    ]


def test_items_have_the_stated_means_and_standard_deviations(study: Study, many: pd.DataFrame):
    east = many[many["store"] == "S1"]  # the other store is shifted in service
    for name, column in (("q1", "q1"), ("q2", "q2"), ("q3", "Q3"), ("q4", "q4"), ("nps", "nps")):
        truth = study.simulate.items.get(name) or study.simulate.outcomes[name]
        assert east[column].mean() == pytest.approx(truth.mean, abs=0.05)
        assert east[column].std() == pytest.approx(truth.sd, abs=0.05)


def test_items_of_one_construct_correlate_by_their_loadings(many: pd.DataFrame):
    east = many[many["store"] == "S1"]
    cut = 0.9  # what cutting into five codes leaves of a correlation, about
    assert east["q1"].corr(east["q2"]) == pytest.approx(0.8 * 0.7 * cut, abs=0.03)
    assert east["Q3"].corr(east["q4"]) == pytest.approx(-0.7 * 0.75 * cut, abs=0.03)
    assert east["q1"].corr(east["q4"]) == pytest.approx(0.8 * 0.75 * 0.4 * cut, abs=0.03)


def test_segments_have_their_shares_and_effects(many: pd.DataFrame):
    assert (many["store"] == "2").mean() == pytest.approx(0.5, abs=0.01)
    means = many.groupby("store")[["q2", "q4"]].mean()
    assert means["q2"]["2"] == pytest.approx(means["q2"]["S1"], abs=0.05)
    assert means["q4"]["2"] == pytest.approx(means["q4"]["S1"] - 0.5 * 0.75 * 0.8, abs=0.06)


def test_plants_change_what_they_are_about_and_nothing_else(study: Study):
    planted, plain = simulate(study, MARCH, 5000, 1), simulate(study, MARCH, 5000, 1, plants=False)
    changed = (planted.fillna(-1) != plain.fillna(-1)).groupby(planted["store"]).mean()
    assert changed.loc["2", ["q1", "q2", "Q3", "q4", "nps", "nights"]].eq(0).all()
    assert changed.loc["S1", ["Q3", "q4", "nights", "seconds"]].eq(0).all()
    assert changed.loc["S1", ["q1", "q2"]].gt(0.3).all()
    assert changed["overall"].gt(0.1).all()  # the planted slope holds in every period and store


def test_plants_hold_only_in_their_period(study: Study):
    planted, plain = simulate(study, JANUARY, 500, 1), simulate(study, JANUARY, 500, 1, plants=False)
    pd.testing.assert_frame_equal(planted.drop(columns="overall"), plain.drop(columns="overall"))


def test_answers_are_codes_of_their_scales(many: pd.DataFrame):
    assert set(many["q1"]) == {1, 2, 3, 4, 5}
    assert set(many["nps"]) == set(range(11))
    assert set(many["again"]) == {"1", "2"}
    assert set(many["uses"]) == {"", "spa", "gym", "spa;gym"}
    assert many["nights"].min() == 1
    assert many["nights"].mean() == pytest.approx(2.5, abs=0.1)


def test_answers_come_in_within_the_period_and_days_before_them(many: pd.DataFrame):
    assert many["at"].min() >= pd.Timestamp("2025-01-01 08:00")
    assert many["at"].max() < pd.Timestamp("2025-02-01")
    assert many["at"].is_monotonic_increasing
    days = pd.to_datetime(many["day"])
    assert (days <= many["at"]).all()
    assert days.min() >= pd.Timestamp("2025-01-01")


def test_gaps_second_copies_and_haste_have_their_shares(study: Study):
    truth = study.simulate.model_copy(
        update={
            "missing": 0.1,
            "not_applicable": 0.05,
            "careless": study.simulate.careless.model_copy(update={"duplicates": 0.02, "speeders": 0.1}),
        }
    )
    frame = simulate(study.model_copy(update={"simulate": truth}), JANUARY, 20_000, 1)
    assert len(frame) == pytest.approx(20_400, abs=100)
    assert frame["id"].is_unique
    assert frame["device"].duplicated().sum() == len(frame) - 20_000
    assert frame["q1"].isna().mean() == pytest.approx(0.05 * 0.95, abs=0.01)
    assert (frame["q1"] == 9).mean() == pytest.approx(0.05 * 0.95, abs=0.01)
    assert (frame["q2"] == 7).mean() == pytest.approx(0.1 / 3, abs=0.01)  # empty, 9 and 7, as likely each
    assert (frame["q1"] == 8).mean() == pytest.approx(0.05, abs=0.01)
    assert (frame["seconds"] < 300 * 0.2).mean() == pytest.approx(0.1, abs=0.01)


def test_a_study_without_a_truth_cannot_be_simulated(study: Study):
    with pytest.raises(CsatError) as caught:
        simulate(study.model_copy(update={"simulate": None}), JANUARY, 10, 1)
    assert str(caught.value) == (
        "The study `small` cannot be simulated: its study.yaml has no `simulate`. Write the truth of the simulator "
        "there, or give the wave a file of answers (`responses: answers.csv`)."
    )


def test_outcomes_follow_the_constructs(many: pd.DataFrame):
    east = many[many["store"] == "S1"]
    score = east[["q1", "q2"]].mean(axis=1)
    assert score.corr(east["nps"]) > east["q4"].corr(east["nps"])
    assert np.sign(east["Q3"].corr(east["overall"])) == -1
