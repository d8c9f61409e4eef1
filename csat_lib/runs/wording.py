"""What a report will print, looked at before anything is run: wordings, references, the logo, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from csat_lib.errors import CsatError, Fault, Faults, listing
from csat_lib.errors.report import unknown_reference, unusable_logo, wording_faults
from csat_lib.report.inline import references
from csat_lib.report.look import read_logo
from csat_lib.report.squares import unprinted
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
        Faults: references of the commentary to what is no chapter, an unusable logo.
    """
    faults = [*_commentary(plan, read_document(plan.path)), *_logo(plan, read_document(plan.study_path))]
    if faults:
        raise Faults(wording_faults(str(plan.path)), faults)


def chapters_of(plan: WavePlan, section: str) -> list[str]:
    """The anchors that the commentary of a section may refer to: the chapters that its report always has."""
    told = [name for name in plan.study.chapters if name not in _ELSEWHERE]
    return [f"ch-{name}" for name in (PILOT if section == "pilot" else (*ALWAYS, *told))]


def told_of_letters(plan: WavePlan) -> Iterator[str]:
    """What the PDF will print as squares of the wordings of study and wave, if anything."""
    documents = [read_document(plan.study_path), read_document(plan.path)]
    texts = [clean(text) for document in documents for text in _wordings(document)]
    if lost := unprinted("\n".join(texts)):
        scripts = listing([f"{words['en']} {count:,}" for words, count in lost.items()])
        yield f"Letters of the wordings that the PDF has no font for and prints as squares: {scripts}."


def _wordings(document: Document) -> Iterator[str]:
    """Each wording in Chinese or English (lists of words are not printed)."""
    for _, found in walk(document.data):
        yield from (found[language] for language in ("zh", "en") if isinstance(found.get(language), str))


def _commentary(plan: WavePlan, document: Document) -> Iterator[Fault]:
    """References, also of commentary that was set on the command line."""
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


def _logo(plan: WavePlan, document: Document) -> Iterator[Fault]:
    named: Any = plan.study.look.logo
    try:
        if named:
            read_logo(plan.folder / named)
    except CsatError as fault:
        yield unusable_logo(document.where(("look", "logo")), str(fault))
