"""How many answers came in, which rules left some out, how many count: sentences and table."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.findings.catalogue.quality import LEFT_OUT, MEDIAN_SECONDS, ROWS_IN, ROWS_KEPT
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.clear import ranked
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.topics.quality.rules import lower_rule, rule
from csat_lib.report.view import View
from csat_lib.report.wording import MOST_NAMED, Claim, Derived, Wording

LONG = 120
"""Seconds from which a time is told in minutes."""

NOT_RECORDED = Wording(
    zh="本期没有记录答卷的回收和剔除情况。", en="How many answers were received and kept was not recorded."
)
ALL_COUNT = Wording(
    zh="共回收答卷 {received} 份，全部有效，没有答卷被剔除。",
    en="All {received} answers received count; no rule left any out.",
)
SOME_COUNT = Wording(
    zh="共回收答卷 {received} 份，其中有效答卷 {kept} 份，按既定规则剔除 {left} 份（{share:fine}）。",
    en="Of {received} answers received, {kept} count; {left} ({share:fine}) were left out by the study's rules.",
)
ONE_RULE = Wording(zh="剔除的原因是：{rule}。", en="One rule left them out: {rule}.")
RULES = Wording(zh="剔除的主要原因是：{rules:,}。", en="The rules that left out most: {rules}.")
BY_RULE = Wording(zh="{rule} {row} 份", en="{row} by “{rule}”")
MINUTES = Wording(zh="作答时长的中位数为 {time} 分钟。", en="The median time to answer was {time} minutes.")
SECONDS = Wording(zh="作答时长的中位数为 {time} 秒。", en="The median time to answer was {time.count:second}.")
TITLE_NONE = Wording(zh="没有答卷被剔除", en="No answer was left out")
TITLE_MOST = Wording(zh="因“{rule}”剔除的最多，共 {row} 份", en="“{rule}” left out most: {row.count:answer}")
RULE = Words("规则", "Rule")


def counted(view: View) -> tuple[Finding, Finding] | None:
    """Answers received and answers that count, where both were recorded and any came."""
    received, kept = view.row(ROWS_IN, "answers"), view.row(ROWS_KEPT, "answers")
    if received is None or kept is None or not received.value or kept.value is None:
        return None
    return received, kept


def kept(view: View) -> Claim:
    """How many were received, how many count, how many were left out."""
    found = counted(view)
    if found is None:
        return NOT_RECORDED()
    received, left = found[0], Derived("less", *found, "respondents")
    if not left.value:
        return ALL_COUNT(received=received)
    return SOME_COUNT(received=received, kept=found[1], left=left, share=Derived("rest", *found[::-1], "share"))


def left_out(view: View) -> list[Finding]:
    """How many answers each rule left out, most first; rules that left out none are not told."""
    return [row for row in ranked(view.rows(LEFT_OUT)) if row.value]


def rules(view: View) -> Claim | None:
    """The rules that left out most, with their counts."""
    told = [BY_RULE(rule=lower_rule(row.other), row=row) for row in left_out(view)[:MOST_NAMED]]
    if not told:
        return None
    return RULES(rules=told) if len(told) > 1 else ONE_RULE(rule=told[0])


def time(view: View) -> Claim | None:
    """How long answering took."""
    seconds = next(iter(known(view, MEDIAN_SECONDS)), None)
    if seconds is None:
        return None
    is_long = (seconds.value or 0.0) >= LONG
    return MINUTES(time=Derived("minutes", seconds, None, "minutes")) if is_long else SECONDS(time=seconds)


def _title(view: View) -> Claim:
    """The rule that left out most."""
    out = left_out(view)
    return TITLE_MOST(rule=rule(out[0].other), row=out[0]) if out else TITLE_NONE()


def _rows(view: View) -> Rows:
    return [row for measure in (ROWS_IN, LEFT_OUT, ROWS_KEPT) for row in view.rows(measure)]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    names = columns.text(view, RULE, lambda row: (rule(row.other) if row.other else row.kind.words)[view.language])
    return names, columns.count(view, columns.ANSWERS), columns.share_of_base(view)


def _ends(view: View, rows: Rows) -> tuple[int, ...]:
    del view
    return 0, len(rows) - 1


TABLE = TableSpec("ledger", (ROWS_IN, LEFT_OUT, ROWS_KEPT), _rows, _fields, _title, _ends)
