from __future__ import annotations

import pytest

from csat_lib.errors import CsatError
from csat_lib.findings import Finding, way
from csat_lib.findings.catalogue import MEASURES, REASONS, TOPICS, UNITS
from csat_lib.findings.measure import by_name


def made(**given):
    settings = {"topic": "reliability", "measure": "alpha", "subject": "room", "value": 0.8, "method": way("raw")}
    return Finding(**(settings | given))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: "/".join(measure.key))
def test_every_measure_is_worded_and_explained_in_both_languages(measure):
    assert measure.words.zh
    assert measure.words.en
    assert measure.about
    assert bool(measure.definition.zh) == bool(measure.definition.en)
    assert measure.unit is UNITS[measure.unit.name]
    assert measure.topic is TOPICS[measure.topic.name]


@pytest.mark.parametrize("reason", REASONS.values(), ids=lambda reason: reason.code)
def test_every_reason_has_a_short_form_and_a_clause_in_both_languages(reason):
    for words in (reason.short, reason.clause):
        assert words.zh
        assert words.en
    assert bool(reason.clause_of_several.en) == bool(reason.short_of_several.en) == bool(reason.unnamed.en)


def test_a_figure_takes_its_unit_from_its_measure():
    assert made().unit == "ratio"
    assert made().kind is MEASURES["reliability", "alpha"]


def test_a_figure_of_an_unknown_measure_is_an_error_that_names_it():
    with pytest.raises(CsatError) as error:
        made(measure="alhpa")
    assert str(error.value).startswith(
        "The catalogue of findings has no measure `reliability/alhpa`. Allowed: rows_in, "
    )
    assert str(error.value).endswith(
        "Did you mean `alpha`? Declare it in csat_lib/findings/catalogue, or correct the name."
    )


def test_a_figure_in_another_unit_is_an_error():
    with pytest.raises(CsatError) as error:
        made(unit="share")
    assert str(error.value) == (
        "The finding reliability/alpha is given in `share`, its measure is declared in `ratio`. "
        "Leave the unit to the catalogue, or declare another measure."
    )


def test_an_unknown_reason_is_an_error():
    with pytest.raises(CsatError, match="The catalogue of findings has no reason `smal_base`"):
        made(value=None, reason="smal_base")


def test_a_name_declared_twice_is_an_error():
    with pytest.raises(CsatError) as error:
        by_name([("a", 1), ("b", 2), ("a", 3)])
    assert str(error.value) == ("The catalogue of findings declares 'a' twice. Give each thing a name of its own.")
