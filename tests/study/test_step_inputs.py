"""What each step may read of a plan, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from csat_lib.errors import CsatError
from csat_lib.study import load_wave
from csat_lib.study.item_log import Logged
from csat_lib.study.step_inputs import content_of, to_analyse, to_collect
from csat_lib.study.words import StudyText

HOTEL = Path(__file__).resolve().parents[2] / "params" / "hotel"
PLAN = load_wave(HOTEL / "2025-12.yaml")
SAID = StudyText(en="another")


def changed(key, value):
    return replace(PLAN, study=PLAN.study.model_copy(update={key: value}))


OF_THE_REPORT = [
    replace(PLAN, commentary={"scores": SAID}),
    replace(PLAN, language="en", overrides={"language": "en"}),
    changed("look", PLAN.study.look.model_copy(update={"logo": "logo.svg"})),
    changed("chapters", ("scores",)),
]
OF_THE_CHAPTERS = [
    replace(PLAN, seed=7),
    replace(PLAN, earlier=()),
    changed("title", SAID),
    changed("targets", {}),
    changed("confidence", 0.9),
    changed("index", {}),
    changed("log", (Logged(date="2025-06", item="q1", what="added", reason=SAID),)),
    changed("voice", None),
    changed("look", PLAN.study.look.model_copy(update={"accent": "#000000"})),
]
OF_THE_ANSWERS = [
    replace(PLAN, responses=PLAN.responses.model_copy(update={"seed": 8})),
    replace(PLAN, responses=HOTEL / "answers.csv"),
    changed("exclude", ()),
    changed("weights", None),
    changed("constructs", {}),
    changed("simulate", None),
]


@pytest.mark.parametrize("plan", OF_THE_REPORT)
def test_what_only_the_report_tells_no_chapter_sees(plan):
    assert content_of(plan) != content_of(PLAN)
    assert content_of(to_analyse(plan)) == content_of(to_analyse(PLAN))
    assert content_of(to_collect(plan)) == content_of(to_collect(PLAN))


@pytest.mark.parametrize("plan", OF_THE_CHAPTERS)
def test_what_chapters_see_collecting_does_not(plan):
    assert content_of(to_analyse(plan)) != content_of(to_analyse(PLAN))
    assert content_of(to_collect(plan)) == content_of(to_collect(PLAN))


@pytest.mark.parametrize("plan", OF_THE_ANSWERS)
def test_what_says_what_the_answers_are_every_step_sees(plan):
    assert content_of(to_analyse(plan)) != content_of(to_analyse(PLAN))
    assert content_of(to_collect(plan)) != content_of(to_collect(PLAN))


def test_the_ending_of_the_answers_file_counts_and_not_where_it_lies():
    csv, elsewhere, excel = (replace(PLAN, responses=Path(name)) for name in ("a.csv", "b/c.CSV", "a.xlsx"))
    assert content_of(csv) == content_of(elsewhere) != content_of(excel)


def test_the_order_of_questions_counts():
    turned = dict(reversed(PLAN.study.questions.items()))
    assert content_of(to_collect(changed("questions", turned))) != content_of(to_collect(PLAN))


ACTIONS = """actions:
  - {what: {zh: 查房, en: Inspect rooms}, owner: {zh: 店长, en: Manager}, due: 2026-01-15}
  - {what: {zh: 培训, en: Train}, owner: {zh: 人事, en: Staff}, due: 2026-02-01, status: done,
     test: {zh: 高 5 分, en: 5 up}}
"""


def test_what_was_decided_is_told_by_the_report_alone(folder: Path):
    path = folder / "2025-03.yaml"
    without = load_wave(path)
    path.write_text(path.read_text("utf-8") + ACTIONS, "utf-8")
    plan = load_wave(path)
    assert [action.status for action in plan.actions] == ["planned", "done"]
    assert [action.owner.get("en") for action in plan.actions] == ["Manager", "Staff"]
    assert to_analyse(plan) == to_analyse(without)
    assert to_collect(plan) == to_collect(without)
    assert content_of(plan) != content_of(without)


def test_what_is_wrong_with_an_action_is_told_with_its_line(folder: Path):
    path = folder / "2025-03.yaml"
    given = ACTIONS.replace("2026-01-15", "2026-02-30").replace("status: done", "status: ready")
    path.write_text(path.read_text("utf-8") + given.replace("{zh: 人事, en: Staff}", "{en: Staff}"), "utf-8")
    with pytest.raises(CsatError) as caught:
        load_wave(path)
    told = str(caught.value)
    assert "a day such as 2026-01-15" in told
    assert "Allowed: planned, under_way, done, dropped" in told
    assert "no wording in `zh`" in told


def test_an_action_is_about_what_the_study_has(folder: Path):
    path = folder / "2025-03.yaml"
    path.write_text(
        path.read_text("utf-8") + ACTIONS.replace("due: 2026-01-15", "about: [romo], due: 2026-01-15"), "utf-8"
    )
    with pytest.raises(
        CsatError, match=r"`actions.about` names `romo`, which cannot stand here. Did you mean `room`\?"
    ):
        load_wave(path)
