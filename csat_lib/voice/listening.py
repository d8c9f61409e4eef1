"""The whole chapter in one call: code the open answers, count the codes, draw the quotes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from csat_lib.findings import Finding, Method, Text, way
from csat_lib.voice.coding import CodeSpec, code_answers, summarise_codes
from csat_lib.voice.frame import CodeFrame
from csat_lib.voice.quotes import QuoteSpec, choose_quotes


@dataclass(frozen=True)
class VoiceSpec:
    """How answers are read: the code ``frame``, whom they stand for (``codes``), and which are quoted (``quotes``)."""

    frame: CodeFrame
    codes: CodeSpec = field(default_factory=CodeSpec)
    quotes: QuoteSpec = field(default_factory=QuoteSpec)


@dataclass(frozen=True)
class Heard:
    """What was said: the figures of every code and the quotes; by question (``other``) where several were asked."""

    findings: tuple[Finding, ...]
    quotes: tuple[Text, ...]
    method: Method = way("keyword frame")

    def to_findings(self) -> list[Finding]:
        """``mentions``, ``share`` and ``score`` of every code."""
        return list(self.findings)

    def to_texts(self) -> list[Text]:
        """The quotes, masked."""
        return list(self.quotes)


def listen(answers: pd.DataFrame | pd.Series, spec: VoiceSpec) -> Heard:
    """Code, count and quote the open answers of kept respondents; one column per open question.

    Each of several questions is told by itself, of those who wrote to it (what is wished for is not what is wrong), by
    the codes that somebody mentions there.
    Missing values: see :func:`code_answers` and :func:`summarise_codes`; weights and scores in ``spec.codes`` are
    indexed as ``answers``.
    """
    table = answers.to_frame() if isinstance(answers, pd.Series) else answers
    questions = tuple(map(str, table.columns)) if table.shape[1] > 1 else ("",)
    findings: list[Finding] = []
    quotes: list[Text] = []
    for at, question in enumerate(questions):
        coded = code_answers(table.iloc[:, [at]], spec.frame)
        found = summarise_codes(coded, spec.codes).to_findings()
        named = [code for code in coded.mentions if not question or coded.mentions[code].any()]
        findings += [replace(row, other=question) for row in found if row.subject in named]
        quotes += [replace(text, other=question) for text in choose_quotes(coded, spec.quotes)]
    return Heard(tuple(findings), tuple(quotes))
