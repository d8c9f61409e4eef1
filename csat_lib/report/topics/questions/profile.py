"""Who the respondents are: the shares of the groups that single choices put them in, in one table."""

from collections.abc import Sequence

from csat_lib.findings.catalogue.questions import CHOSEN, SHARE
from csat_lib.report import sections
from csat_lib.report.clear import is_weighted, size
from csat_lib.report.declared import Finding, TableSpec, View, columns, ranked
from csat_lib.report.topics.questions.shares import GROUP, answers, by_question, leader, noted, of_groups, share
from csat_lib.report.wording import Claim, Label, Slot, Wording, Words

GROUPS = Wording(zh="受访者的构成{weighted}：{groups:;}。", en="Who the respondents are{weighted}: {groups:;}.")
PLAIN = Wording(zh="各组占比{weighted}：{groups:;}。", en="Shares{weighted}: {groups:;}.")
WEIGHTED = Words("（加权）", " (weighted)")
BY = Wording(zh="按{by}，{group}占比最大（{row}）", en="by {by.among}, {group} is the largest group with {row}")
SPAN = Wording(
    zh="按{by}，“{other}”最多（{most}），“{group}”最少（{row}），但没有哪一组明显最大",
    en="by {by.among}, from {row} ({group}) to {most} ({other}), none clearly the largest",
)
SET = Wording(
    zh="{questions.quoted}的占比由加权设定，不由回答得出",
    en="the shares of {questions.quoted} are what weighting sets, not what was answered",
)
TITLE = Wording(zh="受访者各组的占比", en="Shares of the groups of respondents")
TITLE_TWO = Wording(zh="{question.quoted}：{groups:list}", en="{question.quoted}: {groups:list}")
TITLE_LARGEST = Wording(zh="占比最大的组：{groups:list}", en="Largest groups: {groups:list}")
NAMED = Wording(zh="{group}（{row}）", en="{group} ({row})")


def largest(view: View, wording: Wording = GROUPS) -> Claim | None:
    """The group that is clearly the largest of each question, else from where to where they run; which are set."""
    found = {name: ranked(rows) for name, rows in _estimated(view).items()}
    told = [_one(leader(rows), rows) for rows in found.values() if len(rows) > 1]
    known = _set(view)
    told += [known] if known else []
    is_told_weighted = any(is_weighted(row) for rows in found.values() for row in rows)
    return wording(groups=told, weighted=WEIGHTED if is_told_weighted else None) if told else None


def _one(first: Finding | None, rows: Sequence[Finding]) -> Claim:
    row, most = first or rows[-1], rows[0]
    named: dict[str, Slot] = {"by": Label(row.subject), "group": Label(row.other, row.subject), "row": row}
    return BY(**named) if first else SPAN(**named, other=Label(most.other, most.subject), most=most)


def _estimated(view: View) -> dict[str, list[Finding]]:
    """Question -> its shares, where the answers tell them: weighting has set the others to known ones."""
    found = by_question(of_groups(view))
    return {name: rows for name, rows in found.items() if name not in view.study.weighted_to}


def _set(view: View) -> Claim | None:
    """The questions whose shares weighting has set."""
    told = {row.subject for row in of_groups(view)}
    questions = [Label(name) for name in view.study.weighted_to if name in told]
    return SET(questions=questions) if questions else None


def _title(view: View) -> Claim:
    """The largest groups; where none is clearly the largest, the two that together hold most of their question."""
    rows = [row for rows in _estimated(view).values() if (row := leader(rows)) is not None]
    if rows:
        return TITLE_LARGEST(groups=_named(rows))
    pairs = [ranked(rows)[:2] for rows in _estimated(view).values()]
    most = max((pair for pair in pairs if len(pair) > 1), key=lambda pair: sum(map(size, pair)), default=None)
    return TITLE_TWO(question=Label(most[0].subject), groups=_named(most)) if most else TITLE()


def _named(rows: Sequence[Finding]) -> list[Claim]:
    return [NAMED(group=Label(row.other, row.subject), row=row) for row in rows]


TABLE = TableSpec(
    "profile",
    (SHARE,),
    of_groups,
    columns.row(answers(GROUP), CHOSEN, share, columns.bases),
    _title,
    sections=sections.by_subject,
    key=lambda view: noted(view, _set(view)),
)
