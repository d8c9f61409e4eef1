"""May waves and groups be compared: what may, what may not, what could not be tested, and what follows for changes."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import Text
from csat_lib.report.prose import evidence
from csat_lib.report.prose.zh.grammar import joined, listed, quoted
from csat_lib.report.view import View
from csat_lib.report.words.numbers import coefficient

MOST_NAMED = 4
_BROKEN = {
    "question_changed": "题目有改动",
    "metric": "各题项的作用前后不同",
    "scalar": "题项的作答基准前后不同",
    "threshold": "各档答案的用法前后不同",
}
_UNTESTED = {
    "one_item": "只有一个题项",
    "few_items": "不足三个题项",
    "few_answers": "答卷过少",
    "within_chance": "拟合的损失可能出于偶然",
    "not_converged": "计算未收敛",
}


def say(view: View, subject: str) -> list[str]:
    """Against the wave before and between groups; with a segment question as ``subject``, between its groups."""
    if subject in view.study.segments:
        return [sentence for sentence in (groups(view, subject),) if sentence]
    found = [waves(view), consequence(view), untested(view), questionnaire(view)]
    found += [groups(view, name) for name in evidence.compared_groups(view)]
    told = [sentence for sentence in found if sentence]
    return told or ["没有检验各期或各组是否可比。"]


def waves(view: View) -> str:
    """Which dimensions compare with the wave before, and which do not."""
    if view.previous is None:
        return ""
    found = evidence.verdicts(view)
    good, bad = (found.of(kind, list(view.study.constructs)) for kind in ("comparable", "not_comparable"))
    if not good and not bad:
        return ""
    since = view.previous.label("zh")
    if not bad:
        what = _list(view, good) if len(good) == 1 else "经检验的各维度"
        return f"与 {since}相比，{what}测的是同一样东西：{_held()}。"
    rest = f"；可比的有{_list(view, good)}" if good else ""
    return f"{_broken(view, bad)}{rest}。"


def broken(view: View) -> str:
    """What does not compare with the wave before, and why, as a note: constructs, outcomes and nodes."""
    names = (*view.study.constructs, *view.study.outcomes, *view.study.index)
    return _broken(view, evidence.verdicts(view).of("not_comparable", names))


def _broken(view: View, rows: Sequence[Text]) -> str:
    if not rows or view.previous is None:
        return ""
    told = [f"{quoted(view.label(row.subject))}（{_why(view, row)}）" for row in rows]
    return f"与 {view.previous.label('zh')}不可比的有{listed(told)}"


def _why(view: View, row: Text) -> str:
    if row.subject in view.study.index:
        return "其中有一部分不可比"
    why, item = _BROKEN.get(row.other, "两期测的不是同一样东西"), evidence.culprit(view, row.subject)
    return f"{why}，以{quoted(view.label(item))}为最" if item and row.other != "question_changed" else why


def _held() -> str:
    line = coefficient(evidence.LARGEST_FALL)
    return f"令载荷和截距相等，CFI 的损失不超过 {line}（Cheung 和 Rensvold，2002）"


def consequence(view: View) -> str:
    """What that means for the changes."""
    names = evidence.broken(view)
    if not names:
        return ""
    return f"因此本报告不给出{_names(view, names)}的变化，走势线也在此断开：两期测的不是同一样东西。"


def untested(view: View) -> str:
    """What was compared without a test, and why."""
    found = evidence.verdicts(view).of("not_tested", [*view.study.constructs])
    if not found:
        return ""
    told = [f"{quoted(view.label(row.subject))}（{_UNTESTED.get(row.other, '无法检验')}）" for row in found]
    more = f"等 {len(told)} 个维度" if len(told) > MOST_NAMED else ""
    shown = "、".join(told[:MOST_NAMED]) if more else listed(told)
    return f"{shown}{more}未经检验，其变化只以题目没有改动为依据。"


def questionnaire(view: View) -> str:
    """How many questions differ from the wave before."""
    found = list(dict.fromkeys(row.subject for row in evidence.differences(view)))
    if not found or view.previous is None:
        return ""
    what = listed([quoted(view.label(name)) for name in found]) if len(found) <= MOST_NAMED else f"{len(found)} 道题"
    return f"与 {view.previous.label('zh')}的问卷相比，{what}有改动。"


def groups(view: View, segment_by: str) -> str:
    """Whether the groups of a segment question may be compared."""
    found = evidence.verdicts(view, segment_by)
    names = list(view.study.constructs)
    good, bad, rest = (found.of(kind, names) for kind in ("comparable", "not_comparable", "not_tested"))
    told = [f"{_list(view, bad)}不可比"] if bad else []
    told += [f"{_list(view, good)}可比"] if good else []
    told += [f"{_list(view, rest)}未经检验"] if rest else []
    return f"按{view.label(segment_by)}分组，{joined(*told)}。" if told else ""


def _list(view: View, rows: Sequence[Text]) -> str:
    return _names(view, [row.subject for row in rows])


def _names(view: View, names: Sequence[str]) -> str:
    shown = [quoted(view.label(name)) for name in names[:MOST_NAMED]]
    return f"{'、'.join(shown)}等 {len(names)} 项" if len(names) > MOST_NAMED else listed(shown)
