"""The code frame finds words, not meanings."""

import pytest

from csat_lib.errors import CsatError
from csat_lib.study.model import FrameCode
from csat_lib.study.words import StudyText, WordLists
from csat_lib.voice.frame import build_frame


def code(*, zh: tuple[str, ...] = (), en: tuple[str, ...] = ()) -> FrameCode:
    return FrameCode(title=StudyText(zh="码", en="code"), words=WordLists(zh=zh, en=en))


FRAME = build_frame(
    {
        "clean": code(zh=("干净", "卫生", "脏"), en=("clean", "dirty", "tidy")),
        "dirt": code(zh=("不干净",), en=("unclean",)),
        "wifi": code(zh=("无线网", "WiFi"), en=("wi-fi",)),
        "desk": code(zh=("前台",), en=("front desk", "check in")),
        "service": code(zh=("前台服务", "服务"), en=("service",)),
    }
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("房间很干净，服务也好", {"clean", "service"}),
        ("房间不干净", {"dirt"}),
        ("前台服务好", {"service"}),
        ("前台，服务好", {"desk", "service"}),
        ("The cleaners came late", {"clean"}),
        ("It was UNCLEAN", {"dirt"}),
        ("ＷｉＦｉ很慢", {"wifi"}),
        ("wi fi and Wi-Fi and WIFI", {"wifi"}),
        ("slow check-in at the front\ndesk", {"desk"}),
        ("checkin", {"desk"}),
        ("untidy", set()),
        ("not clean", {"clean"}),
        ("不错", set()),
        ("", set()),
        ("干\u200b净", {"clean"}),
        ("'; DROP TABLE answers; --", set()),
        ("(dirty|.*)", {"clean"}),
    ],
)
def test_an_answer_mentions(text, codes):
    assert FRAME.find(text) == codes


def test_a_word_may_tell_several_codes():
    frame = build_frame({"a": code(en=("room",)), "b": code(en=("room", "bed"))})
    assert frame.find("the room") == {"a", "b"}
    assert frame.codes == ("a", "b")


def test_signs_of_a_pattern_in_a_word_are_just_signs():
    frame = build_frame({"price": code(zh=("价格(贵)",), en=("a+b",))})
    assert frame.find("价格(贵)!") == {"price"}
    assert frame.find("价格贵") == set()
    assert frame.find("an A+B test") == {"price"}


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (
            {},
            (
                "The code frame for open answers is empty. Give `voice.frame` at least one code with words, "
                "or leave the chapter `voice` out."
            ),
        ),
        (
            {"clean": code()},
            (
                "The code `clean` of the voice frame has no words to find it by. "
                "Give it at least one word under `words: {zh: [..], en: [..]}`."
            ),
        ),
        (
            {"clean": code(en=("...",))},
            (
                "The code `clean` of the voice frame has the word `...`, "
                "which holds no letter or character to look for. Write a word or the beginning of one."
            ),
        ),
        (
            {"uncoded": code(en=("x",))},
            (
                "The voice frame has a code named `uncoded`; that name is kept for answers that no code fits. "
                "Rename the code."
            ),
        ),
    ],
)
def test_a_frame_that_cannot_code_is_refused(codes, message):
    with pytest.raises(CsatError) as caught:
        build_frame(codes)
    assert str(caught.value) == message
