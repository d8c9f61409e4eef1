# ruff: noqa: E501 - a message stands on one line
"""What KPIs are worth, and what a study may say of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.errors import Faults
from csat_lib.study import load_study
from csat_lib.study.kpis import Kpi, Standard

from .small import STUDY, change

LINEAR, BANDS = {"linear": {"worst": 10.0, "best": 2.0}}, {"bands": [[24, 100], [48, 80], [72, 60]]}
TITLE = {"zh": "甲", "en": "A"}
QUEUE = "  queue: {title: {zh: 排队, en: Queue}, table: kpi, unit: {zh: 分钟, en: min}, direction: down, standard: {linear: {worst: 10, best: 1}}}"
TABLES = "tables: {kpi: {kind: unit_kpis, file: kpi.csv}, visits: {kind: third_party, file: visits.csv}, news: {kind: events, file: news.csv}}\n"


@pytest.mark.parametrize(
    ("standard", "direction", "value", "points"),
    [
        (LINEAR, "down", 6, 50),  # the four examples of the owners' studies
        ({"attainment": {"at": 0.95}}, "up", 0.88, 92.63157894736842),
        (BANDS, "down", 24, 100),
        (BANDS, "down", 47.9, 80),
        (BANDS, "down", 72.1, 0),
        ({"deduct": 5.0}, "down", 3, 85),
        (LINEAR, "down", 11, 0),
        (LINEAR, "down", 1, 100),
        ({"attainment": {"at": 0.95}}, "up", 0.99, 100),
        ({"attainment": {"at": 4.0}}, "down", 5, 80),
        ({"attainment": {"at": 4.0}}, "down", 0, 100),
        ({"attainment": {"at": 4.0, "cap": 90.0}}, "up", 4, 90),
        ({"bands": [[0.95, 100], [0.9, 80], [0, 20]]}, "up", 0.92, 80),
        ({"deduct": 20.0}, "down", 6, 0),
    ],
)
def test_a_figure_is_worth_what_its_standard_says(standard, direction, value, points):
    assert Standard.model_validate(standard).points(value, direction) == pytest.approx(points, rel=1e-12)


@given(st.sampled_from(["up", "down"]), st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0, 60), st.floats(0, 60))
def test_better_figures_are_never_worth_less_and_all_points_lie_between_0_and_100(direction, one, other, first, second):
    low, high = sorted([one, other + one])
    ends = {"worst": low, "best": high + 1} if direction == "up" else {"worst": high + 1, "best": low}
    steps = [[high, 90], [low, 30]] if direction == "up" else [[low, 90], [high, 30]]
    better, worse = (max, min) if direction == "up" else (min, max)
    for standard in ({"linear": ends}, {"attainment": {"at": one}}, {"bands": steps}):
        of = Standard.model_validate(standard)
        points = [of.points(pick(first, second), direction) for pick in (worse, better)]
        assert 0 <= points[0] <= points[1] <= 100


def test_a_third_party_s_score_is_points_already():
    assert Kpi.model_validate({"title": TITLE, "table": "visits", "indicator": "room"}).points(83.0) == 83.0


def faults_of(folder, text: str) -> list[str]:
    """The faults of a study of this text; none of a sound one."""
    path = folder / "study.yaml"
    path.write_text(text, "utf-8")
    try:
        load_study(path)
    except Faults as found:
        return [str(fault).replace(f"{folder}/", "") for fault in found.faults]
    return []


def with_kpis(*kpis: str, tables: str = TABLES) -> str:
    return STUDY + tables + "kpis:\n" + "\n".join(kpis) + "\n"


def test_a_kpi_may_be_part_of_the_index_and_have_a_target(tmp_path):
    parts = ("parts: {room: johnson, service: johnson}", "parts: {room: 0.4, service: 0.4, queue: 0.1, nps: 0.1}")
    text = change(with_kpis(QUEUE), parts) + "targets: {queue: 3}\n"
    assert faults_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("kpi", "message"),
    [
        (QUEUE.replace("table: kpi", "table: news"), "`kpis.queue.table` names `news`, which cannot stand here. Allowed: kpi, visits."),
        (QUEUE.replace("direction: down, ", ""), "the key `direction` is missing in `kpis.queue`. Add `direction: ...`."),
        (QUEUE.replace("unit: {zh: 分钟, en: min}, ", ""), "the key `unit` is missing in `kpis.queue`. Add `unit: ...`."),
        (QUEUE.replace(", standard: {linear: {worst: 10, best: 1}}", ""), "the key `standard` is missing in `kpis.queue`. Add `standard: ...`."),
        (QUEUE.replace("worst: 10, best: 1", "worst: 1, best: 10"), "`kpis.queue.standard.linear`: from the best on, figures must rise, as `direction` says."),
        (QUEUE.replace("linear: {worst: 10, best: 1}", "bands: [[3, 80], [1, 100]]"), "`kpis.queue.standard.bands`: from the best on, figures must rise, as `direction` says."),
        (QUEUE.replace("linear: {worst: 10, best: 1}", "deduct: 5, linear: {worst: 10, best: 1}"), "`kpis.queue.standard`: a scoring standard has one of `linear`, `attainment`, `bands` and `deduct`."),
        (QUEUE.replace("table: kpi", "table: visits").replace(", standard: {linear: {worst: 10, best: 1}}", ""), "the key `indicator` is missing in `kpis.queue`. Add `indicator: ...`."),
        (QUEUE.replace("direction: down", "direction: down, perceived: why"), "`kpis.queue.perceived` names `why`, which cannot stand here. Allowed: q1, q2, q3, q4, overall, nps, room, service."),
        (QUEUE.replace("  queue:", "  room:"), "`room` is the name of a construct and of a KPI. Rename one of them."),
    ],
)  # fmt: skip
def test_what_a_kpi_lacks_is_told(tmp_path, kpi, message):
    assert faults_of(tmp_path, with_kpis(kpi)) == [f"study.yaml:55: {message}"]


NIGHTS = "  stayed: {title: {zh: 住得久, en: Stay}, question: nights, direction: up, standard: {linear: {worst: 0, best: 5}}}"
OVER = "linear: {worst: 0, best: 5}"


def test_a_number_of_respondents_may_be_part_of_the_index_of_a_study_without_units(tmp_path):
    parts = ("parts: {room: johnson, service: johnson}", "parts: {room: 0.4, service: 0.4, stayed: 0.2}")
    text = change(with_kpis(NIGHTS), parts, ("unit: store\n", "")) + "targets: {stayed: 3}\n"
    assert faults_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("kpi", "message"),
    [
        (NIGHTS.replace("question: nights", "question: store"), "`kpis.stayed.question` names `store`, which cannot stand here. Allowed: nights."),
        (NIGHTS.replace("question: nights", "question: overall"), "`kpis.stayed.question` names `overall`, which cannot stand here. Allowed: nights."),
        (NIGHTS.replace("direction: up, ", ""), "the key `direction` is missing in `kpis.stayed`. Add `direction: ...`."),
        (NIGHTS.replace(", standard: {linear: {worst: 0, best: 5}}", ""), "the key `standard` is missing in `kpis.stayed`. Add `standard: ...`."),
        (NIGHTS.replace(OVER, "attainment: {cap: 90}"), "the key `at` is missing in `kpis.stayed.standard.attainment`. Add `at: ...`."),
        (NIGHTS.replace(OVER, "linear: {worst: 0}"), "the key `best` is missing in `kpis.stayed.standard.linear`. Add `best: ...`."),
        (NIGHTS.replace(OVER, "bands: [[5, 100], [5, 60], [0, 20]]"), "`kpis.stayed.standard.bands`: from the best on, figures must fall, as `direction` says."),
        (NIGHTS.replace(OVER, "bands: [[5, 100], [2, 20], [3, 60]]"), "`kpis.stayed.standard.bands`: from the best on, figures must fall, as `direction` says."),
        (NIGHTS.replace(OVER, "bands: [[5, 60], [2, 80]]"), "`kpis.stayed.standard.bands`: from the best on, points must not rise."),
        (NIGHTS.replace("question: nights", "unit: {zh: 晚, en: nights}"), "`kpis.stayed`: a KPI has either a `table` (of units) or a `question` (of respondents)."),
        (NIGHTS.replace("question: nights", "question: nights, share: true"), "`kpis.stayed`: a KPI with a `question` has that one's unit, and no `share`, `indicator` or `founded`."),
    ],
)  # fmt: skip
def test_what_a_number_of_respondents_lacks_is_told(tmp_path, kpi, message):
    assert faults_of(tmp_path, with_kpis(kpi)) == [f"study.yaml:55: {message}"]


def test_a_number_question_has_its_unit_and_several_sources_ask_respondents_once(tmp_path):
    text = change(with_kpis(NIGHTS), (", unit: {zh: 晚, en: nights}, min", ", min"))
    assert faults_of(tmp_path, text) == [
        "study.yaml:16: the key `unit` is missing in `questions.nights`. Add `unit: ...`."
    ]
    parts = "parts: {room: 0.6, stayed: 0.4}, sources: 1}"
    text = change(with_kpis(NIGHTS), ("parts: {room: johnson, service: johnson}}", parts))
    assert [told for told in faults_of(tmp_path, text) if "said by" in told] == [
        "study.yaml:24: `index.satisfaction.sources`: `room`, `stayed` are said by the same respondents; one source at most may be."
    ]


def test_kpis_need_units(tmp_path):
    text = change(with_kpis(QUEUE), ("unit: store\n", ""))
    assert "study.yaml:54: `kpis.queue` needs a study with units. Add `unit: <one of the segments>`." in faults_of(
        tmp_path, text
    )


def test_weights_are_estimated_of_dimensions_alone(tmp_path):
    text = change(
        with_kpis(QUEUE), ("parts: {room: johnson, service: johnson}", "parts: {room: johnson, queue: johnson}")
    )
    told = "`index.satisfaction.parts`: `johnson` weighs dimensions alone, not KPIs or outcomes; give numbers, `equal`, or judgements."
    assert any(told in fault for fault in faults_of(tmp_path, text))
    over = (
        "parts: {room: johnson, service: johnson}}",
        "parts: {inner: factor, service: factor}}\n  inner: {title: {zh: 内, en: Inner}, parts: {room: 0.5, queue: 0.5}}",
    )
    assert any(
        "`factor` weighs dimensions alone" in fault for fault in faults_of(tmp_path, change(with_kpis(QUEUE), over))
    )


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            "parts: {room: 0.5, queue: 0.5}, sources: 3",
            "`index.satisfaction.sources` is 3; allowed: 2 (its parts) or less.",
        ),
        (
            "parts: {room: 0.4, service: 0.3, queue: 0.3}, sources: 2",
            "`index.satisfaction.sources`: `room`, `service` are said by the same respondents; one source at most may be.",
        ),
    ],
)
def test_sources_of_one_figure_are_independent_and_enough(tmp_path, parts, message):
    text = change(with_kpis(QUEUE), ("parts: {room: johnson, service: johnson}", parts))
    assert faults_of(tmp_path, text) == [f"study.yaml:24: {message}"]
