"""What left its control limits, and what came last in every wave, in both languages."""

from __future__ import annotations

import pytest

from csat_lib.period import parse
from csat_lib.report.slots import tell, tell_all
from csat_lib.report.topics.trends import control
from tests.report.fake_wave import figure, make_view

WAVES = [f"2025-{month:02d}" for month in range(1, 13)]
EARLIER = tuple(parse(wave) for wave in WAVES[:-1])


def line(subject: str, *last: float, value: float = 80.0, **cell: str):
    values = [value] * (12 - len(last)) + list(last)
    return [figure("trends", "index", subject, v, period=w, **cell) for w, v in zip(WAVES, values, strict=True)]


def limits(subject: str, value: float = 80.0, **cell: str):
    return figure("trends", "control", subject, value, low=value - 2, high=value + 2, n=None, **cell)


def view(language: str, *rows):
    return make_view(language, list(rows), earlier=EARLIER)


def constructs(language: str = "en", **values: float):
    """Lines of all dimensions of the study, with their limits."""
    names = make_view(language).study.constructs
    lines = [row for name in names for row in line(name, value=values.get(name, 80.0))]
    return [*lines, *(limits(name, values.get(name, 80.0)) for name in names)]


def test_what_came_last_in_every_wave_is_told_with_the_number_of_waves():
    rows = constructs(price=60.0)
    assert tell_all(view("en", *rows), control.claims(view("en", *rows))).endswith(
        "In each of 12 waves, Price was measured lowest of the dimensions (60.0 to 60.0)."
    )
    assert tell(view("zh", *rows), control.title(view("zh", *rows))) == "近 12 期“价格”一直最低"


def test_one_wave_in_which_another_was_lower_is_enough_to_be_silent():
    rows = [row for row in constructs(price=60.0) if (row.subject, row.measure) != ("food", "index")]
    rows += line("food", 50.0)
    found = view("en", *rows)
    assert control.always_lowest(found) is None


def test_a_wave_outside_its_limits_is_named_with_them():
    rows = [row for row in constructs() if (row.subject, row.measure) != ("food", "index")]
    rows += line("food", 70.0)
    english, chinese = view("en", *rows), view("zh", *rows)
    assert tell_all(english, control.claims(english)) == (
        "Food (70.0) lies below the control limits of its own line (78.0 to 82.0)."
    )
    assert tell_all(chinese, control.claims(chinese)) == "餐饮（70.0）低于自身的控制限（78.0 至 82.0）。"
    assert tell(english, control.title(english)) == "Food lies below its control limits this wave"
    assert tell(chinese, control.title(chinese)) == "餐饮本期低于控制限"


def test_where_all_lie_within_that_is_said_of_how_many():
    rows = constructs()
    n = len(make_view("en").study.constructs)
    told = tell_all(view("en", *rows), control.claims(view("en", *rows))[:1])
    assert told.startswith("This wave, all ")
    assert told.endswith(" lines shown lie within their control limits.")
    assert len(control.lines(view("en", *rows))) == n


def troubled(*last: float, subjects=("room", "nps")):
    """A unit that fell in the index, and clearly so in a dimension and the NPS, with its lines."""
    root, cell = make_view("en").study.root, {"segment_by": "store", "segment": "S02"}
    rows = []
    for name in (root, *subjects):
        kind, limit = ("nps", "control_nps") if name == "nps" else ("index", "control")
        change = {"low": -9.0, "high": -1.0, "against": WAVES[-2], **cell}
        rows.append(figure("trends", "change", name, -5.0, **change))
        values = zip(WAVES, [80.0] * 11 + [last[0] if name == "room" else 79.0], strict=True)
        rows += [figure("trends", kind, name, value, period=wave, **cell) for wave, value in values]
        rows.append(figure("trends", limit, name, 80.0, low=78.0, high=82.0, n=None, **cell))
    return rows


def test_the_unit_in_question_is_followed_in_all_in_which_it_changed_the_nps_last():
    found = view("en", *constructs(), *troubled(70.0, subjects=("nps", "room")))
    assert [line[0].subject for line in control.unit_lines(found)] == [found.study.root, "room", "nps"]
    assert {line[0].segment for line in control.unit_lines(found)} == {"S02"}
    assert not [line for line in control.lines(found) if line[0].segment]


def test_what_of_the_unit_left_its_limits_is_named_with_them():
    english, chinese = (view(language, *constructs(), *troubled(70.0)) for language in ("en", "zh"))
    unit = english.level("store", "S02")
    assert tell(english, control.unit_title(english)) == (
        f"{unit}: of three lines, only Room lies below its control limits this wave"
    )
    assert tell(english, control.unit_claim(english)) == (
        f"At {unit}, Room (70.0) lies below its control limits (78.0 to 82.0)."
    )
    told = tell(chinese, control.unit_claim(chinese))
    assert told.endswith("：“客房”（70.0）低于自身的控制限（78.0 至 82.0）。")


def test_a_unit_within_its_limits_is_said_to_be():
    found = view("en", *constructs(), *troubled(79.0))
    assert tell(found, control.unit_claim(found)).endswith("all three lines lie within their control limits this wave.")
    assert "no line lies outside" in tell(found, control.unit_title(found))


def test_no_unit_that_changed_or_differs_has_no_lines():
    assert control.unit_lines(view("en", *constructs())) == []
    assert control.unit_claim(view("en", *constructs())) is None


def test_under_lines_stands_which_waves_made_their_limits():
    rows = [*line("food", 70.0, 80.0), limits("food"), *line("room"), limits("room")]
    english, chinese = view("en", *rows), view("zh", *rows)
    told = (
        " are the range to be expected of this wave after the 11 waves before it alone, January 2025 to November 2025; "
    )
    assert told in tell(english, control.note(english, rows))
    assert "只按此前 11 期（2025 年 1 月至 2025 年 11 月）预计本期" in tell(chinese, control.note(chinese, rows))
    broken = [*rows, figure("trends", "break", "food", None, period="2025-03", reason="not_comparable")]
    assert "after the nine waves before it alone, March 2025 to" in tell(
        english, control.note(view("en", *broken), rows[:13])
    )
    assert "after the comparable waves before it alone; " in tell(english, control.note(view("en", *broken), rows))
    assert control.note(english, line("food")) is None


def test_no_wave_that_made_the_limits_is_judged_by_them():
    rows = [*line("food", 70.0, 80.0), limits("food")]
    assert control.outside(view("en", *rows), [tuple(rows[:12])]) == []


@pytest.mark.parametrize("waves", [1, 2])
def test_too_few_waves_are_no_line(waves):
    rows = [row for row in constructs() if row.measure == "control" or row.period in WAVES[-waves:]]
    assert control.lines(view("en", *rows)) == []
    assert control.claims(view("en", *rows)) == [None, None]
