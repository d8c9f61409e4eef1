"""The bibliography lists what was used, and nothing else."""

from __future__ import annotations

from csat_lib.report.references import WORKS, works_used

from .fake_wave import figure


def test_only_works_behind_recorded_figures_are_listed():
    rows = [
        figure("reliability", "alpha", "room", 0.8, method="raw, feldt, listwise"),
        figure("drivers", "importance", "room", 0.3, method="johnson"),
    ]
    authors = [work.split(",")[0] for work in works_used(rows)]
    assert authors == ["Cronbach", "Feldt", "Johnson", "Nunnally"]


def test_an_absent_figure_uses_no_work():
    assert works_used([figure("reliability", "alpha", "room", None, reason="one_item")]) == ()


def test_every_work_can_be_used_by_something():
    assert all(work.measures or work.methods for work in WORKS.values())


def test_no_work_is_listed_twice_and_all_are_in_alphabetical_order():
    listed = [work.text for work in WORKS.values()]
    assert len(set(listed)) == len(listed)
    assert [text.split(",")[0].lower() for text in listed] == sorted(text.split(",")[0].lower() for text in listed)


def test_keys_say_the_first_author_and_the_year():
    for key, work in WORKS.items():
        author, year = key[:-4], key[-4:]
        assert work.text.lower().startswith(author)
        assert f"({year})" in work.text
