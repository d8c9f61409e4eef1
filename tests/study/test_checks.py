# ruff: noqa: E501 - a message stands on one line
from __future__ import annotations

from pathlib import Path

import pytest

from csat_lib.errors import Faults
from csat_lib.study import load_study

from .small import STUDY, faults_of

Q4 = "q4: {text: {zh: 友善, en: Friendly}, scale: five, role: perception}"
USES = 'options: {spa: {zh: 水疗, en: Spa}, gym: {zh: 健身, en: Gym}}, separator: ";"}'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "en: Clean}",
            "en: ''}",
            "study.yaml:7: `questions.q1.text` has no wording in `en`. Add `en: ...` or drop it from `languages`.",
        ),
        (
            "room: {title:",
            "q1: {title:",
            "study.yaml:21: `q1` is the name of a question and of a construct. Rename one of them.",
        ),
        (
            "satisfaction: {title",
            "all: {title",
            "study.yaml:24: `all` is the name of a reserved word and of an index node. Rename one of them.",
        ),
        (
            "en: Fast}, scale: five",
            "en: Fast}, scale: fife",
            "study.yaml:9: `questions.q3.scale` names `fife`, which cannot stand here. Did you mean `five`? Allowed: five.",
        ),
        (
            "items: [q1, q2]",
            "items: [q1, q2, Q4]",
            "study.yaml:21: `constructs.room.items` names `Q4`, which cannot stand here. Allowed: q1, q2, q3, q4.",
        ),
        (
            "items: [q1, q2]",
            "items: [q1, q2, overall]",
            "study.yaml:21: `constructs.room.items` names `overall`, which cannot stand here. Allowed: q1, q2, q3, q4.",
        ),
        (
            "items: [q3, q4]",
            "items: [q3]",
            "study.yaml:10: no construct owns the item `q4`. Add it to the `items` of one of: room, service; or give it another role.",
        ),
        (
            "items: [q1, q2]",
            "items: [q1, q2, q1]",
            "study.yaml:21: the item `q1` stands twice in `room`. An item measures one construct, once: keep one entry.",
        ),
        (
            "items: [q3, q4]",
            "items: [q3, q4, q1]",
            "study.yaml:22: the item `q1` stands in `room` and in `service`. An item measures one construct, once: keep one entry.",
        ),
        (
            Q4,
            Q4[:-1] + ", filter: {question: store, is: [S1]}}",
            "study.yaml:10: `questions.q4.filter.question` names `store`, which cannot stand here. Allowed: q1, q2, q3.",
        ),
        (
            "en: Clean}, scale: five, role: perception}",
            "en: Clean}, scale: five, role: perception, filter: {question: store, is: [S1]}}",
            "study.yaml:7: `questions.q1.filter.question` names `store`, which cannot stand here. Allowed: none is defined.",
        ),
        (
            "{question: store, is: [S1]}",
            "{question: store, is: [S1, S3]}",
            "study.yaml:19: `questions.hope.filter.is` names `S3`, which cannot stand here. Allowed: S1, 2.",
        ),
        (
            'separator: ";"',
            "columns: {spa: used_spa, pool: used_pool}",
            "study.yaml:14: `questions.uses.columns` names `pool`, which cannot stand here. Allowed: spa, gym.",
        ),
        (
            "segments: [store]",
            "segments: [store, nights]",
            "study.yaml:25: `segments` names `nights`, which cannot stand here. Allowed: store.",
        ),
        (
            "unit: store",
            "unit: again",
            "study.yaml:26: `unit` names `again`, which cannot stand here. Allowed: store.",
        ),
        (
            "unit: store",
            "rankings: [topsis]",
            "study.yaml:26: `rankings` needs units that have an index. Name a `unit` and an `index`, or drop `rankings`.",
        ),
        (
            "unit: store",
            "unit: store\nrankings: [topsis, vikor]",
            "study.yaml:27: `rankings.1` is `vikor`. Allowed: topsis, rsr.",
        ),
        (
            "unit: store",
            "headline: nps",
            "study.yaml:26: `headline` names `nps`, which cannot stand here. Allowed: overall.",
        ),
        (
            "unit: store",
            "drivers: [room, room]",
            "study.yaml:26: `drivers` names `room`, which cannot stand here. Allowed: service.",
        ),
        (
            "unit: store",
            "minimum_base: 40",
            "study.yaml:26: `minimum_base` is 40; allowed: 30 (small_base) or less.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_told(tmp_path: Path, old: str, new: str, message: str):
    assert message in faults_of(tmp_path, (old, new))


def test_a_multiple_choice_need_not_say_where_its_answers_stand(tmp_path: Path):
    (tmp_path / "study.yaml").write_text(STUDY.replace(USES, USES.replace(', separator: ";"', "")), encoding="utf-8")
    uses = load_study(tmp_path / "study.yaml").questions["uses"]
    assert (uses.columns, uses.separator) == ({}, None)


def test_drivers_need_an_outcome_to_explain(tmp_path: Path):
    found = faults_of(
        tmp_path,
        ("unit: store", "drivers: [room]"),
        ("  overall: {text: {zh: 总体, en: Overall}, scale: five, role: outcome}\n", ""),
    )
    assert (
        "study.yaml:25: `drivers` needs a rating outcome to explain. Add a rating question with `role: outcome` or drop `drivers`."
    ) in found


def test_the_chapter_on_drivers_needs_an_outcome_to_explain(tmp_path: Path):
    found = faults_of(
        tmp_path,
        ("unit: store", "chapters: [scores, drivers]"),
        ("  overall: {text: {zh: 总体, en: Overall}, scale: five, role: outcome}\n", ""),
    )
    assert (
        "study.yaml:25: `chapters` needs a rating outcome to explain. Add a rating question with `role: outcome` or take `drivers` out of `chapters`."
    ) in found


@pytest.mark.parametrize(
    ("name", "why"),
    [("con", "`con` is the name of a device on Windows"), ("small.", "`small.` ends with a dot or a space, which Windows drops")],
)  # fmt: skip
def test_a_study_is_named_so_that_every_system_has_such_a_folder(tmp_path, name, why):
    assert faults_of(tmp_path, ("study: small", f"study: {name}")) == [
        f"study.yaml:1: {why}; outputs lie in a folder of the study's name. Name it otherwise."
    ]


def test_a_path_of_windows_in_double_quotes_is_told_what_to_do(tmp_path):
    (tmp_path / "study.yaml").write_text('study: small\nlook: {logo: "C:\\Users\\me\\logo.png"}\n', "utf-8")
    with pytest.raises(Faults) as caught:
        load_study(tmp_path / "study.yaml")
    assert str(caught.value.faults[0]).endswith(
        "Mend this line or the one above it. Write the folders of Windows with `/`, or the path in single quotes."
    )
