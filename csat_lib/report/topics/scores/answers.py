"""How the answers lie that scores are made of: the two best answers in words, every question in a table."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.quality import MISSING_SHARE
from csat_lib.findings.catalogue.scores import ANSWER_SHARE, MEAN, TOP2
from csat_lib.findings.measure import Measure, Words
from csat_lib.report import columns
from csat_lib.report.clear import ranked
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording
from csat_lib.study.questions import Rating

TOP_TWO = Wording(zh="{share} 的受访者给出了最高两档的评价。", en="{share} gave one of the two best answers.")
NOT_RECORDED = Wording(
    zh="本期没有记录最高两档评价的占比。", en="How many gave one of the best answers was not recorded."
)
ONE_SHARE = Wording(
    zh="对{share.quoted}，{share} 的受访者给出了最高两档的评价。",
    en="{share} gave one of the two best answers to {share.quoted}.",
)
SHARES = Wording(
    zh="最高两档评价占比最大的是{most.item}，最小的是{least.item}。",
    en="One of the two best answers was most frequent for {most.item} and least frequent for {least.item}.",
)
MEANS = Wording(zh="各题项均值", en="Means of the items")
ONE_MEAN = Wording(zh="{mean.quoted}的均值为 {mean}", en="The mean of {mean.quoted} is {mean}")
MEANS_RANGE = Wording(
    zh="均值最低的是{lowest.item}，最高的是{highest.item}",
    en="The items' means run from {lowest} ({lowest.quoted}) to {highest} ({highest.quoted})",
)
OUTCOME = Words("结果指标", "Outcome")


def are_recorded(view: View) -> bool:
    """Whether the chapter can show answers at all."""
    return bool(view.rows(ANSWER_SHARE) or view.rows(MEAN))


def top_two(view: View, subject: str) -> Claim | None:
    """How many gave one of the two best answers, for a rating question."""
    share = view.row(TOP2, subject)
    return TOP_TWO(share=share) if share is not None and share.value is not None else None


def top_shares(view: View) -> tuple[Finding, ...]:
    """The share of the two best answers of every item, the largest first."""
    return _of_items(view, TOP2)


def spread(view: View) -> Claim:
    """Which items have most and fewest of the best answers, when no outcome was asked."""
    order = top_shares(view)
    if not order:
        return NOT_RECORDED()
    return ONE_SHARE(share=order[0]) if len(order) == 1 else SHARES(most=order[0], least=order[-1])


def _of_items(view: View, measure: Measure) -> tuple[Finding, ...]:
    return ranked([row for row in view.rows(measure) if row.subject in view.study.items])


def _title(view: View) -> Claim:
    """The item with the highest and the one with the lowest mean."""
    order = _of_items(view, MEAN)
    if not order:
        return MEANS()
    return ONE_MEAN(mean=order[0]) if len(order) == 1 else MEANS_RANGE(lowest=order[-1], highest=order[0])


def _rows(view: View) -> Rows:
    found = {row.subject: row for row in view.rows(MEAN)}
    return [found[name] for name in (*view.study.items, *view.study.outcomes) if name in found]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    mean, ends = columns.estimate(view, MEAN)
    top = columns.estimate(view, TOP2, columns.of(view, TOP2)) if view.rows(TOP2) else ()
    blank = columns.figure(view, MISSING_SHARE, columns.of(view, MISSING_SHARE))
    shown = (columns.subject(view, columns.ITEM), _on_its_scale(view, rows, mean), ends, *top)
    return (*shown, *((blank,) if view.rows(MISSING_SHARE) else ()), *columns.bases(view, rows))


def _on_its_scale(view: View, rows: Rows, mean: Field) -> Field:
    """The column headed by the ends of the scale (1–10), when all rows were answered on the same one."""
    asked = [view.study.questions[row.subject] for row in rows]
    ranges = {question.range for question in asked if isinstance(question, Rating)}
    if len(ranges) != 1:
        return mean
    low, high = ranges.pop()
    return replace(mean, column=replace(mean.column, unit=f"{low:g}–{high:g}"))


def _constructs(view: View, rows: Rows) -> tuple[tuple[int, str], ...]:
    """A line with the construct's name above its first item, and one above the outcomes."""
    owner = {item: name for name, construct in view.study.constructs.items() for item in construct.items}
    names = [owner.get(row.subject, "") for row in rows]
    starts = [(place, name) for place, (last, name) in enumerate(pairwise(["", *names])) if name != last]
    return tuple((place, view.label(name) if name else OUTCOME[view.language]) for place, name in starts)


TABLE = TableSpec("items", (MEAN,), _rows, _fields, _title, sections=_constructs)
