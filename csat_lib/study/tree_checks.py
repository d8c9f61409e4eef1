"""Is each index a tree, and do its weights make sense?"""

from __future__ import annotations

from collections.abc import Iterator

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.findings.catalogue.weight_rules import ESTIMATED, NEED_OUTCOME
from csat_lib.study.raw import TREE, Check, Raw, numbers

TOLERANCE = 1e-6


def parts_are_known(raw: Raw) -> Iterator[Fault]:
    """Every part is a construct, a node, a KPI or an outcome that is measured."""
    outcomes = [*raw.rated(role="outcome"), *raw.derived("outcome")]
    allowed = [*raw.names("constructs"), *raw.names(TREE), *raw.names("kpis"), *outcomes]
    for node in raw.names(TREE):
        for part in raw.mapping(TREE, node, "parts"):
            if part not in allowed:
                where = raw.where(TREE, node, "parts", part)
                yield phrases.unknown_name(where, f"index.{node}.parts", str(part), allowed)


def trees_over_the_dimensions(raw: Raw) -> Iterator[Fault]:
    """Each top node is a tree, in which a part hangs in one place; together they reach all nodes.

    The first top node is the index of the study; others are further indices over the same dimensions.
    """
    nodes, reached = raw.names(TREE), set[str]()
    parts = {part for node in nodes for part in raw.mapping(TREE, node, "parts")}
    for top in (node for node in nodes if node not in parts):
        parent: dict[str, str] = {}
        waiting = [top]
        while waiting:
            node = waiting.pop(0)
            reached.add(node)
            for part in raw.mapping(TREE, node, "parts"):
                if part in parent:
                    yield phrases.two_parents(raw.where(TREE, node, "parts", part), part, parent[part], node)
                elif part in nodes:
                    waiting.append(part)
                parent.setdefault(part, node)
    if len(reached) < len(nodes):
        yield phrases.no_root(raw.where(TREE), [node for node in nodes if node not in reached])


def weights_of_one_kind(raw: Raw) -> Iterator[Fault]:
    """The parts of a node have numbers that add up to 1, or one and the same method."""
    for node in raw.names(TREE):
        parts, loc = raw.mapping(TREE, node, "parts"), (TREE, node, "parts")
        given, kinds = numbers(parts), {value for value in parts.values() if isinstance(value, str)}
        if len(kinds) + bool(given) > 1:
            yield phrases.mixed_weights(raw.where(*loc), f"index.{node}.parts", [str(w) for w in parts.values()])
        elif given and len(given) == len(parts) and abs(sum(given) - 1) > TOLERANCE:
            yield phrases.not_one(raw.where(*loc), f"index.{node}.parts", sum(given))


def estimated_of_dimensions(raw: Raw) -> Iterator[Fault]:
    """Weights are estimated from answers to dimensions alone: what else is under a node has none that go together."""
    nodes = raw.names(TREE)
    known = {*raw.names("kpis"), *raw.questions(), *raw.names("derived")} - {*raw.names("constructs")}
    other = {node for node in nodes if known & set(raw.mapping(TREE, node, "parts"))}
    for _ in nodes:
        other |= {node for node in nodes if other & set(raw.mapping(TREE, node, "parts"))}
    for node in (node for node in nodes if node in other):
        of = ("weights_of", node)
        rules = [*raw.mapping(TREE, node, "parts").values(), raw.value(*of, "method"), *raw.listing(*of, "rules")]
        estimated = [how for how in rules if how in {*ESTIMATED, "entropy"}]
        if estimated:
            rule = (
                f"`{estimated[0]}` weighs dimensions alone, not KPIs or outcomes; give numbers, `equal`, or judgements"
            )
            yield phrases.broken_rule(raw.where(TREE, node, "parts"), f"index.{node}.parts", rule)


def _sources_are_apart(raw: Raw) -> Iterator[Fault]:
    """Of several sources of one figure at most one is what respondents say; a unit needs no more than there are."""
    of_respondents = [name for name in raw.names("kpis") if raw.value("kpis", name, "question")]
    asked = {*raw.names("constructs"), *raw.questions(), *raw.names("derived"), *of_respondents}
    nodes = raw.names(TREE)

    def is_asked(part: str, above: tuple[str, ...] = ()) -> bool:
        below = raw.mapping(TREE, part, "parts") if part in nodes and part not in above else {}
        return part in asked or any(is_asked(str(each), (*above, part)) for each in below)

    for node in nodes:
        parts, least = list(raw.mapping(TREE, node, "parts")), raw.value(TREE, node, "sources")
        loc, path = (TREE, node, "sources"), f"index.{node}.sources"
        if isinstance(least, int) and parts and least > len(parts):
            yield phrases.out_of_bounds(raw.where(*loc), path, str(least), f"{len(parts)} (its parts) or less")
        said = [part for part in parts if isinstance(part, str) and is_asked(part)] if least is not None else []
        if len(said) > 1:
            named = ", ".join(f"`{part}`" for part in said)
            rule = f"{named} are said by the same respondents; one source at most may be"
            yield phrases.broken_rule(raw.where(*loc), path, rule)


def what_explains_has_an_outcome(raw: Raw) -> Iterator[Fault]:
    """Johnson's, LMG and regression weights explain a headline; without one there is nothing to explain."""
    if raw.value("headline") or raw.questions(kind="rating", role="outcome"):
        return
    for node in raw.names(TREE):
        parts = raw.mapping(TREE, node, "parts")
        if not NEED_OUTCOME.isdisjoint(map(str, parts.values())):
            do = "Add a rating question with `role: outcome`, or weigh by `equal` or `factor`."
            yield phrases.needs(raw.where(TREE, node, "parts"), f"index.{node}.parts", "a rating outcome", do)


CHECKS: tuple[Check, ...] = (
    parts_are_known,
    trees_over_the_dimensions,
    weights_of_one_kind,
    estimated_of_dimensions,
    _sources_are_apart,
    what_explains_has_an_outcome,
)
