"""What the decisions, signs and changes of a pilot are called."""

from __future__ import annotations

DECISIONS = {"keep": "保留", "review": "待修改", "drop": "删除"}
BY_ANALYST = "{}（分析师）"
SIGNS = {
    "no_variance": "回答完全相同",
    "negative": "与所属维度方向相反，请核对是否为反向题",
    "item_rest_poor": "与所属维度几乎无关",
    "item_rest_low": "与所属维度相关偏弱",
    "critical_ratio_low": "不能区分高分者与低分者",
    "alpha_rises": "删除后 α 升高",
    "loading_low": "在所属维度上载荷偏低",
    "cross_loading": "同时载荷于另一维度",
    "nearer_other": "与另一维度更接近",
    "one_end": "绝大多数人选择量表同一端",
    "skewed": "回答偏向一侧",
    "missing_many": "漏答偏多",
    "few_answers": "样本太少，不足以下结论",
    "few_items": "删除后该维度不足三题",
}
"""What each sign against an item says of it."""
SHORT = {
    "no_variance": "回答相同",
    "negative": "方向相反",
    "item_rest_poor": "校正题总相关过低",
    "item_rest_low": "校正题总相关偏低",
    "critical_ratio_low": "决断值偏低",
    "alpha_rises": "删除后 α 升高",
    "loading_low": "载荷偏低",
    "cross_loading": "交叉载荷",
    "nearer_other": "更近他维度",
    "one_end": "集中于一端",
    "skewed": "分布偏斜",
    "missing_many": "漏答偏多",
    "few_answers": "样本太少",
    "few_items": "删除后不足三题",
}
"""The same for a table."""
CLAUSES = {
    "few_answers": "有的维度完整作答的人数太少",
    "no_consistency": "有的维度题项之间没有一致性，无从推算",
    "negative_r": "有的维度只剩两题，且方向相反",
    "few_items": "合格的题项太少，不足以构成模型",
    "none_enough": "所试的样本量（最多 2,000）都不够",
    "not_positive_definite": "试测中各维度之间的相关不可能同时成立",
}
"""Why nothing can be planned."""
CHANGES = {"commented_out": "改为注释", "removed": "移除", "lowered": "下调至剩余题数"}
SUBTITLE = "试测报告"
CARDS = {"keep": "保留的题项", "review": "待修改的题项", "drop": "删除的题项", "needed": "正式调查所需样本量"}
