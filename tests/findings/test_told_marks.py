"""Digits of a wording are told as its own; those in the name of a reference are read by nobody."""

from csat_lib.findings.told import pieces_of, wording


def test_the_digits_of_a_reference_are_no_number_of_the_wording():
    assert [piece.text for piece in pieces_of(wording("λ2, see [[fig-lambda2]] and 95"))] == ["2", "95"]
