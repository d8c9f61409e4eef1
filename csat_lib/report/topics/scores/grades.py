"""The grade of the index by fuzzy comprehensive evaluation, and whether another operator would change it."""

from csat_lib.findings import ALL
from csat_lib.findings.catalogue.methods import METHODS
from csat_lib.findings.catalogue.scores import GRADE_POINTS, GRADE_SHARE
from csat_lib.findings.told import wording
from csat_lib.report.clear import size
from csat_lib.report.declared import Field, Finding, Rows, TableSpec, View, columns, known
from csat_lib.report.wording import Claim, Label, Wording, Words

OPERATOR, GRADE = Words("算子", "Operator"), Words("等级", "Grade")
TOLD = Wording(
    zh="按模糊综合评价（{operator}），“{row.label}”{of}的等级为“{grade}”，折合 {row} 分，隶属度为{shares}；{others}。",
    en="{row.the}{of} is graded “{grade}” by fuzzy comprehensive evaluation ({operator}), worth {row} points, with "
    "memberships {shares}; {others}.",
)
OF_ANSWERS = Wording(zh="（只计有答案的部分）", en=" (of its parts with answers alone)")
IN_GRADE = Wording(zh="{grade} {row}", en="{grade} {row}")
SAME = Wording(zh="换用其他算子，等级不变", en="no other operator changes the grade")
CHANGED = Wording(zh="换用其他算子，等级会变：{rows}", en="another operator changes the grade: {rows}")
BY = Wording(zh="按{operator}为“{grade}”", en="“{grade}” by {operator}")
TITLE_UNITS = Wording(zh="{by}：模糊综合评价的等级、折合分与隶属度", en="{by}: fuzzy grades, points and memberships")
TITLE = Wording(zh="模糊综合评价：等级、折合分与隶属度", en="Fuzzy evaluation: grades, points and memberships")


def told(view: View) -> Claim | None:
    """The grade of the root by the study's operator, and by the others."""
    first, *others = known(view, GRADE_POINTS, subject=view.study.root) or (None,)
    if first is None:
        return None
    grade = _grade(view, first)
    changed = [BY(operator=_operator(row), grade=own) for row in others if (own := _grade(view, row)) != grade]
    shares = [IN_GRADE(grade=_words(view, row.other), row=row) for row in _shares(view, first)]
    rest = CHANGED(rows=changed) if changed else SAME()
    has_figures = any(part in view.study.kpis for node in view.study.index.values() for part in node.parts)
    of, operator = OF_ANSWERS() if has_figures else None, _operator(first)
    return TOLD(row=first, of=of, operator=operator, grade=grade, shares=shares, others=rest)


def _words(view: View, grade: str) -> Words:
    title = view.study.fuzzy.grades[grade].title if view.study.fuzzy else None
    return Words(title.zh, title.en) if title else Words(grade, grade)


def _shares(view: View, row: Finding) -> tuple[Finding, ...]:
    cell = {"segment_by": row.segment_by, "segment": row.segment}
    return known(view, GRADE_SHARE, subject=row.subject, path=row.path, **cell)


def _grade(view: View, row: Finding) -> Words:
    """The grade that it is most in; where several are alike but for rounding, each of them."""
    shares = _shares(view, row)
    most = max(map(size, shares)) - 1e-9
    found = [_words(view, one.other) for one in shares if size(one) >= most]
    return Words(" / ".join(one.zh for one in found), " / ".join(one.en for one in found))


def _operator(row: Finding) -> Words:
    return METHODS[row.method.first]


def _fields(view: View, rows: Rows) -> tuple[Field, ...]:
    """By which operator or in which unit, the grade, what it is worth, and a column a grade."""

    def column(grade: str) -> Field:
        def pick(row: Finding) -> Finding | None:
            cell = {"segment_by": row.segment_by, "segment": row.segment}
            return view.row(GRADE_SHARE, row.subject, other=grade, path=row.path, **cell)

        return columns.figure(view, GRADE_SHARE, pick, _words(view, grade))

    operator = columns.text(view, OPERATOR, lambda row: wording(_operator(row)[view.language]))
    operator = operator if rows[0].segment_by == ALL else columns.segment(view, rows[0].segment_by)
    graded = columns.text(view, GRADE, lambda row: _grade(view, row)[view.language] if _shares(view, row) else "–")
    worth = columns.figure(view, GRADE_POINTS)
    return (operator, graded, worth, *map(column, view.study.fuzzy.grades if view.study.fuzzy else ()))


TABLE = TableSpec(
    "grades",
    (GRADE_POINTS, GRADE_SHARE),
    lambda view: known(view, GRADE_POINTS),
    columns.row(columns.DIMENSION, _fields, columns.bases),
    lambda _: TITLE(),
)
UNITS = TableSpec(
    "grades_units",
    (GRADE_POINTS, GRADE_SHARE),
    lambda view: view.rows(GRADE_POINTS, segment_by=view.study.unit) if view.study.unit else (),
    columns.row(_fields, columns.bases),
    lambda view: TITLE_UNITS(by=Label(view.study.unit or "")),
)
