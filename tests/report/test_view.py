"""A view picks findings and wording, and computes nothing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from csat_lib.findings import Text, to_frame
from csat_lib.findings.catalogue.trends import INDEX
from csat_lib.report.view import ANY, as_findings

from .fake_wave import all_figures, figure, make_view


def test_figures_are_of_this_period_and_of_everybody_unless_asked_otherwise():
    rows = [
        figure("trends", "index", "room", 80.0, period="2025-11"),
        figure("trends", "index", "room", 81.0),
        figure("trends", "index", "room", 70.0, segment_by="store", segment="S01"),
    ]
    view = make_view("en", rows)
    assert [row.value for row in view.rows(INDEX)] == [81.0]
    assert [row.value for row in view.rows(INDEX, period=ANY)] == [80.0, 81.0]
    assert view.row(INDEX, "room", segment_by="store").value == 70.0
    assert view.row(INDEX, "food") is None
    of_store = replace(view, cell=("store", "S01"))
    assert [row.value for row in of_store.rows(INDEX)] == [70.0]


def test_a_table_of_findings_comes_back_as_the_findings_it_was_made_of():
    rows = all_figures()
    assert as_findings(to_frame(rows)) == tuple(rows)


def test_wording_is_the_studys_and_a_name_without_wording_stands_for_itself():
    view = make_view("zh")
    assert view.label("room") == "客房"
    assert view.label("satisfaction") == "宾客满意度指数"
    assert view.label("clean") == "清洁"
    assert view.label("F1") == "F1"
    assert view.level("store", "S03") == "车站店"
    assert make_view("en").level("store*store", "S03*S01") == "Station × Harbour"


def test_texts_come_by_rank():
    view = make_view("en")
    assert [text.text for text in view.words("voice", "quote", subject="clean")] == [
        "浴室很脏",
        "The bathroom was dirty.",
    ]
    empty = make_view("en", texts=to_frame([Text(topic="a", subject="b", kind="c", text="d")]).iloc[:0])
    assert empty.words("voice", "quote") == ()


def test_a_topic_counts_only_with_a_value():
    view = make_view("en", [figure("drivers", "r2", "q20", None, reason="collinear")])
    assert not view.has("drivers")
    assert make_view("en").has("drivers")


def test_commentary_is_given_in_the_views_language():
    assert make_view("zh").judgement("page_one") == "车站店正在装修。"
    assert make_view("en").judgement("scores") == ""


def test_the_previous_wave_is_the_last_of_the_earlier_ones():
    assert str(make_view("en").previous) == "2025-11"
    assert make_view("en", earlier=()).previous is None


def test_an_empty_table_gives_no_findings():
    assert as_findings(to_frame([])) == ()
    assert as_findings(pd.DataFrame(columns=to_frame([]).columns)) == ()
