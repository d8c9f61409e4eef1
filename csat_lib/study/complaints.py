"""The register of complaints: its classes, who answers for each, within how many hours they are to be dealt with."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from csat_lib.errors import Fault
from csat_lib.errors import study as phrases
from csat_lib.study.complaint_ranks import ComplaintPriorities
from csat_lib.study.raw import Raw
from csat_lib.study.words import Model, Name, StudyText

KIND = "complaints"


class ComplaintClass(Model):
    """A class of complaints; ``owner``: the department or post (no person) that sees to it.

    ``about``: the question (an item) or the construct that asks for the same.
    """

    title: StudyText
    owner: StudyText | None = None
    about: str | None = None


class Complaints(Model):
    """What the register's classes are, and the hours within which a complaint is to be answered, and closed."""

    classes: dict[Name, ComplaintClass] = Field(min_length=1)
    answered_within: float | None = Field(default=None, gt=0)
    closed_within: float | None = Field(default=None, gt=0)
    priorities: ComplaintPriorities | None = None


def register_is_read(raw: Raw) -> Iterator[Fault]:
    """The chapter has a register to read, and no class has the name of a code of open answers."""
    if KIND in raw.listing("chapters") and not raw.mapping(KIND):
        do = "Add `complaints: {classes: {..}}`, or take `complaints` out of `chapters`."
        yield phrases.needs(raw.where("chapters"), "chapters", "classes of complaints", do)
    if raw.mapping(KIND, "priorities") and not raw.value("unit"):
        do = "Add `unit: <one of the segments>`, or take `priorities` out."
        yield phrases.needs(raw.where(KIND, "priorities"), f"{KIND}.priorities", "units that complaints reach", do)
    known = [*raw.questions(kind="rating", role="perception"), *raw.names("constructs")]
    for name in raw.mapping(KIND, "classes"):
        about = raw.value(KIND, "classes", name, "about")
        if isinstance(about, str) and about not in known:
            where = raw.where(KIND, "classes", name, "about")
            yield phrases.unknown_name(where, f"{KIND}.classes.{name}.about", about, known)
        if name in raw.mapping("voice", "frame"):
            where = raw.where(KIND, "classes", name)
            yield phrases.name_taken(where, str(name), "a code of open answers", "a class of complaints")
