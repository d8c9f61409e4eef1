"""Which intervals of a table or figure hold together, said under it in the view's language."""

from __future__ import annotations

from collections.abc import Sequence

from csat_lib.findings import ALL, Finding
from csat_lib.report.clear import valued
from csat_lib.report.prose.en.grammar import counted
from csat_lib.report.view import View
from csat_lib.report.words import set_text

_WHAT = {"en": {"change": "changes", "gap": "differences"}, "zh": {"change": "变化", "gap": "差值"}}
_WITHIN = {"en": ", dimension by dimension", "zh": "（逐个维度）"}
_OF = {"en": ("dimension", "group"), "zh": ("个维度", "组")}


def held_note(view: View, differences: Sequence[Finding]) -> str:
    """'The intervals of the changes of all eight groups hold together; the others each by itself.'; else nothing."""
    known = [row for row in valued(differences) if row.low is not None]
    together = [row for row in known if row.family > 1]
    if not together:
        return ""
    number, what = together[0].family, _WHAT[view.language][together[0].measure]
    noun = _OF[view.language][together[0].segment_by != ALL]
    alone = len(together) < len(known)
    chinese = f"{number} {noun}的{what}采用联合区间，同时成立"
    words = _english(number, what, noun) if view.language == "en" else chinese
    within = len({row.subject for row in together}) > 1 and together[0].segment_by != ALL
    words += _WITHIN[view.language] if within else ""
    own = {"en": "; the others hold each by itself", "zh": "，其余区间单独成立"}
    return set_text(words + (own[view.language] if alone else ""), view.language)


def _english(number: int, what: str, noun: str) -> str:
    return f"The intervals of the {what} of all {counted(number, noun)} hold together"


def joined_notes(view: View, *notes: str) -> str:
    """Notes one after the other, empty ones left out."""
    return ("；" if view.language == "zh" else "; ").join(note for note in notes if note)
