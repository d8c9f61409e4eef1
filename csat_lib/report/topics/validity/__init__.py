"""Do the items measure what they are to measure, and each dimension something of its own?"""

from csat_lib.findings.catalogue.reliability import COMPOSITE_RELIABILITY
from csat_lib.findings.catalogue.validity import AVE
from csat_lib.report.declared import View, known_row
from csat_lib.report.topics.validity import crossing, htmt, relevance, variance
from csat_lib.report.wording import Claim, Label, Wording

NOT_EXAMINED = Wording(zh="本期没有考察效度。", en="Validity was not examined in this wave.")
ONE = Wording(zh="“{name}”：{told:,}。", en="{name}: {told:,}.")
COMPOSITE = Wording(zh="组合信度 {r}", en="composite reliability {r}")
VARIANCE = Wording(zh="平均方差抽取量 {r}", en="average variance extracted {r}")
NEAREST = Wording(zh="与它最接近的是“{other}”（HTMT {r}）", en="nearest to {other} (HTMT {r})")


def say(view: View, subject: str = "") -> list[Claim | None]:
    """Convergent and discriminant validity, experts and criterion; with a dimension as ``subject``, its own figures."""
    if subject:
        return [one(view, subject)]
    told = [variance.extracted(view), *htmt.distinct(view), variance.own_root(view), crossing.crossing(view)]
    told += [relevance.experts(view), relevance.criterion(view)]
    return told if any(told) else [NOT_EXAMINED()]


def one(view: View, construct: str) -> Claim | None:
    """Composite reliability, variance extracted and nearest neighbour of a dimension."""
    figures = ((COMPOSITE, COMPOSITE_RELIABILITY), (VARIANCE, AVE))
    told = [wording(r=row) for wording, measure in figures if (row := known_row(view, measure, construct))]
    nearest = next((row for row in htmt.pairs(view) if construct in (row.subject, row.other)), None)
    if nearest is not None:
        other = nearest.other if nearest.subject == construct else nearest.subject
        told.append(NEAREST(other=Label(other), r=nearest))
    return ONE(name=Label(construct), told=told) if told else None
