"""The bibliography lists what the report cites, and nothing else."""

from __future__ import annotations

import re
import unicodedata

import pytest

from csat_lib.findings.catalogue import MEASURES
from csat_lib.findings.catalogue.equations import EQUATIONS
from csat_lib.findings.catalogue.explained import EXPLAINED
from csat_lib.report.blocks import Points, References
from csat_lib.report.references import WORKS, cite, cited_in, resolve
from csat_lib.report.topics.pilot import method
from tests.report.composed import compose

from .fake_wave import figure, make_view

ALL_EQUATIONS = [*EQUATIONS.values(), *(measure.equation for measure in MEASURES.values() if measure.equation)]
TEXTS = {
    language: [
        *(measure.definition[language] for measure in MEASURES.values()),
        *(words[language] for words in EXPLAINED.values()),
        *(equation.spoken[language] for equation in ALL_EQUATIONS),
        *method.sources(),
    ]
    for language in ("en", "zh")
}


def plain(text):
    """Lower case without marks over letters: joreskog."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def test_every_formula_names_its_source():
    for equation in ALL_EQUATIONS:
        assert cited_in([equation.spoken.en]) == cited_in([equation.spoken.zh]) != {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_work_is_cited_and_every_citation_is_a_work(language):
    assert list(cited_in(TEXTS[language])) == list(WORKS)
    for text in TEXTS[language]:
        assert "@" not in resolve(text, language)


def test_a_citation_names_its_authors_and_year_as_the_language_does():
    assert cite("kish1965", "en") == "Kish 1965"
    assert cite("harman1966", "en") == "Harman and Jones 1966"
    assert cite("feldt1987", "en") == "Feldt et al. 1987"
    assert cite("harman1966", "zh") == "Harman 和 Jones，1966"
    assert cite("feldt1987", "zh") == "Feldt 等，1987"
    assert resolve("A mean [@kish1965; @kott2001].", "en") == "A mean (Kish 1965; Kott 2001)."
    assert resolve("均值[@kish1965; @kott2001]。", "zh") == "均值（Kish，1965；Kott，2001）。"


def references(rows):
    blocks = compose(make_view("en", rows), "method")
    (listed,) = [block for block in blocks if isinstance(block, References)]
    return listed.items


def test_only_works_behind_recorded_figures_are_listed():
    rows = [
        figure("reliability", "alpha", "room", 0.8, method="raw, feldt, listwise"),
        figure("drivers", "importance", "room", 0.3, method="johnson"),
    ]
    assert [work.split(",")[0] for work in references(rows)] == ["Cronbach", "Feldt", "Johnson", "Nunnally"]


def test_an_absent_figure_cites_nothing():
    blocks = compose(make_view("en", [figure("reliability", "alpha", "room", None, reason="one_item")]), "method")
    assert not [block for block in blocks if isinstance(block, References)]


def test_a_work_is_cited_where_its_measure_is_defined():
    blocks = compose(make_view("en", [figure("scores", "nps", "nps", 31.6)]), "method")
    told = "\n".join(text for block in blocks if isinstance(block, Points) for text in block.items)
    assert "in points from −100 to 100 (Reichheld 2003)." in told


def test_no_work_is_listed_twice_and_all_are_in_alphabetical_order():
    listed = list(WORKS.values())
    assert len(set(listed)) == len(listed)
    first = [plain(re.split("[,(]", text)[0]) for text in listed]
    assert first == sorted(first)


def test_keys_say_the_first_author_and_the_year():
    for key, work in WORKS.items():
        author, year = key[:-4], key[-4:]
        assert plain(work).startswith(author)
        assert f"({year})" in work
