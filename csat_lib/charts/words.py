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
    "score_axis": ("总体评价（0–100 分）", "overall score, 0–100"),
    "missing_axis": ("未答比例（%）", "unanswered, % of respondents"),
    "answers_axis": ("占回答者的比例（%），以中点为界", "% of answers, either side of the middle"),
    "mentions_axis": ("提及比例（占留言者的 %）", "mentioned by, % of those who wrote"),
    "people": ("人数", "people"),
    "cumulative_axis": ("累计（%）", "running total, %"),
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
    # weights
    "sample": ("样本", "sample"),
    "weighted": ("加权后", "weighted"),
    # scores
    "scores_alt": (
        "{period}指数：最高为“{best}”（{high}），最低为“{worst}”（{low}）",
        "Index, {period}: highest {best} ({high}), lowest {worst} ({low})",
    ),
    "scores_one_alt": ("{period}指数", "Index, {period}"),
    "distribution_alt": (
        "各题回答分布，依次为最低两档与最高两档的占比",
        "Share of the two lowest and of the two highest answers",
    ),
    "bottom2": ("最低两档", "bottom 2"),
    "top2": ("最高两档", "top 2"),
    "neutral": ("中点", "middle"),
    "boxes": ("{label} {bottom} 与 {top}", "{label} {bottom} and {top}"),
    "nps": ("净推荐值", "NPS"),
    "detractors": ("贬损者（0–6 分）", "detractors (0–6)"),
    "passives": ("中立者（7–8 分）", "passives (7–8)"),
    "promoters": ("推荐者（9–10 分）", "promoters (9–10)"),
    "nps_alt": (
        "{period}净推荐值 {reading}：推荐者 {promoters}，中立者 {passives}，贬损者 {detractors}",
        "NPS {reading}, {period}: promoters {promoters}, passives {passives}, detractors {detractors}",
    ),
    # voice
    "uncoded": ("未归类", "Not coded"),
    "pareto_alt": ("提及最多的是“{label}”（{value}）", "Mentioned most: {label} ({value})"),
    "code": ("{label} {share}（{n} 人），得分 {score}", "{label} {share} ({n} people), score {score}"),
    # sentences
    "range": ("（{low} 至 {high}）", " ({low} to {high})"),
    "range_short": ("{low} 至 {high}", "{low} to {high}"),
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
