"""JSON schemas (draft-07) of the study file and the wave file as authored, written from the models.

``python -m tests.study.json_schema`` writes them into the package, where editors find them. A key, its type, its bounds
and its words stand in the model alone; what a model checks by a function is named in ``CHECKED``. A schema holds the
form of a file; whether the names in it refer to anything is for ``csat check``.
"""

from __future__ import annotations

import inspect
import json
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from csat_lib.study import Study
from csat_lib.study.constructs import WEIGHT_METHODS, Node
from csat_lib.study.measuring import Measurement
from csat_lib.study.questions import Rating, Scale
from csat_lib.study.rules import StraightLine
from csat_lib.study.schema import SCHEMAS, schema_file
from csat_lib.study.waves import SECTIONS, WaveFile
from csat_lib.study.weighing import WeightsOf
from csat_lib.study.words import Model

Schema = dict[str, Any]
ROOTS: dict[str, type[Model]] = {"study": Study, "wave": WaveFile}
SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
BOUNDS = {Ge: "minimum", Gt: "exclusiveMinimum", Le: "maximum", Lt: "exclusiveMaximum"}
ATTRIBUTES = {Ge: "ge", Gt: "gt", Le: "le", Lt: "lt"}
LENGTHS = {"string": "Length", "array": "Items", "object": "Properties"}
WEIGHT = {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, {"enum": list(WEIGHT_METHODS)}]}
CHECKED: dict[tuple[type[Model], str], Schema] = {
    (Node, "parts"): {"type": "object", "additionalProperties": WEIGHT, "minProperties": 1},
    (WeightsOf, "method"): {"enum": list(WEIGHT_METHODS)},
    (WeightsOf, "rules"): {"type": "array", "items": {"enum": [*WEIGHT_METHODS, "given"]}},
    (Measurement, "zero_cells"): {"enum": [0, 0.5]},
    (Rating, "scale"): {"anyOf": [{"type": "string"}, {"$ref": "#/definitions/Scale"}]},
}
"""Keys whose values a function checks or fills in, instead of a type."""
OPTIONAL = {(StraightLine, "at_least"), (Scale, "low"), (Scale, "high")}
"""Keys that a function fills in."""


def schema_of(root: type[Model]) -> Schema:
    """The schema of a whole file."""
    found: dict[str, Schema] = {}
    _define(root, found)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "$ref": f"#/definitions/{root.__name__}"}
    return head | {"definitions": dict(sorted(found.items()))}


def _define(model: type[Model], found: dict[str, Schema]) -> Schema:
    """A reference to the model, which is described once."""
    reference = {"$ref": f"#/definitions/{model.__name__}"}
    if model.__name__ in found:
        return reference
    found[model.__name__] = {}
    hints, keys, required = get_type_hints(model, include_extras=True), {}, []
    for name, field in model.model_fields.items():
        key = field.alias or name
        checked = CHECKED.get((model, name))
        keys[key] = checked or _bounded(_schema(hints[name], found), field.metadata)
        if field.is_required() and (model, name) not in OPTIONAL:
            required.append(key)
    shape: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
    if model is Scale:
        shape["anyOf"] = [{"required": ["from", "to"]}, {"required": ["points"]}]
    found[model.__name__] = {
        "description": inspect.getdoc(model),
        **shape,
        **({"required": required} if required else {}),
    }
    if model is Rating:
        _define(Scale, found)
    return reference


def _schema(annotation: Any, found: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _bounded(_schema(arguments[0], found), arguments[1:])
    if origin in {Union, UnionType}:
        options = [_schema(option, found) for option in arguments]
        return {"anyOf": options}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is dict:
        keys = _schema(arguments[0], found)
        names = {name: value for name, value in keys.items() if name in {"pattern", "enum"}}
        named = {"propertyNames": names} if names else {}
        return {"type": "object", "additionalProperties": _schema(arguments[1], found), **named}
    if origin is tuple:
        items = [_schema(argument, found) for argument in arguments if argument is not Ellipsis]
        size = {} if Ellipsis in arguments else {"minItems": len(items), "maxItems": len(items)}
        return {"type": "array", "items": items if size else items[0], **size}
    return _define(annotation, found) if issubclass(annotation, Model) else {"type": SIMPLE[annotation]}


def _bounded(shape: Schema, metadata: Any) -> Schema:
    """The shape with what decorates it: bounds, lengths, patterns, functions that convert or check."""
    for one in metadata:
        if isinstance(one, FieldInfo):
            shape = _bounded(shape, one.metadata)
        elif type(one) in BOUNDS:
            shape = shape | {BOUNDS[type(one)]: getattr(one, ATTRIBUTES[type(one)])}
        elif isinstance(one, MinLen | MaxLen):
            shape = _long(shape, one)
        elif isinstance(one, BeforeValidator) and one.func.__name__ == "_as_text":
            shape = shape | {"type": ["string", "number"]}
        elif getattr(getattr(one, "func", None), "__name__", "") == "_known_section":
            shape = {"enum": list(SECTIONS)}
        elif pattern := getattr(one, "pattern", None):
            shape = shape | {"pattern": pattern}
    return shape


def _long(shape: Schema, one: MinLen | MaxLen) -> Schema:
    """With the least or most that it holds; of an optional value its own part."""
    if "anyOf" in shape:
        return {"anyOf": [part if part.get("type") == "null" else _long(part, one) for part in shape["anyOf"]]}
    kind = shape["type"] if isinstance(shape["type"], str) else "string"
    side, number = ("min", one.min_length) if isinstance(one, MinLen) else ("max", one.max_length)
    return shape | {f"{side}{LENGTHS[kind]}": number}


@cache
def written(kind: str) -> str:
    """The file as it is shipped."""
    return json.dumps(schema_of(ROOTS[kind]), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for each in SCHEMAS:
        schema_file(each).write_text(written(each), "utf-8")
