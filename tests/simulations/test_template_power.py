"""One seed each way of what ``template_power.py`` counts over hundreds, and what its kept table says."""

from __future__ import annotations

import pytest

from csat_lib.proportion import wilson

from .template_power import FIRST_SEED, TEMPLATES, kept, run

SEED = FIRST_SEED + 2


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_plant_is_found_and_the_decoy_is_not(name: str):
    claimed = run(name, SEED, planted=True)
    assert (claimed.found, claimed.decoy) == (True, False)


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_the_plant_nothing_of_the_kind_is_claimed(name: str):
    assert not run(name, SEED, planted=False).any


def test_the_kept_table_has_every_template_found_often_and_claimed_in_vain_seldom():
    table = kept().set_index(["template", "planted"])
    assert set(table.index) == {(name, planted) for name in TEMPLATES for planted in (True, False)}
    for name in TEMPLATES:
        with_it, without = table.loc[name, True], table.loc[name, False]
        assert min(with_it["seeds"], without["seeds"]) >= 300
        assert with_it["found"] >= 0.8
        assert wilson(with_it["decoy"], with_it["seeds"], 0.95)[0] <= 0.05
        assert wilson(without["false"], without["seeds"], 0.95)[0] <= 0.05
