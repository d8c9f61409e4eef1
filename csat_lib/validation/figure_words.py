"""What the figures are called: a measure and what it is of, in Chinese and English."""

from __future__ import annotations

import re

from csat_lib.findings.catalogue import MEASURES
from csat_lib.report.labels import Language

_OWN = {
    "n": ("样本量", "Respondents"),
    "low": ("下限", "Lower limit"),
    "high": ("上限", "Upper limit"),
    "df": ("自由度", "Degrees of freedom"),
    "se": ("标准误", "Standard error"),
    "sd": ("标准差", "Standard deviation"),
    "z": ("z 值", "z"),
    "critical_ratio": ("决断值", "Critical ratio"),
    "stepped_up": ("校正后的分半相关", "Halves, stepped up"),
    "threshold": ("阈值", "Threshold"),
    "polychoric": ("多分格相关", "Polychoric r"),
    "tetrachoric": ("四分相关", "Tetrachoric r"),
    "general_loading": ("总因子载荷", "General loading"),
    "map": ("MAP 值", "MAP"),
    "ave": ("AVE", "AVE"),
    "root_ave": ("AVE 的平方根", "Root of AVE"),
    "factor_correlation": ("因子间相关", "Factor correlation"),
    "n_effective": ("等效样本量", "Effective n"),
    "group_size": ("组内人数", "Group size"),
    "htmt_absolute": ("HTMT（取绝对值）", "HTMT, absolute"),
    "cell": ("加权系数", "Weight"),
    "total": ("总数", "Total"),
    "mean_joint": ("均值（联合边际）", "Mean, joint margins"),
    "part": ("R² 中的份额", "Part of R²"),
    "importance": ("占 R² 的百分比", "Per cent of R²"),
    "part_of_two": ("R² 中的份额（两个自变量）", "Part of R², two predictors"),
    "importance_of_two": ("占 R² 的百分比（两个自变量）", "Per cent of R², two predictors"),
    "part_of_three": ("R² 中的份额（三个自变量）", "Part of R², three predictors"),
    "nps_change": ("NPS 变化", "Change of NPS"),
    "longstring": ("最长连选", "Longest run"),
    "irv": ("个体内标准差", "Within-person deviation"),
}
_SUBJECTS = {
    "A": ("宜人性", "agreeableness"),
    "C": ("尽责性", "conscientiousness"),
    "E": ("外向性", "extraversion"),
    "N": ("神经质", "neuroticism"),
    "O": ("开放性", "openness"),
    "Image": ("形象", "image"),
    "Expectation": ("预期", "expectation"),
    "Quality": ("感知质量", "quality"),
    "Value": ("感知价值", "value"),
    "Satisfaction": ("满意度", "satisfaction"),
    "Complaints": ("抱怨", "complaints"),
    "Loyalty": ("忠诚", "loyalty"),
    "imag": ("形象", "image"),
    "expe": ("预期", "expectation"),
    "qual": ("感知质量", "quality"),
    "val": ("感知价值", "value"),
    "sat": ("满意度", "satisfaction"),
    "loy": ("忠诚", "loyalty"),
    "visual": ("视觉", "visual"),
    "textual": ("语文", "textual"),
    "speed": ("速度", "speed"),
    "baseline": ("独立模型", "baseline model"),
    "configural": ("形态等值", "configural"),
    "metric": ("载荷等值", "metric"),
    "scalar": ("截距等值", "scalar"),
    "lowest": ("低分组", "lowest scores"),
    "highest": ("高分组", "highest scores"),
    "greatest": ("最大分半", "greatest split"),
    "lowest_split": ("最小分半", "lowest split"),
    "row": ("行变量", "row variable"),
    "column": ("列变量", "column variable"),
    "wald": ("Wald", "Wald"),
    "adjusted": ("调整 Wald", "adjusted Wald"),
    "rmsea": ("RMSEA", "RMSEA"),
}
_AT = {"zh": 0, "en": 1}
_VARIABLE = re.compile(r"v(\d+)")


def figure_words(figure: str, language: Language) -> str:
    """The name of a figure in words.

    >>> figure_words("item_rest N1", "en")
    'Item-rest correlation, N1'
    >>> figure_words("threshold row 2", "zh")
    '阈值，行变量 2'
    """
    measure, *subjects = figure.split()
    told = measure_words(measure)[_AT[language]]
    number = subjects.pop() if subjects and subjects[-1].isdecimal() else ""
    named = " – ".join(_subject(subject, language) for subject in subjects)
    comma = "，" if language == "zh" else ", "
    return " ".join(filter(None, [comma.join(filter(None, [told, named])), number]))


def measure_words(measure: str) -> tuple[str, str]:
    """Chinese and English words of a measure: those of this page, else those of every report."""
    if measure in _OWN:
        return _OWN[measure]
    words = next(declared.words for declared in MEASURES.values() if declared.name == measure)
    return words.zh, words.en


def _subject(name: str, language: Language) -> str:
    if name in _SUBJECTS:
        return _SUBJECTS[name][_AT[language]]
    if variable := _VARIABLE.fullmatch(name):
        return f"变量 {variable[1]}" if language == "zh" else f"variable {variable[1]}"
    return name if "(" in name else name.replace(",", "；" if language == "zh" else "; ")
