"""Which constructs point to which: a national index's model by its name, or the study's own arrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import Field, Strict

from csat_lib.errors import Fault, listing
from csat_lib.errors import structure as own_phrases
from csat_lib.errors import study as phrases
from csat_lib.study.raw import Check, Raw, texts
from csat_lib.study.shape import dotted
from csat_lib.study.words import Model, Name, Names, StudyText

Preset = Literal["acsi", "ecsi", "gbt19038", "ccsi"]
KEY, OUTCOME = "structure", "satisfaction"


class PathPreset(Model):
    """A model of the literature: ``paths`` between roles; the ``title`` says what to know of it."""

    title: StudyText
    paths: dict[str, Names]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, sources before what they point to."""
        return tuple(TopologicalSorter(self.paths).static_order())


@cache
def preset_of(name: str) -> PathPreset:
    """Read ``path_models/<name>.yaml``."""
    text = (files("csat_lib.study") / "path_models" / f"{name}.yaml").read_text(encoding="utf-8")
    return PathPreset.model_validate(yaml.safe_load(text))


class _Arrow(Model):
    source: Name = Field(alias="from")
    target: Name = Field(alias="to")


class _Mediation(_Arrow):
    through: Name


class _Moderation(_Arrow):
    by: Name


class StructuralModel(Model):
    """A path model of constructs: of a ``preset``, whose roles ``blocks`` gives to constructs, or by ``paths``.

    ``outcome``: the construct that the model is to explain, by default that of satisfaction. ``formative``: constructs
    that are made of their items. ``mediation``: what goes from one construct through a second to a third;
    ``moderation``: arrows that a third may make stronger. ``compare``: segment questions whose groups are compared.
    """

    preset: Preset | None = None
    blocks: dict[Name, Name] = Field(default_factory=dict)
    paths: dict[Name, Names] = Field(default_factory=dict)
    outcome: Name | None = None
    scheme: Literal["path", "centroid", "factorial"] = "path"
    formative: Names = ()
    consistent: bool = False
    mediation: Annotated[tuple[_Mediation, ...], Strict(strict=False)] = ()
    moderation: Annotated[tuple[_Moderation, ...], Strict(strict=False)] = ()
    compare: Names = ()

    @property
    def arrows(self) -> dict[str, tuple[str, ...]]:
        """Construct -> the constructs that point to it."""
        if self.preset is None:
            return self.paths
        named, given = self.blocks, preset_of(self.preset).paths
        return {named.get(to, to): tuple(named.get(name, name) for name in sources) for to, sources in given.items()}

    @property
    def explained(self) -> str:
        """The construct that the model is to explain."""
        return self.outcome or self.blocks.get(OUTCOME, OUTCOME)

    @property
    def constructs(self) -> tuple[str, ...]:
        """The constructs of the model, sources before what they point to."""
        return tuple(TopologicalSorter(self.arrows).static_order())


def structure_is_a_model(raw: Raw) -> Iterator[Fault]:
    """A preset or paths, of constructs that there are, each once, joined by an arrow, and in no circle."""
    if raw.value(KEY) is None:
        if KEY in raw.listing("chapters"):
            yield phrases.needs(raw.where("chapters"), "chapters", "a path model", "Add `structure: {preset: ecsi}`.")
        return
    named, own = raw.value(KEY, "preset"), raw.mapping(KEY, "paths")
    if (named is None) == (not own):
        yield phrases.needs(raw.where(KEY), KEY, "either `preset` or `paths`", "Write one of the two.")
    elif named in get_args(Preset):
        yield from _blocks(raw, preset_of(named))
    elif named is None:
        yield from _paths(raw, {str(to): [name for _, name in texts(raw.listing(KEY, "paths", to))] for to in own})


