from __future__ import annotations

from pathlib import Path

from csat_lib.study.documents import Document
from csat_lib.study.raw import Raw, numbers, texts, walk


def raw(**data: object) -> Raw:
    return Raw(Document(Path("study.yaml"), data))


def test_what_is_missing_or_of_the_wrong_type_reads_as_empty():
    broken = raw(constructs=["a"], index=3, segments="store")
    assert broken.mapping("constructs", "a", "items") == {}
    assert broken.listing("segments") == []
    assert broken.value("index", "root", "parts") is None
    assert broken.names("questions") == []


def test_questions_are_found_by_kind_and_role_as_the_models_would_default_them():
    found = raw(questions={"q": {"scale": "five"}, "why": {"kind": "text"}, "odd": None, 3: {"kind": "text"}})
    assert found.questions(kind="rating") == ["q"]
    assert found.questions(role="open") == ["why"]
    assert found.questions() == ["q", "why", "odd"]


def test_options_are_text():
    assert raw(questions={"s": {"options": {1: {}, "a": {}}}}).options("s") == ["1", "a"]


def test_lists_and_mappings_are_sifted_by_type():
    assert texts(["a", 1, None, "b"]) == [(0, "a"), (3, "b")]
    assert numbers({"a": 1, "b": True, "c": "x", "d": 0.5}) == [1, 0.5]


def test_every_mapping_is_met_with_its_location():
    found = dict(walk({"a": [{"b": {"c": 1}}]}))
    assert set(found) == {(), ("a", 0), ("a", 0, "b")}
