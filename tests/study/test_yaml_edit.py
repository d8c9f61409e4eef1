"""Edits of a YAML text."""

from __future__ import annotations

import pytest
import yaml

from csat_lib.study.yaml_edit import YamlText, entries

FLOW = "items: [a, b,  # second\n        c, d]\nrule: {x: 1, y: 2}\n"
BLOCK = (
    "top:\n  # about a\n  a: 1   # one\n  b:\n    deep: {x: 1}\n\n    more: [1]\n\n  # about c\n  c: 3\n"
    "list:\n  - a\n  - b\n"
)


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (["a"], ["b", "c", "d"]),
        (["d"], ["a", "b", "c"]),
        (["a", "b"], ["c", "d"]),
        (["c", "d"], ["a", "b"]),
        (["a", "d"], ["b", "c"]),
        (["b", "d"], ["a", "c"]),
        (["a", "c"], ["b", "d"]),
    ],
)
def test_entries_leave_a_list_in_brackets(gone, left):
    text = YamlText(FLOW)
    edited = text.applied(text.removed(("items", "abcd".index(name)) for name in gone))
    assert yaml.safe_load(edited) == {"items": left, "rule": {"x": 1, "y": 2}}


def test_what_is_emptied_goes_too():
    text = YamlText(FLOW)
    edited = text.applied(text.removed([("rule", "x"), ("rule", "y")]))
    assert edited == "items: [a, b,  # second\n        c, d]\n"


def test_a_block_loses_whole_lines_and_keeps_the_comments_around():
    text = YamlText(BLOCK)
    edited = text.applied(text.removed([("top", "b"), ("list", 0)]))
    assert edited == "top:\n  # about a\n  a: 1   # one\n\n  # about c\n  c: 3\nlist:\n  - b\n"


def test_an_entry_becomes_a_comment_under_its_note():
    text = YamlText(BLOCK)
    edited = text.applied(text.commented_out(("top", "b"), "gone"))
    assert "  # gone\n  # b:\n  #   deep: {x: 1}\n\n  #   more: [1]\n" in edited
    assert yaml.safe_load(edited)["top"] == {"a": 1, "c": 3}


def test_an_entry_in_braces_is_taken_out_instead():
    text = YamlText(FLOW)
    assert yaml.safe_load(text.applied(text.commented_out(("rule", "x"), "gone")))["rule"] == {"y": 2}


def test_a_note_stands_above_its_entry():
    text = YamlText(BLOCK)
    assert "\n  # look\n  c: 3\n" in text.applied(text.noted(("top", "c"), "look"))
    assert YamlText(FLOW).noted(("rule", "x"), "look") == []


def test_a_value_is_replaced():
    text = YamlText(FLOW)
    assert text.applied(text.replaced(("rule", "y"), "9")).endswith("rule: {x: 1, y: 9}\n")


def test_line_ends_of_windows_stay():
    text = YamlText("a:\r\n  b: 1\r\n  c: 2\r\n")
    assert text.applied(text.commented_out(("a", "b"), "gone")) == "a:\r\n  # gone\r\n  # b: 1\r\n  c: 2\r\n"


def test_a_text_without_a_last_line_end_can_be_edited():
    text = YamlText("a:\n  b: 1\n  c: 2")
    assert text.applied(text.removed([("a", "c")])) == "a:\n  b: 1\n"


def test_places_that_are_not_there_change_nothing():
    text = YamlText(FLOW)
    assert text.removed([("none", 0)]) == []
    assert text.commented_out(("none", "a"), "gone") == []
    assert text.replaced(("items", 9), "x") == []
    assert YamlText("").node(("a",)) is None


def test_a_scalar_has_no_entries():
    assert entries(yaml.compose("1")) == {}
