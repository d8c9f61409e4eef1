from __future__ import annotations

from csat_lib.charts.bands import BandLabel, stack
from csat_lib.charts.beside import Beside, draw_columns
from csat_lib.charts.page import paper
from csat_lib.charts.rows import Row

from .drawn import set_words


def test_columns_stand_one_beside_the_other_flush_with_the_edge_and_never_touch(en):
    rows = [Row(subject="room", measure="index"), Row(subject="food", measure="index")]
    columns = [Beside("a rather long head", lambda row: row.subject), Beside("n", lambda _row: "1,134 respondents")]
    with paper(en) as page:
        draw_columns(page, stack(page, [BandLabel("Room"), BandLabel("Food")], 6), rows, columns)
        placed = set_words(page.chart(30, ""))
    first = [word for word in placed if word.text in {"a rather long head", "room", "food"}]
    last = [word for word in placed if word.text in {"n", "1,134 respondents"}]
    assert {round(word.right, 1) for word in last} == {160.0}
    assert max(word.right for word in first) < min(word.left for word in last)
    assert columns[0].width(rows) > columns[1].width(rows[:0])
