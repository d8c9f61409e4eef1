"""Two versions of a questionnaire: every difference is told, and what breaks is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csat_lib.study import Study, load_study
from csat_lib.study.differences import _moved, compare_questionnaires

from .small import STUDY, change

QUIET = "  q2: {text: {zh: 安静, en: Quiet}, scale: five, role: perception, missing: [7]}\n"
SPARE = "constructs:\n  room: {title: {zh: 客房, en: Room}, items: [q1, q2]}"


@pytest.fixture
def version(tmp_path: Path):
    """The small study with replacements, as another version of its file."""

    def make(*changes: tuple[str, str]) -> Study:
        path = tmp_path / "study.yaml"
        path.write_text(change(STUDY, *changes), "utf-8")
        return load_study(path)

    return make


def told(before: Study, after: Study) -> list[tuple[str, str, str]]:
    found = compare_questionnaires(before, after)
    return [(one.question, one.kind, one.text("en")) for one in found.differences]


def broken(before: Study, after: Study) -> set[str]:
    return set(compare_questionnaires(before, after).broken)


def test_a_questionnaire_does_not_differ_from_itself(version):
    found = compare_questionnaires(version(), version())
    assert (found.differences, found.broken) == ((), frozenset())


def test_another_wording_breaks_the_item_and_its_construct(version):
    reworded = version(("en: Clean}", "en: Very  clean}"))
    assert told(version(), reworded) == [("q1", "wording", "Clean → Very clean")]
    assert broken(version(), reworded) == {"q1", "room"}


def test_white_space_columns_and_codes_for_missing_answers_are_no_difference(version):
    changes = [("en: Friendly}", 'en: " Friendly "}'), ("column: Q3, ", ""), ("missing: [7]", "missing: [77]")]
    assert told(version(), version(*changes)) == []


def test_a_scale_is_its_ends_its_step_and_its_words(version):
    longer = version(("from: 1, to: 5", "from: 1, to: 10"))
    found = told(version(), longer)
    assert [name for name, *_ in found] == ["q1", "q2", "q3", "q4", "overall"]
    assert found[0] == ("q1", "scale", "1–5 → 1–10")
    assert broken(version(), longer) == {"q1", "q2", "q3", "q4", "overall", "room", "service"}
    labelled = version(("to: 5,", "to: 5, labels: {1: {zh: 差, en: Poor}},"))
    assert told(version(), labelled)[0] == ("q1", "scale", "1–5 → 1–5 (1 Poor)")
    halves = version(
        ("to: 5,", "to: 5, step: 0.5,"), ("missing: [9]", "missing: [99]"), ("_applicable: [8]", "_applicable: [98]")
    )
    assert told(version(), halves)[0] == ("q1", "scale", "1–5 → 1–5 / 0.5")


def test_another_kind_of_question_has_another_scale(version):
    asked = version(
        (
            "q4: {text: {zh: 友善, en: Friendly}, scale: five, role: perception}",
            "q4: {text: {zh: 友善, en: Friendly}, kind: nps}",
        ),
        (
            "  nps: {text: {zh: 推荐, en: Recommend}, kind: nps}\n",
            "  nps: {text: {zh: 推荐, en: Recommend}, scale: five, role: outcome}\n",
        ),
        ("items: [q3, q4]", "items: [q3]"),
        ("    q4: {mean: 4.2, sd: 0.8, loading: 0.75}\n", ""),
        ("block: [q1, q2, q3, q4]", "block: [q1, q2, q3]"),
        (
            "    nps: {mean: 7.5, sd: 2, effects: {room: 0.4, service: 0.2}}\n",
            "    nps: {mean: 3.5, sd: 1, effects: {room: 0.4}}\n    q4: {mean: 7.5, sd: 2, effects: {room: 0.4}}\n",
        ),
    )
    assert ("q4", "scale", "1–5 → NPS 0–10") in told(version(), asked)
    assert ("nps", "scale", "NPS 0–10 → 1–5") in told(version(), asked)
    assert {"q4", "nps", "service"} <= broken(version(), asked)


def test_bounds_and_unit_are_the_scale_of_a_number(version):
    assert told(version(), version(("max: 60", "max: 365"))) == [("nights", "scale", "0–60 nights → 0–365 nights")]


def test_a_question_read_the_other_way_round_breaks(version):
    turned = version((", reversed: true", ""), ("loading: -0.7", "loading: 0.7"))
    assert told(version(), turned) == [("q3", "reversed", "− → +")]
    assert broken(version(), turned) == {"q3", "service"}


def test_a_question_asked_of_others_breaks(version):
    everybody = version((", filter: {question: store, is: [S1]}", ""))
    assert told(version(), everybody) == [("hope", "filter", "Store: East → —")]
    assert told(everybody, version()) == [("hope", "filter", "— → Store: East")]
    assert broken(version(), everybody) == {"hope"}


def test_a_new_level_leaves_a_segment_whole_and_other_words_break_it(version):
    shares = ("rake: {store: {S1: 0.4, 2: 0.6}}", "rake: {store: {S1: 0.4, 2: 0.5, S3: 0.1}}")
    third = [
        ("2: {zh: 西, en: West}}", "2: {zh: 西, en: West}, S3: {zh: 北, en: North}}"),
        shares,
        ("{shares: {S1: 0.5, 2: 0.5}", "{shares: {S1: 0.5, 2: 0.4, S3: 0.1}"),
    ]
    assert told(version(), version(*third)) == [("store", "options", "— → S3 North")]
    assert broken(version(), version(*third)) == set()
    renamed = version(("2: {zh: 西, en: West}", "2: {zh: 西, en: Far West}"))
    assert told(version(), renamed) == [("store", "options", "2 West → 2 Far West")]
    assert broken(version(), renamed) == {"store"}


def test_other_options_break_a_question_that_is_no_segment(version):
    wider = version(("gym: {zh: 健身, en: Gym}", "gym: {zh: 健身, en: Gym}, bar: {zh: 酒吧, en: Bar}"))
    assert told(version(), wider) == [("uses", "options", "— → bar Bar")]
    assert broken(version(), wider) == {"uses"}


def test_options_in_another_order_are_told_in_full(version):
    turned = version(
        ("{spa: {zh: 水疗, en: Spa}, gym: {zh: 健身, en: Gym}}", "{gym: {zh: 健身, en: Gym}, spa: {zh: 水疗, en: Spa}}")
    )
    assert told(version(), turned) == [("uses", "options", "spa Spa, gym Gym → gym Gym, spa Spa")]


def test_a_question_that_moved_is_told_and_breaks_nothing(version):
    day = "  day: {text: {zh: 日期, en: Day}, kind: date}\n"
    moved = version((day, ""), ("questions:\n  q1:", f"questions:\n{day}  q1:"))
    assert told(version(), moved) == [("day", "position", "11 → 1")]
    assert broken(version(), moved) == set()


def test_a_question_come_or_gone_is_told_in_its_words_and_breaks_its_construct(version):
    shorter = version(
        (QUIET, ""),
        ("items: [q1, q2]", "items: [q1]"),
        ("    q2: {mean: 3.5, sd: 1, loading: 0.7}\n", ""),
        ("block: [q1, q2, q3, q4]", "block: [q1, q3, q4]"),
    )
    assert told(version(), shorter) == [("q2", "removed", "Quiet")]
    assert told(shorter, version()) == [("q2", "added", "Quiet")]
    assert broken(version(), shorter) == broken(shorter, version()) == {"room"}


def test_an_item_of_another_construct_breaks_both_constructs_and_stays_itself(version):
    moved = version(("items: [q1, q2]", "items: [q1]"), ("items: [q3, q4]", "items: [q3, q4, q2]"))
    assert told(version(), moved) == [("q2", "construct", "Room → Service")]
    assert broken(version(), moved) == {"room", "service"}


def test_a_construct_may_be_called_otherwise(version):
    assert told(version(), version(("en: Room}", "en: Your room}"))) == []


def test_a_language_that_was_added_is_no_other_wording(version, tmp_path):
    english = version(("languages: [zh, en]", "languages: [en]"))
    assert told(english, version()) == []
    assert told(version(("en: Clean}", "en: Spotless}")), english) == [("q1", "wording", "Spotless → Clean")]


def test_texts_stand_once_a_language_with_both_periods(version):
    found = compare_questionnaires(version(), version(("en: Clean}", "en: Spotless}")))
    rows = [
        (t.topic, t.subject, t.kind, t.language, t.text, t.period, t.segment, t.other, t.rank)
        for t in found.to_texts("2025-12", "2025-11")
    ]
    assert rows == [
        ("comparability", "q1", "difference", "zh", "Clean → Spotless", "2025-12", "2025-11", "wording", 1),
        ("comparability", "q1", "difference", "en", "Clean → Spotless", "2025-12", "2025-11", "wording", 1),
    ]


@given(st.permutations(range(7)))
@settings(max_examples=60, deadline=None)
def test_the_fewest_questions_are_said_to_have_moved(order):
    names = [f"q{at}" for at in range(7)]
    kept = [names[at] for at in order]
    moved = _moved(names, kept)
    stayed = [name for name in kept if name not in moved]
    assert stayed == sorted(stayed)
    longest = max(
        bin(mask).count("1")
        for mask in range(1 << 7)
        if (run := [order[at] for at in range(7) if mask >> at & 1]) == sorted(run)
    )
    assert len(stayed) == longest
