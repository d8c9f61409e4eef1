"""How nodes of the index are weighed, where that needs more than a word; and whether what it needs is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.findings.catalogue.weight_rules import NEED_OUTCOME, WEIGHT_RULES
from csat_lib.study.constructs import WEIGHT_METHODS
from csat_lib.study.raw import TREE, Check, Raw
from csat_lib.study.words import Level, Model, Name, Names

OF = "weights_of"
FEWEST = 2
_OF_TAKES: dict[str, tuple[str, ...]] = {
    "answers": ("of", "frozen"), "outcome": ("frozen",), "units": ("normalise",), "judgements": ("judgements",),
    "rules": ("rules", "way", "shares"),
}  # fmt: skip
"""What a rule takes the weights from -> the keys that it reads."""


def _rule(given: object) -> object:
    if given not in WEIGHT_METHODS:
        raise PydanticCustomError("choice", "no rule", {"allowed": [*WEIGHT_METHODS]})
    return given


def _combinable(given: object) -> object:
    return given if given == "given" else _rule(given)


Combinable = Annotated[str, BeforeValidator(_combinable)]


class WeightsOf(Model):
    """The rule of one node and what it needs: see ``csat_lib/index/rules``.

    ``judgements``: a table of that kind, else all of them; ``frozen``: the wave whose answers the weights come from.
    """

    method: Annotated[str, BeforeValidator(_rule)]
    judgements: Name | None = None
    variant: Literal["eigenvector", "geometric_mean", "column_sum"] = "eigenvector"
    random_index: Literal["saaty1980", "saaty2005", "donegan1991", "alonso2006"] = "saaty2005"
    of: Literal["respondents", "units"] = "respondents"
    normalise: Literal["shares", "min_max"] | None = None
    rules: Annotated[tuple[Combinable, ...], Strict(strict=False)] = ()
    way: Literal["multiplicative", "additive", "game"] = "multiplicative"
    shares: Annotated[tuple[Annotated[float, Field(gt=0)], ...], Strict(strict=False)] = ()
    frozen: Level | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        """The rules that the weights follow from: the method, or those it combines."""
        return self.rules or (self.method,)


def read_keys(method: str, rules: Names = ()) -> set[str]:
    """The keys that a rule reads, a combination those of its rules too."""
    own = {"method", *_OF_TAKES.get(WEIGHT_RULES[method].takes, ())} if method in WEIGHT_RULES else set[str]()
    own |= {"variant", "random_index"} if method == "ahp" else set()
    return own.union(*(read_keys(rule) for rule in rules))


def nodes_and_parts_agree(raw: Raw) -> Iterator[Fault]:
    """The node is one of the index, and its parts have numbers, or the word of the rule."""
    for node in raw.names(OF):
        if node not in raw.names(TREE):
            yield phrases.unknown_name(raw.where(OF, node), OF, node, raw.names(TREE))
        method = raw.value(OF, node, "method")
        words = {given for given in raw.mapping(TREE, node, "parts").values() if isinstance(given, str)}
        if words and words != {method}:
            what = (
                f"its parts say `{sorted(words)[0]}`, and `{OF}` says `{method}`: give the parts numbers, or that word"
            )
            yield phrases.broken_rule(raw.where(OF, node), f"{OF}.{node}", what)


def settings_are_read(raw: Raw) -> Iterator[Fault]:
    """A key that the rule does not read is refused; what the rule cannot do without is there."""
    for node in raw.names(OF):
        given, loc = raw.mapping(OF, node), (OF, node)
        method, rules = str(given.get("method")), tuple(map(str, raw.listing(OF, node, "rules")))
        taken, path = rules or (method,), f"{OF}.{node}"
        read = read_keys(method, rules)
        for key in (key for key in given if read and key in WeightsOf.model_fields and key not in read):
            yield phrases.broken_rule(raw.where(*loc, key), f"{path}.{key}", f"`{method}` does not read it; remove it")
        yield from _needed(raw, loc, taken)
        if method == "combined" and (len(rules) < FEWEST or "combined" in rules):
            yield phrases.needs(raw.where(*loc), path, "two rules or more to combine", "Add `rules: [ahp, critic]`.")
        if len(shares := raw.listing(OF, node, "shares")) not in {0, len(rules)}:
            yield phrases.needs(
                raw.where(*loc), path, f"one share a rule ({len(rules)}, not {len(shares)})", "Mend them."
            )
        table = given.get("judgements")
        kinds = [name for name in raw.names("tables") if raw.value("tables", name, "kind") == "judgements"]
        if isinstance(table, str) and table not in kinds:
            yield phrases.unknown_name(raw.where(*loc, "judgements"), f"{path}.judgements", table, kinds)


def _needed(raw: Raw, loc: tuple[Any, ...], taken: Names) -> Iterator[Fault]:
    where, path, given = raw.where(*loc), ".".join(map(str, loc)), raw.mapping(*loc)
    if "entropy" in taken and not given.get("normalise"):
        do = "Add `normalise: shares` (of the units' figures as they are) or `normalise: min_max`."
        yield phrases.needs(where, path, "to know how figures are brought to shares, which decides the weights", do)
    if ("entropy" in taken or given.get("of") == "units") and not raw.value("unit"):
        yield phrases.needs(where, path, "units to compare", "Name a segment question as `unit`.")
    if not NEED_OUTCOME.isdisjoint(taken) and not (
        raw.value("headline") or raw.questions(kind="rating", role="outcome")
    ):
        yield phrases.needs(where, path, "a rating outcome", "Add a rating question with `role: outcome`.")


def words_that_need_more(raw: Raw) -> Iterator[Fault]:
    """``entropy`` and ``combined`` as words of parts need to be told more."""
    for node in raw.names(TREE):
        words = {"entropy", "combined"} & set(map(str, raw.mapping(TREE, node, "parts").values()))
        if words and node not in raw.names(OF):
            do = f"Add `{OF}: {{{node}: {{method: {sorted(words)[0]}, ...}}}}`."
            yield phrases.needs(raw.where(TREE, node, "parts"), f"index.{node}.parts", f"an entry under `{OF}`", do)


CHECKS: tuple[Check, ...] = (nodes_and_parts_agree, settings_are_read, words_that_need_more)
