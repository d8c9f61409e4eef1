"""Who counts, in words and in tables: what the rules and signs are called, what is told of them, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from csat_lib.findings.catalogue.quality import NOT_OF_THE_WAVE
from csat_lib.report.slots import tell
from csat_lib.report.tables import show
from csat_lib.report.topics.quality import blanks, careless, effects, ledger, say
from csat_lib.report.topics.quality.rules import RULES, lower_rule, rule
from csat_lib.study.rules import Exclusion
from tests.report import fake_evidence
from tests.report.fake_wave import all_figures, altered, figure, make_view


def told(claim, rows, language="en"):
    view = make_view(language, rows)
    return str(tell(view, claim(view)))


def both(claim, rows):
    return [told(claim, rows, language) for language in ("en", "zh")]


def flagged(**given):
    expected = [replace(row, **given) for row in fake_evidence.expected()]
    return [*all_figures(), *fake_evidence.fieldwork(), *expected]


def quality(measure, **where):
    return {"topic": "quality", "measure": measure, **where}


def test_every_rule_of_a_study_has_its_words_and_the_second_of_a_kind_its_number():
    kinds = {get_args(kind.model_fields["rule"].annotation)[0] for kind in get_args(get_args(Exclusion)[0])}
    assert set(RULES) == kinds | set(NOT_OF_THE_WAVE)
    assert rule("speed_2").en == "Answered too fast (against the median) (2)"
    assert rule("near_duplicate_2").zh == "高度雷同（2）"
    assert lower_rule("missing").en == "too many questions left blank"


def test_more_flags_than_expected_are_told_with_both_counts():
    assert told(careless.careless, flagged()) == (
        "Of all responses received, those left out later included, more than careful answering would bring are flagged "
        "by one sign: “Long run of one answer” (38 of 1,246, about 12 expected); a flag is no proof."
    )
    assert told(careless.careless, flagged(), "zh") == (
        "全部回收答卷（含后来剔除的）中，以下 1 种迹象标记的答卷多于认真作答时的预期：“连续同一答案过长”（"
        "1,246 份中 38 份，预期约 12 份）；"
        "被标记并不等于作答不认真。"
    )
    view = make_view("en", flagged())
    assert careless.careless(view) in say(view)


def test_the_number_expected_is_worked_out_of_the_share_expected():
    view = make_view("en", flagged())
    chance = view.findings[view.findings["measure"] == "flagged_by_chance"]
    (piece,) = [piece for piece in tell(view, careless.careless(view)).pieces if piece.of.startswith("heads(")]
    assert piece.text == "12"
    assert chance["value"].item() * chance["n"].item() == pytest.approx(11.96, abs=0.01)


def test_as_many_as_chance_brings_are_not_told():
    assert both(careless.careless, flagged(p=0.2)) == ["", ""]
    assert both(careless.careless, flagged(p=None)) == ["", ""]


def test_where_not_one_is_expected_the_words_say_so():
    english, chinese = both(careless.careless, flagged(value=0.0004))
    assert "(38 of 1,246, fewer than one expected)" in english
    assert "（1,246 份中 38 份，预期不到 1 份）" in chinese


def test_one_rule_is_no_list_and_no_rule_says_nothing():
    none = altered(altered(all_figures(), quality("left_out"), value=0.0), quality("rows_kept"), value=1246.0)
    one = altered(none, quality("left_out", other="seconds"), value=28.0)
    assert both(ledger.rules, one) == [
        "One rule left them out: 28 by “answered too fast (time limit)”.",
        "剔除的原因是：作答过快（低于时限）28 份。",
    ]
    assert both(ledger.rules, none) == ["", ""]
    assert both(ledger.kept, none) == [
        "All 1,246 responses received are valid; no rule left any out.",
        "共回收答卷 1,246 份，全部有效，没有答卷被剔除。",
    ]


def test_a_share_left_out_that_rounds_to_nothing_has_a_decimal():
    few = altered(all_figures(), quality("rows_kept"), value=1240.0)
    assert "6 (0.5%) were left out" in told(ledger.kept, few)
    assert "剔除 6 份（0.5%）" in told(ledger.kept, few, "zh")


def test_a_short_time_is_told_in_seconds():
    short = altered(all_figures(), quality("median_seconds"), value=75.0)
    assert both(ledger.time, short) == ["The median time to answer was 75 seconds.", "作答时长的中位数为 75 秒。"]
    assert both(ledger.time, []) == ["", ""]


def test_where_nobody_answered_all_the_share_of_the_whole_is_nought():
    rows = [*altered(all_figures(), quality("missing_items", other="0"), other="3")]
    assert told(blanks.blank, rows).endswith("(16% of those asked); 0.0% answered every item.")


def test_an_effect_without_an_interval_of_the_index_stands_alone():
    rows = altered(all_figures(), {"topic": "scores", "measure": "index"}, low=None, high=None)
    assert told(effects.effect, rows).endswith("the index would be 0.3 points lower.")


def test_a_hidden_effect_stands_in_the_table_masked():
    hidden = altered(all_figures(), quality("index_effect", other="seconds"), value=None, reason="small_base")
    rows = [row for row in hidden if row.measure == "index_effect"]
    (table,) = show(make_view("en", hidden), rows)
    assert [row[1].mark for row in table.rows] == ["", "masked", ""]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_titles_of_what_nobody_shows(language):
    rows = altered([*all_figures(), *fake_evidence.fieldwork()], quality("flagged"), value=0.0)
    rows = altered(rows, quality("straight_lined"), value=0.0)
    signs, alike = (spec.title(make_view(language, rows)) for spec in (careless.TABLE, careless.LINES))
    assert (
        str(tell(make_view(language), signs))
        == {
            "en": "No response shows a sign of carelessness",
            "zh": "没有答卷显出作答不认真的迹象",
        }[language]
    )
    assert (
        str(tell(make_view(language), alike))
        == {
            "en": "No dimension was answered alike throughout",
            "zh": "没有维度被通篇同一答案作答",
        }[language]
    )


def test_the_sign_that_flags_most_is_the_title():
    view = make_view("en", [*all_figures(), *fake_evidence.fieldwork(), figure("quality", "left_out", "answers", 3)])
    assert tell(view, careless.TABLE.title(view)) == "“Long run of one answer” would flag most: 38 of 1,246"
    assert tell(view, careless.LINES.title(view)) == "Room is most often answered alike throughout (11%)"
