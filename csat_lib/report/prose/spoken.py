"""One way in to the sentences of both languages."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from csat_lib.errors.report_words import unknown_topic
from csat_lib.report import topics
from csat_lib.report.blocks import Paragraph
from csat_lib.report.prose import en, zh
from csat_lib.report.prose.scope import SPOKEN
from csat_lib.report.setting import set_text
from csat_lib.report.slots import tell
from csat_lib.report.told import joined
from csat_lib.report.view import View

_LANGUAGES: dict[str, ModuleType] = {"en": en, "zh": zh}
_BY_SEGMENT = ("segments", "trends")


def say(view: View, topic: str, subject: str = "", segment_by: str = "") -> tuple[Paragraph, ...]:
    """The reading of a topic, or of one of its subjects, as one paragraph.

    Args:
        view: What may be told.
        topic: One of ``SPOKEN``.
        subject: A construct, question, node or code; empty for the topic as a whole.
        segment_by: For ``segments`` and ``trends``: the segment question to speak about.

    Raises:
        CsatError: there is no such topic.
    """
    if topic not in SPOKEN:
        raise unknown_topic(topic, SPOKEN)
    if topic in topics.spoken():
        claims = topics.spoken()[topic](view, subject, *([segment_by] if topic in _BY_SEGMENT else []))
        return paragraph(view, [tell(view, claim) for claim in claims])
    words: Any = getattr(_LANGUAGES[view.language], topic)
    sentences = words.say(view, subject, segment_by) if topic in _BY_SEGMENT else words.say(view, subject)
    return paragraph(view, sentences)


def paragraph(view: View, sentences: list[str], style: Any = "body") -> tuple[Paragraph, ...]:
    """Sentences of one language joined to a paragraph as that language does it; none give none."""
    told = [sentence for sentence in sentences if sentence]
    text = joined(told, "" if view.language == "zh" else " ")
    return (Paragraph(text.as_text(set_text(text, view.language)), style),) if told else ()
