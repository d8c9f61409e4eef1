"""How the figures came about, in words: rules of exclusion, missing answers, weights, intervals."""

from __future__ import annotations

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
    return f"本研究代表的总体：{view.study.population.get('zh').rstrip('。')}。" if view.study.population else ""


def _rules(view: View) -> str:
    told = [f"（{place}）{_rule(view, rule)}" for place, rule in enumerate(view.study.exclude, start=1)]
    if not told:
        return "本研究没有设定剔除规则。"
    once = "依次按以下规则剔除答卷，每份只剔除一次" if len(told) > 1 else "按以下规则剔除答卷"
    return f"{once}：{'；'.join(told)}。"


def _rule(view: View, rule: Any) -> str:
    """A rule of exclusion with its thresholds."""
    if rule.rule == "duplicate":
        same = listed([_FIELDS.get(name, name) for name in rule.by])
        return f"{same}相同{'' if 'id' in rule.by else '且答案完全一致'}的后续答卷"
    if rule.rule == "seconds":
        return f"作答时间不足 {rule.below:g} 秒"
    if rule.rule == "speed":
        return f"作答时间不足中位数的 {percent(rule.below)}"
    if rule.rule == "straight_line":
        return f"{len(rule.block)} 道题通篇同一答案，且至少答了 {rule.at_least} 道"
    if rule.rule == "missing":
        return f"漏答题项超过 {percent(rule.above)}"
    return f"检测题{quoted(view.label(rule.question))}未按要求作答"


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
