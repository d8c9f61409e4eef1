"""The whole chapter in one call: code the open answers, count the codes, draw the quotes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from csat_lib.findings import Finding, Method, Text
from csat_lib.voice.coding import CodedAnswers, CodeSpec, VoiceResult, code_answers, summarise_codes
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
    """What was said: who mentions what, the counts, and the quotes."""

    coded: CodedAnswers
    counts: VoiceResult
    quotes: tuple[Text, ...]

    @property
    def method(self) -> Method:
        """How the figures came about."""
        return self.counts.method

    def to_findings(self) -> list[Finding]:
        """``mentions``, ``share`` and ``score`` of every code."""
        return self.counts.to_findings()

    def to_texts(self) -> list[Text]:
        """The quotes, masked."""
        return list(self.quotes)


def listen(answers: pd.DataFrame | pd.Series, spec: VoiceSpec) -> Heard:
    """Code, count and quote the open answers of kept respondents; one column per open question.

    Missing values: see :func:`code_answers` and :func:`summarise_codes`; weights and scores in ``spec.codes`` are
    indexed as ``answers``.
    """
    coded = code_answers(answers, spec.frame)
    return Heard(coded, summarise_codes(coded, spec.codes), tuple(choose_quotes(coded, spec.quotes)))
