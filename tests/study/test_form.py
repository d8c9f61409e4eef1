# ruff: noqa: E501 - a message stands on one line
"""The form as it is shown: pages, blocks, options that exclude the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.study import Study, load_study
from csat_lib.study.differences import compare_questionnaires

from .small import STUDY, change, faults_of

ALL = "q1, q2, q3, q4, overall, nps, store, uses, again, nights, day, why, hope"


def formed(text: str) -> tuple[str, str]:
    return "questions:\n", f"form: {text}\nquestions:\n"


def loaded(folder: Path, *changes: tuple[str, str]) -> Study:
    path = folder / "study.yaml"
    path.write_text(change(STUDY, *changes), "utf-8")
    return load_study(path)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (
            f"{{pages: [{{questions: [{ALL.removesuffix(', hope')}]}}]}}",
            "study.yaml:20: the question `hope` stands on no page. Add it to a page of `form`, or drop `pages`.",
        ),
        (
            f"{{pages: [{{questions: [q2, q1]}}, {{questions: [{ALL.removeprefix('q1, q2, ')}]}}]}}",
            "study.yaml:6: `form.pages.0.questions`: `q1` is not asked after `q2`. List each question once, in the order of `questions`.",
        ),
        (
            f"{{pages: [{{questions: [q1]}}, {{questions: [{ALL}]}}]}}",
            "study.yaml:6: `form.pages.1.questions`: `q1` is not asked after `q1`. List each question once, in the order of `questions`.",
        ),
        (
            f"{{pages: [{{questions: [{ALL}, hopes]}}]}}",
            f"study.yaml:6: `form.pages.0.questions` names `hopes`, which cannot stand here. Did you mean `hope`? Allowed: {ALL}.",
        ),
        (
            "{blocks: {room: {stem: {zh: 客房, en: Room}, questions: [q1, nps]}}}",
            "study.yaml:6: `form.blocks.room.questions` names `nps`, which cannot stand here. Allowed: q1, q2, q3, q4, overall.",
        ),
        (
            "{blocks: {room: {stem: {zh: 客房, en: Room}, questions: [q1, q3]}}}",
            "study.yaml:6: within the block `room` `q2` is asked. A block is shown as one: divide it.",
        ),
        (
            "{blocks: {room: {stem: {zh: 客房, en: Room}, questions: [q1, q2]}, more: {stem: {zh: 其他, en: More}, questions: [q2, q3]}}}",
            "study.yaml:6: the question `q2` stands in the blocks `room` and `more`. Keep one.",
        ),
        (
            f"{{pages: [{{questions: [q1]}}, {{questions: [{ALL.removeprefix('q1, ')}]}}], blocks: {{room: {{stem: {{zh: 客房, en: Room}}, questions: [q1, q2]}}}}}}",
            "study.yaml:6: within the block `room` a new page begins. A block is shown as one: divide it.",
        ),
        ("{contact: {}}", "study.yaml:6: `form.contact`: a contact needs an `email` or a `phone`."),
        ("{intro: {zh: 您好}}", "study.yaml:6: `form.intro` has no wording in `en`. Add `en: ...` or drop it from `languages`."),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_shown_is_told(tmp_path: Path, form: str, message: str):
    assert faults_of(tmp_path, formed(form)) == [message]


def test_a_block_has_one_scale(tmp_path: Path):
    ten = ("scales:\n", "scales:\n  ten: {from: 1, to: 10}\n")
    on_ten = ("q2: {text: {zh: 安静, en: Quiet}, scale: five", "q2: {text: {zh: 安静, en: Quiet}, scale: ten")
    block = formed("{blocks: {room: {stem: {zh: 客房, en: Room}, questions: [q1, q2]}}}")
    assert faults_of(tmp_path, ten, on_ten, block) == [
        "study.yaml:7: `form.blocks.room.questions`: `q2` is answered on `ten`, the first question of the block on `five`. A block has one scale: take the question out."
    ]


@pytest.mark.parametrize(
    ("exclusive", "message"),
    [
        ("[sauna]", "study.yaml:14: `questions.uses.exclusive` names `sauna`, which cannot stand here. Allowed: spa, gym."),
        ("[spa, gym]", "study.yaml:14: `questions.uses.exclusive` needs an option that is not exclusive. Where each excludes the others, ask for a single choice."),
    ],
)  # fmt: skip
def test_what_excludes_the_others_is_an_option_and_leaves_some(tmp_path: Path, exclusive: str, message: str):
    assert faults_of(tmp_path, ('separator: ";"}', f'separator: ";", exclusive: {exclusive}}}')) == [message]


def test_without_pages_all_questions_stand_on_one(study: Study):
    (page,) = study.pages
    assert page.questions == tuple(study.questions)
    assert study.block("q1") is None


def test_the_stem_and_the_hint_are_part_of_what_is_read(tmp_path: Path, study: Study):
    block = formed("{blocks: {room: {stem: {zh: 客房, en: The room}, questions: [q1, q2]}}}")
    hinted = ("en: Fast}", "en: Fast}, hint: {zh: 大致即可, en: roughly}")
    after = loaded(tmp_path, block, hinted)
    assert after.block("q2").stem.en == "The room"
    found = compare_questionnaires(study, after)
    assert [one.text("en") for one in found.differences] == [
        "Clean → The room Clean",
        "Quiet → The room Quiet",
        "Fast → Fast roughly",
    ]
    assert {"q1", "q2", "q3", "room", "service"} == found.broken


def test_other_is_the_last_option_that_excludes_none(study: Study):
    uses = study.questions["uses"].model_copy(update={"other": "U3", "exclusive": ("gym",)})
    store = study.questions["store"].model_copy(update={"other": "S"})
    assert (uses.other_option, store.other_option, study.questions["store"].other_option) == ("spa", "2", None)
