"""What respondents wrote beside "other", as they wrote it, masked; counts of few are not told."""

from csat_lib.findings.catalogue.questions import DIFFERENT, WRITTEN
from csat_lib.findings.measure import Words
from csat_lib.report import sections
from csat_lib.report.declared import Finding, TableSpec, View, columns
from csat_lib.report.wording import Claim, Wording

SAID = Wording(
    zh="{row.quoted}的“其他”一项写了 {row.count} 种不同的回答{listed}。",
    en="Beside “other”, {row.count:different answer} {row.count|was|were} written to {row.quoted}{listed}.",
)
LISTED = Wording(zh="，此处列出 {n} 种", en=", {n} of which are listed")
TITLE = Wording(zh="“其他”一项所写的内容", en="What was written beside “other”")
WORDS = Words("回答（原文，疑似个人信息已遮盖）", "Answer (as written, personal data masked)")


def told_of(view: View) -> list[Claim | None]:
    """How many answers were written to each question, and how many of them are listed."""
    told: list[Claim | None] = []
    for row in view.rows(DIFFERENT):
        n = len(view.rows(WRITTEN, subject=row.subject))
        told.append(SAID(row=row, listed=LISTED(n=n) if n < (row.value or 0) else None))
    return told


def _said(view: View, row: Finding) -> str:
    found = view.words("questions", "other", subject=row.subject, rank=int(row.other))
    return view.worded(found[0].text) if found else ""


TABLE = TableSpec(
    "others",
    (WRITTEN,),
    lambda view: view.rows(WRITTEN),
    columns.row(columns.worded(WORDS, _said), WRITTEN),
    lambda _view: TITLE(),
    sections=sections.by_subject,
)
