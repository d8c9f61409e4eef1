"""Terms and figures as a reader meets them, in Chinese and English."""

from __future__ import annotations

from csat_lib.report.setting import set_text
from csat_lib.report.words.en import ENGLISH
from csat_lib.report.words.lexicon import Lexicon
from csat_lib.report.words.zh import CHINESE

LEXICONS = {"en": ENGLISH, "zh": CHINESE}

__all__ = ["LEXICONS", "Lexicon", "set_text"]
