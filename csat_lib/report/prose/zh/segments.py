"""Who differs: segments clear of the rest, with intervals that hold for all comparisons together."""

from __future__ import annotations

from csat_lib.findings import Finding
from csat_lib.report.prose import facts
from csat_lib.report.prose.carry import valued
from csat_lib.report.prose.zh.grammar import listed, moved, moved_between, together
from csat_lib.report.prose.zh.reasons import absent
from csat_lib.report.view import View

MOST_NAMED = 3


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
        return absent(view, found[0]) if found else ""
    return f"{apart(view, segment_by, subject)}。"


def apart(view: View, segment_by: str, subject: str = "") -> str:
    """The same as a clause: 按门店看，海港店低于其余各组 6.1 分（3.2 至 9.0 分）；8 组的……."""
    known = valued(facts.gaps(view, segment_by, subject))
    if not known:
        return ""
    sides = ((facts.clear(known, "down"), "低于"), (facts.clear(known, "up"), "高于"))
    told = "，".join(_side(view, rows, word) for rows, word in sides if rows)
    return f"按{view.label(segment_by)}看，{told or '没有哪一组明显不同于其余各组'}{together(known)}"


def _side(view: View, rows: tuple[Finding, ...], word: str) -> str:
    few = rows[:MOST_NAMED]
    shown = [
        f"{view.level(row.segment_by, row.segment)}{word}其余各组 {moved(row)}（{moved_between(row)}）" for row in few
    ]
    more = len(rows) - len(few)
    return "，".join(shown) + (f"，另有 {more} 组也明显{word}其余各组" if more else "")


def hidden(view: View, segment_by: str, subject: str = "") -> str:
    """Groups that are masked, and groups to be read with care."""
    rows = view.figures("segments", "index", subject=subject or view.study.root, segment_by=segment_by)
    masked = [view.level(row.segment_by, row.segment) for row in rows if row.reason == "small_base"]
    small = [view.level(row.segment_by, row.segment) for row in valued(rows) if (row.n or 0) < view.study.small_base]
    told = []
    if masked:
        told.append(f"{listed(masked)}的样本量不足 {view.study.minimum_base}，不予展示")
    if small:
        told.append(f"{listed(small)}的样本量不足 {view.study.small_base}，解读时请谨慎")
    return f"{'；'.join(told)}。" if told else ""


def ranks_mislead() -> str:
    """How a ranking is to be read."""
    return "图中按估计值排列，相邻的名次往往分不出高下。"


def heat_reading() -> str:
    """How the map of groups against dimensions is to be read."""
    return "热力图提示该往哪里细看；单个格子的误差较大，也没有单独做检验。"
