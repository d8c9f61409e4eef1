"""Phrases about open answers and their code frame."""

from __future__ import annotations

from csat_lib.errors import CsatError


def empty_frame() -> CsatError:
    """A code frame without codes."""
    return CsatError(
        "The code frame for open answers is empty. Give `voice.frame` at least one code with words, "
        "or leave the chapter `voice` out."
    )


def code_without_words(code: str) -> CsatError:
    """A code that no answer could ever get."""
    return CsatError(
        f"The code `{code}` of the voice frame has no words to find it by. "
        "Give it at least one word under `words: {zh: [..], en: [..]}`."
    )


def blank_word(code: str, given: str) -> CsatError:
    """A word that would match everywhere or nowhere."""
    return CsatError(
        f"The code `{code}` of the voice frame has the word `{given}`, which holds no letter or character to look for. "
        "Write a word or the beginning of one."
    )


def reserved_code(code: str) -> CsatError:
    """A code named like the one for answers that no word fits."""
    return CsatError(
        f"The voice frame has a code named `{code}`; that name is kept for answers that no code fits. Rename the code."
    )
