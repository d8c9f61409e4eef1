"""The terms of a pilot, in Chinese and English: what the report on it adds to the lexicons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from csat_lib.report.words.lexicon import Lexicon

_TERMS: dict[str, dict[str, tuple[str, str]]] = {
    "subjects": {"model": ("测量模型", "Measurement model"), "alpha": ("α 系数", "Alpha")},
    "measures": {
        "critical_ratio": ("决断值", "Critical ratio"),
        "critical_ratio_welch": ("决断值（Welch）", "Critical ratio (Welch)"),
        "item_rest": ("校正题总相关", "Item-rest correlation"),
        "alpha_if_dropped": ("删除该题后的 α", "Alpha without the item"),
        "loading": ("载荷", "Loading"),
        "communality": ("共同度", "Communality"),
        "own_loading": ("本维度载荷", "Own loading"),
        "cross_loading": ("最大交叉载荷", "Largest cross-loading"),
        "other_r": ("与他维度相关", "Correlation with another"),
        "floor": ("最低分占比", "At the lowest"),
        "ceiling": ("最高分占比", "At the highest"),
        "sd": ("标准差", "SD"),
        "skewness": ("偏度", "Skewness"),
        "alpha_revised": ("合格题项的 α", "Alpha of the sound items"),
        "sound_items": ("合格题数", "Sound items"),
        "sample_size": ("所需样本量", "Answers needed"),
        "expected_width": ("预计区间宽度", "Expected width"),
        "sound": ("有效解占比", "Sound solutions"),
    },
    "units": {"respondents": ("人", "respondents")},
    "columns": {
        "screening": ("机器建议", "Screening"),
        "decision": ("结论", "Decision"),
        "why": ("依据", "Why"),
        "toward": ("所指维度", "Toward"),
        "alpha_before": ("全部题项的 α", "Alpha of all items"),
        "alpha_after": ("合格题项的 α", "Alpha of the sound items"),
        "items_left": ("合格题数", "Sound items"),
        "needed": ("按试测 α", "At the pilot's alpha"),
        "cautious": ("按区间下限", "At its lower end"),
        "planned_items": ("题数", "Items"),
        "size": ("样本量", "Answers"),
        "sign": ("依据", "Sign"),
        "threshold": ("界限", "Threshold"),
        "source": ("出处", "Source"),
        "place_in_file": ("文件中的位置", "Place in the file"),
        "what_changed": ("改动", "Change"),
    },
    "chapters": {
        "pilot_page": ("一页看懂试测", "The pilot on one page"),
        "pilot_items": ("哪些题项保留", "Which items stay?"),
        "pilot_size": ("正式调查需要多少样本", "How many answers does the main study need?"),
        "pilot_changes": ("问卷要改什么", "What changes in the questionnaire?"),
        "pilot_limits": ("不能得出哪些结论", "What must not be concluded"),
        "pilot_method": ("方法与数据来源", "Method and provenance"),
    },
    "sections": {
        "pilot_answered": ("谁参加了试测", "Who took part"),
        "pilot_within": ("题项在本维度中的表现", "How the items go with their dimension"),
        "pilot_places": ("题项是否偏向其他维度", "Does an item belong elsewhere?"),
        "pilot_answers": ("题项的作答情况", "How the items are answered"),
        "pilot_alphas": ("去掉不合格题项前后的信度", "Reliability with and without unsound items"),
        "pilot_alpha_size": ("估准 α 系数", "For alpha"),
        "pilot_model_size": ("估准测量模型", "For the measurement model"),
        "pilot_rules": ("判定规则", "Rules of the screening"),
        "pilot_terms": ("定义", "Definitions"),
    },
    "topics": {"pilot": ("试测", "Pilot")},
    "methods": {
        "own answers": ("各题自身作答", "each item's own answers"),
        "of those asked": ("以应答者为基数", "of those whom it applied to"),
        "g#": ("G{0} 偏度", "skewness G{0}"),
        "fisher": ("Fisher z 区间", "Fisher's z interval"),
        "pooled t": ("合并方差 t 检验", "t test, pooled variances"),
        "welch t": ("Welch t 检验", "Welch's t test"),
        "groups of #% by the total": ("按总分取两端各 {0}%", "groups of {0}% by the total"),
        "ties kept": ("同分者一并计入", "ties kept"),
        "# low and # high": ("低分组 {0} 人、高分组 {1} 人", "{0} low and {1} high"),
        "construct score": ("维度得分", "construct score"),
        "interval no wider than #": ("区间宽度不超过 {0}", "interval no wider than {0}"),
        "# items": ("{0} 个题项", "{0} items"),
        "# wishart draws": ("{0} 次 Wishart 抽样", "{0} Wishart draws"),
        "cfa": ("验证性因子分析", "confirmatory factor analysis"),
        "loadings of the pilot": ("以试测载荷为真值", "the pilot's loadings as truth"),
        "correlations held at #": ("维度间相关不超过 {0}", "correlations held at {0}"),
    },
    "reasons": {
        "groups_overlap": ("总分取值太少，两组重叠", "too few totals to part the groups"),
        "no_consistency": ("题项之间没有一致性", "the items do not hold together"),
        "negative_r": ("两题方向相反", "two items go against each other"),
        "none_enough": ("所试样本量都不够", "no size tried is enough"),
        "not_positive_definite": ("相关矩阵不成立", "the correlations cannot all be true"),
    },
}


def with_pilot(lexicon: Lexicon, language: int) -> Lexicon:
    """The lexicon with the terms of a pilot (0 Chinese, 1 English); a term that it has already stays."""
    more: dict[str, Any] = {
        part: {name: words[language] for name, words in terms.items()} | dict(getattr(lexicon, part))
        for part, terms in _TERMS.items()
    }
    return replace(lexicon, **more)
