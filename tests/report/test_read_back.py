"""What holds reports against their findings knows a wrong number when it sees one."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from csat_lib.findings import to_frame
from tests.report.read_back import Findings, faults, not_printed, read_page

from .fake_wave import figure

GAP = figure("segments", "gap", "room", -1.84, low=-3.41, high=-0.06, confidence=0.95, p=0.0004)
SHARE = figure("scores", "top2", "q01", 0.004, n=88, method="wilson")
KNOWN = Findings(pd.DataFrame(to_frame([GAP, SHARE])), {0.7, 10.0})


def page(text: str, *pieces: tuple[str, str, str], around: str = "p"):
    told = json.dumps(pieces).replace('"', "&quot;")
    return read_page(f'<h2 id="a">A</h2><{around}><span data-told="{told}">{text}</span></{around}>')


@pytest.mark.parametrize(
    ("of", "part", "text"),
    [
        (GAP, "value", "−1.8"),
        (GAP, "value", "−1.84"),
        (GAP, "value:size", "1.8"),
        (GAP, "low", "−3.4"),
        (GAP, "high", "−0.1"),
        (GAP, "high", "−0.06"),
        (GAP, "confidence", "95%"),
        (GAP, "n", "1,134"),
        (GAP, "p", "<\N{NO-BREAK SPACE}.001"),
        (GAP, "interval", "−3.4 to −0.1"),
        (GAP, "interval", "−3.4 至 −0.1"),
        (SHARE, "value", "0%"),
        (SHARE, "value", "<1%"),
        (SHARE, "value", "0.4%"),
        (SHARE, "value:points", "0.4"),
    ],
)
def test_a_number_that_is_its_findings_is_none_to_complain_of(of, part, text):
    assert faults(page(f"It is {text} here", (of.id, part, text)), KNOWN) == []


@pytest.mark.parametrize(
    ("of", "part", "text"),
    [
        (GAP, "value", "−1.9"),
        (GAP, "value", "1.8"),
        (GAP, "value", "+1.8"),
        (GAP, "value", "−2"),
        (GAP, "value", "−1.8%"),
        (GAP, "value:size", "−1.8"),
        (GAP, "low", "−0.1"),
        (GAP, "interval", "−0.1 to −3.4"),
        (GAP, "interval", "−3.4"),
        (GAP, "n", "1134"),
        (GAP, "n", "11,34"),
        (GAP, "n", "1.134"),
        (GAP, "p", "< .01"),
        (GAP, "p", ".001"),
        (GAP, "df", "12"),
        (GAP, "value", "about −1.8"),
        (SHARE, "value", "0"),
        (SHARE, "value", "<2%"),
        (SHARE, "value", "−0%"),
        (SHARE, "value:points", "0"),
    ],
)
def test_a_number_that_is_not_its_findings_is_named(of, part, text):
    (fault,) = faults(page(f"It is {text} here", (of.id, part, text)), KNOWN)[:1]
    assert fault.startswith(f"a: 'It is {text} here': ")


def test_numbers_worked_out_of_findings_are_worked_out_again():
    less, nested = f"less({GAP.id}, {GAP.id})", f"rest({GAP.id}, less({GAP.id}, {SHARE.id}))"
    assert faults(page("0.0", (less, "value", "0.0")), KNOWN) == []
    assert faults(page("0.1", (less, "value", "0.1")), KNOWN) != []
    assert faults(page("0.2%", (nested, "value", "0.2%")), KNOWN) == []


def test_a_number_that_nobody_knows_is_named():
    assert faults(page("Room fell by 1.8, 12 times", (GAP.id, "value:size", "1.8")), KNOWN) == [
        "a: 'Room fell by 1.8, 12 times': the number in ',12times' is nobody's"
    ]
    assert faults(page("1.8", ("segments/gap/pool", "value", "1.8")), KNOWN) != []
    assert faults(page("Room 12", ("label", "", "Room 12")), KNOWN) == []


def test_a_limit_is_one_that_is_declared_and_a_wording_holds_years_and_scales_alone():
    assert faults(page("0.70, 70%, 10", *(("limit", "", text) for text in ("0.70", "70%", "10"))), KNOWN) == []
    assert len(faults(page("0.71", ("limit", "", "0.71")), KNOWN)) == 1
    assert faults(page("1999, 0 to 100", *(("words", "", text) for text in ("1999", "0", "100"))), KNOWN) == []
    assert len(faults(page("76.4", ("words", "", "76.4")), KNOWN)) == 1


def test_texts_that_know_nothing_are_untold_unless_their_place_holds_no_figure():
    html = '<h2 id="a">Hotel 1</h2><p>12 people</p><aside class="judgement"><p>13</p></aside><a class="ref">Table 1</a>'
    assert [(said.where, said.text) for said in read_page(html).untold] == [("a", "12 people")]


def test_a_chart_names_its_findings_by_their_place_and_a_cell_takes_the_percent_of_its_head():
    told = '[[0,"n","1,134"]]'.replace('"', "&quot;")
    chart = f'<figure id="f" data-of="[&quot;{GAP.id}&quot;]"><svg><text data-told="{told}">1,134</text></svg></figure>'
    head = '<tr><th>Item</th><th>Top<span class="unit">%</span></th></tr>'
    cell = f'<td data-of="{SHARE.id}" data-part="value">0.4<span class="mark">†</span></td>'
    table = f"<table><caption>T</caption><thead>{head}</thead><tbody><tr><th>a</th>{cell}</tr></tbody></table>"
    assert faults(read_page(chart + table), KNOWN) == []
    assert len(faults(read_page(chart.replace(">1,134", ">1,135") + table.replace(">%<", ">points<")), KNOWN)) == 3


def test_a_block_is_printed_as_it_stands_after_those_before_it():
    assert not_printed("Abc1.2Def3", ["Abc 1.2", "no number", "Def 3"]) == []
    assert not_printed("Def3Abc1.2", ["Abc 1.2", "Def 3"]) == ["Def 3"]
    assert not_printed("Abc1.3", ["Abc 1.2"]) == ["Abc 1.2"]
