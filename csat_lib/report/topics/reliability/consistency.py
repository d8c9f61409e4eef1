"""Reliability beyond alpha: split halves, a factor common to all items, customers who answered twice."""

from csat_lib.findings.catalogue import reliability
from csat_lib.findings.catalogue.reliability import ICC, OMEGA_HIERARCHICAL, OMEGA_TOTAL, RETEST, SPLIT_HALF_GREATEST
from csat_lib.report.clear import is_small
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, absent, columns, known, known_row, ranked
from csat_lib.report.wording import Claim, Wording, Words

GENERAL = Wording(
    zh="全部题项之和的方差中，{omega} 可由一个总因子解释（层次 ω 系数；{omega.interval}；{omega.base}）{rest}。",
    en="One factor common to all items accounts for {omega} of the variance of their sum (hierarchical omega; "
    "{omega.interval}; {omega.base}){rest}.",
)
ALL_FACTORS = Wording(zh="；全部因子合计解释 {total}", en="; all factors together account for {total}")
TOO_FEW = ("small_base", "few_pairs")
FEW_TWICE = Wording(
    zh="两期都作答的客户，每个维度至多 {most.n} 人，人数过少，不足以判断回答是否稳定。",
    en="At most {most.n} customers answered in both waves: too few to say how stable the answers are.",
)
FURTHER = Wording(zh="其他信度系数", en="Further coefficients of reliability")
LOWEST_HALF = Wording(zh="最小分半信度以{lowest.named}为最低", en="The lowest split half is that of {lowest.named}")
AGAIN = Wording(zh="两期都作答的客户的重测信度", en="Retest of customers who answered twice")
ONE_CORRELATION = Wording(zh="两期都作答的客户，前后相关为 {r}", en="Customers who answered twice: correlation {r}")
CORRELATIONS = Wording(
    zh="两期都作答的客户，前后相关为 {lowest} 至 {highest}",
    en="Customers who answered twice: correlations from {lowest} to {highest}",
)
_OF_CONSTRUCTS = (
    reliability.LAMBDA6,
    SPLIT_HALF_GREATEST,
    reliability.SPLIT_HALF_MEAN,
    reliability.SPLIT_HALF_LOWEST,
    reliability.RHO_A,
)
_OF_ALL_ITEMS = (OMEGA_TOTAL, OMEGA_HIERARCHICAL, reliability.OMEGA_ASYMPTOTIC)


def general(view: View) -> Claim | None:
    """How much of all items' sum one factor common to them accounts for."""
    omega, total = view.row(OMEGA_HIERARCHICAL, "items"), known_row(view, OMEGA_TOTAL, "items")
    if omega is None or omega.value is None:
        return absent(view, omega) if omega else None
    return GENERAL(omega=omega, rest=ALL_FACTORS(total=total) if total else None)


def unstable(view: View) -> list[Finding]:
    """Retests clearly below zero on no small base, the lowest first."""
    enough = [row for row in known(view, RETEST) if not is_small(row, view.study.small_base)]
    return [row for row in ranked(enough)[::-1] if row.high is not None and row.high < 0]


def few_twice(view: View) -> Claim | None:
    """That too few customers answered twice, where that goes for every dimension."""
    rows = [row for row in view.rows(RETEST) if row.n]
    most = max(rows, key=lambda row: row.n or 0, default=None)
    few = rows and all(row.reason in TOO_FEW or is_small(row, view.study.small_base) for row in rows)
    return FEW_TWICE(most=most) if few and most else None


def _lowest(view: View) -> Claim:
    order = ranked(view.rows(reliability.SPLIT_HALF_LOWEST))
    return LOWEST_HALF(lowest=order[-1]) if order else FURTHER()


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    names = {row.subject for row in rows}
    shown = [
        columns.figure(view, measure, columns.of(view, measure))
        for measure in (*_OF_CONSTRUCTS, *_OF_ALL_ITEMS)
        if any(row.subject in names for row in known(view, measure))
    ]
    return (columns.subject(view), *shown, *columns.bases(view, rows))


TABLE = TableSpec(
    "consistency", (SPLIT_HALF_GREATEST,), lambda view: known(view, SPLIT_HALF_GREATEST), _fields, _lowest
)
WITH_ALL_ITEMS = TableSpec(
    "consistency_of_all_items",
    (SPLIT_HALF_GREATEST, OMEGA_TOTAL),
    lambda view: [*known(view, SPLIT_HALF_GREATEST), *known(view, OMEGA_TOTAL)],
    _fields,
    _lowest,
)


def _stable(view: View) -> Claim:
    """How stable the dimensions are over time."""
    order = ranked(view.rows(RETEST))
    if not order:
        return AGAIN()
    lowest, highest = order[-1], order[0]
    same = f"{lowest.value:.2f}" == f"{highest.value:.2f}"
    return ONE_CORRELATION(r=lowest) if same else CORRELATIONS(lowest=lowest, highest=highest)


def _retest_fields(view: View, rows: Rows) -> tuple[Field, ...]:
    forms = dict.fromkeys(row.other for row in view.rows(ICC))
    own = (columns.subject(view), columns.figure(view, RETEST), columns.interval(view, RETEST))
    iccs = (columns.figure(view, ICC, columns.of(view, ICC, other=form), Words(form, form)) for form in forms)
    return (*own, *iccs, *columns.bases(view, rows))


RETEST_TABLE = TableSpec("retest", (RETEST,), lambda view: view.rows(RETEST), _retest_fields, _stable)
