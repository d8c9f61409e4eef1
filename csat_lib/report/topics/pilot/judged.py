"""What was decided on each item, as recorded, and the words for decisions and signs: for every file of the topic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from csat_lib.findings.catalogue.pilot import TOPIC
from csat_lib.findings.measure import Measure
from csat_lib.report import sections
from csat_lib.report.declared import Rows, View
from csat_lib.report.wording import Label, Words

DECISIONS = {"keep": Words("保留", "keep"), "review": Words("待修改", "review"), "drop": Words("删除", "drop")}
SIGNS = {
    "no_variance": Words("回答完全相同", "everybody gives the same answer"),
    "negative": Words(
        "与所属维度方向相反，请核对是否为反向题", "runs against its dimension: check which way it is worded"
    ),
    "item_rest_poor": Words("与所属维度几乎无关", "hardly goes with its dimension"),
    "item_rest_low": Words("与所属维度相关偏弱", "goes only weakly with its dimension"),
    "critical_ratio_low": Words("不能区分高分者与低分者", "does not tell high scorers from low ones"),
    "alpha_rises": Words("删除后 α 升高", "alpha is higher without it"),
    "loading_low": Words("在所属维度上载荷偏低", "loads weakly on its dimension"),
    "loads_elsewhere": Words("同时载荷于另一维度", "loads on another dimension too"),
    "nearer_other": Words("与另一维度更接近", "goes more closely with another dimension"),
    "one_end": Words("绝大多数人选择量表同一端", "nearly everybody answers at the same end of the scale"),
    "skewed": Words("回答偏向一侧", "answers pile up at one side"),
    "missing_many": Words("漏答偏多", "is often left blank"),
    "few_answers": Words("样本太少，不足以下结论", "too few responses to decide on it"),
    "few_items": Words("删除后该维度题项过少", "its dimension would be left with too few items"),
}
"""What each sign against an item says of it."""


@dataclass(frozen=True)
class Judged:
    """An item with the machine's decision, its reasons, and what holds in the end; ``overruled`` by the analyst."""

    item: str
    construct: str
    machine: str
    reasons: tuple[str, ...]
    final: str
    overruled: bool

    @property
    def is_changed(self) -> bool:
        """Whether the analyst decided otherwise than the machine."""
        return self.overruled and self.final != self.machine

    @property
    def gravest(self) -> str:
        """The sign named first; what holds a decision back is named only when nothing else is."""
        return self.reasons[0] if self.reasons else "few_answers"


def judged(view: View) -> tuple[Judged, ...]:
    """Every item that was screened, in the order of the study."""
    finals = {text.subject: text.text for text in view.words(TOPIC.name, "final")}
    overruled = {text.subject for text in view.words(TOPIC.name, "overrule")}
    owner = sections.owners(view)
    return tuple(
        Judged(item, owner.get(item, ""), text.text, tuple(text.other.split()), finals[item], item in overruled)
        for text in view.words(TOPIC.name, "decision")
        if (item := text.subject)
    )


def decided(view: View, final: str) -> tuple[Judged, ...]:
    """The items of which this holds in the end."""
    return tuple(one for one in judged(view) if one.final == final)


def with_signs(view: View, *signs: str) -> list[Label]:
    """The items that any of the signs speaks against."""
    return labels([one for one in judged(view) if set(signs) & set(one.reasons)])


def labels(found: Sequence[Judged]) -> list[Label]:
    """Their names."""
    return [Label(one.item) for one in found]


def item_rows(measure: Measure) -> Callable[[View], Rows]:
    """A measure of every item, in the order of the study."""
    return lambda view: [row for row in view.rows(measure) if row.subject in view.study.questions]
