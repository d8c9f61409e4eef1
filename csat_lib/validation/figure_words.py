"""What the figures are called: a measure and what it is of, in Chinese and English."""

from __future__ import annotations

import re

from csat_lib.findings.catalogue import MEASURES
from csat_lib.findings.measure import Words
from csat_lib.report.labels import Language

_OWN = {
    "n": Words("样本量", "Respondents"),
    "low": Words("下限", "Lower limit"),
    "high": Words("上限", "Upper limit"),
    "df": Words("自由度", "Degrees of freedom"),
    "se": Words("标准误", "Standard error"),
    "sd": Words("标准差", "Standard deviation"),
    "z": Words("z 值", "z"),
    "critical_ratio": Words("决断值", "Critical ratio"),
    "stepped_up": Words("校正后的分半相关", "Halves, stepped up"),
    "threshold": Words("阈值", "Threshold"),
    "polychoric": Words("多分格相关", "Polychoric r"),
    "tetrachoric": Words("四分相关", "Tetrachoric r"),
    "general_loading": Words("总因子载荷", "General loading"),
    "map": Words("MAP 值", "MAP"),
    "ave": Words("AVE", "AVE"),
    "root_ave": Words("AVE 的平方根", "Root of AVE"),
    "factor_correlation": Words("因子间相关", "Factor correlation"),
    "n_effective": Words("等效样本量", "Effective n"),
    "group_size": Words("组内人数", "Group size"),
    "htmt_absolute": Words("HTMT（取绝对值）", "HTMT, absolute"),
    "cell": Words("加权系数", "Weight"),
    "total": Words("总数", "Total"),
    "mean_joint": Words("均值（联合边际）", "Mean, joint margins"),
    "part": Words("R² 中的份额", "Part of R²"),
    "importance": Words("占 R² 的百分比", "Per cent of R²"),
    "part_of_two": Words("R² 中的份额（两个自变量）", "Part of R², two predictors"),
    "importance_of_two": Words("占 R² 的百分比（两个自变量）", "Per cent of R², two predictors"),
    "part_of_three": Words("R² 中的份额（三个自变量）", "Part of R², three predictors"),
    "nps_change": Words("NPS 变化", "Change of NPS"),
    "longstring": Words("最长连选", "Longest run"),
    "irv": Words("个体内标准差", "Within-person deviation"),
}
_SUBJECTS = {
    "A": Words("宜人性", "agreeableness"),
    "C": Words("尽责性", "conscientiousness"),
    "E": Words("外向性", "extraversion"),
    "N": Words("神经质", "neuroticism"),
    "O": Words("开放性", "openness"),
    "Image": Words("形象", "image"),
    "Expectation": Words("预期", "expectation"),
    "Quality": Words("感知质量", "quality"),
    "Value": Words("感知价值", "value"),
    "Satisfaction": Words("满意度", "satisfaction"),
    "Complaints": Words("抱怨", "complaints"),
    "Loyalty": Words("忠诚", "loyalty"),
    "imag": Words("形象", "image"),
    "expe": Words("预期", "expectation"),
    "qual": Words("感知质量", "quality"),
    "val": Words("感知价值", "value"),
    "sat": Words("满意度", "satisfaction"),
    "loy": Words("忠诚", "loyalty"),
    "visual": Words("视觉", "visual"),
    "textual": Words("语文", "textual"),
    "speed": Words("速度", "speed"),
    "baseline": Words("独立模型", "baseline model"),
    "configural": Words("形态等值", "configural"),
    "metric": Words("载荷等值", "metric"),
    "scalar": Words("截距等值", "scalar"),
    "lowest": Words("低分组", "lowest scores"),
    "highest": Words("高分组", "highest scores"),
    "greatest": Words("最大分半", "greatest split"),
    "lowest_split": Words("最小分半", "lowest split"),
    "row": Words("行变量", "row variable"),
    "column": Words("列变量", "column variable"),
    "wald": Words("Wald", "Wald"),
    "adjusted": Words("调整 Wald", "adjusted Wald"),
    "rmsea": Words("RMSEA", "RMSEA"),
}
_COMMA, _SEMICOLON = Words("，", ", "), Words("；", "; ")
_VARIABLE = re.compile(r"v(\d+)")


def figure_words(figure: str, language: Language) -> str:
    """The name of a figure in words.

    >>> figure_words("item_rest N1", "en")
    'Item-rest correlation, N1'
    >>> figure_words("threshold row 2", "zh")
    '阈值，行变量 2'
    """
    measure, *subjects = figure.split()
    told = measure_words(measure)[language]
    number = subjects.pop() if subjects and subjects[-1].isdecimal() else ""
    named = " – ".join(_subject(subject, language) for subject in subjects)
    return " ".join(filter(None, [_COMMA[language].join(filter(None, [told, named])), number]))


def measure_words(measure: str) -> Words:
    """What a measure is called: on this page, else in every report."""
    named = (declared.words for declared in MEASURES.values() if declared.name == measure)
    return _OWN[measure] if measure in _OWN else next(named)


def _subject(name: str, language: Language) -> str:
    if name in _SUBJECTS:
        return _SUBJECTS[name][language]
    if variable := _VARIABLE.fullmatch(name):
        return f"变量 {variable[1]}" if language == "zh" else f"variable {variable[1]}"
    return name if "(" in name else name.replace(",", _SEMICOLON[language])
