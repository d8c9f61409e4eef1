"""Do the rules of a study speak of things that it has? Exclusions, weights, voice, targets, simulator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from csat_lib import period
from csat_lib.errors import CsatError, Fault
from csat_lib.errors import study as phrases
from csat_lib.study.complaints import register_is_read
from csat_lib.study.planning import frame_is_known
from csat_lib.study.raw import TREE, Check, Raw, numbers, texts
from csat_lib.study.shape import dotted
from csat_lib.study.structural import circles
from csat_lib.study.table_kinds import KINDS, columns_of
from csat_lib.study.tree_checks import TOLERANCE

_TIMED = {"seconds", "speed", "seconds_per_item"}
_IN_A_BLOCK = {"straight_line", "longstring", "irv"}
_OVER_CONSTRUCTS = 3


def exclusions_can_be_applied(raw: Raw) -> Iterator[Fault]:
    """Rules name questions that are asked and fields that the answers file has."""
    for index, rule in enumerate(raw.listing("exclude")):
        kind, loc = str(rule.get("rule")) if isinstance(rule, dict) else "", ("exclude", index)
        if kind == "duplicate":
            yield from _unknown(raw, (*loc, "by"), raw.names("fields"))
        if kind == "near_duplicate":
            fields = [name for name in raw.names("fields") if name in {"device", "source"}]
            yield from _unknown(raw, (*loc, "by"), [*fields, *raw.questions(kind="single")])
        if kind in _TIMED and not raw.value("fields", "duration"):
            do = "Add `duration: <column>` to `fields`."
            yield phrases.needs(raw.where(*loc), f"exclude.{index}", "the seconds that an answer took", do)
        if kind in _IN_A_BLOCK:
            yield from _unknown(raw, (*loc, "block"), raw.questions(kind="rating"))
        if kind == "straight_line":
            yield from _fits_in_block(raw, loc, "at_least", 0)
        if kind == "longstring":
            yield from _fits_in_block(raw, loc, "above", 1)
        if kind == "even_odd":
            yield from _enough_constructs(raw, loc)
        if kind == "attention":
            yield from _unknown_one(raw, (*loc, "question"), raw.questions())


def _fits_in_block(raw: Raw, loc: tuple[Any, ...], key: str, spare: int) -> Iterator[Fault]:
    """A number of answers that the block can hold; by default the block is all items."""
    given, block = raw.value(*loc, key), raw.listing(*loc, "block")
    of = "the block" if block else "all items"
    most = len(block or raw.questions(kind="rating", role="perception")) - spare
    if isinstance(given, int) and most > 0 and given > most:
        length = f"the length of {of}" + (", less 1" if spare else "")
        bound = f"{most} ({length}) or less"
        yield phrases.out_of_bounds(raw.where(*loc, key), f"{dotted(loc)}.{key}", str(given), bound)


def _enough_constructs(raw: Raw, loc: tuple[Any, ...]) -> Iterator[Fault]:
    halved = [name for name in raw.names("constructs") if len(raw.listing("constructs", name, "items")) > 1]
    if len(halved) < _OVER_CONSTRUCTS:
        what = f"{_OVER_CONSTRUCTS} constructs of two items or more (here: {len(halved)})"
        yield phrases.needs(raw.where(*loc), dotted(loc), what, "Take the rule out.")


def margins_fit_the_options(raw: Raw) -> Iterator[Fault]:
    """A margin gives each option of a single choice, or of two crossed, its share, and the shares add up to 1."""
    choices = raw.questions(kind="single")
    for margin in raw.mapping("weights", "rake"):
        loc, crossed = ("weights", "rake", margin), str(margin).split("*")
        if unknown := [question for question in crossed if question not in choices]:
            yield phrases.unknown_name(raw.where(*loc), "weights.rake", unknown[0], choices)
            continue
        if isinstance(raw.value(*loc), str):
            continue  # a table of people; it may be the wave's own
        options = ["*".join(levels) for levels in product(*map(raw.options, crossed))]
        yield from _shares(raw, loc, options)
        levels = [str(level) for level in raw.mapping(*loc)]
        missing = [option for option in options if option not in levels]
        yield from (phrases.level_without_share(raw.where(*loc), dotted(loc), option) for option in missing)


def _shares(raw: Raw, loc: tuple[Any, ...], options: list[str]) -> Iterator[Fault]:
    shares = raw.mapping(*loc)
    for level in shares:
        if str(level) not in options:
            yield phrases.unknown_name(raw.where(*loc, level), dotted(loc), str(level), options)
    if shares and len(numbers(shares)) == len(shares) and abs(sum(numbers(shares)) - 1) > TOLERANCE:
        yield phrases.not_one(raw.where(*loc), dotted(loc), sum(numbers(shares)))


def voice_is_asked(raw: Raw) -> Iterator[Fault]:
    """Open answers come from open questions, and their chapter reads them by a frame."""
    if "voice" in raw.listing("chapters") and not raw.mapping("voice", "frame"):
        do = "Give `voice.frame` at least one code with words, or take `voice` out of `chapters`."
        yield phrases.needs(raw.where("chapters"), "chapters", "a frame to read the open answers by", do)
    yield from _unknown(raw, ("voice", "questions"), raw.questions(kind="text"))


def figures_are_known(raw: Raw) -> Iterator[Fault]:
    """Targets are about a node, a construct or an outcome that is measured."""
    outcomes = [*_measured_outcomes(raw), *raw.derived("outcome")]
    allowed = [*raw.names(TREE), *raw.names("constructs"), *raw.names("kpis"), *outcomes]
    for name in raw.mapping("targets"):
        if name not in allowed:
            yield phrases.unknown_name(raw.where("targets", name), "targets", str(name), allowed)
        loc, unit = ("targets", name, "units"), raw.value("unit")
        if raw.mapping(*loc) and not unit:
            yield phrases.needs(raw.where(*loc), dotted(loc), "a unit", "Add `unit: <one of the segments>`.")
        for level in raw.mapping(*loc) if raw.options(unit) else ():
            if str(level) not in raw.options(unit):
                yield phrases.unknown_name(raw.where(*loc, level), dotted(loc), str(level), raw.options(unit))


def alerts_are_of_lines(raw: Raw) -> Iterator[Fault]:
    """An alert is about a node, a construct or an outcome, whose line over the waves is followed."""
    allowed = [*raw.names(TREE), *raw.names("constructs"), *_measured_outcomes(raw)]
    for name in raw.mapping("alerts"):
        subject = raw.value("alerts", name, "subject")
        if isinstance(subject, str) and subject not in allowed:
            where = raw.where("alerts", name, "subject")
            yield phrases.unknown_name(where, dotted(("alerts", name, "subject")), subject, allowed)


def tables_have_their_columns(raw: Raw, questions: Sequence[str] = ()) -> Iterator[Fault]:
    """A table heads columns that its kind has, and its totals are of several parts."""
    choices = tuple(questions or raw.questions(kind="single"))
    for name in raw.mapping("tables"):
        loc, kind = ("tables", name, "columns"), raw.value("tables", name, "kind")
        allowed = list(columns_of(kind, choices)) if kind in KINDS else []
        for column in raw.mapping(*loc):
            if allowed and column not in allowed:
                yield phrases.unknown_name(raw.where(*loc, column), dotted(loc), str(column), allowed)


def _measured_outcomes(raw: Raw) -> list[str]:
    """Ratings and NPS: no figure tells of another outcome."""
    return [*raw.questions(kind="rating", role="outcome"), *raw.questions(kind="nps")]


def truth_is_about_the_study(raw: Raw) -> Iterator[Fault]:
    """The simulator's truth names the study's items, outcomes, options and constructs."""
    about = {
        "items": raw.questions(kind="rating", role="perception"),
        "outcomes": _measured_outcomes(raw),
        "choices": raw.questions(kind="single"),
        "multiple": raw.questions(kind="multiple"),
        "yes": raw.questions(kind="yes_no"),
        "numbers": raw.questions(kind="number"),
        "verbatims": raw.questions(kind="text"),
    }
    for part, allowed in about.items():
        for name in raw.mapping("simulate", part):
            if name not in allowed:
                yield phrases.unknown_name(raw.where("simulate", part, name), f"simulate.{part}", str(name), allowed)
    for name in raw.mapping("simulate", "choices"):
        yield from _shares(raw, ("simulate", "choices", name, "shares"), raw.options(name))
    for name in raw.mapping("simulate", "outcomes"):
        for at, _ in enumerate(raw.listing("simulate", "outcomes", name, "given")):
            yield from _chosen(raw, ("simulate", "outcomes", name, "given", at, "chosen"))


def _chosen(raw: Raw, loc: tuple[Any, ...]) -> Iterator[Fault]:
    """Options that shift an outcome are those of a choice that is simulated."""
    simulated = [*raw.mapping("simulate", "choices"), *raw.mapping("simulate", "multiple")]
    for question in raw.mapping(*loc):
        if question not in simulated:
            yield phrases.unknown_name(raw.where(*loc, question), dotted(loc), str(question), simulated)
        else:
            yield from _unknown(raw, (*loc, question), raw.options(question))


def shifts_are_about_constructs(raw: Raw) -> Iterator[Fault]:
    """Every shift of the simulator moves a construct, at a level that is an option, in a period."""
    constructs = raw.names("constructs")
    for loc in _shift_locs(raw):
        for name in raw.mapping(*loc):
            if name not in constructs:
                yield phrases.unknown_name(raw.where(*loc, name), dotted(loc), str(name), constructs)
    yield from _plants(raw, constructs)
    paths = ("simulate", "paths")
    yield from circles(raw, paths, {str(to): [*map(str, raw.mapping(*paths, to))] for to in raw.mapping(*paths)})
    for name in raw.mapping("simulate", "periods"):
        yield from _period(raw, ("simulate", "periods", name), name)


def _plants(raw: Raw, constructs: list[str]) -> Iterator[Fault]:
    segments, outcomes = list(raw.mapping("simulate", "choices")), list(raw.mapping("simulate", "outcomes"))
    known = {"construct": constructs, "segment": segments, "outcome": outcomes}
    for part in raw.mapping("simulate", "plants"):
        for index in range(len(raw.listing("simulate", "plants", part))):
            loc = ("simulate", "plants", part, index)
            for key, allowed in known.items():
                yield from _unknown_one(raw, (*loc, key), allowed)
            yield from _unknown_one(raw, (*loc, "level"), raw.options(raw.value(*loc, "segment")))
            if raw.value(*loc, "period") is not None:
                yield from _period(raw, (*loc, "period"), raw.value(*loc, "period"))


def _shift_locs(raw: Raw) -> Iterator[tuple[Any, ...]]:
    truth = ("simulate",)
    yield from ((*truth, "outcomes", name, "effects") for name in raw.mapping(*truth, "outcomes"))
    yield from ((*truth, "periods", name) for name in raw.mapping(*truth, "periods"))
    yield from ((*truth, part) for part in ("correlations", "paths"))
    yield from ((*truth, "paths", name) for name in raw.mapping(*truth, "paths"))
    yield from ((*truth, "correlations", name) for name in raw.mapping(*truth, "correlations"))
    yield from ((*truth, "verbatims", name, "about") for name in raw.mapping(*truth, "verbatims"))
    for name in raw.mapping(*truth, "choices"):
        effects = (*truth, "choices", name, "effects")
        yield from ((*effects, level) for level in raw.mapping(*effects))


def _period(raw: Raw, loc: tuple[Any, ...], given: Any) -> Iterator[Fault]:
    try:
        if given is not None:
            period.parse(given)
    except CsatError as error:
        yield Fault(raw.where(*loc), str(error))


def _unknown(raw: Raw, loc: tuple[Any, ...], allowed: list[str]) -> Iterator[Fault]:
    for index, name in texts(raw.listing(*loc)):
        if name not in allowed:
            yield phrases.unknown_name(raw.where(*loc, index), dotted(loc), name, allowed)


def _unknown_one(raw: Raw, loc: tuple[Any, ...], allowed: list[str]) -> Iterator[Fault]:
    given = raw.value(*loc)
    if given is not None and str(given) not in allowed:
        yield phrases.unknown_name(raw.where(*loc), dotted(loc), str(given), allowed)


CHECKS: tuple[Check, ...] = (
    register_is_read,
    exclusions_can_be_applied,
    margins_fit_the_options,
    voice_is_asked,
    figures_are_known,
    alerts_are_of_lines,
    tables_have_their_columns,
    frame_is_known,
    truth_is_about_the_study,
    shifts_are_about_constructs,
)
