# ruff: noqa: PD011 - the values of a decoded column
"""Answers against the rules of the form: an option that excludes the others beside one, a required question blank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csat_lib.answers.match import Matched, Matcher
from csat_lib.answers.read import open_answers
from csat_lib.study import Study

OPTIONS = {name: {"zh": name, "en": name} for name in ("spa", "pool", "none")}
ONE = {"text": {"zh": "用过", "en": "used"}, "kind": "multiple", "options": OPTIONS, "exclusive": ["none"]}
KINDS = {"one column": {"separator": "|"}, "a column each": {"columns": {name: f"u_{name}" for name in OPTIONS}}}


def read(study: Study, frame: pd.DataFrame, path: Path, only: tuple[str, ...]) -> tuple[Matched, Matcher]:
    frame.assign(row=1).to_csv(path, index=False)
    matcher = Matcher.of(study, open_answers(path), b"key", only)
    (matched,) = matcher.batches(1000)
    matcher.faults.raise_any()
    return matched, matcher


def ticked(chosen: list[set[str]], kind: str) -> pd.DataFrame:
    if kind == "one column":
        return pd.DataFrame({"used": ["|".join(sorted(one)) for one in chosen]})
    return pd.DataFrame({f"u_{name}": [int(name in one) if one else None for one in chosen] for name in OPTIONS})


@pytest.mark.parametrize("kind", KINDS)
def test_who_chose_it_beside_others_has_not_answered_and_it_is_told(
    make_study: Callable[..., Study], tmp_path: Path, kind: str
):
    study = make_study({"used": ONE | KINDS[kind]})
    chosen = [{"spa", "none"}, {"none"}, {"spa", "pool"}, set(), {"pool", "none", "spa"}]
    matched, matcher = read(study, ticked(chosen, kind), tmp_path / "a.csv", ("used",))
    assert [matched.columns[f"used.{name}"].answered.tolist() for name in OPTIONS] == [
        [False, True, True, False, False]
    ] * 3
    assert matched.columns["used.none"].values[1:3].tolist() == [1.0, 0.0]
    assert matched.contradicted == {"used": 2}
    assert matcher.faults.taken == {("used", "none and other options", "no answer"): 2}


@given(st.lists(st.sets(st.sampled_from(list(OPTIONS))), min_size=1, max_size=8))
def test_both_ways_to_store_it_say_the_same(tmp_path_factory: pytest.TempPathFactory, chosen: list[set[str]]):
    base = {"study": "s", "title": {"zh": "t", "en": "t"}}
    found = []
    for kind, stored in KINDS.items():
        study = Study.model_validate(
            base | {"questions": {"used": ONE | stored, "x": ONE | {"separator": ";", "column": "x"}}}
        )
        frame = ticked(chosen, kind).assign(x="spa")
        matched, _ = read(study, frame, tmp_path_factory.mktemp("a") / "a.csv", ("used",))
        found.append([matched.columns[f"used.{name}"].values.tolist() for name in OPTIONS])
        assert matched.contradicted["used"] == sum("none" in one and len(one) > 1 for one in chosen)
    assert str(found[0]) == str(found[1])


def test_a_required_question_left_blank_counts_where_it_was_put(make_study: Callable[..., Study], tmp_path: Path):
    only_s1 = {"filter": {"question": "store", "is": ["S1"]}, "required": True}
    more = {
        "again2": {"text": {"zh": "再", "en": "again"}, "kind": "yes_no", "role": "profile", "yes": [1], "no": [2]}
        | only_s1,
        "said": {"text": {"zh": "说", "en": "said"}, "kind": "text", **only_s1},
        "used": ONE | KINDS["one column"] | {"required": True},
    }
    study = make_study(more)
    frame = pd.DataFrame(
        {
            "store": ["S1", "S1", "S2", "S1"],
            "again2": [1, None, None, None],
            "said": ["good", None, None, "x"],
            "used": ["spa", "", "none|spa", "none"],
        }
    )
    matched, _ = read(study, frame, tmp_path / "a.csv", ("store", "again2", "said", "used"))
    assert matched.required_blank == {"again2": 2, "said": 1, "used": 2}
