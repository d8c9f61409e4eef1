from __future__ import annotations

import pytest
from pydantic import ValidationError

from csat_lib.study import Study
from csat_lib.study.model import CHAPTERS


def test_items_stand_in_the_order_of_the_constructs(study: Study):
    assert study.items == ("q1", "q2", "q3", "q4")


def test_outcomes_are_the_questions_with_that_role(study: Study):
    assert study.outcomes == ("overall", "nps")
    assert study.nps == "nps"


def test_the_headline_is_the_first_rating_outcome_unless_it_is_named(study: Study):
    assert study.headline == "overall"


def test_all_chapters_are_written_but_those_that_have_nothing_to_tell(study: Study):
    assert study.chapters == tuple(name for name in CHAPTERS if name not in {"structure", "kpis", "complaints"})
    given = study.model_dump(by_alias=True, exclude_unset=True) | {"voice": None, "headline": None}
    del given["chapters"]
    absent = {"drivers", "voice", "structure", "kpis", "complaints"}
    assert Study.model_validate(given).chapters == tuple(name for name in CHAPTERS if name not in absent)
    modelled = given | {"structure": {"paths": {"service": ("room",)}, "outcome": "service"}}
    assert "structure" in Study.model_validate(modelled).chapters


def test_the_root_is_the_node_that_is_no_part_of_another(study: Study):
    assert study.root == "satisfaction"


def test_drivers_are_the_constructs_under_the_root_unless_they_are_named(study: Study):
    assert study.drivers == ("room", "service")
    assert study.model_copy(update={"given_drivers": ("service",)}).drivers == ("service",)


def test_drivers_are_found_through_the_levels_of_the_tree(study: Study):
    node = study.index["satisfaction"]
    deep = {
        "top": node.model_copy(update={"parts": {"low": 0.5, "room": 0.5}}),
        "low": node.model_copy(update={"parts": {"service": 1.0}}),
    }
    copy = study.model_copy(update={"index": deep})
    assert copy.root == "top"
    assert copy.drivers == ("service", "room")


def test_labels_are_found_for_questions_constructs_nodes_and_the_study(study: Study):
    assert study.label("q1", "zh") == "干净"
    assert study.label("room", "en") == "Room"
    assert study.label("satisfaction", "en") == "Satisfaction"
    assert study.label("small", "en") == "A small study"


def test_a_name_that_the_study_does_not_know_is_its_own_label(study: Study):
    assert study.label("F1", "en") == "F1"


def test_levels_are_worded_and_numeric_codes_are_text(study: Study):
    assert study.level("store", "2", "en") == "West"
    assert study.level("store", "9", "en") == "9"
    assert list(study.questions["store"].options) == ["S1", "2"]


def test_fields_list_the_columns_that_are_named(study: Study):
    assert study.fields.given() == {"id": "id", "finished": "at", "duration": "seconds", "device": "device"}


def test_a_straight_line_must_fill_the_whole_block_by_default(study: Study):
    assert study.exclude[2].at_least == 4


def test_a_study_cannot_be_changed(study: Study):
    with pytest.raises(ValidationError, match="frozen"):
        study.confidence = 0.9
