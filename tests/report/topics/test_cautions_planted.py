"""Each fault planted alone into a clean study brings its one clause, with its figure, to page one; a clean one none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from csat_lib.findings import Finding, Text, to_frame
from csat_lib.report.slots import phrase, tell, tell_all
from csat_lib.report.topics.cautions.verdict import care, grave, gravest_first, verdict
from csat_lib.report.topics.cautions.warnings import warnings
from csat_lib.report.topics.model import fit
from csat_lib.report.topics.quality import effects
from csat_lib.study.rules import Weights
from tests.report import fake_evidence
from tests.report.fake_wave import BEFORE, NOW, STORES, altered, figure, make_study, make_view

Rows = list[Finding]
GOOD, BAD, LEFT = ("comparable", ""), ("not_comparable", "scalar"), ("not_tested", "few_answers")


def clean() -> Rows:
    """The made-up wave with all its evidence, mended where it has something to distrust."""
    rows = fake_evidence.figures()
    for where, given in (
        ({"measure": "alpha", "subject": "food"}, {"value": 0.78, "low": 0.74, "high": 0.82}),
        ({"measure": "left_out", "other": "straight_line"}, {"value": 23.0}),
        ({"measure": "tli"}, {"value": 0.953}),
        ({"measure": "rmsea"}, {"value": 0.03, "low": 0.02, "high": 0.04}),
        ({"measure": "ave", "subject": "room"}, {"value": 0.52}),
        ({"measure": "htmt"}, {"value": 0.6, "low": 0.55, "high": 0.65}),
        ({"topic": "model", "measure": "loading", "subject": "q03"}, {"value": 0.7}),
        ({"measure": "cross_loading", "subject": "q03", "other": "room"}, {"value": 0.7}),
        ({"segment_by": "store", "segment": "S02"}, {"n": 290}),
        ({"segment_by": "store", "segment": "S04"}, {"n": 290, "value": 0.2, "reason": ""}),
    ):
        rows = altered(rows, where, **given)
    return rows


def compared(**each: tuple[str, str]) -> list[Text]:
    """The verdicts on all groups and dimensions; ``each``: store -> that on Room."""
    own = dict.fromkeys(STORES, GOOD) | each
    whole = BAD if BAD in own.values() else GOOD
    where = {"topic": "comparability", "subject": "room", "segment_by": "store"}
    rows = [Text(**where, kind="group", text=said, other=why, segment=at) for at, (said, why) in own.items()]
    rows.append(Text(**where, kind="verdict", text=whole[0], other=whole[1]))
    return [row.of("hotel", NOW) for row in rows]


def told(rows: Rows, language: str = "en", texts: Sequence[Text] = ()) -> list[str]:
    view = make_view(language, rows, texts=to_frame([*compared(), *texts] if not texts else list(texts)))
    return [phrase(view, claim) for claim in warnings(view)]


def with_(where: dict[str, object], **given: object) -> Callable[[Rows], Rows]:
    return lambda rows: altered(rows, where, **given)


def plus(*rows: Finding) -> Callable[[Rows], Rows]:
    return lambda before: [*before, *rows]


def index(name: str) -> dict[str, object]:
    return {"topic": "model", "measure": name}


ITEM = {"topic": "model", "measure": "loading", "subject": "q03"}
MISFIT = (
    (
        "the questionnaire's model does not fit the answers in all respects (it misses one of four customary limits "
        "of fit)"
    ),
    "问卷的测量模型与回答不完全相符（4 项拟合指标中有 1 项未达到惯用界限）",
)
FAULTS: dict[str, tuple[Callable[[Rows], Rows], str, str]] = {
    "cfi": (with_(index("cfi"), value=0.88), *MISFIT),
    "tli": (with_(index("tli"), value=0.86), *MISFIT),
    "rmsea": (with_(index("rmsea"), value=0.07, high=0.08), *MISFIT),
    "srmr": (with_(index("srmr"), value=0.09), *MISFIT),
    "exact fit": (
        with_(index("rmsea"), value=0.045, high=0.061),
        "all four customary limits of fit, but does not fit exactly",
        "但检验拒绝了它与回答完全相符",
    ),
    "variance extracted": (
        lambda rows: altered(
            altered(rows, {"measure": "ave", "subject": "room"}, value=0.48),
            {"measure": "alpha", "subject": "room"},
            value=0.72,
            low=0.68,
            high=0.76,
        ),
        "the questions of Room have a little less in common than is usual",
        "“客房”各题之间的联系略弱于惯例",
    ),
    "an item the other way": (
        with_(ITEM, value=-0.32),
        (
            "perhaps asked the other way and not marked as reversed: “Quiet in the room” (−0.32), against the rest of "
            "its dimension (standardised loading)"
        ),
        "疑为反向题而未按反向计分：“客房安静”（−0.32）与同维度其他题目方向相反（标准化载荷）",
    ),
    "a low loading": (
        with_(ITEM, value=0.31),
        "one question has little in common with the rest of its dimension, least “Quiet in the room”",
        "有 1 道题与所属维度的联系较弱，最弱的是“客房安静”",
    ),
    "a cross-loading": (
        with_({"measure": "cross_loading", "subject": "q03", "other": "food"}, value=0.75),
        "one question goes more with another dimension, most “Quiet in the room” with Food",
        "有 1 道题与其他维度的联系强于与所属维度的联系，最明显的是“客房安静”与“餐饮”",
    ),
    "a poor scale": (
        with_({"measure": "alpha", "subject": "food"}, value=0.5, low=0.45, high=0.55),
        "the questions of Food do not agree well enough with one another",
        "“餐饮”的题目彼此不够一致",
    ),
    "two dimensions in one": (
        with_({"measure": "htmt", "subject": "room", "other": "service"}, value=0.95, low=0.92, high=0.98),
        "Room and Service measure nearly the same",
        "“客房”与“服务”测的几乎是同一样东西",
    ),
    "response unknown": (
        lambda rows: [
            *(row for row in rows if row.measure not in {"response_rate", "invited", "disposition"}),
            figure("fieldwork", "response_rate", "answers", None, reason="no_dispositions", n=None, n_effective=None),
        ],
        "we do not know how many of those invited answered",
        "没有记录发出多少份问卷，算不出回收率",
    ),
    "response low": (
        with_({"measure": "response_rate", "subject": "answers"}, value=0.084),
        "only 8.4% of those asked answered",
        "回收率只有 8.4%",
    ),
    "carelessness": (
        plus(*fake_evidence.expected(), fake_evidence.kept()),
        (
            "38 of 1,246 responses judged give one answer more than 12 times in a row (about 12 expected); 21 "
            "still count"
        ),
        "可作判断的 1,246 份答卷中，38 份连续超过 12 题答案相同（人人认真作答时约 12 份），剔除后仍有 21 份",
    ),
    "contradictory margins": (
        with_({"measure": "max_error"}, value=0.031),
        "after weighting the sample still misses its target shares by up to 3.1 percentage points",
        "加权后样本结构与目标仍相差至多 3.1 个百分点",
    ),
    "one weight that rules all": (
        with_({"measure": "weight_max"}, value=400.0),
        "a single response carries 35% of all weight (400 times the average)",
        "一份答卷就占全部权数的 35%（为平均权数的 400 倍）",
    ),
    "costly weights": (
        with_({"measure": "deff"}, value=2.4),
        "weighting costs much precision: 1,134 responses",
        "加权使精度明显下降，1,134 份答卷",
    ),
    "many left out by one rule": (
        with_({"measure": "left_out", "other": "seconds"}, value=95.0),
        "one rule alone, “answered too fast (time limit)”, left out 8% of the responses (95)",
        "仅“作答过快（低于时限）”一条规则就剔除了 8% 的答卷（95 份）",
    ),
    "many left out": (
        with_({"measure": "rows_kept"}, value=1000.0),
        (
            "20% of the responses were left out by the study's rules, most of them as “answered too fast (time "
            "limit)” (28)"
        ),
        "有 20% 的答卷按规则被剔除，其中以“作答过快（低于时限）”最多（28 份）",
    ),
    "a rule that moves the index": (
        with_({"measure": "index_effect", "other": "seconds"}, value=-1.4),
        "“answered too fast (time limit)” the index would be 1.4 points lower, more than its sampling error",
        "指数会低 1.4 分，超出其抽样误差",
    ),
    "retest below zero": (
        plus(figure("reliability", "retest", "room", -0.43, half=0.2, against=BEFORE, n=40, n_effective=None)),
        "of customers who answered twice, the two answers correlate below zero: Room −0.43 (40 customers)",
        "两期都作答的客户，前后作答的相关低于零：“客房”−0.43（40 人）",
    ),
    "little explained": (
        with_({"measure": "r2", "subject": "q20"}, value=0.06),
        "the dimensions account for only 6% of the differences in Overall satisfaction",
        "各维度合计只能解释“总体满意度”差异的 6%",
    ),
    "a small group": (
        with_({"segment_by": "store", "segment": "S02"}, n=25),
        "by store, one group rests on fewer than 30 responses",
        "有 1 组的样本量不足 30",
    ),
}
GROUPS = {
    "a group apart": (
        {"S02": BAD},
        "not compared, as groups understand the questions differently: Room by store",
        "各组对题目的理解不同、因而不作比较的有“客房”（按门店）",
    ),
    "a group not tested": (
        {"S04": LEFT},
        "too few responses to test whether all groups understand the questions alike: 1 of 4 groups by store",
        "有的组答卷太少，未能检验其对题目的理解是否与其他组一致：按门店，4 组中有 1 组",
    ),
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_clean_study_has_none(language):
    view = make_view(language, clean(), texts=to_frame(compared()))
    assert told(clean(), language) == []
    nothing = {"en": "Nothing in the checks speaks against the scores", "zh": "各项检验没有发现对结果不利的情况"}
    alarm = {"en": "The checks raise no alarm", "zh": "各项检验没有发现异常"}
    assert tell_all(view, verdict(view)).startswith(nothing[language])
    assert gravest_first(view) == []
    assert tell(view, care(view)).startswith(alarm[language])


ONE_TOLD = {"en": "for one reason", "zh": "有 1 点需留意"}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_alone_brings_its_clause_to_page_one_and_no_other(fault):
    plant, *clauses = FAULTS[fault]
    for language, clause in zip(("en", "zh"), clauses, strict=True):
        view = make_view(language, plant(clean()), texts=to_frame(compared()))
        assert len(warnings(view)) == 1
        assert tell(view, care(view)).rstrip(".。").endswith(ONE_TOLD[language])
        (first,) = gravest_first(view)
        assert clause in phrase(view, first)
        assert [phrase(view, told) for told in gravest_first(view)] == [phrase(view, first)]


@pytest.mark.parametrize("fault", GROUPS)
def test_groups_that_do_not_compare_or_were_not_tested_are_cautions(fault):
    each, *clauses = GROUPS[fault]
    for language, clause in zip(("en", "zh"), clauses, strict=True):
        assert [clause in words for words in told(clean(), language, compared(**each))] == [True]


def test_a_sign_of_carelessness_that_the_rules_leave_out_is_no_caution():
    view = make_view("en", [*clean(), *fake_evidence.expected(), fake_evidence.kept(11.0)], texts=to_frame(compared()))
    assert warnings(view) == []


def test_targets_that_are_missed_are_named():
    plant, *clauses = FAULTS["contradictory margins"]
    study = make_study().model_copy(update={"weights": Weights(rake={"store": {"S01": 0.4, "S02": 0.6}})})
    for language, clause, margin in zip(("en", "zh"), clauses, (" of store", "（门店）"), strict=True):
        (first,) = warnings(make_view(language, plant(clean()), texts=to_frame(compared()), study=study))
        told = phrase(make_view(language, study=study), first)
        assert margin in told
        assert clause in told.replace(margin, "")


def test_little_variance_extracted_is_no_reservation_where_the_questions_hold_together():
    rows = altered(clean(), {"measure": "ave", "subject": "room"}, value=0.48)
    assert told(rows) == told(clean())


def test_page_one_tells_them_all_the_gravest_first():
    rows = clean()
    names = ("cfi", "variance extracted", "response low", "costly weights", "a poor scale")
    for plant, *_ in (FAULTS[name] for name in names):
        rows = plant(rows)
    for place, language in enumerate(("en", "zh"), start=1):
        view = make_view(language, rows, texts=to_frame(compared()))
        told = [phrase(view, claim) for claim in gravest_first(view)]
        assert len(told) == len(names)
        assert FAULTS["a poor scale"][place] in told[0]
        for name in names:
            assert sum(FAULTS[name][place] in line for line in told) == 1
        assert "5" in tell(view, care(view)) or "five" in tell(view, care(view))
        shown = [phrase(view, claim) for claim in gravest_first(view, in_front=True)]
        assert shown == told[: len(grave(view))] == told[:2]
        assert tell(view, care(view)).endswith(
            ("the first two here, all in [[ch-trust]].", "先列 2 点，全部见[[ch-trust]]。")
        )


def test_of_reservations_that_are_not_grave_page_one_tells_two_and_one_more_is_not_counted():
    rows = clean()
    for name, most in (("response low", 1), ("costly weights", 2), ("variance extracted", 3), ("a low loading", 2)):
        rows = FAULTS[name][0](rows)
        assert len(gravest_first(make_view("en", rows, texts=to_frame(compared())), in_front=True)) == most


@pytest.mark.parametrize(("value", "words"), [(1.1, "points higher (its"), (1.3, "points higher, more than its")])
def test_page_one_and_chapter_warn_of_a_rule_by_the_same_line(value, words):
    view = make_view("en", altered(clean(), {"measure": "index_effect", "other": "seconds"}, value=value))
    said = tell(view, effects.effect(view))
    assert f"{words} sampling error" in said
    assert "±1.2; its change from November 2025 is −2.1)." in said
    assert any("sampling error" in phrase(view, claim) for claim in warnings(view)) == ("more" in words)


def test_a_rejected_exact_fit_is_excused_only_where_the_rmsea_is_surely_small():
    close = make_view("en", clean())
    assert tell(close, fit.exact(close)) == (
        "The test of exact fit rejects it at 5% (χ² 214.6 with 11 degrees of freedom); but the misfit is small, with "
        "an RMSEA of at most 0.040 (upper end of the 90% interval), under 0.05."
    )
    wide = make_view("en", altered(clean(), index("rmsea"), high=0.061))
    assert tell(wide, fit.exact(wide)) == (
        "The test of exact fit rejects it at 5% (χ² 214.6 with 11 degrees of freedom)."
    )


def test_what_a_study_does_not_check_is_no_verdict_of_trust():
    view = make_view("en", clean(), study=make_study(chapters=["quality", "scores"]), texts=to_frame(compared()))
    assert tell_all(view, verdict(view)).startswith(
        "This study does not look at whether the questions of a dimension agree or whether"
    )
