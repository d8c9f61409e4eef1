"""The JSON schemas: written from the models, good for every shipped file, and as strict as the loader about form."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from inspect import isclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import ValidationError, create_model

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


def parts(annotation: Any, data: Any) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """Every mapping within the data with the model that describes it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Annotated, Union, UnionType}:
        for option in arguments[:1] if origin is Annotated else arguments:
            yield from parts(option, data)
    elif origin is dict and isinstance(data, dict):
        for value in data.values():
            yield from parts(arguments[1], value)
    elif origin is tuple and isinstance(data, list):
        for value in data:
            yield from parts(arguments[0], value)
    elif isclass(annotation) and issubclass(annotation, Model) and isinstance(data, dict):
        with suppress(ValidationError):
            annotation.model_validate(data)
            yield annotation, data
        for name, hint in get_type_hints(annotation, include_extras=True).items():
            if name in annotation.model_fields:
                yield from parts(hint, data.get(annotation.model_fields[name].alias or name))


@cache
def samples() -> dict[tuple[str, str], tuple[type[Model], list[dict[str, Any]]]]:
    """(kind of file, model) -> mappings that show all its keys: what few files say is tried as often as the rest."""
    found: dict[tuple[str, str], tuple[type[Model], list[dict[str, Any]]]] = {}
    for kind in SCHEMAS:
        for model, data in (part for whole in DATA[kind] for part in parts(ROOTS[kind], whole)):
            shown = found.setdefault((kind, model.__name__), (model, []))[1]
            if model is not ROOTS[kind] and not set(data) <= {key for one in shown for key in one}:
                shown.append(data)
    return {
        key: (create_model("Of", __base__=Model, part=(model, ...)), shown) for key, (model, shown) in found.items()
    }


def test_a_sample_of_every_model_is_tried():
    written_of = {(kind, name) for kind in SCHEMAS for name in json.loads(written(kind))["definitions"]}
    assert written_of - set(samples()) == {("study", "Rating")}, (
        "which names a scale of its study: tried in whole files"
    )


@cache
def of_part(kind: str, name: str) -> Draft7Validator:
    definitions = json.loads(written(kind))["definitions"]
    return Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": definitions})


@st.composite
def changed_parts(draw: st.DrawFn) -> tuple[tuple[str, str], type[Model], dict[str, Any]]:
    known = samples()
    key = draw(st.sampled_from(sorted(key for key, (_, shown) in known.items() if shown)))
    holder, shown = known[key]
    return key, holder, {"part": mutated(draw(st.sampled_from(shown)), draw)}


@settings(max_examples=1000, deadline=None)
@given(changed_parts())
def test_so_it_is_of_every_model_by_itself(changed: tuple[tuple[str, str], type[Model], dict[str, Any]]):
    (kind, name), holder, data = changed
    of_form, any_fault = faults_of_form(holder, data)
    refused = [error.message[:200] for error in of_part(kind, name).iter_errors(data["part"])]
    assert not of_form or refused, (name, data, of_form)
    assert any_fault or not refused, (name, data, refused)


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
