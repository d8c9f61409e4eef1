"""Does a study hold together? Here its questions, constructs and wording; see ``tree_checks`` and ``rule_checks``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.machine import why_no_folder
from csat_lib.study.conditions import condition_faults
from csat_lib.study.raw import TREE, Check, Raw, texts, walk
from csat_lib.study.shape import dotted

RESERVED = ("all", "reason")
_DROP = {"drivers": "drop `drivers`", "chapters": "take `drivers` out of `chapters`"}


def words_in_every_language(raw: Raw) -> Iterator[Fault]:
    """Each wording is there in each language of the report."""
    yield from words_in(raw, [entry for _, entry in texts(raw.listing("languages"))] or ["zh", "en"])


def words_in(raw: Raw, languages: Iterable[str]) -> Iterator[Fault]:
    """Each wording of a file is there in each of the languages (lists of words may serve one language only)."""
    for loc, found in walk(raw.document.data):
        if found and set(found) <= {"zh", "en"} and all(isinstance(text, str) for text in found.values()):
            missing = [language for language in languages if not found.get(language)]
            yield from (phrases.no_wording(raw.where(*loc), dotted(loc), language) for language in missing)


def names_are_unique(raw: Raw) -> Iterator[Fault]:
    """A question, a construct and a node never share a name: a figure's subject must say what it is about."""
    owner: dict[str, str] = dict.fromkeys(RESERVED, "a reserved word")
    for loc, kind in (
        (("questions",), "a question"),
        (("derived",), "a derived variable"),
        (("constructs",), "a construct"),
        (("kpis",), "a KPI"),
        ((TREE,), "an index node"),
        (("complaints", "classes"), "a class of complaints"),
    ):
        for name in filter(lambda name: isinstance(name, str), raw.mapping(*loc)):
            if name in owner:
                yield phrases.name_taken(raw.where(*loc, name), name, owner[name], kind)
            owner[name] = kind


def the_study_can_be_a_folder(raw: Raw) -> Iterator[Fault]:
    """Outputs lie in a folder of the study's name, on every system."""
    name = raw.value("study")
    if isinstance(name, str) and (why := why_no_folder(name)):
        yield Fault(raw.where("study"), f"{why}; outputs lie in a folder of the study's name.", "Name it otherwise.")


def scales_are_known(raw: Raw) -> Iterator[Fault]:
    """Each rating names a scale, and the labels of a scale lie on it."""
    for name in raw.questions():
        scale = raw.value("questions", name, "scale")
        if isinstance(scale, str) and scale not in raw.mapping("scales"):
            where, path = raw.where("questions", name, "scale"), f"questions.{name}.scale"
            yield phrases.unknown_name(where, path, scale, raw.names("scales"))


def items_measure_constructs(raw: Raw) -> Iterator[Fault]:
    """Items of constructs are ratings that ask for perception, and each belongs to one construct, once."""
    allowed = raw.questions(kind="rating", role="perception")
    owner: dict[str, str] = {}
    for construct in raw.names("constructs"):
        for index, item in texts(raw.listing("constructs", construct, "items")):
            where = raw.where("constructs", construct, "items", index)
            if item not in allowed:
                yield phrases.unknown_name(where, f"constructs.{construct}.items", item, allowed)
            elif item in owner:
                yield phrases.owned_twice(where, item, owner[item], construct)
            owner.setdefault(item, construct)
    for item in allowed:
        if item not in owner:
            yield phrases.no_construct_owns(raw.where("questions", item), item, raw.names("constructs"))


def filters_ask_what_was_asked(raw: Raw) -> Iterator[Fault]:
    """A filter asks for answers to earlier questions that there can be."""
    asked: list[str] = []
    for name in raw.questions():
        yield from condition_faults(raw, ("questions", name, "filter"), asked)
        asked.append(name)


def choices_can_be_read(raw: Raw) -> Iterator[Fault]:
    """The columns of a multiple choice are those of its options; without any they are found in the file."""
    for name in raw.questions(kind="multiple"):
        loc, columns = ("questions", name), raw.mapping("questions", name, "columns")
        for option in columns:
            if str(option) not in raw.options(name):
                where, path = raw.where(*loc, "columns", option), f"{dotted(loc)}.columns"
                yield phrases.unknown_name(where, path, str(option), raw.options(name))


def segments_are_asked(raw: Raw) -> Iterator[Fault]:
    """Segments are single choices with that role; the unit is one of the segments."""
    allowed = [*raw.questions(kind="single", role="segment"), *raw.derived("segment")]
    for index, name in texts(raw.listing("segments")):
        if name not in allowed:
            yield phrases.unknown_name(raw.where("segments", index), "segments", name, allowed)
    unit, segments = raw.value("unit"), [name for _, name in texts(raw.listing("segments"))]
    if isinstance(unit, str) and unit not in segments:
        yield phrases.unknown_name(raw.where("unit"), "unit", unit, segments)
    if raw.listing("rankings") and not (unit and raw.names(TREE)):
        do = "Name a `unit` and an `index`, or drop `rankings`."
        yield phrases.needs(raw.where("rankings"), "rankings", "units that have an index", do)


def headline_is_an_outcome(raw: Raw) -> Iterator[Fault]:
    """The headline is a rating outcome."""
    headline, allowed = raw.value("headline"), raw.questions(kind="rating", role="outcome")
    if isinstance(headline, str) and headline not in allowed:
        yield phrases.unknown_name(raw.where("headline"), "headline", headline, allowed)


def drivers_are_constructs(raw: Raw) -> Iterator[Fault]:
    """Drivers are constructs, each named once, and there is a headline for them to explain."""
    drivers, seen = texts(raw.listing("drivers")), set[str]()
    for index, name in drivers:
        if name not in raw.names("constructs") or name in seen:
            allowed = [construct for construct in raw.names("constructs") if construct not in seen]
            yield phrases.unknown_name(raw.where("drivers", index), "drivers", name, allowed)
        seen.add(name)
    if raw.value("headline") or raw.questions(kind="rating", role="outcome"):
        return
    for key, is_used in (("drivers", bool(drivers)), ("chapters", "drivers" in raw.listing("chapters"))):
        if is_used:
            do = f"Add a rating question with `role: outcome` or {_DROP[key]}."
            yield phrases.needs(raw.where(key), key, "a rating outcome to explain", do)


def chapters_have_constructs(raw: Raw) -> Iterator[Fault]:
    """Chapters on how constructs are measured are for a study that has some."""
    if not raw.names("constructs"):
        named = [name for name in ("reliability", "factors") if name in raw.listing("chapters")]
        do = f"Add `constructs`, or take `{'`, `'.join(named)}` out of `chapters`."
        yield from [phrases.needs(raw.where("chapters"), "chapters", "constructs to measure", do)] if named else []


def bases_rise(raw: Raw) -> Iterator[Fault]:
    """A cell that is never shown is smaller than one that is marked."""
    least, small = raw.value("minimum_base"), raw.value("small_base")
    least, small = 10 if least is None else least, 30 if small is None else small
    if isinstance(least, int) and isinstance(small, int) and least > small:
        yield phrases.out_of_bounds(
            raw.where("minimum_base"), "minimum_base", str(least), f"{small} (small_base) or less"
        )


CHECKS: tuple[Check, ...] = (
    words_in_every_language,
    names_are_unique,
    the_study_can_be_a_folder,
    scales_are_known,
    items_measure_constructs,
    filters_ask_what_was_asked,
    choices_can_be_read,
    segments_are_asked,
    headline_is_an_outcome,
    drivers_are_constructs,
    chapters_have_constructs,
    bases_rise,
)
