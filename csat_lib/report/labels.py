"""The words that the report itself brings, whatever the study: captions, navigation, legends. Chinese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

_LABELS: dict[Language, dict[str, str]] = {
    "en": {
        "figure": "Figure {0}",
        "table": "Table {0}",
        "chapter": "chapter {0}",
        "section": "section {0}",
        "contents": "Contents",
        "base": "Base: {0}",
        "source": "Source: {0}",
        "note": "Note: {0}",
        "pages": "{0} of {1}",
        "skip": "Skip to the report",
        "scroll": "{0}, scrolls sideways",
        "client": "Client",
        "who": "Base",
        "date": "Date of data",
        "quotes": "In their own words",
        "analyst": "The analyst's judgement",
        "dash": "– not available",
        "small": "† small base",
        "small_under": "† small base, fewer than {0} answers",
        "masked": "× not shown: base too small, or it would tell of such a group",
        "masked_under": "× not shown: fewer than {0} answers, or it would tell of such a group",
        "findings": "All findings",
        "no_results": "This part of the notebook stopped with an error; the run's message says why.",
        "low": "{0}, low",
        "high": "{0}, high",
        "in_unit": "{0} ({1})",
    },
    "zh": {
        "figure": "图 {0}",
        "table": "表 {0}",
        "chapter": "第 {0} 章",
        "section": "{0} 节",
        "contents": "目录",
        "base": "基数：{0}",
        "source": "来源：{0}",
        "note": "注：{0}",
        "pages": "第 {0} 页，共 {1} 页",
        "skip": "跳到正文",
        "scroll": "{0}（可左右滚动）",
        "client": "委托方",
        "who": "基数",
        "date": "数据日期",
        "quotes": "原话摘录",
        "analyst": "分析师判断",
        "dash": "– 无此数值",
        "small": "† 基数较小",
        "small_under": "† 基数较小，不足 {0} 份答卷",
        "masked": "× 不予显示：基数过小，或可由其推算出这样的组",
        "masked_under": "× 不予显示：不足 {0} 份答卷，或可由其推算出这样的组",
        "findings": "全部结果",
        "no_results": "笔记本的这一部分因出错而中断，原因见运行时的提示。",
        "low": "{0}，下限",
        "high": "{0}，上限",
        "in_unit": "{0}（{1}）",
    },
}

LANGUAGE_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
STOPS: dict[Language, str] = {"zh": "。", "en": "."}
SEMICOLONS: dict[Language, str] = {"zh": "；", "en": "; "}
GAPS: dict[Language, str] = {"zh": "", "en": " "}


def label(name: str, language: Language, *parts: object) -> str:
    """One of the report's own words, with its parts put in.

    >>> label("figure", "zh", 3)
    '图 3'
    """
    return _LABELS[language][name].format(*parts)


def names(language: Language) -> frozenset[str]:
    """The names of all labels of a language."""
    return frozenset(_LABELS[language])
