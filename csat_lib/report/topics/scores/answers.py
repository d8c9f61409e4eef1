"""How the answers lie that scores are made of: the two best in words, and every question in a table."""

from dataclasses import replace

from csat_lib.findings.catalogue.quality import MISSING_SHARE
from csat_lib.findings.catalogue.scores import ANSWER_SHARE, MEAN, SD, TOP2
from csat_lib.findings.measure import Measure
from csat_lib.findings.told import piece
from csat_lib.report import sections
from csat_lib.report.clear import ranked
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known, known_row, one_each, span
from csat_lib.report.topics.scores.dimensions import unclear
from csat_lib.report.wording import Claim, Wording
from csat_lib.study.questions import Rating

TOP_TWO = Wording(
    zh="{share}（{share.ends}）的受访者给出了最高两档的评价。",
    en="{share} ({share.ends}) gave one of the two best answers.",
)
TOP_TWO_ALONE = Wording(zh="{share} 的受访者给出了最高两档的评价。", en="{share} gave one of the two best answers.")
NOT_RECORDED = Wording(
    zh="本期没有记录最高两档评价的占比。", en="How many gave one of the best answers was not recorded."
)
ONE_SHARE = Wording(
    zh="对{lowest.quoted}，{lowest} 的受访者给出了最高两档的评价。",
    en="{lowest} gave one of the two best answers to {lowest.quoted}.",
)
SHARES = Wording(
    zh="最高两档评价占比最大的是{highest.quoted}（{highest}，{highest.ends}），最小的是{lowest.quoted}（{lowest}，"
    "{lowest.ends}）{open}。",
    en="One of the two best answers was most frequent for {highest.quoted} ({highest}, {highest.ends}) and least "
    "frequent for {lowest.quoted} ({lowest}, {lowest.ends}){open}.",
)
SHARES_ALONE = Wording(
    zh="最高两档评价占比最大的是{highest.item}，最小的是{lowest.item}。",
    en="One of the two best answers was most frequent for {highest.item} and least frequent for {lowest.item}.",
)
MEANS = Wording(zh="各题项均值", en="Means of the items")
ONE_MEAN = Wording(zh="{lowest.quoted}的均值为 {lowest}", en="The mean of {lowest.quoted} is {lowest}")
MEANS_RANGE = Wording(
    zh="均值最低的是{lowest.item}，最高的是{highest.item}",
    en="The items' means run from {lowest} ({lowest.quoted}) to {highest} ({highest.quoted})",
)


EACH = Wording(zh="{n} 道题各个答案的占比", en="Answer by answer: what was said to {n:question}")
MOST_ANSWERS = 11
"""Points of the longest scale whose answers are listed one by one."""


def mean_of(view: View, name: str, **where: object) -> Finding | None:
    """The mean answer to an item or a rated outcome, of everybody or of a group."""
    return view.row(MEAN, name, **where)


def are_recorded(view: View) -> bool:
    """Whether the chapter can show answers at all, other than those to the recommendation question."""
    return bool(view.rows(MEAN)) or any(row.subject != view.study.nps for row in view.rows(ANSWER_SHARE))


def top_two(view: View, subject: str) -> Claim | None:
    """How many gave one of the two best answers, for a rating question."""
    share = known_row(view, TOP2, subject)
    return (TOP_TWO_ALONE if share.low is None else TOP_TWO)(share=share) if share else None


def top_shares(view: View) -> Rows:
    """The share of the two best answers of every item."""
    return _of_items(view, TOP2)


def spread(view: View) -> Claim | None:
    """Which items have most and fewest of the best answers, when no outcome was asked."""
    order = ranked(top_shares(view))
    if len(order) < 2 or order[0].low is None or order[-1].low is None:
        return span(order, SHARES_ALONE, ONE_SHARE, NOT_RECORDED)
    return SHARES(highest=order[0], lowest=order[-1], open=unclear(order))


def _of_items(view: View, measure: Measure) -> Rows:
    return known(view, measure, subject=view.study.items)


def _title(view: View) -> Claim | None:
    """The item with the highest and the one with the lowest mean."""
    return span(_of_items(view, MEAN), MEANS_RANGE, ONE_MEAN, MEANS)


def _rows(view: View) -> Rows:
    return one_each(view.rows(MEAN), (*view.study.items, *view.study.outcomes))


def _mean(view: View, rows: Rows) -> tuple[Field, Field]:
    """Means headed by the ends of their scale (1–10), when all rows were answered on the same one."""
    mean, ends = columns.estimate(view, MEAN)
    asked = [view.study.variables[row.subject] for row in rows]
    ranges = {question.range for question in asked if isinstance(question, Rating)}
    if len(ranges) == 1:
        low, high = ranges.pop()
        mean = replace(mean, column=replace(mean.column, unit=f"{low:g}–{high:g}"))
    return mean, ends


def _asked(view: View) -> Rows:
    """The first answer of every rating that scores are made of, none where scales are too long to list."""
    rows = [row for row in known(view, ANSWER_SHARE) if isinstance(view.study.variables[row.subject], Rating)]
    return one_each(rows, (*view.study.items, *view.study.outcomes)) if len(_answers(rows)) <= MOST_ANSWERS else ()


def _answers(rows: Rows) -> list[str]:
    return sorted({row.other for row in rows}, key=float)


def _each(view: View, rows: Rows) -> tuple[Field, ...]:
    """A column an answer."""
    subjects = {row.subject for row in rows}
    of = {(row.subject, row.other): row for row in known(view, ANSWER_SHARE) if row.subject in subjects}

    def column(answer: str) -> Field:
        shown = columns.figure(view, ANSWER_SHARE, lambda row: of.get((row.subject, answer)))
        return replace(shown, column=replace(shown.column, title=piece("label", "", answer)))

    return tuple(map(column, _answers(list(of.values()))))


BY_DIMENSION = sections.under(lambda view, row: sections.owners(view).get(row.subject, "outcome"))
TABLE = TableSpec(
    "items",
    (MEAN,),
    _rows,
    columns.row(columns.ITEM, _mean, columns.with_ends(TOP2), MISSING_SHARE, columns.bases),
    _title,
    sections=BY_DIMENSION,
)
ANSWERS = TableSpec(
    "answers",
    (ANSWER_SHARE,),
    _asked,
    columns.row(columns.ITEM, _each, columns.bases),
    lambda view: EACH(n=len(_asked(view))),
    sections=BY_DIMENSION,
)
"""A column an answer: what the classes of the chart are added up from."""
DESCRIPTIVES = TableSpec(
    "descriptives",
    (MEAN, SD),
    lambda view: one_each(view.rows(MEAN), view.study.items) if view.rows(SD) else (),
    columns.row(columns.ITEM, lambda view, rows: _mean(view, rows)[:1], SD, columns.bases),
    _title,
    sections=BY_DIMENSION,
)
"""As papers print it: mean, standard deviation, base."""
