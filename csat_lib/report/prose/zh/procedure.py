"""How the figures came about, in words: rules of exclusion, missing answers, weights, intervals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csat_lib.report.prose.zh.grammar import listed, quoted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import percent

LEAD = "本报告的每个数字，都可以凭这里列出的文件、规则和版本重新算出。"
VARIANTS = "各项数字所用的方法，与数字一同记录"
HASHES = "文件与程序库以 SHA-256 哈希值的前 16 位标识；完整的哈希值和每项方法的记录见本次运行的清单文件。"
SIMULATED = "模拟生成，{n} 份，随机种子 {seed}{plants}"
PLANTED = "，含预设效应"
_FIELDS = {"id": "编号", "customer": "客户", "device": "设备", "source": "来源"}


def sentences(view: View) -> list[str]:
    """The study's own rules, one sentence each."""
    study = view.study
    told = [_population(view), _rules(view), _weights(view), _design(view)]
    told.append(
        "漏答不作填补，样本量即各数字实际用到的作答人数。"
        f"样本量不足 {study.minimum_base} 的数字不予展示，不足 {study.small_base} 的加注标记。"
    )
    return [sentence for sentence in told if sentence]


def _population(view: View) -> str:
    return (
        f"本研究代表的总体：{view.worded(view.study.population.get('zh').rstrip('。'))}。"
        if view.study.population
        else ""
    )


def _rules(view: View) -> str:
    told = [f"（{place}）{_rule(view, rule)}" for place, rule in enumerate(view.study.exclude, start=1)]
    if not told:
        return "本研究没有设定剔除规则。"
    once = "依次按以下规则剔除答卷，每份只剔除一次" if len(told) > 1 else "按以下规则剔除答卷"
    return f"{once}：{'；'.join(told)}。"


def _rule(view: View, rule: Any) -> str:
    return _RULES[rule.rule](view, rule)


def _same(rule: Any) -> str:
    """Later answers of the same device, of the same respondent, or simply equal throughout."""
    if not rule.by:
        return "与先前某份答卷完全一致的后续答卷"
    same = listed([_FIELDS.get(name, name) for name in rule.by])
    return f"{same}相同{'' if 'id' in rule.by else '且答案完全一致'}的后续答卷"


_RULES: dict[str, Callable[[View, Any], str]] = {
    "duplicate": lambda _view, rule: _same(rule),
    "near_duplicate": lambda _view, rule: f"至少 {percent(rule.at_least)} 的题项与先前某份答卷相同",
    "seconds": lambda _view, rule: f"作答时间不足 {rule.below:g} 秒",
    "speed": lambda _view, rule: f"作答时间不足中位数的 {percent(rule.below)}",
    "seconds_per_item": lambda _view, rule: f"每题作答时间不足 {rule.below:g} 秒",
    "straight_line": lambda _view, rule: f"{len(rule.block)} 道题通篇同一答案，且至少答了 {rule.at_least} 道",
    "longstring": lambda _view, rule: f"连续超过 {rule.above} 题给出同一答案",
    "irv": lambda _view, rule: f"答案的标准差不足量表长度的 {percent(rule.below)}",
    "even_odd": lambda _view, rule: f"各维度奇数题与偶数题的相关低于 {rule.below:g}",
    "synonyms": lambda _view, rule: f"同义题（相关高于 {rule.pairs:g}）的答案相关低于 {rule.below:g}",
    "antonyms": lambda _view, rule: f"反义题（相关低于 {rule.pairs:g}）的答案相关高于 {rule.above:g}",
    "mahalanobis": lambda _view, rule: f"答案组合的概率低于 {rule.p:g}（马氏距离）",
    "missing": lambda _view, rule: f"漏答题项超过 {percent(rule.above)}",
    "attention": lambda view, rule: f"检测题{quoted(view.label(rule.question))}未按要求作答",
}
"""Each rule of exclusion with its thresholds."""


def _weights(view: View) -> str:
    weights = view.study.weights
    if weights is None:
        return "答卷没有加权。"
    named = listed([view.label(name) for name in weights.rake])
    cap = f"，单份权数不超过均值的 {weights.trim:g} 倍" if weights.trim else ""
    return f"答卷按{named}的已知构成做迭代比例加权{cap}。"


def _design(view: View) -> str:
    fields, confidence = view.study.fields, percent(view.study.confidence)
    named = {"分层": fields.stratum, "抽样单位": fields.psu, "总体规模": fields.population}
    used = [word for word, column in named.items() if column]
    used += ["最终权数"] if view.study.weights or fields.base_weight else []
    if not used:
        return f"置信区间的水平为 {confidence}，视各受访者为相互独立抽取。"
    own = "" if fields.psu else "，每位受访者为一个抽样单位"
    return f"置信区间的水平为 {confidence}，按抽样设计推算，计入{listed(used)}{own}。"
