from __future__ import annotations

import numpy as np
import pytest

from csat_lib.simulate.remarks import write_mentions, write_remarks
from csat_lib.study.truth import Verbatims

TRUTH = {
    "share": 1.0,
    "about": {
        "room": {"low": {"zh": ["吵。"], "en": ["Noisy."]}, "high": {"zh": ["静。"], "en": ["Quiet."]}},
        "food": {"low": {"zh": ["凉。"], "en": ["Cold."]}, "high": {"zh": ["香。"], "en": ["Tasty."]}},
    },
    "personal": {"zh": ["电话 1。"], "en": ["Call 1."]},
    "hostile": {"en": ["<b>"]},
}
SCORES = np.array([[-2.0, 0.0, 1.0], [-1.0, 0.0, 2.0]])
CONSTRUCTS = ["room", "staff", "food"]


def remarks(*, chinese: bool, n: int = 1, **changes: float) -> list[str]:
    truth = Verbatims.model_validate({**TRUTH, **changes})
    scores = np.repeat(SCORES, n, axis=0)
    return write_remarks(truth, CONSTRUCTS, scores, np.full(len(scores), chinese), np.random.default_rng(5))


def test_the_discontented_complain_about_the_worst_and_the_content_praise_the_best():
    complaint, praise = remarks(chinese=False)
    assert complaint.startswith("Noisy.")
    assert praise.startswith("Tasty.")


def test_they_write_in_their_language():
    assert [text[:2] for text in remarks(chinese=True)] == ["吵。", "香。"]


def test_a_quarter_add_the_other_side():
    found = remarks(chinese=True, n=2000)
    assert set(found) == {"吵。", "吵。香。", "香。", "香。吵。"}
    assert 0.22 < np.mean([len(text) == 4 for text in found]) < 0.28


def test_personal_and_hostile_text_is_mixed_in():
    (first, _) = remarks(chinese=False, personal_share=1.0, hostile_share=1.0)
    assert first.endswith("Call 1. <b>")


def test_a_language_without_such_sentences_goes_without():
    assert all(
        "电话" in text and "<b>" not in text for text in remarks(chinese=True, personal_share=1, hostile_share=1)
    )


def test_who_writes_nothing_has_an_empty_remark():
    assert remarks(chinese=True, share=0.0) == ["", ""]


def test_things_are_mentioned_by_their_own_chances():
    about = {
        "lift": {"satisfied": 0.1, "others": 0.5, "words": {"zh": ["电梯慢。"], "en": ["Slow lift."]}},
        "view": {"satisfied": 0.4, "others": 0.4, "words": {"zh": ["景观好。"], "en": ["Fine view."]}},
    }
    truth = Verbatims.model_validate({"share": 0.5, "mentions": about})
    satisfied = np.arange(20000) % 2 == 0
    chinese = np.arange(20000) % 4 < 2
    remarks = np.array(write_mentions(truth, satisfied, chinese, np.random.default_rng(1)))
    wrote = remarks != ""
    lift = np.char.find(remarks, "电梯") + np.char.find(remarks, "lift") > -2
    assert wrote.mean() == pytest.approx(0.5, abs=0.02)
    assert lift[wrote & satisfied].mean() == pytest.approx(0.1, abs=0.02)  # the likeliest thing takes the rest
    assert lift[wrote & ~satisfied].mean() == pytest.approx(0.5 + 0.5 * 0.6, abs=0.02)
    assert set(remarks[wrote & chinese]) == {"电梯慢。", "景观好。", "电梯慢。景观好。"}
    assert set(remarks[wrote & ~chinese]) == {"Slow lift.", "Fine view.", "Slow lift. Fine view."}
