"""The reading of validity: all of it in turn, or one dimension's own figures in a line."""

from __future__ import annotations

from csat_lib.findings.catalogue.reliability import COMPOSITE_RELIABILITY
from csat_lib.findings.catalogue.validity import AVE
from csat_lib.report.declared import View, known_row
from csat_lib.report.topics.validity.crossing import crossing
from csat_lib.report.topics.validity.htmt import distinct, pairs
from csat_lib.report.topics.validity.relevance import criterion, experts
from csat_lib.report.topics.validity.variance import extracted, own_root
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
    told = [extracted(view), *distinct(view), own_root(view), crossing(view), experts(view), criterion(view)]
    return told if any(told) else [NOT_EXAMINED()]


def one(view: View, construct: str) -> Claim | None:
    """Composite reliability, variance extracted and nearest neighbour of a dimension."""
    figures = ((COMPOSITE, COMPOSITE_RELIABILITY), (VARIANCE, AVE))
    told = [wording(r=row) for wording, measure in figures if (row := known_row(view, measure, construct))]
    nearest = next((row for row in pairs(view) if construct in (row.subject, row.other)), None)
    if nearest is not None:
        other = nearest.other if nearest.subject == construct else nearest.subject
        told.append(NEAREST(other=Label(other), r=nearest))
    return ONE(name=Label(construct), told=told) if told else None
