"""The log of what a study asks and weighs: when a question, dimension, KPI or node was added or retired, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from csat_lib.errors import CsatError, Fault
from csat_lib.errors import study as phrases
from csat_lib.period import Period, parse
from csat_lib.study.raw import TREE, Check, Raw
from csat_lib.study.words import Level, Model, Name, StudyText

_MONTH = len("2026-03")
_SECTIONS = ("questions", "derived", "constructs", "kpis", TREE)


def _dated(given: str) -> str:
    try:
        _time(given)
    except CsatError:
        raise PydanticCustomError("form", "no date", {"wanted": "a month or a day, such as 2026-03"}) from None
    return given


def _time(date: str) -> Period:
    return parse(date if len(date) == _MONTH else f"{date}..{date}")


class Logged(Model):
    """What was added or retired, and why; ``title``: what it was called, where the study no longer has it."""

    date: Annotated[Level, AfterValidator(_dated)]
    item: Name
    what: Literal["added", "retired"]
    reason: StudyText
    title: StudyText | None = None

    @property
    def time(self) -> Period:
        """The month or day."""
        return _time(self.date)


def _the_log_is_of_this_study(raw: Raw) -> Iterator[Fault]:
    """By its last entry, what was added is there and what was retired is not, and has a title to be told by."""
    known = [name for section in _SECTIONS for name in raw.names(section)]
    last: dict[str, tuple[str, int]] = {}
    for at, entry in enumerate(raw.listing("log")):
        if isinstance(entry, dict) and isinstance(entry.get("item"), str):
            last[entry["item"]] = max(last.get(entry["item"], ("", 0)), (str(entry.get("date")), at))
    for item, (_, at) in last.items():
        what, where, path = raw.value("log", at, "what"), raw.where("log", at, "item"), f"log.{at}.item"
        if what == "added" and item not in known:
            yield phrases.unknown_name(where, path, item, known)
        elif what == "retired" and item in known:
            yield phrases.broken_rule(where, path, f"`{item}` is retired by this entry, but the study still has it")
        elif what == "retired" and raw.value("log", at, "title") is None:
            yield phrases.missing_key(raw.where("log", at), f"log.{at}", "title")


CHECKS: tuple[Check, ...] = (_the_log_is_of_this_study,)
