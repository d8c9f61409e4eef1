from __future__ import annotations

import pytest

from csat_lib.report.topics.quality.ledger import CHART
from csat_lib.report.view import as_findings
from tests.charts.drawn import bars, words
from tests.charts.fake import figure


def test_every_bar_is_as_long_as_what_is_left_and_what_the_rule_takes_away(findings, en):
    chart = CHART.draw(as_findings(findings), en)
    (start, whole), *others = bars(chart, "#d2dee4")
    per_head = (whole - start) / 1366
    left = [1366 - 38, 1366 - 102, 1366 - 223, 1134, 1134]
    assert [end for _, end in others] == pytest.approx([start + count * per_head for count in left], abs=0.01)
    assert bars(chart, "#1f5a7a")[0] == pytest.approx((start, start + 1134 * per_head), abs=0.01)
    gone = [end - begin for begin, end in bars(chart, "#8a929a")]
    assert gone == pytest.approx([count * per_head for count in (38, 64, 121, 9)], abs=0.02)


def test_each_rule_says_how_many_it_left_out_in_their_order(findings, en):
    said = words(CHART.draw(as_findings(findings), en))
    assert [word for word in said if word.startswith("−")] == ["−38", "−64", "−121", "−9"]
    assert (
        said.index("Duplicate responses") < said.index("Same answer throughout") < said.index("Attention check failed")
    )
    assert [word for word in said if word.endswith("%")] == ["3%", "5%", "9%", "1%", "83%"]


def test_nobody_left_out_is_drawn_as_two_bars_of_one_length(en):
    rows = [figure("quality", "rows_in", "answers", 200), figure("quality", "rows_kept", "answers", 200)]
    chart = CHART.draw(rows, en)
    assert words(chart) == ["200", "200", "100%", "Responses received", "Valid responses"]
    assert bars(chart, "#d2dee4") == bars(chart, "#1f5a7a")


def test_the_alternative_text_counts(findings, en, zh):
    english, chinese = CHART.draw(as_findings(findings), en), CHART.draw(as_findings(findings), zh)
    assert english is not None
    assert english.alt == (
        "1,134 of 1,366 responses are valid (83%). Left out: Duplicate responses 38; Answered too fast (time limit) "
        "64; Same answer throughout 121; Too many questions left blank 9; Attention check failed 0."
    )
    assert chinese is not None
    assert chinese.alt == (
        "收回 1,366 份答卷，其中 1,134 份有效（83%）。剔除：重复提交 38；作答过快（低于时限）64；"
        "通篇同一答案 121；漏答过多 9；未通过注意力检测题 0。"
    )


def test_every_rule_has_its_words_and_the_second_of_a_kind_its_number(en, zh):
    names = ("near_duplicate", "near_duplicate_2", "seconds_per_item", "longstring", "irv", "even_odd", "synonyms")
    names += ("antonyms", "mahalanobis")
    out = [figure("quality", "left_out", "answers", 1, other=name, path=str(at)) for at, name in enumerate(names)]
    ends = [figure("quality", "rows_in", "answers", 200), figure("quality", "rows_kept", "answers", 191)]
    english, chinese = (" ".join(words(CHART.draw([*ends, *out], look))) for look in (en, zh))
    assert "_" not in english + chinese
    assert "Nearly equal responses (2)" in english
    assert "高度雷同（2）" in chinese
