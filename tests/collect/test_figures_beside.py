"""Figures of single respondents from a table, joined by the id: what is used, worth, missing, and refused."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as t_distribution

from csat_lib.answers.table_use import table_facts
from csat_lib.collect.collected_wave import collected_key
from csat_lib.collect.kept_answers import answers_of
from csat_lib.collect.passes import collect
from csat_lib.errors import CsatError
from csat_lib.index.composite import composites
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.insight.index_parts import index_parts
from csat_lib.insight.operating_figures import KpiFacts, KpiSpec, kpi_levels
from csat_lib.study.kpis import Kpi, Standard
from csat_lib.summary.design import sum_design
from csat_lib.summary.sample import Sample, cells_of
from csat_lib.summary.summary import Summary

from .conftest import words

HOURS = {"text": words("hours of use"), "kind": "number", "role": "profile", "unit": words("h"), "max": 100}
OFTEN = {"text": words("uses it often"), "role": "outcome", "any": [{"question": "hours", "at_least": 10}]}
TABLES = {"usage": {"kind": "respondent_figures", "file": "usage.csv"}}
INDEX = {"top": {"title": words("Index"), "parts": {"room": 0.5, "often": 0.5}}}


@pytest.fixture
def with_usage(study_file):
    """The study with a question that the table answers, a share of it as an outcome, and that outcome in the index."""
    questions = study_file["questions"] | {"hours": HOURS}
    return {"questions": questions, "derived": {"often": OFTEN}, "tables": TABLES, "index": INDEX}


def usage(tmp_path, rows, heads="id,hours,note"):
    (tmp_path / "usage.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")


def test_figures_are_joined_by_the_id_and_who_has_no_row_is_missing(
    collected, answers, with_usage, make_plan, tmp_path
):
    usage(tmp_path, [f"guest-{at},{at % 20},x" for at in range(100)] + ["stranger,50,x", "another,60,x"])
    folder = collected(answers, **with_usage)
    hours = answers_of(make_plan(answers, **with_usage), folder, ["hours"])["hours"]
    expected = [float(at % 20) if at < 100 else np.nan for at in range(120)]
    np.testing.assert_array_equal(hours, expected)
    people = pd.read_parquet(folder / "respondents.parquet")
    often = [np.nan if np.isnan(value) else 100.0 * (value >= 10) for value in expected]
    np.testing.assert_array_equal(people["y.often"].astype(float), often)
    summary = Summary.load(folder / "summary")
    assert summary.scores.mean("often").n == 100
    assert summary.scores.mean("often").value == pytest.approx(50)
    told = pd.read_parquet(folder / "taken.parquet")["taken"].tolist()
    assert (
        "usage.csv: 100 of 102 rows belong to a respondent, 2 to nobody who answered; 20 answers have no row there"
        in told
    )
    plan = make_plan(answers, **with_usage)
    assert [(one["rows"], one["unused"]) for one in table_facts(plan, people["id"])] == [(102, 2)]
    assert [(one["rows"], one["unused"]) for one in table_facts(plan)] == [(102, 0)]


@pytest.mark.parametrize("size", [7, 50])
def test_the_size_of_a_batch_and_the_order_of_the_table_change_nothing(collected, answers, with_usage, tmp_path, size):
    rows = [f"guest-{at},{at % 20},x" for at in range(100)]
    usage(tmp_path, rows)
    whole = pd.read_parquet(collected(answers, **with_usage) / "respondents.parquet")
    usage(tmp_path, rows[::-1])
    parts = pd.read_parquet(collected(answers, size=size, **with_usage) / "respondents.parquet")
    pd.testing.assert_frame_equal(whole, parts)


def test_nothing_that_is_written_holds_an_id(collected, answers, with_usage, tmp_path):
    usage(tmp_path, [f"guest-{at},5,x" for at in range(120)])
    folder = collected(answers, **with_usage)
    for path in folder.rglob("*.parquet"):
        assert "guest-" not in pq.read_table(path).to_pandas().to_csv()
    assert all(b"guest-" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_another_table_is_another_wave_in_the_cache(answers, with_usage, make_plan, tmp_path):
    usage(tmp_path, ["guest-1,5,x"])
    first = collected_key(make_plan(answers, **with_usage))
    assert collected_key(make_plan(answers, **with_usage)) == first
    usage(tmp_path, ["guest-1,6,x"])
    assert collected_key(make_plan(answers, **with_usage)) != first


STANDARDS = {
    "linear": ({"linear": {"worst": 2.0, "best": 12.0}}, "up", lambda x: min(max((x - 2) * 10.0, 0.0), 100.0)),
    "attainment": ({"attainment": {"at": 8.0, "cap": 90.0}}, "up", lambda x: min(100 * x / 8, 90.0)),
    "attained from above": ({"attainment": {"at": 5.0}}, "down", lambda x: 100.0 if x <= 5 else 500 / x),
    "bands": ({"bands": [[4, 100], [10, 60], [15, 20]]}, "down",
              lambda x: 100.0 if x <= 4 else 60.0 if x <= 10 else 20.0 if x <= 15 else 0.0),
    "deduct": ({"deduct": 6.0}, None, lambda x: max(100 - 6.0 * x, 0.0)),
}  # fmt: skip
WITHOUT = {"absent": 0, "zero": 20, "renormalise": 0}
"""How many of those without a row count, by the rule."""


def worth(standard, direction, rule="absent"):
    """A study whose index is made of a construct and of the points of hours."""
    kpi = {"title": words("Use"), "question": "hours", "standard": standard, "missing": rule}
    index = {"top": {"title": words("Index"), "parts": {"room": 0.6, "use": 0.4}}}
    return {"kpis": {"use": kpi | ({"direction": direction} if direction else {})}, "derived": {}, "index": index}


def spec_of(rule="absent", **more):
    spared = ("use",) if rule == "renormalise" else ()
    constructs = {"room": ("a1", "a2", "a3"), "service": ("b1", "b2", "b3")}
    return ScoreSpec(
        constructs, {"top": {"room": 0.6, "use": 0.4}}, unit="store", numbers=("use",), spared=spared, **more
    )


@pytest.fixture
def summed(collected, answers, with_usage, tmp_path):
    """The summary of answers beside a table of these hours (guest -> hours), scored by a standard."""

    def make(hours, standard, direction, rule="absent", size=1000):
        usage(tmp_path, [f"guest-{one},{value},x" for one, value in hours.items()])
        folder = collected(answers, size=size, **with_usage | worth(standard, direction, rule))
        return Summary.load(folder / "summary")

    return make


@pytest.mark.parametrize("rule", WITHOUT)
@pytest.mark.parametrize("name", STANDARDS)
def test_points_of_each_number_by_the_standard_are_averaged_with_the_error_of_a_mean(summed, name, rule):
    standard, direction, of = STANDARDS[name]
    summary = summed({at: at % 20 for at in range(100)}, standard, direction, rule)
    points = np.array([*(of(float(at % 20)) for at in range(100)), *[0.0] * WITHOUT[rule]])
    leaf = summary.scores.mean("use")
    assert (leaf.n, leaf.value) == (len(points), pytest.approx(points.mean(), rel=1e-12))
    assert leaf.se == pytest.approx(points.std() * (120 / 119 / len(points)) ** 0.5, rel=1e-12)  # a part of 120
    assert summary.items.mean("hours").value == pytest.approx(9.5, rel=1e-12)
    root = composites(spec_of(rule))[0].estimate(summary.scores)
    room = summary.scores.mean("room").value
    assert root.value == pytest.approx(0.6 * room + 0.4 * points.mean(), rel=1e-12)


@pytest.mark.parametrize(("rule", "whole"), [("absent", False), ("renormalise", True), ("zero", True)])
def test_a_unit_in_which_nobody_has_a_number_follows_the_rule_for_no_data(summed, answers, rule, whole):
    standard, direction, _ = STANDARDS["linear"]
    summary = summed({at: at % 20 for at in range(120) if answers["store"][at] == "S1"}, standard, direction, rule)
    index = composites(spec_of(rule))[0].estimate(summary.scores, ("store", "S2"))
    room = summary.scores.mean("room", ("store", "S2")).value
    assert (index.value is not None) is whole
    assert index.value == (pytest.approx({"renormalise": 1.0, "zero": 0.6}[rule] * room, rel=1e-12) if whole else None)
    of_members = composites(spec_of(rule))[0].estimate(summary.scores, ("member", "gold"))
    assert of_members.value is not None  # a number of respondents is one of any group


def test_nobody_who_was_not_asked_counts_zero(collected, answers, with_usage, tmp_path):
    usage(tmp_path, [f"guest-{at},{at % 20},x" for at in range(100)])
    asked = HOURS | {"filter": {"question": "store", "is": ["S1"]}}
    with_usage["questions"] = {**with_usage["questions"], "hours": asked}
    standard, direction, of = STANDARDS["linear"]
    folder = collected(answers, **with_usage | worth(standard, direction, "zero"))
    points = [of(float(at % 20)) if at < 100 else 0.0 for at in range(120) if answers["store"][at] == "S1"]
    leaf = Summary.load(folder / "summary").scores.mean("use")
    assert (leaf.n, leaf.value) == (len(points), pytest.approx(np.mean(points), rel=1e-12))


def test_the_figure_stands_in_its_own_unit_beside_its_points_and_parts_add_up(summed, answers):
    standard, direction, of = STANDARDS["linear"]
    waves = []
    for at, period in enumerate(("2025-02", "2025-03")):
        summary = summed({one: (one + 3 * at) % 20 for one in range(100)}, standard, direction, size=100 + at)
        waves.append(SimpleNamespace(period=period, summary=summary))
    scores = spec_of(headlines=("top",), has_earlier=True)
    spec = KpiSpec({"use": KpiFacts({}, {}, Standard.model_validate(standard).points, question="hours")}, "top", scores)
    rows = {(row.measure, row.segment): row for row in kpi_levels(waves[1], waves[0], spec).to_findings()}
    hours = [float((at + 3) % 20) for at in range(100)]
    own, points = rows["operating_figure", ""], rows["operating_points", ""]
    error = np.std(hours) * (120 / 119 / 100) ** 0.5  # a hundred of 120
    assert (own.value, own.se) == pytest.approx((9.5, error), rel=1e-9)
    reach = t_distribution.ppf(0.975, 99) * error
    assert (own.low, own.high) == pytest.approx((9.5 - reach, 9.5 + reach), rel=2e-3)  # hardly skewed
    assert own.method.noted("t corrected for skewness and kurtosis")
    assert points.value == pytest.approx(np.mean([of(one) for one in hours]), rel=1e-12)
    assert 0 < points.low < points.value < points.high < 100
    assert rows["operating_change", ""].value == pytest.approx(0.0, abs=1e-9)
    stores = answers["store"][:100]
    by = {store: [x for x, own in zip(hours, stores, strict=True) if own == store] for store in ("S1", "S2")}
    assert {store: rows["operating_figure", store].value for store in by} == pytest.approx(
        {store: np.mean(of_it) for store, of_it in by.items()}
    )
    parts = index_parts(waves[1], waves[0], spec).to_findings()
    for cell in (("all", ""), ("store", "S1"), ("store", "S2")):
        here = [row for row in parts if (row.segment_by, row.segment) == cell]
        assert {row.subject for row in here} == {"room", "use"}
        levels, moves = (
            sum(row.value for row in here if row.measure == measure) for measure in ("index_part", "index_part_change")
        )
        index = [composites(scores)[0].estimate(wave.summary.scores, cell).value for wave in waves]
        assert levels == pytest.approx(index[1], rel=1e-12)
        assert moves == pytest.approx(index[1] - index[0], abs=1e-10)


@settings(max_examples=25)
@given(
    st.sampled_from([*STANDARDS]),
    st.lists(st.tuples(st.floats(0, 40), st.floats(0.1, 9)), min_size=3, max_size=30),
    st.floats(0.01, 5),
    st.floats(0, 20),
)
def test_better_numbers_never_lower_the_mean_of_points_and_the_unit_of_weights_does_not_matter(
    name, rows, times, better
):
    standard, direction, _ = STANDARDS[name]
    kpi = Kpi.model_validate({"title": words("Use"), "question": "hours", **worth(standard, direction)["kpis"]["use"]})
    x, w = np.array(rows).T

    def mean(values, weights):
        frame = pd.DataFrame({"use": kpi.points(values)})
        return sum_design(frame, Sample(weights, cells_of(frame, []))).mean("use")

    before, scaled = mean(x, w), mean(x, times * w)
    assert (scaled.value, scaled.se or 0.0) == pytest.approx((before.value, before.se or 0.0), rel=1e-9, abs=1e-9)
    moved = mean(np.maximum(x - better, 0.0) if kpi.is_down else x + better, w)
    assert moved.value >= before.value - 1e-9


WRONG = {
    "an id twice": (
        ["guest-1,5,x", "guest-2,6,x", "guest-1,7,x"],
        "id,hours,note",
        {},
        ["usage.csv, row 4: row 2 has the same id already. Keep one of them."],
    ),
    "no number and no id": (
        ["guest-1,many,x", ",6,x"],
        "id,hours,note",
        {},
        [
            "usage.csv, row 3, column `id`: the cell is empty. Fill it in, or take the row out.",
            (
                "usage.csv, row 2, column `hours`: `many` is no number that can stand here. "
                "Write a number, with % where it is a percentage."
            ),
        ],
    ),
    "a column of the answers": (
        ["guest-1,5,3"],
        "id,hours,a1",
        {},
        [
            (
                "usage.csv: the column `a1` is in the answers, or in another such table, as well. Take it out of one "
                "of the two, or head it differently and name that under the question's `column`."
            ),
        ],
    ),
    "no field id": (
        ["guest-1,5,x"],
        "id,hours,note",
        {"fields": {}},
        [
            (
                "tables.usage: its figures are joined to answers by the id, and the study names none. "
                "Add `fields: {id: <column of the answers>}`, or take the table out."
            ),
        ],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_joined_is_told(answers, with_usage, make_plan, tmp_path, case):
    rows, heads, changes, told = WRONG[case]
    usage(tmp_path, rows, heads)
    with pytest.raises(CsatError) as raised:
        collect(make_plan(answers, **with_usage, **changes), tmp_path / "work")
    assert [line.strip() for line in str(raised.value).splitlines()[1:]] == told
    assert "guest-" not in str(raised.value)


def test_a_figure_beyond_what_is_plausible_is_told_with_its_own_file_and_row(answers, with_usage, make_plan, tmp_path):
    usage(tmp_path, ["guest-2,7,x", "guest-3,500,x", "stranger,900,x"])  # nothing is said of nobody who answered
    with pytest.raises(CsatError) as raised:
        collect(make_plan(answers, **with_usage), tmp_path / "work")
    assert str(raised.value).splitlines()[1:] == ["  usage.csv, row 3, column `hours`: `500` is more than 100."]
    assert "guest-" not in str(raised.value)


def test_a_column_that_the_table_lacks_is_told_as_one_that_the_answers_lack(answers, with_usage, make_plan, tmp_path):
    usage(tmp_path, ["guest-3,5"], "id,minutes")
    with pytest.raises(CsatError) as raised:
        collect(make_plan(answers, **with_usage), tmp_path / "work")
    told = "  answers.csv: there is no column `hours`, which the question `hours` needs."
    assert str(raised.value).splitlines()[1:] == [told]
