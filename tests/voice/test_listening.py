"""One call gives what the chapter on open answers needs."""

import pandas as pd

from csat_lib.study.model import FrameCode
from csat_lib.study.words import StudyText, WordLists
from csat_lib.voice.coding import CodeSpec, code_answers, summarise_codes
from csat_lib.voice.frame import build_frame
from csat_lib.voice.listening import VoiceSpec, listen
from csat_lib.voice.quotes import QuoteSpec, choose_quotes

FRAME = build_frame({"clean": FrameCode(title=StudyText(en="Clean"), words=WordLists(zh=("干净",), en=("clean",)))})


def test_listening_is_coding_counting_and_quoting():
    texts = pd.DataFrame({"why": [f"房间第{at}天打扫得很干净" for at in range(12)] + [None]})
    codes = CodeSpec(score=pd.Series([70.0] * 13))
    heard = listen(texts, VoiceSpec(FRAME, codes, QuoteSpec(seed=3)))
    coded = code_answers(texts, FRAME)
    assert heard.to_findings() == summarise_codes(coded, codes).to_findings()
    assert heard.to_texts() == choose_quotes(coded, QuoteSpec(seed=3))
    assert [(f.measure, f.value) for f in heard.to_findings()[:3]] == [("mentions", 12), ("share", 1), ("score", 70)]
    assert str(heard.method) == "keyword frame"
