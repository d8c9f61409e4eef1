"""Errors that hold several faults, cut lists, and near misses."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

from csat_lib.errors import CsatError, Fault, Faults, listing, nearest

ERRORS = Path(__file__).resolve().parents[2] / "csat_lib" / "errors"


def test_all_faults_stand_in_one_message_each_with_its_place_and_mend():
    faults = [Fault("a.yaml, line 3", "`qestions` is no key.", "Did you mean `questions`?"), Fault("line 9", "empty")]
    assert str(Faults("The study file is not usable", faults)) == (
        "The study file is not usable: 2 faults.\n"
        "  a.yaml, line 3: `qestions` is no key. Did you mean `questions`?\n"
        "  line 9: empty"
    )


def test_one_fault_is_said_in_the_singular_and_a_long_list_is_cut_and_counted():
    assert str(Faults("X", [Fault("here", "wrong")])).startswith("X: 1 fault.\n")
    many = Faults("X", [Fault(f"row {row}", "wrong") for row in range(60)])
    assert str(many).endswith("  row 49: wrong\n  ... and 10 more.")
    assert len(many.faults) == 60
    assert isinstance(many, CsatError)


def test_faults_travel_whole_between_processes():
    faults = Faults("X", [Fault("here", "wrong", "Mend it.")])
    back = pickle.loads(pickle.dumps(faults))
    assert (str(back), back.faults) == (str(faults), faults.faults)


def test_long_lists_of_allowed_words_are_cut_and_say_how_many_are_left():
    assert listing(["a", "b"]) == "a, b"
    assert listing(range(14), limit=3) == "0, 1, 2 and 11 more"


def test_a_near_miss_is_offered_and_a_far_one_is_not():
    assert nearest("qestions", ["questions", "scales"]) == "Did you mean `questions`?"
    assert nearest("xyz", ["questions", "scales"]) == ""


def test_every_phrase_is_documented_and_gives_an_error():
    for path in sorted(ERRORS.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
        assert [node.name for node in public if not ast.get_docstring(node)] == [], path.name
