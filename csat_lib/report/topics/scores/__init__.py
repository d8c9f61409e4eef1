"""How satisfied are they? Where a subject stands, how that compares, and what stands behind it."""

from csat_lib.report.declared import Finding, View, absent
from csat_lib.report.standing import is_nps, standing
from csat_lib.report.topics.scores import answers, dimensions, nps, targets
from csat_lib.report.topics.trends.told import stands
from csat_lib.report.wording import Claim, Label, Wording

NOT_RECORDED = Wording(zh="本期没有记录{subject.quoted}的得分。", en="No score was recorded for {subject.label}.")
ANSWER = Wording(
    zh="{row.label}为 {row.scored}（{row.interval}；{row.base}）{target}。",
    en="{row.the} stands at {row.scored} ({row.interval}; {row.base}){target}.",
)


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
    """The level alone, with its interval, base and target: how satisfied they are."""
    return ANSWER(row=row, target=targets.beside_target(view, row, targets.CLAUSES))
