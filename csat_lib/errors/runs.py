"""Phrases about runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csat_lib.errors import CsatError, listing, nearest


def unknown_chapter(given: str, allowed: Sequence[str]) -> CsatError:
    """`--only`, or the study's `chapters`, names a chapter that does not exist."""
    return CsatError(
        f"There is no chapter `{given}` in this study. Allowed: {listing(allowed)}. "
        f"{nearest(given, allowed) or 'Name one of these.'}"
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


def not_an_answer_file(file: Path, allowed: Sequence[str]) -> CsatError:
    """`csat simulate` is asked for a kind of file that it does not write."""
    return CsatError(
        f"`csat simulate` cannot write {file}: its ending is `{file.suffix}`. Allowed: {listing(allowed)}. "
        "Name a file with one of these endings."
    )
