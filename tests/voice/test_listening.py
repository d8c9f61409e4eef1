"""One call gives what the chapter on open answers needs."""

import pandas as pd
import pytest

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


def test_each_of_several_questions_is_told_by_itself_by_the_codes_named_there():
    words = {"clean": ("clean",), "lift": ("lift",)}
    frame = build_frame(
        {code: FrameCode(title=StudyText(en=code), words=WordLists(en=found)) for code, found in words.items()}
    )
    faults = ["The lift was slow again, as always"] * 12 + [None] * 8
    wishes = [None] * 6 + ["Please have it all clean before we come"] * 10 + ["More colour on the walls please"] * 4
    heard = listen(pd.DataFrame({"faults": faults, "wishes": wishes}), VoiceSpec(frame))
    shares = {(row.other, row.subject): (row.value, row.n) for row in heard.to_findings() if row.measure == "share"}
    assert shares == {
        ("faults", "lift"): (1, 12),
        ("wishes", "clean"): (pytest.approx(10 / 14), 14),
        ("wishes", "uncoded"): (pytest.approx(4 / 14), 14),
    }
    assert {(text.other, text.subject) for text in heard.to_texts()} == {("faults", "lift"), ("wishes", "clean")}
