"""How each figure of operation is defined, where it comes from, what it is worth, and what a unit without one has."""

from csat_lib.report.blocks import Block
from csat_lib.report.declared import View, of_words
from csat_lib.report.topics.kpis.levels import HEAD
from csat_lib.report.topics.kpis.naming import label
from csat_lib.report.wording import Wording, Words
from csat_lib.study.kpis import Kpi

HEADS = (HEAD, Words("定义", "Definition"), Words("来源", "Source"), Words("评分标准", "Scoring standard"),
         Words("缺数据时", "Without a figure"))  # fmt: skip
TITLE = Wording(zh="运营指标的定义、来源与评分标准", en="Figures of operation: definition, source and scoring standard")
MISSING = {
    "absent": Words("该单位没有指数", "the unit has no index"),
    "renormalise": Words("其余部分的权重按比例放大", "the other parts' weights are made to add up to 1"),
    "zero": Words("记 0 分", "counts 0 points"),
}
LINEAR = Words("{worst} 记 0 分，{best} 记 100 分，其间按比例", "0 at {worst}, 100 at {best}, in proportion between")
ATTAINED = Words("{at} 记 100 分，其余按达成比例，最高 {cap} 分", "100 at {at}, others in proportion, {cap} at most")
DEDUCTED = Words("100 分，每次扣 {deduct} 分", "100, less {deduct} for each")
BAND = {"up": Words("{limit} 及以上 {points} 分", "{points} from {limit} up"),
        "down": Words("{limit} 及以下 {points} 分", "{points} up to {limit}")}  # fmt: skip
BEYOND = Words("其余 0 分", "else 0")
THEIRS = Words("第三方给出的 0–100 分", "a third party's score of 0–100")
BETWEEN = Words("；", "; ")


def table(view: View) -> list[Block]:
    """One row a KPI; nothing of a study without any."""
    rows = [_row(view, name, kpi) for name, kpi in view.study.kpis.items()]
    return [of_words(view, "kpi-standards", TITLE(), HEADS, rows)] if rows else []


def _row(view: View, name: str, kpi: Kpi) -> tuple[str, ...]:
    words = (view.worded(text.get(view.language)) if text else "–" for text in (kpi.definition, kpi.source))
    return (label(view, name), *words, _standard(view, kpi), MISSING[kpi.missing][view.language])


def _standard(view: View, kpi: Kpi) -> str:
    """The standard in words, figures in the KPI's own unit."""
    one = kpi.standard

    def own(value: float) -> str:
        return f"{100 * value:,g}%" if kpi.share else f"{value:,g}"

    if one is None:
        return THEIRS[view.language]
    if one.linear is not None:
        return LINEAR[view.language].format(worst=own(one.linear.worst), best=own(one.linear.best))
    if one.attainment is not None:
        return ATTAINED[view.language].format(at=own(one.attainment.at), cap=f"{one.attainment.cap:g}")
    if one.bands is not None:
        band = BAND[kpi.direction or "up"][view.language]
        told = [band.format(limit=own(limit), points=f"{points:g}") for limit, points in one.bands]
        return BETWEEN[view.language].join([*told, BEYOND[view.language]])
    return DEDUCTED[view.language].format(deduct=f"{one.deduct:g}")
