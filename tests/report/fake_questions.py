"""The made-up wave with a question of every other kind, and what was answered to each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from csat_lib.findings import Finding, Text, to_frame
from csat_lib.report.view import View
from csat_lib.study import Study
from csat_lib.study.questions import Question
from csat_lib.study.rules import Weights

from .fake_wave import NOW, all_figures, all_texts, figure, make_study, make_view, words

ASKED: dict[str, dict[str, Any]] = {
    "member": {
        "text": words(("会员等级", "Membership")),
        "kind": "single",
        "role": "profile",
        "other": "member_other",
        "options": {"none": words(("非会员", "Non-member")), "gold": words(("金卡", "Gold"))},
    },
    "again": {
        "text": words(("再次入住", "Come again")),
        "kind": "yes_no",
        "role": "outcome",
        "yes": ["1"],
        "no": ["2"],
    },
    "uses": {
        "text": words(("用过的服务", "Services used")),
        "kind": "multiple",
        "options": {"spa": words(("水疗", "Spa")), "gym": words(("健身房", "Gym"))},
        "separator": ";",
    },
    "nights": {"text": words(("晚数", "Nights")), "kind": "number", "role": "profile", "unit": words(("晚", "nights"))},
    "stay": {"text": words(("退房日", "Check-out")), "kind": "date"},
}
COUNTS: dict[str, dict[str, int | None]] = {
    "store": {"S01": 412, "S02": 722, "S03": None},
    "member": {"none": 700, "gold": 434},
    "again": {"yes": 907},
    "uses": {"spa": 900, "gym": 820},
    "stay": {"2025-11": 34, "2025-12": 1100},
}


def asking(**given: Any) -> Study:
    """The study with all of these questions; ``given`` replaces fields of it."""
    more = {name: TypeAdapter(Question).validate_python({"column": name, **asked}) for name, asked in ASKED.items()}
    study = make_study()
    raked = Weights(rake={"member": {"none": 0.6, "gold": 0.4}})
    fields = {"questions": {**study.questions, **more}, "weights": raked, "chapters": (*study.chapters, "questions")}
    return study.model_copy(update=fields | given)


def answered() -> Iterable[Finding]:
    """What a run records of them; two stores are left out, and a third has too few."""
    for question, counts in COUNTS.items():
        for option, count in counts.items():
            yield figure("questions", "times_chosen", question, count, other=option, method="count")
            ends = {} if question == "member" else {"half": 0.03}
            share = None if count is None else count / 1134
            yield figure("questions", "share", question, share, other=option, method="wilson", **ends)
    yield figure("questions", "share_total", "uses", 1720 / 1134, method="count")
    yield figure("questions", "number_mean", "nights", 2.34, half=0.1)
    yield figure("questions", "number_median", "nights", 2.0, half=0.5, method="weighted quantile, woodruff")
    yield figure("questions", "number_lower", "nights", 1.0, method="weighted quantile")
    yield figure("questions", "number_upper", "nights", 3.5, method="weighted quantile")
    bare = {"n": None, "n_effective": None, "method": "count"}
    yield figure("questions", "different", "member", 7, **bare)
    yield figure("questions", "written", "member", 21, other="1", **bare)
    yield figure("questions", "written", "member", None, other="2", **bare)


def in_words() -> list[Text]:
    """Two of the seven answers in words, one of them hostile."""
    told = ["**[[ch-scores]]** <b>Staff</b>", "公司协议客户"]
    rows = [
        Text(topic="questions", subject="member", kind="other", text=text, rank=at) for at, text in enumerate(told, 1)
    ]
    return [row.of("hotel", NOW) for row in rows]


def asked_view(language: str = "en", rows: Iterable[Finding] | None = None, **given: Any) -> View:
    """The wave in which all of them were asked."""
    told = [*all_figures(), *(answered() if rows is None else rows)]
    settings = {"study": asking(), "texts": to_frame([*all_texts(), *in_words()])} | given
    return make_view(language, told, **settings)
