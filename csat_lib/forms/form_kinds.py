"""Which form a file is, and what may be written: one table of readers, one of writers, and what each cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from zipfile import BadZipFile

from python_calamine import CalamineError

from csat_lib.errors.answer_files import cannot_open
from csat_lib.errors.forms import broken_form, language_not_in_study, unknown_form
from csat_lib.forms import export, judgement_form, limesurvey, printed, qualtrics, triple_s_form, wenjuanxing, xlsform
from csat_lib.forms.asked_form import AskedForm
from csat_lib.forms.shown import points
from csat_lib.study.model import Study
from csat_lib.study.questions import MultipleChoice, Rating, SingleChoice

Writer = Callable[[Study, Sequence[str]], str | bytes]
WRITERS: dict[str, tuple[str, Writer]] = {
    "wjx-jsonl": (".jsonl", wenjuanxing.write_jsonl),
    "wjx-text": (".txt", wenjuanxing.write_text),
    "xlsform": (".xlsx", xlsform.write_workbook),
    "limesurvey": (".txt", limesurvey.write_text),
    "qualtrics": (".txt", qualtrics.write_text),
    "docx": (".docx", printed.write_docx),
    "pdf": (".pdf", printed.write_pdf),
    "docx-telephone": (".docx", partial(printed.write_docx, telephone=True)),
    "pdf-telephone": (".pdf", partial(printed.write_pdf, telephone=True)),
    "sav": (".sav", export.write_sav),
    "judgements": (".xlsx", judgement_form.write_workbook),
}
"""What a form is written to -> ending of the file, and what writes it in these languages."""
KNOWN = ("Qualtrics .qsf", "LimeSurvey .lss and .txt", "XLSForm .xlsx", "问卷星 .jsonl and .txt", "triple-S .sss")
ONE_LANGUAGE = ("wjx-jsonl", "wjx-text", "qualtrics", "sav")
"""What holds one wording; asked for both, it gets them beside each other."""
BROKEN = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, BadZipFile, CalamineError)
"""What a reader of forms raises on a file of its platform that is not whole; anything else is a fault of ours."""


def read_form(path: Path) -> AskedForm:
    """The questionnaire of a file, known by its content.

    Raises:
        CsatError: a file that cannot be opened, is no form, or is broken.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise cannot_open(path, fault) from fault
    platform, read = _reader(path, content)
    try:
        form = read()
    except BROKEN as fault:
        raise broken_form(path, platform, fault) from fault
    if not form.questions:
        raise unknown_form(path, KNOWN)
    return form


def _reader(path: Path, content: bytes) -> tuple[str, Callable[[], AskedForm]]:
    if content.startswith(b"PK"):
        return "XLSForm", lambda: xlsform.read_workbook(content)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = content.decode(encoding, errors="replace")
    head = text.lstrip()[:2000]
    for platform, fits, read in (
        ("LimeSurvey", "<LimeSurveyDocType>" in head, limesurvey.read_lss),
        ("triple-S", "<sss" in head.lower(), triple_s_form.read_sss),
        ("Qualtrics", '"SurveyEntry"' in head, qualtrics.read_qsf),
        ("问卷星", head.startswith("{") and '"qtype"' in head, wenjuanxing.read_jsonl),
        ("LimeSurvey", "class\ttype/scale\t" in head.replace('"', ""), limesurvey.read_text),
        ("问卷星", "[" in text and "题]" in text, wenjuanxing.read_text),
    ):
        if fits:
            return platform, lambda read=read: read(text)
    raise unknown_form(path, KNOWN)


def write_form(study: Study, to: str, languages: Sequence[str], path: Path) -> bytes:
    """The form in these languages as bytes; ``path``: where it goes, for messages."""
    lacking = [language for language in languages if language not in study.languages]
    if lacking:
        raise language_not_in_study(path, lacking[0], study.languages)
    written = WRITERS[to][1](study, languages)
    return written if isinstance(written, bytes) else written.encode("utf-8")


def lost(study: Study, to: str, languages: Sequence[str]) -> Iterator[str]:
    """What the platform cannot hold, told before anything is written."""
    questions = study.questions
    if to in {"docx", "pdf", "judgements"}:
        return
    if to in ONE_LANGUAGE and len(languages) > 1:
        yield "Two languages stand beside each other in one text: the platform has one."
    filtered = [name for name, one in questions.items() if one.filter]
    if filtered and to not in {"xlsform", "limesurvey"}:
        yield f"Filters are set by hand: {', '.join(filtered)}."
    at_random = [
        name for name, one in questions.items() if isinstance(one, SingleChoice | MultipleChoice) and one.random
    ]
    at_random += [name for name, block in study.form.blocks.items() if block.random]
    if at_random:
        yield f"Order at random is set by hand: {', '.join(at_random)}."
    exclusive = [name for name, one in questions.items() if getattr(one, "exclusive", ())]
    if exclusive:
        yield f"What excludes the other answers is set by hand: {', '.join(exclusive)}."
    if to in {"wjx-jsonl", "wjx-text", "qualtrics"}:
        yield "Codes of answers are not carried: the answers come back by place or as wordings."
        shifted = [n for n, one in questions.items() if isinstance(one, Rating) and one.scale.low != 1]
        if shifted and to != "qualtrics":
            yield f"Points are counted from 1: export these as wordings, {', '.join(shifted)}."
    long = [
        n
        for n, one in questions.items()
        if any(len(p.code) > limesurvey.LONGEST_ANSWER for p in points(one)) and one.kind == "single"
    ]
    if to == "limesurvey" and long:
        most = limesurvey.LONGEST_ANSWER
        yield f"Codes of answers have at most {most} characters: export 'full answers' for {', '.join(long)}."
    if study.form.contact and to != "xlsform":
        yield "The contact is not carried: put it into the introduction."
