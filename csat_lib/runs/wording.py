"""What a report will print, looked at before anything is run: wordings, references, the logo, each with its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from csat_lib.errors import CsatError, Fault, Faults
from csat_lib.errors.report import undrawable, unknown_reference, unusable_logo, wording_faults
from csat_lib.report.fonts import missing_characters
from csat_lib.report.inline import references
from csat_lib.report.look import read_logo
from csat_lib.report.texts import clean
from csat_lib.study import WavePlan
from csat_lib.study.documents import Document, read_document
from csat_lib.study.raw import walk

ALWAYS = ("page-one", "trust", "method")
PILOT = ("pilot-page", "pilot-items", "pilot-size", "pilot-changes", "pilot-limits", "pilot-method")
_ELSEWHERE = frozenset({"quality", "reliability", "factors", "weights", "questions"})
"""Chapters of the study that have none of their own in the report."""


def check_wording(plan: WavePlan) -> None:
    """Whether the report can print what study and wave file say.

    Raises:
        Faults: letters that no font can draw, references of the commentary to what is no chapter, an unusable logo.
    """
    study, wave = read_document(plan.study_path), read_document(plan.path)
    faults = [*_letters(study), *_letters(wave), *_commentary(plan, wave), *_logo(plan, study)]
    if faults:
        raise Faults(wording_faults(str(plan.path)), faults)


def chapters_of(plan: WavePlan, section: str) -> list[str]:
    """The anchors that the commentary of a section may refer to: the chapters that its report always has."""
    told = [name for name in plan.study.chapters if name not in _ELSEWHERE]
    return [f"ch-{name}" for name in (PILOT if section == "pilot" else (*ALWAYS, *told))]


def _letters(document: Document) -> Iterator[Fault]:
    """Each wording in Chinese or English (lists of words are not printed)."""
    for loc, found in walk(document.data):
        for language in {"zh", "en"} & found.keys():
            if isinstance(found[language], str):
                yield from _undrawn(found[language], document.where((*loc, language)))


def _undrawn(text: str, where: str) -> Iterable[Fault]:
    broken = [letter for letter in text if unicodedata.category(letter) == "Cs"]
    missing = [*dict.fromkeys(broken), *missing_characters(clean(text))]
    return [undrawable(where, missing)] if missing else []


def _commentary(plan: WavePlan, document: Document) -> Iterator[Fault]:
    """References, also of commentary that was set on the command line, whose letters are looked at here."""
    for section, words in plan.commentary.items():
        given = next((f"--set {key}" for key in plan.overrides if key.split(".")[0] == "commentary"), "")
        for language in ("zh", "en"):
            where = given or document.where(("commentary", section, language))
            allowed = chapters_of(plan, section)
            yield from (
                unknown_reference(where, anchor, allowed)
                for anchor in dict.fromkeys(references(words.get(language)))
                if anchor not in allowed
            )
            yield from _undrawn(words.get(language), where) if given else ()


def _logo(plan: WavePlan, document: Document) -> Iterator[Fault]:
    named: Any = plan.study.look.logo
    try:
        if named:
            read_logo(plan.folder / named)
    except CsatError as fault:
        yield unusable_logo(document.where(("look", "logo")), str(fault))
