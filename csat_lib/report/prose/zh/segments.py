"""Who differs: segments clear of the rest, with intervals that hold for all comparisons together."""

from __future__ import annotations

from csat_lib.findings import HIDDEN, Finding
from csat_lib.report.clear import clearly, valued
from csat_lib.report.prose import facts, places
from csat_lib.report.prose.zh.grammar import joined, listed, moved, moved_between, quoted, together
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.view import View

MOST_NAMED = 2


def say(view: View, subject: str, segment_by: str = "") -> list[str]:
    """One question's segments, or every segment of the study in turn. ``subject`` is what is scored."""
    names = (segment_by,) if segment_by else facts.segments_shown(view)
    if not names:
        return ["本期没有做群体比较。"]
    sentences = [text for name in names for text in (differences(view, name, subject), hidden(view, name, subject))]
    return [sentence for sentence in sentences if sentence]


def differences(view: View, segment_by: str, subject: str = "") -> str:
    """Segments clearly above and below the rest, the largest difference first; or that none is."""
    found = facts.gaps(view, segment_by, subject)
    if not valued(found):
        return _untold(view, found) if found else ""
    known = valued(found)
    held = together(known) if len(known) > 2 else ""
    return f"{joined(apart(view, segment_by, subject), held)}。"


def _untold(view: View, found: tuple[Finding, ...]) -> str:
    """Why no difference is told: the groups do not measure the same, or the reason of the first."""
    if any(row.reason != "not_comparable" for row in found):
        return absent(view, found[0])
    return f"按{view.label(found[0].segment_by)}分组，各组不作比较：同样的题目在各组测的不是同一样东西。"


def apart(view: View, segment_by: str, subject: str = "") -> str:
    """The same as a clause: 按门店看，海港店比其余各组低 6.1 分（3.2 至 9.0 分）."""
    found = facts.gaps(view, segment_by, subject)
    known = valued(found)
    if not known:
        return ""
    name, above, below = view.label(segment_by), clearly(known, "up"), clearly(known, "down")
    if len(known) == 2:
        return f"按{name}看，{_pair(view, above, below)}"
    told = "，".join(_side(view, rows, word) for rows, word in ((below, "低"), (above, "高")) if rows)
    return f"按{name}看，{told or '没有哪一组明显不同于其余各组'}"


def _pair(view: View, above: tuple[Finding, ...], below: tuple[Finding, ...]) -> str:
    """Two groups are told against one another: the one's lead is the other's lag."""
    if not above or not below:
        return "两组之间没有明显差别"
    first, second = (view.level(row.segment_by, row.segment) for row in (above[0], below[0]))
    return f"{first}比{second}高 {moved(above[0])}（{moved_between(above[0])}）"


def _side(view: View, rows: tuple[Finding, ...], word: str) -> str:
    if len(rows) <= MOST_NAMED:
        names = [f"{view.level(row.segment_by, row.segment)}比其余各组{word}" for row in rows]
        told = zip(names, rows, strict=True)
        return "，".join(f"{name} {moved(row)}（{moved_between(row)}）" for name, row in told)
    first = view.level(rows[0].segment_by, rows[0].segment)
    furthest = f"其中{first}相差最大（{moved(rows[0])}，{moved_between(rows[0])}）"
    return f"有 {len(rows)} 组明显{word}于其余各组，{furthest}"


def within(view: View, unit: Finding) -> str:
    """Which dimensions of a unit clearly fell or lag, for the unit that page one begins with."""
    found = places.dimensions(view, unit)
    if found is None:
        return ""
    name, verb = view.level(unit.segment_by, unit.segment), "下降" if unit.measure == "change" else "比其余各组低"
    if not found:
        return f"{name}没有哪个维度{'明显下降' if unit.measure == 'change' else '明显低于其余各组'}。"
    told = [f"{quoted(view.label(row.subject))}{verb} {moved(row)}（{moved_between(row)}）" for row in found]
    return f"{name}的各维度中，{'，'.join(told)}。"


def hidden(view: View, segment_by: str, subject: str = "") -> str:
    """Groups that are masked, and groups to be read with care."""
    rows = view.figures("scores", "index", subject=subject or view.study.root, segment_by=segment_by)
    masked, beside = (
        [view.level(row.segment_by, row.segment) for row in rows if row.reason == reason] for reason in HIDDEN
    )
    small = [view.level(row.segment_by, row.segment) for row in valued(rows) if (row.n or 0) < view.study.small_base]
    told = []
    if masked:
        told.append(f"{listed(masked)}的样本量不足 {view.study.minimum_base}，不予展示")
    if beside:
        told.append(f"{listed(beside)}也一并不展示，以免由其推算出样本过少的组")
    if small:
        told.append(f"{listed(small)}的样本量不足 {view.study.small_base}，解读时请谨慎")
    return f"{'；'.join(told)}。" if told else ""


def ranks_mislead() -> str:
    """How a ranking is to be read."""
    return "图中按估计值排列，相邻的名次往往分不出高下。"


def heat_reading() -> str:
    """How the map of groups against dimensions is to be read."""
    return "热力图提示该往哪里细看；单个格子的误差较大，也没有单独做检验。"
