"""The charts' own words, in Chinese and in English: units, legends, alternative texts."""

from __future__ import annotations

import re

from csat_lib.charts.look import Look
from csat_lib.charts.words_measurement import MEASUREMENT

WORDS: dict[str, tuple[str, str]] = MEASUREMENT | {
    # marks
    "interval": ("{level} 置信区间", "{level} interval"),
    "actual": ("本期", "this wave"),
    "earlier": ("上期（{period}）", "earlier wave ({period})"),
    "target": ("目标", "target"),
    "small_base": ("样本少于 {n}", "fewer than {n} answers"),
    "masked": ("样本少于 {n}，不予展示", "fewer than {n} answers: not shown"),
    "masked_with": (
        "样本少于 {n}，或可推算出这样的组：不予展示",
        "fewer than {n} answers, or telling of so few: not shown",
    ),
    "absent": ("无法计算", "cannot be given"),
    # axes and heads
    "index_axis": ("指数（0–100 分）", "index, 0–100"),
    "missing_axis": ("未答比例（%）", "unanswered, % of respondents"),
    "comma_space": ("，", ", "),
    "zero_to_hundred": ("0–100 分", "0–100"),
    "base": ("样本量", "base"),
    # who counts
    "received": ("回收答卷", "Answers received"),
    "kept": ("有效答卷", "Answers that count"),
    "duplicate": ("重复提交", "Duplicate answers"),
    "seconds": ("作答过快（低于时限）", "Answered too fast (time limit)"),
    "speed": ("作答过快（远低于中位数）", "Answered too fast (against the median)"),
    "straight_line": ("通篇同一答案", "Same answer throughout"),
    "missing": ("漏答过多", "Too many questions left blank"),
    "attention": ("未通过注意力检测题", "Attention check failed"),
    "near_duplicate": ("近乎重复", "Nearly equal answers"),
    "seconds_per_item": ("每题作答过快", "Too little time per item"),
    "longstring": ("连续同一答案过长", "Long run of one answer"),
    "irv": ("答案变化过小", "Too little variation"),
    "even_odd": ("奇偶题不一致", "Even and odd items disagree"),
    "synonyms": ("同义题不一致", "Like items answered unlike"),
    "antonyms": ("反义题不一致", "Opposite items answered alike"),
    "mahalanobis": ("答案组合异常", "Unusual pattern of answers"),
    "numbered": ("{name}（{nth}）", "{name} ({nth})"),
    "flow_alt": (
        "收回 {received} 份答卷，其中 {kept} 份有效（{share}）",
        "{kept} of {received} answers count ({share})",
    ),
    "left_out_alt": ("剔除", "Left out"),
    # sentences
    "range": ("（{low} 至 {high}）", " ({low} to {high})"),
    "colon": ("：", ": "),
    "semicolon": ("；", "; "),
    "comma": ("、", ", "),
    "stop": ("。", ". "),
}


_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = r"\u3001\u3002\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\u201c\u201d"
_SPACES = (
    (re.compile(rf"([{_HAN}]) ?(?=[A-Za-z0-9+\u2212<])"), r"\1 "),
    (re.compile(rf"([A-Za-z0-9%²]) ?(?=[{_HAN}])"), r"\1 "),
    (re.compile(rf" ?([{_WIDE}]) ?"), r"\1"),
)


def say(look: Look, key: str, **slots: object) -> str:
    """The words for ``key`` in the look's language, its slots filled."""
    chinese, english = WORDS[key]
    return chinese.format(**slots) if look.language == "zh" else english.format(**slots)


def spaced(look: Look, text: str) -> str:
    """Chinese with a space where it meets Latin letters or digits, none beside full-width signs; English as it is."""
    for pattern, replacement in _SPACES if look.language == "zh" else ():
        text = pattern.sub(replacement, text)
    return text
