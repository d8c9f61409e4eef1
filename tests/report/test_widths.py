import pytest

from csat_lib.report.widths import COMFORT, PADDING, TEXT_WIDTH, share_width
from csat_lib.report.written import Head


def head(width, natural=None, side="right"):
    return Head("title", "", side, width, natural or width)


def test_a_narrow_table_stays_narrow():
    widths = share_width([head(4, 10, "left"), head(4)])
    assert (widths.size, widths.page) == (9.0, "portrait")
    assert widths.columns == pytest.approx((10 * 9 + PADDING + COMFORT, 4 * 9 + PADDING + COMFORT))


def test_a_table_that_fills_most_of_the_page_is_stretched_with_equal_gaps():
    widths = share_width([head(9, 30, "left"), head(4), head(4)])
    assert sum(widths.columns) == pytest.approx(TEXT_WIDTH["portrait"])
    extra = (TEXT_WIDTH["portrait"] - 38 * 9 - 3 * PADDING) / 3
    assert widths.columns == pytest.approx((30 * 9 + PADDING + extra, 45 + extra, 45 + extra))


def test_long_labels_give_way_to_numbers():
    widths = share_width([head(9, 90, "left"), *[head(4)] * 6])
    assert widths.columns[1:] == pytest.approx((45,) * 6)
    assert sum(widths.columns) == pytest.approx(TEXT_WIDTH["portrait"])


@pytest.mark.parametrize(
    ("count", "size", "page"), [(8, 9.0, "portrait"), (9, 8.25, "portrait"), (15, 8.25, "landscape")]
)
def test_many_columns_take_smaller_letters_and_then_a_turned_page(count, size, page):
    widths = share_width([head(9, 30, "left"), *[head(3.9)] * count])
    assert (widths.size, widths.page) == (size, page)


def test_what_cannot_fit_shrinks_alike():
    widths = share_width([head(9, 30, "left"), *[head(6)] * 40])
    assert sum(widths.columns) == pytest.approx(TEXT_WIDTH["landscape"])


def test_labels_come_before_long_heads_of_numbers():
    widths = share_width([head(9, 20, "left"), *[head(4, 8)] * 5])
    assert widths.columns[0] == pytest.approx(20 * 9 + PADDING)
    assert sum(widths.columns) == pytest.approx(TEXT_WIDTH["portrait"])


def test_a_little_smaller_letters_keep_labels_in_one_line():
    widths = share_width([head(9, 22, "left"), *[head(4)] * 5])
    assert widths.size == 9.0
    widths = share_width([head(9, 27, "left"), *[head(4)] * 5])
    assert widths.size == 8.5
    assert widths.columns[0] >= 27 * 8.5 + PADDING - 0.01
