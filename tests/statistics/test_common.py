"""Every statistic against the same invariances, on one planted sample: the same figures to 1e-9, or a named exception.

The cases stand in ``cases``, what is done to the sample in ``changes``, the exceptions in ``exceptions``, and what is
said where nothing can be computed in ``reasons``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fnmatch import fnmatch

import pytest

from csat_lib.errors import CsatError
from csat_lib.findings.catalogue import REASONS as WORDED
from csat_lib.statistics import statistics
from tests.statistics.cases import CASES, Case
from tests.statistics.changes import COMPLETE, EDGES, INVARIANCES, Invariance, rescaled
from tests.statistics.exceptions import CANCELLED, EXCEPTIONS, KINDS, REFUSED, ROTATED, SHIFT, Differs, Looser
from tests.statistics.figures import ATOL, FIELDS, RTOL, Figures, differences
from tests.statistics.reasons import REASONS

BY_ID = {case.id: case for case in CASES}
OTHER_KINDS = {case: [kind for kind in case.kinds if kind != case.kind] for case in CASES if len(case.kinds) > 1}
WHATEVER = [name for name in FIELDS if name != "method"]
EXACT = Looser("as it should be", RTOL)
NOTHING = Differs("as it should be", ())
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


def differing(case: Case, held: Invariance, within: float = RTOL) -> set[str]:
    """``measure.field`` of what an invariance does not keep."""
    before, after = case.run(held.before, held.kind), case.run(held.after, held.kind)
    return differences(held.expected(before), after, held.fields, within, ATOL if within == RTOL else within)


def matched(figures: set[str], patterns: tuple[str, ...]) -> set[str]:
    return {figure for figure in figures if any(fnmatch(figure, pattern) for pattern in patterns)}


def unexpected(figures: set[str], exception: Differs) -> set[str]:
    """What differs without being named, and what is named without differing."""
    unnamed = figures - matched(figures, exception.figures)
    return unnamed | {pattern for pattern in exception.figures if not matched(figures, (pattern,))}


@each_case
def test_a_statistic_keeps_every_invariance_or_is_named_as_an_exception(case: Case):
    broken = {}
    for name, held in INVARIANCES.items():
        looser = (CANCELLED if name == SHIFT else ROTATED).get(case.id, EXACT)
        if case.takes(held.kind):
            figures = differing(case, held, looser.within)
            figures -= matched(figures, looser.apart)
            broken[name] = unexpected(figures, EXCEPTIONS.get((case.id, name), NOTHING))
    assert {name: figures for name, figures in broken.items() if figures} == {}


def test_statistics_that_are_said_to_lose_digits_far_from_zero_do():
    assert [case for case in CANCELLED if not differing(BY_ID[case], INVARIANCES[SHIFT])] == []


def test_statistics_that_are_held_to_less_need_it():
    constants = [1.1**power for power in range(1, 30)]  # whether rounding shows with one of them is the processor's
    held = [rescaled(constant) for constant in constants]
    assert [case for case in ROTATED if not any(differing(BY_ID[case], one) for one in held)] == []


@pytest.mark.parametrize("case", OTHER_KINDS, ids=lambda case: case.id)
def test_answers_and_their_sums_give_the_same_figures(case: Case):
    within, broken = ROTATED.get(case.id, EXACT).within, {}
    for kind in OTHER_KINDS[case]:
        if (case.id, kind) not in REFUSED:
            figures = differences(case.run(COMPLETE), case.run(COMPLETE, kind), WHATEVER, within)
            broken[kind] = unexpected(figures, KINDS.get((case.id, kind), NOTHING))
    assert {kind: figures for kind, figures in broken.items() if figures} == {}


@pytest.mark.parametrize(("case", "kind"), REFUSED)
def test_sums_that_do_not_hold_what_is_asked_are_refused(case: str, kind: str):
    with pytest.raises(CsatError, match="Give"):
        BY_ID[case].run(COMPLETE, kind)


@each_case
def test_where_nothing_can_be_computed_a_reason_is_given(case: Case):
    given = {edge: case.run(world) for edge, world in EDGES.items()}
    expected = {edge: {code for code, cases in REASONS[edge].items() if case.id in cases} for edge in EDGES}
    assert {edge: reasons_of(figures) for edge, figures in given.items()} == expected
    assert {code for codes in expected.values() for code in codes} <= WORDED.keys()
    assert [key for figures in given.values() for key, row in figures.items() if infinite(row)] == []


def reasons_of(figures: Figures) -> set[str]:
    """Reason codes of findings, and of verdicts that could not be reached."""
    given = {row.get("reason") or "" for row in figures.values()}
    untold = {row.get("other") or "" for row in figures.values() if row.get("text") == "not_tested"}
    return (given | untold) - {""}


def infinite(row: Mapping[str, object]) -> bool:
    return any(isinstance(value, float) and math.isinf(value) for value in row.values())


def test_every_statistic_of_the_registry_has_a_case_and_every_case_is_of_the_registry():
    assert {case.name for case in CASES} == statistics().keys()
    assert len(BY_ID) == len(CASES)


def test_exceptions_and_reasons_are_of_cases_that_are_run():
    pairs = {(case.id, name) for name, held in INVARIANCES.items() for case in CASES if case.takes(held.kind)}
    assert EXCEPTIONS.keys() <= pairs
    assert KINDS.keys() | REFUSED.keys() <= {(case.id, kind) for case, kinds in OTHER_KINDS.items() for kind in kinds}
    told = {case for codes in REASONS.values() for cases in codes.values() for case in cases}
    assert {*CANCELLED, *ROTATED, *told} <= BY_ID.keys()
