"""Phrases about forms: drafting a study, the next wave, and what a platform cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, cut, listing


def nothing_to_draft() -> CsatError:
    """Neither answers nor a form."""
    return CsatError("`csat draft` needs an answers file, a form (`--form FILE`), or both; neither is given.")


def unknown_form(path: Path, known: Sequence[str]) -> CsatError:
    """A file that is no form that can be read."""
    return CsatError(
        f"{path} is no form that can be read; read are {listing(known)}. Export the survey as one of these."
    )


def broken_form(path: Path, platform: str, fault: Exception) -> CsatError:
    """A form of a known kind that cannot be read."""
    lacks = f"`{fault.args[0]}` is missing" if isinstance(fault, KeyError) else f"{type(fault).__name__}: {fault}"
    return CsatError(f"{path} looks like a form of {platform} and cannot be read ({lacks}). Export it again, whole.")


def other_survey(path: Path, form: str, found: int, asked: int) -> CsatError:
    """A form of another survey than the answers."""
    return CsatError(
        f"The {form} is of another survey than {path}: of its {asked} questions the answers hold {found}. "
        "Give the form or the study with which these answers were collected."
    )


def does_not_fit(path: Path, form: str, missing: Sequence[str]) -> CsatError:
    """Questions of a form, or of a study, that the answers lack."""
    return CsatError(
        f"{path} and the {form} do not fit: no column was found for {listing(missing)}. "
        "Export the answers with every question, or name the columns in the study file (`column:`)."
    )


def language_not_in_study(path: Path, given: str, languages: Sequence[str]) -> CsatError:
    """A form in a language that the study is not worded in."""
    return CsatError(
        f"{path} cannot be given in `{given}`: the study is worded in {listing(languages)}. "
        "Add the wordings to the study file, or ask for a language that it has."
    )


def wave_exists(path: Path) -> CsatError:
    """`csat next` would write over a wave file."""
    return CsatError(
        f"{path}: there is a wave file of this period already. Name another with `--period`, or delete it."
    )


def answers_had(path: Path, wave: str) -> CsatError:
    """`csat next` with the answers of a wave that there is."""
    return CsatError(f"{path} holds the answers of the wave {wave} already. Name the file of the next period.")


def no_names(path: Path, cell: str, why: str) -> CsatError:
    """A file drafted from whose first row is an answer."""
    return CsatError(
        f"{path} names no columns: `{cut(cell)}` in its first row is {why}, so that row seems to be an answer. "
        "Put a row over it that names every column."
    )


def names_again(path: Path, name: str, row: int) -> CsatError:
    """A file drafted from in which a second download stands below the first."""
    return CsatError(
        f"{path} names its columns twice: row {row} of the answers holds `{cut(name)}` and other names again, so two "
        "downloads seem to stand in it, one below the other. Save each as a file of its own and name their folder."
    )


def no_script(to: str) -> CsatError:
    """A script for the telephone that is no paper."""
    return CsatError(f"`--telephone` writes a script to read out, as docx or pdf; given was `--to {to}`.")


def no_place(path: Path) -> CsatError:
    """A file in a folder that is not there."""
    return CsatError(f"{path} cannot be written: there is no folder {path.parent}. Make it, or name another file.")


def nothing_to_judge(nodes: Sequence[str]) -> CsatError:
    """A form for experts, of a study whose index needs none."""
    return CsatError(
        "No node of the index is weighed by judgements of experts, so there is nothing to ask them. Give the parts of "
        f"{f'one (of {listing(nodes)})' if nodes else 'an index'} the word ahp, fahp, precedence, experts or delphi."
    )
