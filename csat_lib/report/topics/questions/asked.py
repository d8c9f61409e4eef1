"""Every question as it was asked: its words, and the answers that it allows."""

from csat_lib.findings.told import wording
from csat_lib.report.blocks import Column, Table
from csat_lib.report.declared import View
from csat_lib.report.slots import tell
from csat_lib.report.wording import Claim, Wording, Words
from csat_lib.study.facets import FACETS, listed, options, owner
from csat_lib.study.questions import Question

WORDS = Wording(
    zh="下表逐题列出问卷的措辞和可选答案，顺序与问卷一致；编号是研究文件中的题目名称。",
    en="Each question in its words with the answers that it allows, in the order of the questionnaire; the code is its "
    "name in the study file.",
)
TITLE = Wording(zh="问卷原文：{n} 道题", en="The questionnaire: {n:question} as asked")
HEADS = (Words("编号", "Code"), Words("题目原文", "Question as asked"), Words("可选答案", "Answers"))
NO_ITEM = Words("其他", "Other questions")
OUTCOMES = Words("结果指标", "Outcomes")
KINDS = {
    "yes_no": Words("是 / 否", "Yes / no"),
    "date": Words("日期", "A day"),
    "text": Words("自由填写", "In own words"),
}
SEVERAL = Words("（可多选）", " (several allowed)")
ONLY = Words("；仅问：", "; asked only of ")


def told(view: View) -> list[Claim | None]:
    """What the table holds."""
    del view
    return [WORDS()]


def table(view: View) -> Table:
    """All questions of the study, by the dimension that they measure."""
    language, questions = view.language, view.study.questions
    starts: dict[str, int] = {}
    for place, name in enumerate(questions):
        section = _section(view, name)
        if place == 0 or section != _section(view, list(questions)[place - 1]):
            starts[section] = place
    rows = tuple((name, _worded(view, one.text.get(language)), _answers(view, name)) for name, one in questions.items())
    columns = tuple(Column(head[language]) for head in HEADS)
    sections = tuple((place, title) for title, place in starts.items())
    return Table("tbl-questionnaire", tell(view, TITLE(n=len(rows))), columns, rows, sections=sections)


def _section(view: View, name: str) -> str:
    construct = owner(view.study, name)
    if construct:
        return view.label(construct)
    return (OUTCOMES if name in view.study.outcomes else NO_ITEM)[view.language]


def _answers(view: View, name: str) -> str:
    question = view.study.questions[name]
    words = KINDS[question.kind][view.language] if question.kind in KINDS else _given(view, name, question)
    asked = FACETS["filter"](view.study, name, view.language) if question.filter else ""
    return _worded(view, f"{words}{ONLY[view.language]}{asked}" if asked else words)


def _given(view: View, name: str, question: Question) -> str:
    """The options of a choice, else the ends and words of a scale."""
    found = options(question)
    if not found:
        return FACETS["scale"](view.study, name, view.language)
    several = SEVERAL[view.language] if question.kind == "multiple" else ""
    return f"{listed(found, view.language)}{several}"


def _worded(view: View, text: str) -> str:
    return wording(view.worded(text))
