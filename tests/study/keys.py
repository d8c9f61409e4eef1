"""Every key and every word that the models of the study file and of the wave file allow, as paths in the file.

Names that a study chooses itself (of a question, a construct ...) are left out of a path: ``constructs.items``. Where a
value may be of several kinds, the kind stands in it: ``questions.rating.scale``, ``exclude.seconds.below``.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import isclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from csat_lib.study import Study
from csat_lib.study.conditions import Condition
from csat_lib.study.constructs import WEIGHT_METHODS
from csat_lib.study.questions import Scale
from csat_lib.study.table_kinds import ExtraTable
from csat_lib.study.waves import SECTIONS, WaveFile
from csat_lib.study.words import Model, StudyText, WordLists

ROOTS = {
    "": Study,
    "scales.": Scale,
    "condition.": Condition,
    "wave.": WaveFile,
    "wording.": StudyText,
    "lists.": WordLists,
    "tables.": ExtraTable,
}
SHARED = {Scale, Condition, StudyText, WordLists, ExtraTable}
"""Models that stand in many places: their keys are listed once."""
CHECKED = {
    "index.parts": WEIGHT_METHODS,
    "weights_of.method": WEIGHT_METHODS,
    "weights_of.rules": (*WEIGHT_METHODS, "given"),
    "wave.commentary": SECTIONS,
}
"""StudyText that a function checks instead of a type."""


def inner(annotation: Any) -> Iterator[Any]:
    """What an annotation allows, without decorations and the mappings and lists around it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from inner(arguments[0])
    elif origin in {Union, UnionType}:
        yield from (option for argument in arguments for option in inner(argument))
    elif origin in {dict, tuple}:
        yield from inner(arguments[origin is dict])
    else:
        yield annotation


def models(annotation: Any) -> list[type[Model]]:
    return [one for one in inner(annotation) if isclass(one) and issubclass(one, Model)]


def tag(model: type[Model]) -> str:
    """The word that tells one kind from the others, with a dot; nothing where its keys tell it."""
    key = next((key for key in ("kind", "rule") if key in model.model_fields), "")
    return f"{get_args(model.model_fields[key].annotation)[0]}." if key else ""


def owner(model: type[Model], name: str) -> type[Model]:
    """The class that brought a key: one key that all kinds of questions have is one key."""
    return next(one for one in reversed(model.__mro__) if name in getattr(one, "model_fields", {}))


def walk(model: type[Model], path: str, kind: str = "") -> Iterator[tuple[str, type[Model], str]]:
    """(path, model, attribute) of every key; of a kind among several, with its word in the path of its own keys."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        here = f"{path}{kind}{key}" if owner(model, name) is model else f"{path}{key}"
        yield here, model, name
        found = [one for one in models(field.annotation) if one not in SHARED]
        for one in found:
            yield from walk(one, f"{here}.", tag(one) if len(found) > 1 else "")


KEYS = {path: (model, name) for root, model in ROOTS.items() for path, model, name in walk(model, root)}


def words() -> Iterator[str]:
    """``path=word`` of every word that a key may have, where it has a choice."""
    for path, (model, name) in KEYS.items():
        for one in inner(model.model_fields[name].annotation):
            allowed = get_args(one) if get_origin(one) is Literal else ()
            yield from (f"{path}={word}" for word in allowed if len(allowed) > 1)
    yield from (f"{path}={word}" for path, allowed in CHECKED.items() for word in allowed)


WORDS = tuple(words())


def stands(value: Any) -> Iterator[tuple[type[Model], str]]:
    """(class, attribute) of every key that stands in a file, or that was filled in, of what was read from it."""
    if isinstance(value, Model):
        yield from ((owner(type(value), name), name) for name in value.model_fields_set)
        parts: Any = [getattr(value, name) for name in type(value).model_fields]
    else:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    for part in parts:
        yield from stands(part)
