"""The words that the report itself brings, whatever the study: captions, navigation, legends. Chinese and English."""

from typing import Literal

from csat_lib.findings.measure import Words

Language = Literal["zh", "en"]

_LABELS = {
    "figure": Words("图 {0}", "Figure {0}"),
    "table": Words("表 {0}", "Table {0}"),
    "chapter": Words("第 {0} 章", "chapter {0}"),
    "section": Words("{0} 节", "section {0}"),
    "in_annex": Words("附录{0}", "{0}"),
    "in_report": Words("报告{0}", "{0} of the report"),
    "contents": Words("目录", "Contents"),
    "base": Words("样本量：{0}", "Base: {0}"),
    "source": Words("来源：{0}", "Source: {0}"),
    "pages": Words("第 {0} 页，共 {1} 页", "{0} of {1}"),
    "skip": Words("跳到正文", "Skip to the report"),
    "scroll": Words("{0}（可左右滚动）", "{0}, scrolls sideways"),
    "client": Words("委托方", "Client"),
    "who": Words("样本量", "Base"),
    "date": Words("数据日期", "Date of data"),
    "quotes": Words("原话摘录", "In their own words"),
    "as_written": Words(
        "随机抽取，尽量兼取最高两档者和低于最高两档者；保留原文，疑似姓名、号码已遮盖",
        "drawn by lot from top 2 and others; as written, likely names and numbers masked",
    ),
    "action": Words("先做什么", "What to do first"),
    "quote_about": Words("主题", "Topic"),
    "quote_said": Words("留言", "Comment"),
    "not_drawn": Words(
        "有些留言所用的文字，本 PDF 没有相应字体，见 HTML 版。",
        "Comments in letters that this PDF has no font for are only in the HTML.",
    ),
    "unprinted": Words(
        "有 {0} 个字符本 PDF 没有字体，以 □ 代替：{1}。HTML 版照原样显示。",
        "This PDF has no font for {0} letters and prints □ in their place: {1}. The HTML shows them as they are.",
    ),
    "said_in_zh": Words("（中文）", "(in Chinese)"),
    "said_in_en": Words("（英文）", "(in English)"),
    "judgement": Words("分析师判断", "The analyst's judgement"),
    "example": Words("分析师判断（示例，内容虚构）", "An analyst's judgement: an example, made up like the data"),
    "made_up": Words("委托方（虚构）", "Client (made up)"),
    "simulated": Words("模拟数据", "Simulated data"),
    "dash": Words("– 无此数值", "– not available"),
    "small": Words("† 样本量较小", "† small base"),
    "small_under": Words("† 这一数字所依据的答卷不足 {0} 份", "† this figure rests on fewer than {0} responses"),
    "masked": Words(
        "× 不予显示：样本量过小，或可由其推算出这样的组",
        "× not shown: base too small, or it would tell of such a group",
    ),
    "masked_under": Words(
        "× 不予显示：不足 {0} 份答卷，或可由其推算出这样的组",
        "× not shown: fewer than {0} responses, or it would tell of such a group",
    ),
    "findings": Words("全部结果", "All findings"),
    "no_results": Words(
        "笔记本的这一部分因出错而中断，原因见运行时的提示。",
        "This part of the notebook stopped with an error; the run's message says why.",
    ),
    "notes": Words("说明", "Notes"),
    "back": Words("← 返回目录", "← Back to the contents"),
    "findings_note": Words(
        "本期记录的全部数字，每行一个，数值未经舍入；右侧为代码，可据以合并各期文件。",
        "Every figure recorded for this wave, one a row, unrounded; the codes to the right let files of many waves be "
        "stacked.",
    ),
    "chart": Words("图表数据", "Data of the chart"),
    "belongs": Words("所属", "Group"),
    "of": Words("{0}：{1}", "{0}: {1}"),
    "code": Words("{0}（代码）", "{0}, code"),
    "low": Words("{0}，下限", "{0}, low"),
    "high": Words("{0}，上限", "{0}, high"),
    "in_unit": Words("{0}（{1}）", "{0} ({1})"),
}

LANGUAGE_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
STOPS: dict[Language, str] = {"zh": "。", "en": "."}
GAPS: dict[Language, str] = {"zh": "", "en": " "}


def label(name: str, language: Language, *parts: object) -> str:
    """One of the report's own words, with its parts put in.

    >>> label("figure", "zh", 3)
    '图 3'
    """
    return _LABELS[name][language].format(*parts)
