"""The JSON schemas: written from the models, good for every shipped file, and as strict as the loader about form."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from csat_lib.study.documents import Document, read_document
from csat_lib.study.schema import SCHEMAS, schema_file, write_with_schema
from csat_lib.study.shape import fit
from csat_lib.study.template import templates, write_template
from csat_lib.study.words import Model

from . import keys_page
from .json_schema import ROOTS, written
from .keys import KEYS
from .small import STUDY

PARAMS = Path(__file__).resolve().parents[2] / "params"
FILES = {
    kind: [p for p in sorted(PARAMS.glob("*/*.yaml")) if p.stem.startswith("study") == (kind == "study")]
    for kind in SCHEMAS
}
VALIDATORS = {kind: Draft7Validator(json.loads(schema_file(kind).read_text("utf-8"))) for kind in SCHEMAS}
VALUES: tuple[Any, ...] = (
    None,
    True,
    7,
    2.5,
    -1,
    101,
    "x",
    "no name!",
    "",
    [],
    ["x"],
    [1],
    {},
    {"zz": 1},
    {"zh": "x"},
    [{"zz": 1}],
)
NOT_OF_FORM = re.compile(r"^`[^`]*`: |such as 2026|names of files of at most")
"""Rules between values, and forms that no schema can say: days, lengths in bytes."""


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_is_shipped_is_written_from_the_models(kind: str):
    assert schema_file(kind).read_text("utf-8") == written(kind), "run: python -m tests.study.json_schema"
    Draft7Validator.check_schema(json.loads(written(kind)))


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in FILES.items() for path in paths])
def test_every_shipped_file_is_accepted(kind: str, path: Path):
    assert [error.message for error in VALIDATORS[kind].iter_errors(read_document(path).data)] == []


def test_so_are_the_listings_of_the_architecture():
    for model, data in keys_page.listings():
        kind = next(kind for kind, root in ROOTS.items() if root is model)
        assert [error.message for error in VALIDATORS[kind].iter_errors(data)] == []


def places(found: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in the data."""
    yield loc
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, value in inside:
        yield from places(value, (*loc, key))


def mutated(data: dict[str, Any], draw: st.DrawFn) -> dict[str, Any]:
    """The data with one thing changed: a value, a key lost, a key too many."""
    changed = copy.deepcopy(data)
    loc = draw(st.sampled_from(list(places(changed))[1:]))
    holder: Any = changed
    for step in loc[:-1]:
        holder = holder[step]
    how = draw(st.sampled_from(["value", "lost", "more"]))
    if how == "value":
        holder[loc[-1]] = draw(st.sampled_from(VALUES))
    elif how == "lost":
        del holder[loc[-1]]
    elif isinstance(holder[loc[-1]], dict):
        holder[loc[-1]]["unknown_key"] = draw(st.sampled_from(VALUES))
    else:
        holder[loc[-1]] = [holder[loc[-1]]]
    return changed


@st.composite
def changed_files(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(st.sampled_from(SCHEMAS))
    return kind, mutated(DATA[kind][draw(st.integers(0, len(DATA[kind]) - 1))], draw)


LISTED = keys_page.listings()
DATA = {
    kind: [*(data for model, data in LISTED if model is ROOTS[kind]), *(read_document(path).data for path in paths)]
    for kind, paths in FILES.items()
}


def faults_of_form(model: type[Model], data: dict[str, Any]) -> tuple[list[str], bool]:
    """What the loader says about the form of a file, and whether it says anything at all."""
    _, faults = fit(model, Document(Path("x.yaml"), data))
    return [fault.what for fault in faults if not NOT_OF_FORM.search(fault.what)], bool(faults)


@settings(max_examples=500, deadline=None)
@given(changed_files())
def test_the_schema_refuses_every_fault_of_form_and_nothing_that_is_sound(changed: tuple[str, dict[str, Any]]):
    kind, data = changed
    of_form, any_fault = faults_of_form(ROOTS[kind], data)
    refused = [error.message[:200] for error in VALIDATORS[kind].iter_errors(data)]
    assert not of_form or refused, of_form
    assert any_fault or not refused, refused


def test_a_file_from_a_template_names_its_schema_which_lies_beside_it(tmp_path: Path):
    for name in templates():
        new = write_template(name, tmp_path / name)
        for path in new.folder.glob("*.yaml"):
            kind = "study" if path.name.startswith("study") else "wave"
            first = path.read_text("utf-8").splitlines()[0]
            assert first == f"# yaml-language-server: $schema={kind}.schema.json"
            assert (new.folder / f"{kind}.schema.json").read_bytes() == schema_file(kind).read_bytes()


def test_the_first_line_changes_nothing_of_what_is_read(tmp_path: Path):
    write_with_schema(tmp_path / "study.yaml", STUDY)
    plain = tmp_path / "plain.yaml"
    plain.write_text(STUDY, "utf-8")
    assert read_document(tmp_path / "study.yaml").data == read_document(plain).data


def test_the_page_of_all_keys_is_written_from_the_models_and_shows_an_example_of_each():
    page = keys_page.PAGE.read_text(encoding="utf-8")
    assert page == keys_page.page(), "run: python -m tests.study.keys_page"
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert [row[0].split("`")[1] for row in rows] == list(KEYS)
    assert [row[0] for row in rows if row[-1].strip(" |") == ""] == []


@pytest.mark.parametrize("guide", ["README.md", "README.zh-CN.md"])
def test_the_readme_leads_to_it(guide: str):
    assert "(STUDY_FILE.md)" in (PARAMS.parent / guide).read_text(encoding="utf-8")
