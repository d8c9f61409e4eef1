"""Phrases about runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, listing, nearest


def unknown_chapters(given: Sequence[str], allowed: Sequence[str]) -> CsatError:
    """`--only` names chapters that the study does not have."""
    words = " and no chapter ".join(f"`{name}`" for name in given)
    hints = " ".join(hint for name in given if (hint := nearest(name, allowed)))
    return CsatError(
        f"There is no chapter {words} in this study. Allowed: {listing(allowed)}. {hints or 'Name one of these.'}"
    )


def chapter_failed(chapter: str, kept: Path, message: str) -> RuntimeError:
    """A fault of the program, not of the input: the executed copy is kept for whoever mends it."""
    return RuntimeError(
        f"The chapter `{chapter}` stopped: {message}\nIts executed notebook is kept at {kept}. "
        "The last good report is untouched."
    )


def job_died(name: str, code: int | None) -> RuntimeError:
    """A child process ended without an answer (out of memory, killed)."""
    return RuntimeError(
        f"`{name}` ended without an answer (exit code {code}): it was killed or ran out of memory. "
        "The last good report is untouched. Run again, or use `--plain`."
    )


def job_too_slow(name: str) -> RuntimeError:
    """A child process outlived its time."""
    return RuntimeError(
        f"`{name}` took longer than its time limit and was ended. The last good report is untouched. "
        "Raise the limit with the environment variable CSAT_SECONDS."
    )


def not_a_setting(given: str) -> CsatError:
    """`--set` without an equals sign."""
    return CsatError(f"`--set {given}` is not a setting. Allowed: --set KEY=VALUE, for example --set language=en.")


def not_a_run(folder: Path) -> CsatError:
    """`CSAT_WORK` names a folder that holds no collected wave."""
    return CsatError(
        f"{folder} holds no collected wave (no run.json). Unset the environment variable CSAT_WORK, "
        "or start the chapter through `csat run`."
    )


def no_break(given: str, allowed: Sequence[str]) -> CsatError:
    """A notebook asks for groups by a question that has none."""
    return CsatError(
        f"There is no single-choice question `{given}` in this study to break the answers by. "
        f"Allowed: {listing(allowed)}. {nearest(given, allowed) or 'Name one of these as `by`.'}"
    )


def not_an_answer_file(file: Path, allowed: Sequence[str]) -> CsatError:
    """`csat simulate` is asked for a kind of file that it does not write."""
    return CsatError(
        f"`csat simulate` cannot write {file}: its ending is `{file.suffix}`. Allowed: {listing(allowed)}. "
        "Name a file with one of these endings."
    )


def file_exists(file: Path) -> CsatError:
    """A new file of answers, or of a form, would be written over another."""
    return CsatError(
        f"{file} is not written: there is a file of this name, and it may hold real answers. "
        "Name a new file, or delete this one."
    )


def no_folder(file: Path) -> CsatError:
    """`csat simulate` is asked to write into a folder that is not there."""
    return CsatError(
        f"`csat simulate` cannot write {file}: there is no folder {file.parent}. Make it, or name another file."
    )


def not_outputs(folder: Path) -> CsatError:
    """`--out` names a folder with a user's own files, which the outputs would replace."""
    return CsatError(
        f"The outputs cannot take the place of {folder}: it holds files that no run has written (its manifest.json is "
        "missing, or not one of ours). Name in `--out` a new folder, an empty one, or the outputs of an earlier run."
    )


def other_study(folder: Path, found: str, given: str) -> CsatError:
    """`--out` names the outputs of another study, which would be lost."""
    return CsatError(
        f"The outputs of the study `{given}` cannot take the place of {folder}: it holds those of the study `{found}`. "
        "Name another folder in `--out`, or delete this one."
    )


def cannot_write(target: Path, fault: OSError) -> CsatError:
    """The system refuses the place of the outputs; Windows does as long as a program has one of the files open."""
    is_open = " Close report and workbook if a program has them open." if isinstance(fault, PermissionError) else ""
    return CsatError(
        f"{target} cannot be written: {fault.strerror or fault}.{is_open} {target.parent} must be a folder that you "
        "may write to. Mend it, or name another: `--out` for one run, the environment variable CSAT_OUTPUTS for all "
        "outputs."
    )


def no_such_name(target: Path, why: str) -> CsatError:
    """A file or folder that the system cannot have under that name."""
    return CsatError(f"{target} cannot be written: {why}. Name another file or folder.")
