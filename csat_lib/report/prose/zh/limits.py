"""What a reader must not conclude: always, and from the chapters that this study has or leaves out."""

from __future__ import annotations

from csat_lib.report.prose import scope
from csat_lib.report.prose.zh.grammar import listed
from csat_lib.report.view import View

LIMITS: dict[str, str] = {
    "silent": "没有作答的人可能另有看法。本报告的置信区间只反映抽样误差，不反映这一点。",
    "uninvited": "本次没有记录邀请人数，因此无法给出回收率。",
    "index": "指数 80 分不等于有 80% 的人满意；指数的“分”与“百分点”也不是一回事。",
    "drivers": "一同变化不等于互为因果。重要性是同一期内的相关关系；某项措施是否有效，要由下一期来检验。",
    "segments": "名次不等于差距，排名相邻的往往分不出高下。各组服务的对象也可能不同，本报告没有为此作调整。",
    "trends": "“没有明显变化”不等于证明没有变化，只说明现有答卷还看不出来。",
    "season": "两期之间的变化可能出于季节；没有往年同期的数据，两者无法区分。",
    "factors": "因子分析是探索性的，只描述本期的回答，不能证明问卷结构适用于其他样本。",
    "model": "模型拟合良好，不等于它是唯一成立的模型；看过本期回答再修改的模型，要用新的样本来检验。",
}
_TOPICS = {
    "quality": "答卷的剔除情况",
    "reliability": "题项的内部一致性",
    "factors": "题项的因子结构",
    "weights": "样本的代表性",
    "scores": "得分",
    "drivers": "与满意度相关的方面",
    "segments": "群体差别",
    "trends": "各期变化",
    "voice": "开放式回答",
}


def limits(view: View) -> list[str]:
    """The limits that apply, one statement each; the last names what the study does not look at."""
    return [*(LIMITS[name] for name in scope.limits(view)), *([_unexamined(view)] if scope.unexamined(view) else [])]


def _unexamined(view: View) -> str:
    told = listed([_TOPICS[name] for name in scope.unexamined(view)])
    return f"本研究没有考察{told}；本报告没有写到，不等于这些方面没有问题。"
