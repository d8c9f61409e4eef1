"""Experts' weights beside those of the answers, as told, and which units change place between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from csat_lib.findings import Finding
from csat_lib.report.slots import tell_all
from csat_lib.report.topics.weights import experts
from csat_lib.report.view import View
from csat_lib.study.weighing import WeightsOf
from tests.report.fake_wave import all_figures, figure, make_view

NODE = "satisfaction"
P = {3.0: 0.004, -2.0: 0.031, -0.5: 0.62}
WEIGHTS = {"ahp": {"room": 0.6, "service": 0.4}, "critic": {"room": 0.3, "service": 0.7}}


def weighed(by_answers: float) -> Iterator[Finding]:
    for rule, weights in WEIGHTS.items():
        for part, weight in weights.items():
            yield figure("weights", "rule_weight", part, weight, method=rule, other=NODE)
    yield figure("weights", "rank_tau", NODE, -1.0, method="critic", other="parts", path="ahp")
    for rule, gap in (("ahp", 3.0), ("critic", by_answers)):
        cell = {"segment_by": "store", "segment": "S01", "other": "S02"}
        yield figure("weights", "rule_gap", NODE, gap, method=f"{rule}, taylor", p=P[gap], **cell)


def view(language: str, by_answers: float = -2.0) -> View:
    made = make_view(language, [*all_figures(), *weighed(by_answers)])
    given = WeightsOf(method="combined", rules=("ahp", "critic"), shares=(0.5, 0.5))
    object.__setattr__(made, "study", made.study.model_copy(update={"weights_of": {NODE: given}}))
    return made


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "Of the parts of the guest satisfaction index, the experts (analytic hierarchy process) weigh Room "
                "(60%) most and Service (40%) least; by the answers (CRITIC weights) it is Service (70%) most and Room "
                "(30%) least, and the two orders agree with τ = −1.00. On the guest satisfaction index, who stands "
                "higher hangs on whose weights count: by the experts (analytic hierarchy process) Harbour lies 3.0 "
                "points (p = .004) above Hillside, by the answers (CRITIC weights) 2.0 points (p = .031) below."
            ),
        ),
        (
            "zh",
            (
                "“宾客满意度指数”的各部分中，专家（层次分析法）给“客房”（60%）的权重最大，给“服务”（40%）的最小；"
                "按答卷（CRITIC 权重），最大的是“服务”（70%），最小的是“客房”（30%），两种排序的一致程度 τ = −1.00。"
                "就“宾客满意度指数”，孰高孰低取决于由谁定权重：按专家（层次分析法），"
                "海港店比山景店高 3.0 分（p = .004）；"
                "按答卷（CRITIC 权重），则低 2.0 分（p = .031）。"
            ),
        ),
    ],
)
def test_weights_side_by_side_and_the_units_that_change_place(language: str, words: str):
    told = view(language)
    assert tell_all(told, experts.claims(told)) == words


def test_units_that_one_rule_does_not_part_clearly_do_not_change_place():
    told = view("en", by_answers=-0.5)
    assert tell_all(told, experts.claims(told)).endswith(
        "no two units clearly change place between the experts' weights and those of the answers."
    )
    assert experts.claims(make_view("en")) == []