def _blocks(raw: Raw, preset: PathPreset) -> Iterator[Fault]:
    blocks, constructs, taken = raw.mapping(KEY, "blocks"), raw.names("constructs"), dict[str, str]()
    for role in dict.fromkeys([*preset.roles, *map(str, blocks)]):
        construct, where = str(blocks.get(role, role)), raw.where(KEY, "blocks", role)
        if role not in preset.roles:
            yield phrases.unknown_name(where, "structure.blocks", role, preset.roles)
        elif construct not in constructs and role in blocks:
            yield phrases.unknown_name(where, f"structure.blocks.{role}", construct, constructs)
        elif construct not in constructs:
            yield own_phrases.no_block(where, str(raw.value(KEY, "preset")), role, constructs)
        elif construct in taken:
            yield own_phrases.two_roles(where, construct, taken[construct], role)
        taken.setdefault(construct, role)
    arrows = {str(blocks.get(to, to)): [str(blocks.get(name, name)) for name in of] for to, of in preset.paths.items()}
    yield from _mentioned(raw, list(taken), arrows)


def _paths(raw: Raw, paths: Mapping[str, list[str]]) -> Iterator[Fault]:
    constructs, pointing = raw.names("constructs"), {name for sources in paths.values() for name in sources}
    for target, sources in paths.items():
        where, path = raw.where(KEY, "paths", target), f"structure.paths.{target}"
        if target not in constructs:
            yield phrases.unknown_name(where, "structure.paths", target, constructs)
        elif not sources and target not in pointing:
            yield own_phrases.no_arrow(where, target)
        allowed = [[one for one in constructs if one not in sources[:at]] for at in range(len(sources))]
        wrong = ((name, known) for name, known in zip(sources, allowed, strict=True) if name not in known)
        yield from (phrases.unknown_name(where, path, name, known) for name, known in wrong)
    yield from circles(raw, (KEY, "paths"), paths)
    known = [name for name in constructs if name in paths or name in pointing]
    yield from _mentioned(raw, known, paths)
    if raw.value(KEY, "outcome") is None and OUTCOME not in known:
        do = f"Add `outcome: ...` with one of {listing(known)}."
        yield phrases.needs(raw.where(KEY), KEY, "the construct that it is to explain", do)


def circles(raw: Raw, loc: tuple[Any, ...], paths: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    """Arrows (target -> sources) that come back to where they start."""
    try:
        TopologicalSorter(paths).prepare()
    except CycleError as error:
        yield own_phrases.circle_of_paths(raw.where(*loc), dotted(loc), error.args[1])


def _mentioned(raw: Raw, known: list[str], paths: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """What else names constructs names those of the model, along its arrows; groups are those of segment questions."""
    for key in ("formative", "outcome"):
        given = raw.value(KEY, key)
        for _, name in texts(given if isinstance(given, list) else [given]):
            if name not in known:
                yield phrases.unknown_name(raw.where(KEY, key), f"structure.{key}", name, known)
    segments = [name for _, name in texts(raw.listing("segments"))]
    for at, name in texts(raw.listing(KEY, "compare")):
        if name not in segments:
            yield phrases.unknown_name(raw.where(KEY, "compare", at), "structure.compare", name, segments)
    arrows = {(source, target) for target, sources in paths.items() for source in sources}
    for key in ("mediation", "moderation"):
        for at, given in enumerate(raw.mapping(KEY, key, at) for at in range(len(raw.listing(KEY, key)))):
            yield from _thirds(raw.where(KEY, key, at), given, known, arrows)


def _thirds(where: str, given: Mapping[str, Any], known: list[str], arrows: set[tuple[str, str]]) -> Iterator[Fault]:
    """A mediation goes along two arrows; a moderator is no source, and not of what the moderated construct leads to."""
    a, b, via, by = (str(given.get(name, "")) for name in ("from", "to", "through", "by"))
    needed = [(a, via), (via, b)] if via else [(a, b)]
    yield from (own_phrases.no_way(where, *pair) for pair in needed if pair not in arrows)
    allowed = [name for name in known if name not in {a, *_from(b, arrows)}]
    if by and by not in allowed:
        yield phrases.unknown_name(where, "structure.moderation.by", by, allowed)


def _from(name: str, arrows: set[tuple[str, str]]) -> set[str]:
    """The construct and all that arrows lead to from it."""
    return {name}.union(*(_from(to, arrows - {(source, to)}) for source, to in arrows if source == name))


CHECKS: tuple[Check, ...] = (structure_is_a_model,)
