"""The questionnaire: every question in its words, with its answers and, where the study file says how, its rules."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from csat_lib.findings.told import piece
from csat_lib.report.blocks import Table
from csat_lib.report.declared import View, of_words
from csat_lib.report.wording import Claim, Wording, Words
from csat_lib.study.facets import FACETS, listed, options, plain
from csat_lib.study.questions import Asked
from csat_lib.study.words import StudyText

TITLE = Wording(zh="问卷：{n} 道题", en="The questionnaire: {n:question}")
AROUND = {
    "intro": Wording(zh="问卷以此开头：“{words}”。", en="The form begins: “{words}”."),
    "thanks": Wording(zh="以此结束：“{words}”。", en="It ends: “{words}”."),
}
CONTACT = Wording(zh="问卷上印有联系方式：{words}。", en="Respondents could turn to: {words}.")
HEADS = (Words("题号", "No."), Words("题目", "Question"), Words("答案", "Answers"), Words("问法", "How it was asked"))
KINDS = {
    "yes_no": Words("是 / 否", "yes / no"),
    "date": Words("日期", "a day"),
    "text": Words("自填文字", "own words"),
}
REQUIRED = Words("必答", "required")
OPTIONS_RANDOM = Words("选项顺序随机", "options in random order")
BLOCK_RANDOM = Words("同组题目顺序随机", "the block in random order")
EXCLUSIVE = Words("“{}”与其他选项互斥", "“{}” excludes the others")
OTHER = Words("“{}”旁可填写文字", "words asked for beside “{}”")
_MARKS = ((", ", "、"), (" (", "（"), (")", "）"), (": ", "："))
ONLY = Words("只问：{}", "only of: {}")


def claims(view: View) -> list[Claim | None]:
    """What stood before and behind the questions, and whom respondents could turn to."""
    form = view.study.form
    told: list[Claim | None] = [AROUND[at](words=_words(view, words)) for at in AROUND if (words := getattr(form, at))]
    reached = [way for way in (form.contact.email, form.contact.phone) if way] if form.contact else []
    written = view.worded(", ".join(reached))
    return [*told, CONTACT(words=Words(written, written)) if reached else None]


def table(view: View) -> Table:
    """One row a question, page by page."""
    rows, sections, language = list[tuple[str, ...]](), list[tuple[int, str]](), view.language
    for page in view.study.pages:
        words = [part.get(language) for part in (page.title, page.intro) if part]
        sections += [(len(rows), view.worded(plain(" — ".join(words))))] if words else []
        rows += [_row(view, name, len(rows) + at) for at, name in enumerate(page.questions, start=1)]
    kept = len(HEADS) if any(row[-1] for row in rows) else len(HEADS) - 1
    shown = of_words(view, "questionnaire", TITLE(n=len(rows)), HEADS[:kept], [row[:kept] for row in rows])
    return replace(shown, sections=tuple(sections))


def _row(view: View, name: str, number: int) -> tuple[str, ...]:
    study, language = view.study, view.language
    question, block = study.questions[name], study.block(name)
    stem = f"{block.stem.get(language)} — " if block else ""
    hint = f" ({question.hint.get(language)})" if question.hint else ""
    choices = options(question)
    kind = KINDS[question.kind][language] if question.kind in KINDS else ""
    answers = listed(choices, language) if choices else kind or FACETS["scale"](study, name, language)
    asked = plain(f"{stem}{question.text.get(language)}{hint}")
    notes = {"zh": "；", "en": "; "}[language].join(_notes(view, name, question))
    texts = (view.worded(_marked(text, language)) for text in (asked, answers, notes))
    return (piece("count", "", str(number)), *(piece("label", "", text) if text else "" for text in texts))


def _marked(text: str, language: str) -> str:
    """Lists and brackets with the marks of the language."""
    return text if language == "en" else reduce(lambda told, marks: told.replace(*marks), _MARKS, text)


def _notes(view: View, name: str, question: Asked) -> Iterator[str]:
    study, language = view.study, view.language
    block, excluding = study.block(name), getattr(question, "exclusive", ())
    if question.required:
        yield REQUIRED[language]
    if question.filter is not None:
        yield ONLY[language].format(FACETS["filter"](study, name, language))
    if getattr(question, "random", False):
        yield OPTIONS_RANDOM[language]
    if block and block.random:
        yield BLOCK_RANDOM[language]
    yield from (EXCLUSIVE[language].format(study.level(name, level, language)) for level in excluding)
    if other := getattr(question, "other_option", None):
        yield OTHER[language].format(study.level(name, other, language))


def _words(view: View, words: StudyText) -> Words:
    return Words(*(view.worded(plain(text).rstrip("。.")) for text in (words.zh, words.en)))
