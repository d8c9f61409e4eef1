"""Questions answered by a number: mean and median with their intervals, and the middle half."""

from csat_lib.findings.catalogue.questions import LOWER_QUARTILE, MEAN, MEDIAN, UPPER_QUARTILE
from csat_lib.findings.measure import Words
from csat_lib.findings.told import joined, piece
from csat_lib.report.declared import Finding, TableSpec, View, columns, known, known_row
from csat_lib.report.wording import Claim, Wording
from csat_lib.study.questions import Number

ONE = Wording(
    zh="{mean.quoted}平均为 {mean}（{mean.interval}；{mean.base}）{half}。",
    en="The mean answer to {mean.quoted} is {mean} ({mean.interval}; {mean.base}){half}.",
)
HALF = Wording(
    zh="，中位数为 {median}，中间一半的人在 {low} 与 {high} 之间",
    en=", the median {median}, and the middle half lies between {low} and {high}",
)
TITLE = Wording(zh="数值题的回答", en="Questions answered by a number")
TITLE_MEANS = Wording(zh="{told:;}", en="{told:;}")
TITLE_MEAN = Wording(zh="{row.quoted}平均为 {row}{unit}", en="{row.quoted}: mean {row}{unit}")
UNIT = Wording(zh=" {unit}", en=" {unit}")
QUESTION = Words("题目（单位）", "Question (unit)")


def told_of(view: View, subject: str = "") -> list[Claim | None]:
    """One sentence a question, or that of one."""
    return [_one(view, row) for row in known(view, MEAN) if subject in {"", row.subject}]


def _one(view: View, mean: Finding) -> Claim:
    found = (known_row(view, measure, mean.subject) for measure in (MEDIAN, LOWER_QUARTILE, UPPER_QUARTILE))
    median, low, high = found
    half = HALF(median=median, low=low, high=high) if median and low and high else None
    return ONE(mean=mean, half=half)


def _title(view: View) -> Claim:
    told = []
    for row in known(view, MEAN):
        unit = _unit(view, row)
        told.append(TITLE_MEAN(row=row, unit=UNIT(unit=Words(unit, unit)) if unit else None))
    return TITLE_MEANS(told=told) if told else TITLE()


def _unit(view: View, row: Finding) -> str:
    asked = view.study.variables.get(row.subject)
    return view.worded(asked.unit.get(view.language)) if isinstance(asked, Number) else ""


def _named(view: View, row: Finding) -> str:
    """Nights stayed (nights)."""
    unit = _unit(view, row)
    brackets = ("（", "）") if view.language == "zh" else (" (", ")")
    named = [brackets[0], piece("label", "", unit), brackets[1]] if unit else []
    return joined([view.label(row.subject), *named], "")


TABLE = TableSpec(
    "numbers",
    (MEAN, MEDIAN, LOWER_QUARTILE, UPPER_QUARTILE),
    lambda view: view.rows(MEAN),
    columns.row(
        columns.worded(QUESTION, _named),
        columns.with_ends(MEAN),
        columns.with_ends(MEDIAN),
        LOWER_QUARTILE,
        UPPER_QUARTILE,
        columns.bases,
    ),
    _title,
)
