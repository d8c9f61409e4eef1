"""Chinese terms."""

from __future__ import annotations

from csat_lib.report.words.lexicon import Lexicon
from csat_lib.report.words.methods import METHODS

CHINESE = Lexicon(
    columns={
        "subject": "对象",
        "dimension": "维度",
        "item": "题项",
        "measure": "指标",
        "value": "数值",
        "interval": "{confidence} 置信区间",
        "base": "样本量",
        "effective": "等效样本量",
        "rule": "规则",
        "p": "p 值",
        "method": "方法",
        "target": "目标",
        "answers": "份数",
        "other": "所属",
        "all_channels": "全部渠道",
        "channel": "渠道",
        "indicator": "迹象",
        "line": "界限",
        "use": "用途",
        "time": "时间",
    },
    rules={
        "rows": "回收答卷",
        "kept": "有效答卷",
        "duplicate": "重复提交",
        "seconds": "作答过快（低于时限）",
        "speed": "作答过快（远低于中位数）",
        "straight_line": "通篇同一答案",
        "missing": "漏答过多",
        "attention": "未通过注意力检测题",
        "near_duplicate": "近乎重复",
        "seconds_per_item": "每题作答过快",
        "longstring": "连续同一答案过长",
        "irv": "答案变化过小",
        "even_odd": "奇偶题不一致",
        "synonyms": "同义题不一致",
        "antonyms": "反义题不一致",
        "mahalanobis": "答案组合异常",
    },
    methods={name: words[0] for name, words in METHODS.items()},
    repeats={
        "device": "来自用过的设备",
        "answers": "内容完全相同",
        "near": "近乎相同",
    },
    dispositions={
        "I": "完成",
        "P": "部分完成",
        "R": "拒绝或中断",
        "NC": "未联系上",
        "O": "其他未访",
        "UH": "资格未知（住户）",
        "UO": "资格未知（其他）",
        "NE": "不合格",
    },
    list_comma="、",
    numbered="{}（{}）",
)
