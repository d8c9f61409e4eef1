"""Who the respondents are: the shares of the groups that single choices put them in, in one table."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.questions import CHOSEN, SHARE
from csat_lib.report import sections
from csat_lib.report.declared import Finding, TableSpec, View, columns, ranked
from csat_lib.report.topics.questions.shares import GROUP, answers, by_question, leader, noted, of_groups
from csat_lib.report.wording import Claim, Label, Slot, Wording

GROUPS = Wording(zh="受访者的构成：{groups:;}。", en="Who the respondents are: {groups:;}.")
BY = Wording(zh="按{by}，{group}最多，占 {row}", en="by {by.among}, {group} is the largest group with {row}")
SPAN = Wording(
    zh="按{by}，占比从{group}的 {row} 到{other}的 {most}，没有哪一组明显最多",
    en="by {by.among}, groups run from {row} ({group}) to {most} ({other}), none clearly the largest",
)
SET = Wording(
    zh="{questions.quoted}的占比由加权设定，没有区间",
    en="the shares of {questions.quoted} are those that the weights were made to meet, and have no interval",
)
TITLE = Wording(zh="受访者的构成", en="Who the respondents are")
TITLE_LARGEST = Wording(zh="人数最多的组：{groups:list}", en="Largest groups: {groups:list}")
NAMED = Wording(zh="{group}（{row}）", en="{group} ({row})")


def largest(view: View) -> Claim | None:
    """The group that is clearly the largest of each question, else from where to where they run."""
    first = {row.subject: row for row in _largest(view)}
    found = {name: ranked(rows) for name, rows in by_question(of_groups(view)).items()}
    told = [_one(first.get(name), rows) for name, rows in found.items() if len(rows) > 1]
    return GROUPS(groups=told) if told else None


def _one(first: Finding | None, rows: Sequence[Finding]) -> Claim:
    row, most = first or rows[-1], rows[0]
    named: dict[str, Slot] = {"by": Label(row.subject), "group": Label(row.other, row.subject), "row": row}
    return BY(**named) if first else SPAN(**named, other=Label(most.other, most.subject), most=most)


def _set(view: View) -> Claim | None:
    """The questions whose shares weighting has set, and what intervals do not know."""
    told = {row.subject for row in of_groups(view)}
    questions = [Label(name) for name in view.study.margins if name in told]
    return noted(view, SET(questions=questions) if questions else None)


def _largest(view: View) -> list[Finding]:
    raked = view.study.margins
    found = (leader(rows, is_known=name in raked) for name, rows in by_question(of_groups(view)).items())
    return [row for row in found if row is not None]


def _title(view: View) -> Claim:
    rows = _largest(view)
    named = [NAMED(group=Label(row.other, row.subject), row=row) for row in rows]
    return TITLE_LARGEST(groups=named) if named else TITLE()


TABLE = TableSpec(
    "profile",
    (SHARE,),
    of_groups,
    columns.row(answers(GROUP), CHOSEN, columns.with_ends(SHARE), columns.bases),
    _title,
    sections=sections.by_subject,
    key=_set,
)
