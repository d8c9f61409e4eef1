"""The commands about questionnaires as the command line takes them; :mod:`csat_lib.runs.form_work` does them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from csat_lib.runs import manual

LANGUAGE = "wording (default: the study's languages; where a platform holds one, the first)"


def add(
    command: Callable[..., ArgumentParser],
    wave: Callable[[ArgumentParser], None],
    overrides: Callable[[Namespace], dict[str, str]],
) -> None:
    """Add them: ``command`` makes a parser, ``wave`` gives it a wave file, ``overrides`` are the settings given."""
    draft = command(
        "draft",
        lambda o: _forms().draft(o.answers, o.form, o.out),
        "write a study from answers, from a form, or from both",
        manual.DRAFT,
    )
    draft.add_argument("answers", type=Path, nargs="?", metavar="ANSWERS", help="a file of answers of any kind")
    draft.add_argument("--form", type=Path, metavar="FILE", help="the questionnaire, as a platform exports it")
    draft.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder for the study")
    following = command(
        "next",
        lambda o: _forms().next_wave(o.study, o.answers, o.period),
        "write the wave file of the next period",
        manual.NEXT,
    )
    following.add_argument("study", type=Path, metavar="STUDY", help="the study file, or its folder")
    following.add_argument("answers", type=Path, metavar="ANSWERS", help="the new answers")
    following.add_argument("--period", default="", help="the period (default: by the days of the answers)")
    form = command(
        "form",
        lambda o: _forms().form(o.study, o.to, o.language, o.out, telephone=o.telephone),
        "write the questionnaire for a platform, or for paper",
        manual.FORM,
    )
    form.add_argument("study", type=Path, metavar="STUDY", help="the study file, or its folder")
    form.add_argument("--to", required=True, choices=manual.FORMS, help="for which platform")
    form.add_argument("--language", choices=["zh", "en", "both"], default="", help=LANGUAGE)
    form.add_argument("--telephone", action="store_true", help="of docx and pdf: a script to read out")
    form.add_argument("--out", type=Path, metavar="FILE", help="a new file")
    export = command(
        "export",
        lambda o: _forms().export(o.wave, overrides(o), o.to, o.out, kept=o.kept),
        "write the cleaned answers of a wave",
        manual.EXPORT,
    )
    wave(export)
    export.add_argument("--to", required=True, choices=["sav", "xlsx", "csv"], help="kind of file")
    export.add_argument("--kept", action="store_true", help="only those who count (default: all, with the reason)")
    export.add_argument("--out", type=Path, metavar="FILE", help="a new file")


def _forms() -> ModuleType:
    """What the commands do: imported when one is asked for, as it takes a second."""
    from csat_lib.runs import form_work

    return form_work
