"""Classes of complaints in tables: what each is called, who sees to it, and all of them together."""

from csat_lib.findings.measure import Words
from csat_lib.report.declared import Finding, Rows, View

ALL_CLASSES = "register"
"""The subject of all complaints together."""
CLASS = Words("投诉类别", "Class")
OWNER = Words("责任部门", "Owner")
NO_OWNER = Words("未指定", "none named")


def class_of(view: View, row: Finding) -> str:
    """The class of a row."""
    return view.label(row.subject)


def owner(view: View, row: Finding) -> str:
    """Who sees to the class of a row."""
    classes = view.study.complaints.classes if view.study.complaints else {}
    if row.subject not in classes:
        return ""
    named = classes[row.subject].owner
    return view.worded(named.get(view.language)) if named else NO_OWNER[view.language]


def whole_in_bold(_: View, rows: Rows) -> tuple[int, ...]:
    """Which row is that of all complaints."""
    return tuple(at for at, row in enumerate(rows) if row.subject == ALL_CLASSES)


def with_all_last(rows: Rows) -> Rows:
    """Classes in their order, and all of them together below."""
    return sorted(rows, key=lambda row: row.subject == ALL_CLASSES)
