"""How nodes of the index are weighed, where that needs more than a word; and whether what it needs is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.findings.catalogue.weight_rules import NEED_OUTCOME, WEIGHT_RULES
from csat_lib.study.constructs import WEIGHT_METHODS
from csat_lib.study.raw import TREE, Check, Raw
from csat_lib.study.words import Level, Model, Name

OF = "weights_of"
FEWEST = 2
_AHP = ("variant", "random_index")
_READ: dict[str, tuple[str, ...]] = {
    "answers": ("of", "frozen"), "outcome": ("frozen",), "units": ("normalise",), "judgements": ("judgements",),
    "rules": ("rules", "way", "shares"),
}  # fmt: skip
"""What a rule takes the weights from -> the keys that it reads."""
_SHARES = (
    "to know how figures are brought to shares, which decides the weights",
    "Add `normalise: shares` (of the units' figures as they are) or `normalise: min_max`.",
)
_UNITS = ("units to compare", "Name a segment question as `unit`.")
_OUTCOME = ("a rating outcome", "Add a rating question with `role: outcome`.")
_RULES = ("two rules or more to combine", "Add `rules: [ahp, critic]`.")


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


def read_keys(rules: Iterable[str]) -> set[str]:
    """The keys that rules read."""
    takes = [WEIGHT_RULES[rule].takes for rule in rules if rule in WEIGHT_RULES]
    return {"method", *(key for each in takes for key in _READ.get(each, ())), *(_AHP if "ahp" in rules else ())}


def nodes_and_parts_agree(raw: Raw) -> Iterator[Fault]:
    """The node is one of the index, and its parts have numbers, or the word of the rule."""
    for node in raw.names(OF):
        if node not in raw.names(TREE):
            yield phrases.unknown_name(raw.where(OF, node), OF, node, raw.names(TREE))
        method, words = raw.value(OF, node, "method"), set(map(str, raw.mapping(TREE, node, "parts").values()))
        for word in sorted(words & {*WEIGHT_METHODS} - {method})[:1]:
            what = f"its parts say `{word}`, and `{OF}` says `{method}`: give the parts numbers, or that word"
            yield phrases.broken_rule(raw.where(OF, node), f"{OF}.{node}", what)


def settings_are_whole_and_read(raw: Raw) -> Iterator[Fault]:
    """What a rule cannot do without is there, and a key that it does not read is refused."""
    has_outcome = bool(raw.value("headline") or raw.questions(kind="rating", role="outcome"))
    tables = [name for name in raw.names("tables") if raw.value("tables", name, "kind") == "judgements"]
    for node in dict.fromkeys([*raw.names(TREE), *raw.names(OF)]):
        given, path = raw.mapping(OF, node), f"{OF}.{node}"
        where = raw.where(OF, node) if given else raw.where(TREE, node, "parts")
        method = str(given.get("method") or next(iter(raw.mapping(TREE, node, "parts").values()), ""))
        rules, shares = [*map(str, raw.listing(OF, node, "rules"))], raw.listing(OF, node, "shares")
        taken = set(rules or [method])
        for lacks, what, do in (
            ("entropy" in taken and not given.get("normalise"), *_SHARES),
            (("entropy" in taken or given.get("of") == "units") and not raw.value("unit"), *_UNITS),
            (bool(given) and not has_outcome and not NEED_OUTCOME.isdisjoint(taken), *_OUTCOME),
            (method == "combined" and (len(rules) < FEWEST or "combined" in rules), *_RULES),
            (len(shares) not in {0, len(rules)}, f"one share a rule ({len(rules)}, not {len(shares)})", "Mend them."),
        ):
            if lacks:
                yield phrases.needs(where, path, what, do)
        for key in given.keys() & WeightsOf.model_fields.keys() - read_keys((method, *rules)):
            what = f"`{method}` does not read it; remove it"
            yield phrases.broken_rule(raw.where(OF, node, key), f"{path}.{key}", what)
        if isinstance(table := given.get("judgements"), str) and table not in tables:
            yield phrases.unknown_name(raw.where(OF, node, "judgements"), f"{path}.judgements", table, tables)


CHECKS: tuple[Check, ...] = (nodes_and_parts_agree, settings_are_whole_and_read)
