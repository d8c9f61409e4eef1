"""Messages about factor models, word for word."""

from __future__ import annotations

from csat_lib.errors.measurement import needs_rows, no_constructs, no_satorra_bentler, unknown_constructs


def test_a_model_without_constructs():
    assert (
        str(no_constructs([])) == "The model has no construct. Give `{construct: [items]}` with one construct or more."
    )


def test_constructs_without_items():
    assert str(no_constructs(["room", "food"])) == (
        "The model has constructs without items: room, food. Give their items, or leave them out."
    )


def test_a_second_order_factor_of_strangers():
    assert str(unknown_constructs("guest", ["rooms"], ["room", "food"])) == (
        "The second-order factor `guest` names rooms; the model has room, food. Did you mean `room`?"
    )
    assert str(unknown_constructs("guest", ["xyz"], ["room", "food"])) == (
        "The second-order factor `guest` names xyz; the model has room, food."
    )


def test_rows_asked_from_sums():
    assert str(needs_rows("fiml")) == (
        "`fiml` needs the answers themselves, and moments hold only their sums. Give the answers as a DataFrame or as "
        "Rows, or ask for `ml` without robust errors."
    )


def test_satorra_and_bentler_for_incomplete_answers():
    assert str(no_satorra_bentler()) == (
        "Satorra-Bentler's correction is one for complete answers. Ask for `sandwich` errors (with `fiml` they come "
        "with a Yuan-Bentler test), or for `ml` with `listwise`."
    )
