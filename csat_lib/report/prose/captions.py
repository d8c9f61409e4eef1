"""What stands under figures and tables: base, source and the reasons for what is absent, in the view's language."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import ALL, HIDDEN, Finding
from csat_lib.findings.catalogue import REASONS
from csat_lib.report.clear import is_weighted
from csat_lib.report.prose import en
from csat_lib.report.unanswered import culprits
from csat_lib.report.view import View
from csat_lib.report.words import LEXICONS, set_text
from csat_lib.report.words.numbers import count
from csat_lib.report.words.reasons import OF_SEVERAL


def base_of(view: View, rows: Sequence[Finding]) -> str:
    """1,134 respondents, effective base 1,021; a range when the rows rest on different bases."""
    shown = [row for row in rows if row.n is not None and row.reason not in HIDDEN]
    if not shown:
        return ""
    told = _english(view, shown) if view.language == "en" else _chinese(shown)
    return set_text(told, view.language)


def _english(view: View, rows: list[Finding]) -> str:
    n, effective = _range(rows, " to ")
    noun = en.grammar.answerers(view)
    words = f"{n} {noun}s" + (f", effective base {effective}" if effective else "")
    return words if n != "1" else f"1 {noun}"


def _chinese(rows: list[Finding]) -> str:
    n, effective = _range(rows, " 至 ")
    return f"{n} 份答卷" + (f"，等效样本量 {effective}" if effective else "")


def _range(rows: list[Finding], between: str) -> tuple[str, str]:
    """The bases in words, smallest to largest; the effective ones only when weights tell them apart."""
    bases = [row.n for row in rows if row.n is not None]
    weighted = [row.n_effective for row in rows if is_weighted(row) and row.n_effective is not None]
    return _ends(bases, between), _ends(weighted, between)


def _ends(values: Sequence[float], between: str) -> str:
    if not values:
        return ""
    low, high = count(min(values)), count(max(values))
    return low if low == high else f"{low}{between}{high}"


def source_of(view: View) -> str:
    """Guest satisfaction tracking, December 2025."""
    title, period = view.worded(view.study.title.get(view.language)), view.period.label(view.language)
    return set_text(f"{title}，{period}" if view.language == "zh" else f"{title}, {period}", view.language)


def notes_on(view: View, rows: Sequence[Finding]) -> str:
    """Why figures are absent, one short reason after the other; masked cells have their own sign."""
    lexicon = LEXICONS[view.language]
    absent: dict[str, list[str]] = {}
    for row in rows:
        if row.value is None and row.reason not in HIDDEN:
            name = view.label(row.subject) if row.segment_by == ALL else view.level(row.segment_by, row.segment)
            absent.setdefault(_reason(view, row), []).append(name)
    told = [f"{lexicon.list_comma.join(dict.fromkeys(names))}{lexicon.colon}{why}" for why, names in absent.items()]
    return set_text(("；" if view.language == "zh" else "; ").join(told), view.language)


def _reason(view: View, row: Finding) -> str:
    """A few words; of a figure that rests on several questions, that one of them is to blame."""
    if culprits(view, row) is not None:
        return OF_SEVERAL[row.reason][view.language == "en"]
    return REASONS[row.reason].short[view.language]
