"""A chapter: show, say and draw give report blocks of what the chapter has recorded."""

from __future__ import annotations

import pytest

from csat_lib.chapter import open_chapter, open_report
from csat_lib.index.score_figures import ScoreSpec
from csat_lib.index.scores import score
from csat_lib.report.blocks import Figure, Paragraph, Table

from .conftest import WAVE


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_gives_its_kind_of_block(work, language):
    wave, show, say, draw = open_chapter(str(WAVE), "scores", language)
    recorded = wave.record(score(wave.summary, wave.spec(ScoreSpec)))
    assert [type(block) for block in draw("scores").blocks] == [Figure]
    assert [type(block) for block in show(recorded, "index").blocks] == [Table]
    assert [type(block) for block in say("scores").blocks] == [Paragraph]


def test_a_table_can_be_kept_to_some_measures_and_rows(work):
    wave, show, _, _ = open_chapter(str(WAVE), "scores", "en")
    recorded = wave.record(score(wave.summary, wave.spec(ScoreSpec)))
    (whole,) = show(recorded, "index").blocks
    (one,) = show(recorded, "index", subject="room").blocks
    assert len(one.rows) == 1 < len(whole.rows)


def test_what_was_not_recorded_cannot_be_drawn_and_the_reason_is_said(work):
    _, _, _, draw = open_chapter(str(WAVE), "scores", "en")
    (said,) = draw("scores").blocks
    assert isinstance(said, Paragraph)


def test_the_report_sees_what_all_chapters_recorded(work):
    wave, _, _, _ = open_chapter(str(WAVE), "scores", "en")
    wave.record(score(wave.summary, wave.spec(ScoreSpec)))
    report, annex = open_report(str(WAVE), "en")
    shown, behind = report("scores"), annex("numbers", "composition")
    assert {type(block) for block in shown.blocks} >= {Figure, Paragraph}
    assert Table in {type(block) for block in behind.blocks}
    assert (shown.product, behind.product) == ("report", "annex")
