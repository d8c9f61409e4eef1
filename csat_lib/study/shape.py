"""Does a document have the shape of its model? Every fault, in the words of ``errors.study``, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import isclass
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from csat_lib.errors import Fault, cut
from csat_lib.errors import study as phrases
from csat_lib.study.documents import Document, Loc, describe
from csat_lib.study.unread import is_unread_choice, is_unread_key
from csat_lib.study.words import COLOUR_PATTERN, NAME_PATTERN, YEAR_PATTERN, Model

M = TypeVar("M", bound=Model)
_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "tuple_type": "a list",
    "finite_number": "a finite number",
}
_BOUNDS = {
    "greater_than": ("gt", "above {}"),
    "greater_than_equal": ("ge", "{} or more"),
    "less_than": ("lt", "below {}"),
    "less_than_equal": ("le", "{} or less"),
    "too_short": ("min_length", "{} or more entries"),
    "too_long": ("max_length", "{} or fewer entries"),
    "string_too_short": ("min_length", "{} or more characters"),
}
_FORMS = {
    NAME_PATTERN: "80 letters a-z, digits, `_`, `-`, `.` at most, with a letter first",
    COLOUR_PATTERN: "a colour such as #1f5a7a",
    YEAR_PATTERN: "a year such as 2025, or `all` and `units`",
}


def fit(model: type[M], document: Document) -> tuple[M | None, list[Fault]]:
    """The model that the document describes, or None with every fault of its shape in the order of the file."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, list(_faults(model, document, error))


def dotted(loc: Loc) -> str:
    """The path of a value as messages write it: ``questions.q01.scale``."""
    return ".".join(str(step) for step in loc)


def _faults(model: type[Model], document: Document, error: ValidationError) -> Iterator[Fault]:
    raws = [dict[str, Any](raw) for raw in error.errors(include_url=False)]
    raws = [raw for raw in raws if not _within_scale(document.data, raw["loc"]) and not _is_seen_again(raw, raws)]
    paths = [_path(document.data, raw["loc"]) for raw in raws]
    faulty = list(zip(paths, raws, strict=True))
    for path, raw in faulty:
        same = [other["type"] for place, other in faulty if place == path]
        types = list(dict.fromkeys(_TYPES[kind] for kind in same)) if set(same) <= set(_TYPES) else []
        nearer = any(at[: len(path)] == path and (at != path or one["type"] in _BOUNDS) for at, one in faulty)
        if (types and raw["type"] != same[0]) or (raw["type"] in _TYPES and nearer):
            continue  # one fault for a value that fits none of several types, or one of them but for this
        yield _PHRASES[raw["type"]](_Detail(model, document.where(path), path, raw, " or ".join(types)))


def _within_scale(data: Any, loc: Loc) -> bool:
    """A fault of a scale seen again through a question, or a scale that is only an unknown name (checked later)."""
    return loc[0] == "questions" and "scale" in loc[2:] and isinstance(_at(data, (*loc[:2], "scale")), str)


def _is_seen_again(raw: Mapping[str, Any], raws: list[dict[str, Any]]) -> bool:
    """A list too short for its wrong entries alone, or the first but not the last of the entries that it lacks."""
    if raw["type"] == "too_short":
        return bool(len(raw["input"]) >= raw["ctx"]["min_length"])
    *path, last = raw["loc"]
    return raw["type"] == "missing" and isinstance(last, int) and any(one["loc"] == (*path, last + 1) for one in raws)


def _at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _path(data: Any, loc: Loc) -> Loc:
    """The location without the names that pydantic adds for variants of a union."""
    path: list[Any] = []
    for step in loc:
        listed = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if listed or (isinstance(data, dict) and step in data):
            path.append(step)
            data = data[step]
    return tuple(path)


@dataclass(frozen=True)
class _Detail:
    """One of pydantic's errors, its place and its path in the file."""

    model: type[Model]
    where: str
    path: Loc
    raw: dict[str, Any]
    wanted: str

    @property
    def name(self) -> str:
        return dotted(self.path)

    @property
    def given(self) -> Any:
        return self.raw["input"]

    @property
    def context(self) -> dict[str, Any]:
        context: dict[str, Any] = self.raw.get("ctx", {})
        return context


def _unknown_key(detail: _Detail) -> Fault:
    if is_unread_key(detail.path):
        return phrases.not_used(detail.where, detail.name)
    allowed = keys_at(detail.model, detail.raw["loc"][:-1])
    return phrases.unknown_key(detail.where, dotted(detail.path[:-1]), str(detail.path[-1]), allowed)


