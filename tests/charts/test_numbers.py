from __future__ import annotations

import pytest

from csat_lib.charts import numbers


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (numbers.index, 78.349, "78.3"),
        (numbers.index, -0.04, "0.0"),
        (numbers.index, -2.1, "−2.1"),
        (numbers.whole, 1134.0, "1,134"),
        (numbers.share, 0.384, "38%"),
        (numbers.share, 0.004, "<1%"),
        (numbers.share, 0.0, "0%"),
        (numbers.coefficient, 0.8666, "0.87"),
        (numbers.signed, 2.14, "+2.1"),
        (numbers.signed, -2.14, "−2.1"),
        (numbers.signed, 0.04, "0.0"),
        (numbers.signed, 10.0, "+10.0"),
        (numbers.tick, 62.5, "62.5"),
        (numbers.tick, -5.0, "−5"),
    ],
)
def test_a_figure_is_written_as_its_kind_is(write, value, text):
    assert write(value) == text
