from __future__ import annotations

import pandas as pd
import pytest

from csat_lib.period import parse
from csat_lib.simulate.people import draw_people
from csat_lib.simulate.streams import Streams
from csat_lib.simulate.visits import finished_times, number_rows, visit_columns
from csat_lib.study import Study


def visits(study: Study, n: int = 5000, **truth: object) -> pd.DataFrame:
    changed = study.simulate.model_copy(update=truth)
    return visit_columns(draw_people(study, changed, Streams(1, parse("2025-02")), n))


def test_columns_are_the_fields_that_the_study_names(study: Study):
    assert visits(study).columns.tolist() == ["at", "seconds", "device"]


def test_customers_and_sources_are_there_when_study_and_truth_have_them(study: Study):
    fields = study.fields.model_copy(update={"customer": "guest", "source": "via"})
    frame = visits(study.model_copy(update={"fields": fields}), customers=400, sources={"app": 0.7, "sms": 0.3})
    assert (frame["via"] == "app").mean() == pytest.approx(0.7, abs=0.03)
    assert frame["guest"].nunique() == pytest.approx(400, abs=5)
    assert frame["guest"].str.fullmatch(r"C\d{7}").all()


def test_durations_are_log_normal_about_their_median(study: Study):
    seconds = visits(study)["seconds"]
    assert seconds.median() == pytest.approx(300, rel=0.03)
    assert (seconds < 300 * 0.67032).mean() == pytest.approx(0.1587, abs=0.02)  # one sd of .4 below, on the log scale


def test_nobody_answers_at_night(study: Study):
    people = draw_people(study, study.simulate, Streams(1, parse("2025-02")), 2000)
    times = finished_times(people)
    assert times.hour.min() == 8
    assert times.hour.max() == 22
    assert times.is_monotonic_increasing


def test_rows_are_numbered_within_their_period():
    frame = number_rows(pd.DataFrame({"a": [1, 2]}), "id", parse("2025-02"))
    assert frame["id"].tolist() == ["2025-02-000001", "2025-02-000002"]
    assert number_rows(pd.DataFrame({"a": [1]}), None, parse("2025-02")).columns.tolist() == ["a"]


def test_a_planted_burst_comes_in_one_night_from_one_device_and_nothing_else_moves(study: Study):
    burst = {"period": "2025-02", "segment": "store", "level": "2", "day": 18}
    plants = study.simulate.plants.model_validate({"bursts": [burst]})
    store = draw_people(study, study.simulate, Streams(1, parse("2025-02")), 5000).choices["store"]
    plain, frame = visits(study, plants=study.simulate.plants.model_validate({})), visits(study, plants=plants)
    moved = (store == "2") & (plain["at"] >= "2025-02-18").to_numpy()
    assert frame[~moved].equals(plain[~moved])
    assert frame.loc[moved, "at"].between("2025-02-18 02:00", "2025-02-18 02:40").all()
    assert len(set(frame.loc[moved, "device"])) == 1
    assert moved.sum() > 200
