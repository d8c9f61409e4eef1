from __future__ import annotations

from .page import PAGE, with_tables


def test_the_catalogue_on_the_page_is_that_of_the_code():
    page = PAGE.read_text(encoding="utf-8")
    assert with_tables(page) == page
