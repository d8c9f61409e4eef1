"""Yes or no, several answers, days: shares of the answers to every question that tells of no group."""

from csat_lib.findings.catalogue.questions import CHOSEN, SHARE, SHARE_TOTAL
from csat_lib.report import sections
from csat_lib.report.declared import Finding, TableSpec, View, columns, known_row, valued
from csat_lib.report.topics.questions.shares import (
    ANSWER,
    answer,
    answers,
    by_question,
    leader,
    noted,
    of_others,
    share,
)
from csat_lib.report.wording import Claim, Wording
from csat_lib.study.questions import YesNo

YES = Wording(
    zh="对{row.quoted}，{row} 的人回答“是”（{row.interval}；{row.base}）。",
    en="{row} said yes to {row.quoted} ({row.interval}; {row.base}).",
)
MOST = Wording(
    zh="{row.quoted}：{answer}明显最多，占 {row}（{row.interval}；{row.base}）{several}。",
    en="{row.quoted}: {answer} is clearly the most frequent answer with {row} ({row.interval}; {row.base}){several}.",
)
OPEN = Wording(
    zh="{row.quoted}：没有哪个回答明显最多（{row.base}）{several}。",
    en="{row.quoted}: no answer is clearly the most frequent ({row.base}){several}.",
)
ONLY = Wording(
    zh="{row.quoted}：回答全部为{answer}（{row.base}）。", en="{row.quoted}: every answer is {answer} ({row.base})."
)
SEVERAL = Wording(zh="；可选多项，各项合计 {total}", en="; several answers were possible, and shares add up to {total}")
TITLE = Wording(zh="其余选择题的回答", en="Answers to the other choices")
TITLE_OF = Wording(zh="{told:;}", en="{told:;}")
TITLE_YES = Wording(zh="{row.quoted}：{row} 回答“是”", en="{row} said yes to {row.quoted}")
TITLE_MOST = Wording(zh="{row.quoted}：{answer}最多（{row}）", en="{row.quoted}: {answer} most often ({row})")


def told_of(view: View, subject: str = "") -> list[Claim | None]:
    """One sentence a question, or that of one."""
    found = by_question(of_others(view))
    return [_one(view, rows) for name, rows in found.items() if subject in {"", name} and valued(rows)]


def _one(view: View, rows: list[Finding]) -> Claim:
    total = known_row(view, SHARE_TOTAL, rows[0].subject)
    several = SEVERAL(total=total) if total else None
    first = leader(rows)
    if _is_yes(view, rows[0]):
        return YES(row=rows[0])
    if len(rows) == 1:
        return ONLY(row=rows[0], answer=answer(view, rows[0]))
    if first is None:
        return OPEN(row=valued(rows)[0], several=several)
    return MOST(row=first, answer=answer(view, first), several=several)


def _is_yes(view: View, row: Finding) -> bool:
    return isinstance(view.study.variables.get(row.subject), YesNo)


def title(view: View) -> Claim:
    """What is clear of the first two questions."""
    told: list[Claim] = []
    for rows in by_question(of_others(view)).values():
        first = leader(rows)
        if _is_yes(view, rows[0]) and rows[0].value is not None:
            told.append(TITLE_YES(row=rows[0]))
        elif first is not None:
            told.append(TITLE_MOST(row=first, answer=answer(view, first)))
    return TITLE_OF(told=told[:2]) if told else TITLE()


TABLE = TableSpec(
    "choices",
    (SHARE,),
    of_others,
    columns.row(answers(ANSWER), CHOSEN, share, columns.bases),
    title,
    sections=sections.by_subject,
    key=noted,
)