def _missing_key(detail: _Detail) -> Fault:
    step = detail.raw["loc"][-1]
    if isinstance(step, int):  # of a list of so many
        return phrases.out_of_bounds(detail.where, detail.name, _measure(detail.given), f"{step + 1} or more entries")
    return phrases.missing_key(detail.where, detail.name, str(step))


def _missing_kind(detail: _Detail) -> Fault:
    return phrases.missing_key(detail.where, detail.name, _discriminator(detail.context))


def _wrong_kind(detail: _Detail) -> Fault:
    path = dotted((*detail.path, _discriminator(detail.context)))
    return phrases.wrong_choice(
        detail.where, path, str(detail.context["tag"]), _quoted(detail.context["expected_tags"])
    )


def _wrong_word(detail: _Detail) -> Fault:
    allowed = detail.context.get("allowed") or _quoted(detail.context["expected"])
    if is_unread_choice(detail.path, str(detail.given)):
        return phrases.not_used(detail.where, f"{detail.name}: {detail.given}", allowed)
    return phrases.wrong_choice(detail.where, detail.name, str(detail.given), allowed)


def _out_of_bounds(detail: _Detail) -> Fault:
    key, bound = _BOUNDS[detail.raw["type"]]
    given, limit = _measure(detail.given), bound.format(_plain(detail.context[key]))
    return phrases.out_of_bounds(detail.where, detail.name, given, limit)


def _bad_form(detail: _Detail) -> Fault:
    wanted = detail.context.get("wanted") or _FORMS[detail.context["pattern"]]
    return phrases.bad_form(detail.where, detail.name, cut(str(detail.given)), wanted)


def _broken_rule(detail: _Detail) -> Fault:
    return phrases.broken_rule(detail.where, detail.name, str(detail.context["error"]))


def _wrong_type(detail: _Detail) -> Fault:
    wanted = detail.wanted or _TYPES[detail.raw["type"]]
    return phrases.wrong_type(detail.where, detail.name, describe(detail.given), wanted)


_PHRASES: dict[str, Callable[[_Detail], Fault]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "union_tag_not_found": _missing_kind,
    "union_tag_invalid": _wrong_kind,
    "literal_error": _wrong_word,
    "choice": _wrong_word,
    "string_pattern_mismatch": _bad_form,
    "form": _bad_form,
    "value_error": _broken_rule,
    **dict.fromkeys(_BOUNDS, _out_of_bounds),
    **dict.fromkeys(_TYPES, _wrong_type),
}


def _discriminator(context: Mapping[str, Any]) -> str:
    name = str(context.get("discriminator", "kind")).strip("'")
    return name if name.isidentifier() and not name.startswith("_") else "kind"


def _quoted(text: str) -> list[str]:
    return text.replace(" or ", ", ").replace("'", "").split(", ")


def _measure(given: Any) -> str:
    count = len(given) if isinstance(given, list | dict | tuple) else None
    return str(given) if count is None else f"{count} {'entry' if count == 1 else 'entries'}" if count else "empty"


def _plain(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)


def keys_at(model: type[Model], loc: Loc) -> list[str]:
    """The keys that are allowed at a location of a model, in the order in which the model lists them."""
    options: list[Any] = [model]
    for step in loc:
        options = [inner for option in options for inner in _inside(option, step)]
    models = [option for option in options if _is_model(option)]
    return [field.alias or name for one in models for name, field in one.model_fields.items()]


def _inside(option: Any, step: Any) -> list[Any]:
    if _is_model(option):
        for name, field in option.model_fields.items():
            if step in {name, field.alias}:
                return _options(field.annotation)
        return [option] if step in _tags(option) else []
    arguments = get_args(option)
    return _options(arguments[-1] if get_origin(option) is dict else arguments[0]) if arguments else []


def _is_model(option: Any) -> bool:
    return isclass(option) and issubclass(option, Model)


def _tags(option: type[Model]) -> set[str]:
    fields = [option.model_fields[key].annotation for key in ("kind", "rule") if key in option.model_fields]
    return {option.__name__} | {tag for field in fields for tag in get_args(field)}


def _options(annotation: Any) -> list[Any]:
    """The classes that an annotation allows, with its decorations taken off."""
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return [inner for option in get_args(annotation) for inner in _options(option)]
    return [] if get_origin(annotation) is Literal else [annotation]
