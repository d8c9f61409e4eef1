"""How satisfied are they? Where a subject stands, how that compares, and what stands behind it."""

from csat_lib.report.declared import Finding, View, absent
from csat_lib.report.standing import is_nps, standing
from csat_lib.report.topics.scores import answers, dimensions, nps, targets
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.wording import Claim, Label, Wording

NOT_RECORDED = Wording(zh="本期没有记录{subject.quoted}的得分。", en="No score was recorded for {subject.label}.")
ANSWER = Wording(
    zh="{row.label}为 {row.scored}（{row.interval}；{row.base}）{target}{others}。",
    en="{row.the} stands at {row.scored} ({row.interval}; {row.base}){target}{others}.",
)
OTHERS = Wording(zh="；明显低于目标的还有{rows.quoted}", en="; also clearly below target: {rows.the}")
MISSED = Wording(zh="；明显低于目标的有{rows.quoted}", en="; clearly below target: {rows.the}")


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Where a subject stands and how that compares; without a subject, the whole study."""
    subject = subject or view.study.root
    row = standing(view, subject)
    if row is None:
        return [NOT_RECORDED(subject=Label(subject))]
    if row.value is None:
        return [absent(view, row)]
    behind = nps.shares(view, subject) if is_nps(row) else answers.top_two(view, subject)
    strengths = [dimensions.strengths(view)] if subject == view.study.root else []
    return [stands(view, row), targets.against(view, row), behind, *strengths]


def answer(view: View, row: Finding) -> Claim:
    """The level with its interval, base and target, and what else clearly misses its target: how satisfied they are."""
    missed = targets.missed(view)
    others = [one for one in missed if one.subject != row.subject]
    told = (MISSED if len(others) == len(missed) else OTHERS)(rows=others) if others else None
    return ANSWER(row=row, target=targets.beside_target(view, row, targets.CLAUSES), others=told)
