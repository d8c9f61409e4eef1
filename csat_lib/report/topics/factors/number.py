"""How many factors, by which test, against the number of dimensions: sentence and table."""

from __future__ import annotations

from csat_lib.charts.rows import Row
from csat_lib.findings import Finding
from csat_lib.findings.catalogue.factors import MAP, N_FACTORS
from csat_lib.findings.measure import Words
from csat_lib.report import columns
from csat_lib.report.absent import absent
from csat_lib.report.columns import Field
from csat_lib.report.declared import Rows, TableSpec, known
from csat_lib.report.topics.factors.adequacy import kmo_of
from csat_lib.report.view import View
from csat_lib.report.wording import Claim, Wording

FEW_FACTORS = 2 / 3
"""Factors per dimension up to which the reader is warned that the dimensions run together."""
CHOSEN, MAP_TEST, COMMON, COMPONENTS = "chosen", "map", "parallel factors", "parallel components"
TESTS = {
    CHOSEN: Words("综合判定", "chosen"),
    "map fourth power": Words("最小平均偏相关（四次方）", "minimum average partial (fourth power)"),
    MAP_TEST: Words("最小平均偏相关（MAP）", "minimum average partial (MAP)"),
    COMMON: Words("公因子平行分析", "parallel analysis of common factors"),
    COMPONENTS: Words("主成分平行分析", "parallel analysis of components"),
}
"""What the methods of a number of factors note, the more telling first."""

AS_DESIGNED = Wording(
    zh="{tests} {kept} 个因子，与问卷设计的维度数相同。",
    en="{tests} {kept.count:factor}, as many as the study has dimensions.",
)
FEWER = Wording(
    zh="{tests} {kept} 个因子，而问卷设计了 {designed} 个维度：部分维度在受访者的回答中合在了一起。",
    en="{tests} {kept.count:factor} where the study has {designed:dimension}: some dimensions run together in these "
    "answers.",
)
MORE = Wording(
    zh="{tests} {kept} 个因子，而问卷设计了 {designed} 个维度：有的维度在受访者的回答中分成了几个因子。",
    en="{tests} {kept.count:factor} where the study has {designed:dimension}: some dimension falls apart in these "
    "answers.",
)
BY_ONE = Wording(zh="平行分析保留", en="Parallel analysis keeps")
BY_SEVERAL = Wording(
    zh="平行分析保留 {components} 个主成分、{common} 个公因子{map}；综合取",
    en="Parallel analysis keeps {components.count:component} and {common.count:common factor}{map}; that makes",
)
BY_MAP = Wording(zh="，MAP 保留 {map} 个", en=", MAP keeps {map.count:word}")


def test_of(row: Finding | Row) -> str:
    """By which test a number of factors was found."""
    return next((test for test in TESTS if row.noted(test)), COMPONENTS)


def n_factors(view: View) -> Finding | None:
    """How many factors: the number chosen among several tests, else that of the first."""
    found = view.rows(N_FACTORS, subject="items")
    return next((row for row in found if test_of(row) == CHOSEN), found[0] if found else None)


def collapsed(view: View) -> Finding | None:
    """The number of factors, when it is far smaller than the number of dimensions."""
    found, designed = n_factors(view), len(view.study.constructs)
    if found is None or found.value is None or designed < 2:
        return None
    return found if found.value <= FEW_FACTORS * designed else None


def number(view: View) -> Claim | None:
    """How many factors the tests keep, against the number of dimensions; a reason told of the KMO is not told again."""
    found, kmo = n_factors(view), kmo_of(view)
    if found is None:
        return None
    if found.value is None:
        is_told = kmo is not None and kmo.value is None and kmo.reason == found.reason
        return None if is_told else absent(view, found)
    designed = len(view.study.constructs)
    if round(found.value) == designed:
        return AS_DESIGNED(tests=_tests(view), kept=found)
    return (FEWER if found.value < designed else MORE)(tests=_tests(view), kept=found, designed=designed)


def _tests(view: View) -> Claim:
    """Which tests were asked, and what each of them keeps."""
    kept = {test_of(row): row for row in known(view, N_FACTORS)}
    if COMPONENTS not in kept or COMMON not in kept:
        return BY_ONE()
    by_map = BY_MAP(map=kept[MAP_TEST]) if MAP_TEST in kept else None
    return BY_SEVERAL(components=kept[COMPONENTS], common=kept[COMMON], map=by_map)


HOW_MANY = Wording(zh="因子个数", en="How many factors")
ALL_ALIKE = Wording(zh="各种检验都保留 {kept} 个因子", en="All tests keep {kept.count:factor}")
RANGE = Wording(zh="各种检验保留 {least} 至 {most} 个因子", en="The tests keep {least} to {most} factors")
METHOD = Words("方法", "Method")


def _range(view: View) -> Claim:
    """Between which numbers the tests lie."""
    order = sorted(known(view, N_FACTORS), key=lambda row: row.value or 0.0)
    if not order:
        return HOW_MANY()
    if order[0].value == order[-1].value:
        return ALL_ALIKE(kept=order[0])
    return RANGE(least=order[0], most=order[-1])


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    del rows
    test = columns.text(view, METHOD, lambda row: TESTS[test_of(row)][view.language])
    return test, columns.figure(view, N_FACTORS)


TABLE = TableSpec("n_factors", (N_FACTORS, MAP), lambda view: known(view, N_FACTORS), _fields, _range)
