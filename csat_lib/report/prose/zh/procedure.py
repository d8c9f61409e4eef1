"""How the figures came about, in words: rules of exclusion, missing answers, weights, intervals."""

from __future__ import annotations

from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS
from csat_lib.report.words.numbers import percent

LEAD = "本报告的每个数字，都可以凭这里列出的文件、规则和版本重新算出。"
VARIANTS = "每个数字所用方法的口径，与数字一同记录"


def sentences(view: View) -> list[str]:
    """The study's own rules, one sentence each."""
    study = view.study
    told = [_population(view), _rules(view), _weights(view)]
    told.append(
        f"置信区间的水平为 {percent(study.confidence)}，按抽样设计（分层、抽样单位、最终权数）推算；指数权重视为给定。"
    )
    told.append(f"样本量不足 {study.minimum_base} 的数字不予展示，不足 {study.small_base} 的加注标记。")
    return [sentence for sentence in told if sentence]


def _population(view: View) -> str:
    return f"本研究代表的总体：{view.study.population.get('zh').rstrip('。')}。" if view.study.population else ""


def _rules(view: View) -> str:
    names = LEXICONS["zh"].rules
    used = [names.get(str(rule), str(rule)) for rule in view.ledger["rule"] if rule not in {"rows", "kept"}]
    if not used:
        return "没有按规则剔除答卷。"
    return f"按以下规则依次剔除答卷，每份答卷只剔除一次：{'、'.join(dict.fromkeys(used))}。"


def _weights(view: View) -> str:
    return "答卷没有加权。" if view.study.weights is None else "答卷按本研究给出的目标构成做迭代比例加权。"
