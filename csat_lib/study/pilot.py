"""The pilot: what the analyst decides against the machine, and the precision that the main study is planned for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.raw import Check, Raw, texts
from csat_lib.study.words import Model, Name, StudyText

Decision = Literal["keep", "review", "drop"]


class Overrule(Model):
    """The analyst's own decision on an item, and why; it stands beside the machine's."""

    decision: Decision
    why: StudyText


class Pilot(Model):
    """``alpha_width``: the wanted width of the interval of alpha; ``loading_width``: that of a loading.

    ``draws``: samples that the planning simulates at each size.
    """

    overrule: dict[Name, Overrule] = Field(default_factory=dict)
    alpha_width: float = Field(default=0.10, gt=0, lt=1)
    loading_width: float = Field(default=0.20, gt=0, lt=1)
    draws: int = Field(default=100, ge=20, le=10_000)

    @property
    def decisions(self) -> dict[str, Decision]:
        """Item -> what the analyst decided."""
        return {item: overrule.decision for item, overrule in self.overrule.items()}


def overrules_are_about_items(raw: Raw) -> Iterator[Fault]:
    """The analyst overrules decisions on items, and leaves every construct at least one."""
    allowed = raw.questions(kind="rating", role="perception")
    overruled = raw.mapping("pilot", "overrule")
    for item in overruled:
        if item not in allowed:
            where = raw.where("pilot", "overrule", item)
            yield phrases.unknown_name(where, "pilot.overrule", str(item), allowed)
    dropped = {item for item in overruled if raw.value("pilot", "overrule", item, "decision") == "drop"}
    for construct in raw.names("constructs"):
        items = [item for _, item in texts(raw.listing("constructs", construct, "items"))]
        if items and dropped.issuperset(items):
            where, path = raw.where("pilot", "overrule", items[-1]), "pilot.overrule"
            yield phrases.needs(where, path, f"an item left for the construct `{construct}`", "Keep one of its items.")


CHECKS: tuple[Check, ...] = (overrules_are_about_items,)
